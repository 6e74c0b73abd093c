"""A private PostgreSQL for one command: `python -m tests.postgres COMMAND …`.

Makes a cluster in a temporary folder, runs the command with FADU_DATABASE_URL pointing to it, and
takes everything down again. initdb refuses root, so under root the cluster belongs to the account
`postgres` (or `nobody`). Nothing waits for the disk: these data live for minutes.

Exit code: the command's, or NOT_HERE when this machine has no PostgreSQL 15 or newer.
"""

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_HERE = 77
OLDEST = 15
ACCOUNT = "fadu"
UNSAFE_BUT_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
}


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL with initdb, of Debian's places and PATH; or None."""
    folders = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    usable = [(version(folder), folder) for folder in folders if (folder / "initdb").exists()]
    newest = max(usable, default=(0, None), key=lambda pair: pair[0])
    return newest[1] if newest[0] >= OLDEST else None


def version(folder: Path) -> int:
    """The major version of the server in a folder; 0 when it does not say."""
    told = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=False)
    number = re.search(r"(\d+)", told.stdout)
    return int(number[1]) if number else 0


def unprivileged() -> list[str]:
    """The start of a command that runs the server as an account other than root."""
    if os.geteuid() != 0:
        return []
    name = next(name for name in ("postgres", "nobody") if has_account(name))
    person = pwd.getpwnam(name)
    return ["setpriv", f"--reuid={person.pw_uid}", f"--regid={person.pw_gid}", "--clear-groups"]


def has_account(name: str) -> bool:
    """Whether the machine knows the account."""
    return any(person.pw_name == name for person in pwd.getpwall())


def free_port() -> int:
    """A TCP port nobody uses now; the server listens on the loopback address only."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def hand_over(folder: Path) -> None:
    """Give the folder to the account that runs the server, when that is not ourselves."""
    if os.geteuid() == 0:
        name = next(name for name in ("postgres", "nobody") if has_account(name))
        person = pwd.getpwnam(name)
        os.chown(folder, person.pw_uid, person.pw_gid)


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """Run a fresh cluster; yields its address, stops and removes it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="fadu-pg-"))
    hand_over(folder)
    data, port, as_account = folder / "data", free_port(), unprivileged()
    initdb = [str(bin_folder / "initdb"), "-D", str(data), "-U", ACCOUNT, "-A", "trust"]
    initdb += ["--no-sync", "--encoding=UTF8", "--locale=C"]
    subprocess.run([*as_account, *initdb], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    options = [f"-c{name}={value}" for name, value in UNSAFE_BUT_FAST.items()]
    server = [str(bin_folder / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    server += ["-c", "listen_addresses=127.0.0.1", *options]
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        running = subprocess.Popen([*as_account, *server], cwd=folder, stdout=log, stderr=log)
        try:
            wait_until_ready(bin_folder, port, running)
            yield f"postgresql://{ACCOUNT}@127.0.0.1:{port}/postgres"
        finally:
            running.terminate()  # for PostgreSQL: no new sessions, wait for the open ones
            try:
                running.wait(timeout=10)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
            shutil.rmtree(folder, ignore_errors=True)
            Path(log.name).unlink(missing_ok=True)


def wait_until_ready(bin_folder: Path, port: int, running: subprocess.Popen[bytes]) -> None:
    """Return when the server answers. Raises TimeoutError after 30 seconds or when it ended."""
    ask = [str(bin_folder / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(300):
        if running.poll() is not None:
            break
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise TimeoutError("PostgreSQL 未能启动 / PostgreSQL did not start")


def main(command: list[str]) -> int:
    """Run `command` beside a private cluster; its exit code."""
    folder = binaries()
    if folder is None:
        print(f"没有 PostgreSQL {OLDEST}+ / no PostgreSQL {OLDEST}+ here", file=sys.stderr)
        return NOT_HERE
    with cluster(folder) as address:
        there = {**os.environ, "FADU_DATABASE_URL": address}
        return subprocess.run(command, env=there, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
