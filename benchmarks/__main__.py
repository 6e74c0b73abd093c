"""`python -m benchmarks MODULE …`: run a module with Django set up before its import."""

import sys
from importlib import import_module

import django

from fadu.site.profile import choose


def main() -> None:
    """Hand the rest of the command line to the module's `main`."""
    choose("demo")
    django.setup()
    import_module(f"benchmarks.{sys.argv[1]}").main(sys.argv[2:])


if __name__ == "__main__":
    main()
