"""`./fadu serve`: the web server and the worker in one command.

granian speaks WSGI: Django's views are synchronous, and ASGI under them costs several times the
processor time. With `--no-work` only pages are served, and workers run elsewhere.
"""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from fadu.site.soundness import migrated, sound

HELP = "启动网站与后台任务 / serve the site and run the worker"
NEEDS_DJANGO = True
HOST = "127.0.0.1"
PORT = 8000
THREADS = 4


def arguments(parser: ArgumentParser) -> None:
    """Where to listen, with how many processes, with or without the worker."""
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--processes", type=int, default=1, help="网页进程数 / web processes")
    parser.add_argument("--no-work", action="store_true", help="不带后台任务 / without the worker")


def run(args: Namespace) -> int:
    """Bring the database up to date (in production its owner does), check, serve until stopped."""
    if settings.FADU_PROFILE != "production":
        call_command("migrate", verbosity=0, interactive=False)
    if not (migrated() and sound()):
        return 1
    return serve(args.host, args.port, processes=args.processes, work=not args.no_work)


def serve(
    host: str, port: int, *, processes: int = 1, work: bool = True, without: Sequence[str] = ()
) -> int:
    """Serve the chosen profile until interrupted; the worker lives and ends with the server.

    `without` names kinds of jobs that this worker leaves alone.
    """
    left_alone = [word for kind in without for word in ("--without", kind)]
    command = [sys.executable, "-m", "fadu", "work", *left_alone]
    worker = subprocess.Popen(command) if work else None
    print(
        f"法度已启动 / Fadu is serving ({settings.FADU_PROFILE}): http://{host}:{port}/"
        "   停止 / stop: Ctrl+C",
        flush=True,
    )
    try:
        Granian(
            "fadu.site.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=THREADS,
            log_access=False,
            log_level=LogLevels.warning,
            websockets=False,
        ).serve()
    finally:
        if worker:
            worker.terminate()
            worker.wait(timeout=30)
    return 0
