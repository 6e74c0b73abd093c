"""`./fadu demo`: build the demo year once, then serve it at its fixed date."""

import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace

from django.conf import settings

from fadu.site.demo import build
from fadu.site.demo.cast import BUREAU, CITIZENS, STAFF
from fadu.site.progress import Progress
from fadu.site.soundness import sound
from fadu.site.verbs.serve import HOST, PORT, serve

HELP = "演示：演练2020年并在固定日期运行 / play the year 2020 and serve it at a fixed date"
NEEDS_DJANGO = True
PROFILE = "demo"


def arguments(parser: ArgumentParser) -> None:
    """How many cases, afresh or not, and where to serve."""
    parser.add_argument(
        "--cases", type=_count, default=2000, help="演练件数 / cases (default 2000)"
    )
    parser.add_argument("--fresh", action="store_true", help="重新演练 / play again from nothing")
    parser.add_argument("--build-only", action="store_true", help="只演练不启动 / do not serve")
    parser.add_argument("--port", type=int, default=PORT)


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError
    return count


def run(args: Namespace) -> int:
    """Build unless a demo stands, print the cast, serve."""
    if not args.build_only:
        return _served(args)
    start = time.perf_counter()
    if args.fresh or not build.built():
        try:
            build.clear()
        except build.NotADemo:
            print(
                "数据库中有演示以外的数据，未作改动 / the database holds other data; nothing was touched",
                file=sys.stderr,
            )
            return 1
        _build(args.cases)
        print(f"合计 / together: {time.perf_counter() - start:.1f} s")
    else:
        print("已有演示数据,--fresh 可重新演练 / a demo stands; --fresh plays it again")
    return 0


def _served(args: Namespace) -> int:
    """Build in a process of its own, then serve.

    The server forks, and a fork has none of its parent's threads: typst, which makes documents
    while the year is played, would wait for its own for ever.
    """
    fresh = ("--fresh",) if args.fresh else ()
    words = ("demo", "--build-only", "--cases", str(args.cases), *fresh)
    built = subprocess.run([sys.executable, "-m", "fadu", *words], check=False)
    if built.returncode:
        return built.returncode
    if not sound():
        return 1
    _print_cast(args.port)
    return serve(HOST, args.port, without=("document.render",))


def _build(cases: int) -> None:
    bars: dict[str, Progress] = {}

    def progress(title: str, done: int, total: int) -> None:
        bars.setdefault(title, Progress(title, total)).at(done)

    build.build(cases, print, progress)


def _print_cast(port: int) -> None:
    print(f"\n演示日期 / demo date: {settings.FADU_CLOCK}。人物，一键进入 / the cast, one click:")
    for member in STAFF:
        print(f"  {member.name}  {member.part.zh} / {member.part.en}")
    for citizen in CITIZENS:
        print(f"  {citizen.name}  {citizen.part.zh} / {citizen.part.en}")
    print(f"  http://{HOST}:{port}/{BUREAU}/  ·  http://{HOST}:{port}/desk/{BUREAU}/\n")
