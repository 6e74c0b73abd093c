"""`./fadu watch`: when the house was down, whether its clock can be believed, and confirming it."""

import datetime
from argparse import ArgumentParser, Namespace

from fadu.jobs.models import ClockFault
from fadu.jobs.watch import confirm_clock, served
from fadu.record.moment import SHANGHAI, WallClock

HELP = "停机与时钟记录 / outages and the clock"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """How far to look back, and who confirms the clock."""
    parser.add_argument("--days", type=int, default=30, help="回看天数 / days to look back")
    parser.add_argument("--confirm", metavar="NAME", help="确认时钟无误的人 / who says it is right")


def run(args: Namespace) -> int:
    """Print outages and clock faults; 1 while a fault is open."""
    now = WallClock().now().recorded_at
    if args.confirm:
        print(f"已确认 / confirmed: {confirm_clock(now, args.confirm)} ({args.confirm})")
    since = now - datetime.timedelta(days=args.days)
    seen = served(since, now)
    before = since
    for begun, last in seen.stretches:
        if begun > before and before is not since:
            print(f"停机 / down: {_said(before)} – {_said(begun)}")
        before = last
    faults = ClockFault.objects.filter(noticed_at__gte=since).order_by("noticed_at")
    for fault in faults:
        ended = f"{_said(fault.ended_at)} {fault.ended_by}" if fault.ended_at else "未确认 / open"
        print(f"时钟 / clock: {_said(fault.noticed_at)} < {_said(fault.seen_at)}; {ended}")
    if not seen.believed:
        print(
            "默示办理已暂停，请校准时钟后确认 / silence is held: set the clock right, then confirm"
        )
    return 0 if seen.believed else 1


def _said(instant: datetime.datetime) -> str:
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
