"""Runs a program of one file under bounds: python -I bounded.py MEMORY SECONDS PROGRAM ARGUMENTS…

A child begins here rather than in a hook between fork and exec, which is not safe in a server with
threads. It may not write a byte to any file, nor take more memory or processor time than given.
"""

import resource
import runpy
import sys


def main() -> None:
    """Set the bounds, then become the program."""
    memory, seconds, *rest = sys.argv[1:]
    for kind, most in (
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.argv = rest
    runpy.run_path(rest[0], run_name="__main__")


if __name__ == "__main__":
    main()
