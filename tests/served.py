"""The demo as its user has it: built and served by the command, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

ROOT = Path(__file__).resolve().parents[1]
CASES = 60
PATIENCE = 120.0


@contextmanager
def demo(folder: Path, cases: int = CASES) -> Iterator[str]:
    """The address of a demo of so many cases that keeps its data in `folder`."""
    port = free_port()
    log = folder / "served.log"
    there = {name: value for name, value in os.environ.items() if not name.startswith("FADU_")}
    there |= {"FADU_VAR": str(folder), "PYTHONPATH": str(ROOT / "src")}
    there.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "fadu", "demo", "--cases", str(cases), "--port", str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=there, stdout=said, stderr=said)
        try:
            address = f"http://127.0.0.1:{port}"
            until_it_answers(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until_it_answers(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait for a server's first answer; RuntimeError with the end of its log when none comes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except HTTPError:
            return  # an answer all the same
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8')[-2000:]}")
