"""The inspecting process: waits for files, and forks one child for each.

It has loaded what it needs and holds nothing else: no settings, no database, no environment of the
web process. Each child looks at one file, with these limits, and dies:

- it can open no file and no connection (no descriptor beyond those it was given);
- it can write nothing but its answer;
- memory, processor time and wall time are bounded; over the bound it is killed by the kernel.

It runs with the rights of its user all the same; it is a wall against accidents and known tricks,
not a virtual machine.
"""

import json
import mmap
import os
import resource
import signal
import socket

from fadu.record.inspection.look import look
from fadu.record.inspection.verdict import Unfit

MEMORY = 768 * 1024 * 1024
PROCESSOR_SECONDS = 10
WALL_SECONDS = 20


def main() -> None:
    """Serve the socket that is descriptor 0 until its other end is closed."""
    asked = socket.socket(fileno=0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel takes the dead away
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        message, descriptors, _, _ = socket.recv_fds(asked, 16, 2)
        if not message:
            return
        if os.fork() == 0:
            asked.close()
            _in_child(*descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _in_child(file: int, answer: int) -> None:
    """Look at one file, write the verdict, die."""
    try:
        size = os.fstat(file).st_size
        data = mmap.mmap(file, 0, access=mmap.ACCESS_READ) if size else b""
        _confine(size)
        with open(file, "rb", closefd=False) as stream:
            found = look(data, stream)  # type: ignore[arg-type]  # a map reads like bytes
        plain = [found.code, found.detail] if isinstance(found, Unfit) else found
        os.write(answer, json.dumps(plain).encode())
    except (Exception, MemoryError) as error:  # no file may end a check without an answer
        os.write(answer, json.dumps(["unchecked", repr(error)[:200]]).encode())
    finally:
        os._exit(0)


def _confine(size: int) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY + 2 * size),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    main()
