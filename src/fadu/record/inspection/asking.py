"""Asking the inspecting process about a file.

One such process stands beside each web process, started at the first file: loading its libraries
takes a third of a second, forking from it a few milliseconds. It dies with the process that
started it, because its socket is then closed.
"""

import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from fadu.record.inspection.verdict import PAPERS, Unfit, as_paper_takes

# As many at once; further ones wait, so that uploads never take the whole machine.
AT_ONCE = 2
# The child is killed by its own alarm before that.
PATIENCE_SECONDS = 30.0
_SOURCE = Path(__file__).resolve().parents[3]


class _Process:
    """The inspecting process of this process, started again when it is gone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.turn = threading.BoundedSemaphore(AT_ONCE)
        self.pid = 0
        self.running: subprocess.Popen[bytes] | None = None
        self.socket: socket.socket | None = None

    def send(self, file: int, answer: int) -> None:
        """Hand it a file and the end of a pipe for its answer."""
        with self.lock:
            if self.running is None or self.pid != os.getpid() or self.running.poll() is not None:
                self._start()
            assert self.socket is not None
            try:
                socket.send_fds(self.socket, [b"file"], [file, answer])
            except OSError:  # it died since it was looked at
                self._start()
                socket.send_fds(self.socket, [b"file"], [file, answer])

    def _start(self) -> None:
        if self.socket is not None:
            self.socket.close()
        self.socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            # A clean environment: no key and no address of a database goes along.
            self.running = subprocess.Popen(
                [sys.executable, "-m", "fadu.record.inspection.server"],
                stdin=other.fileno(),
                stdout=subprocess.DEVNULL,
                env={"PYTHONPATH": str(_SOURCE), "LANG": "C.UTF-8"},
            )
        self.pid = os.getpid()


_process = _Process()


def inspect(stream: BinaryIO, accepted: Collection[str] = PAPERS) -> str | Unfit:
    """The kind of a file (it must lie on a disk), or why it is not taken in."""
    with _process.turn:
        said = _asked(stream.fileno())
    return as_paper_takes(said, accepted)


def _asked(file: int) -> str | Unfit:
    ours, theirs = os.pipe()
    try:
        try:
            _process.send(file, theirs)
        finally:
            os.close(theirs)
        told = _read(ours, time.monotonic() + PATIENCE_SECONDS)
    finally:
        os.close(ours)
    try:
        plain = json.loads(told)
    except ValueError:
        return Unfit("unchecked", "no answer")  # killed by one of its limits
    return plain if isinstance(plain, str) else Unfit(*plain)


def _read(pipe: int, until: float) -> bytes:
    told = b""
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return b""
        piece = os.read(pipe, 4096)
        if not piece:
            return told
        told += piece
