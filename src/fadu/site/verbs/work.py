"""`./fadu work`: run the worker that carries out what acts have left in the outbox."""

from argparse import ArgumentParser, Namespace

from django.conf import settings

from fadu.jobs import worker
from fadu.record.moment import clock_from
from fadu.site.soundness import sound

HELP = "运行后台任务 / run the worker"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """The worker's own options, handed on to it."""
    parser.add_argument("--once", action="store_true", help="做一轮即止 / one round, then stop")
    parser.add_argument("--idle", type=float, default=1.0, help="两轮间隔秒数 / seconds between")
    parser.add_argument("--without", action="append", default=[], metavar="KIND")


def run(args: Namespace) -> int:
    """Work on the profile's database, by the profile's clock."""
    if not sound():
        return 1
    words = ["--once"] if args.once else []
    words += ["--idle", str(args.idle)]
    for kind in args.without:
        words += ["--without", kind]
    return worker.main(words, clock=clock_from(settings.FADU_CLOCK))
