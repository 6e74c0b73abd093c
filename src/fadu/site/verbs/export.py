"""`./fadu export CASE --out FILE.zip`: one case as one zip that a stranger verifies offline."""

import sys
import uuid
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings

from fadu.procedure.export import write_bundle_of
from fadu.procedure.models import Case
from fadu.record.moment import clock_from

HELP = "导出案卷包 / export a case as a verifiable zip"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """Which case, and where to."""
    parser.add_argument("case", help="编号或标识 / case number or id")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip")
    parser.add_argument("--bureau", default=settings.FADU_BUREAU)


def run(args: Namespace) -> int:
    """Write the bundle; 1 when there is no such case, 2 when the file cannot be written."""
    found = Case.objects.filter(bureau=args.bureau)
    try:
        case = found.filter(id=uuid.UUID(args.case)).first()
    except ValueError:
        case = found.filter(number=args.case).first()
    if case is None:
        print(f"没有案件 {args.case} / there is no case {args.case}", file=sys.stderr)
        return 1
    part = args.out.with_name(args.out.name + ".part")
    try:
        with part.open("wb") as target:
            write_bundle_of(case, target, clock_from(settings.FADU_CLOCK).now())
        part.replace(args.out)
    except OSError as error:
        print(f"无法写入 {args.out}：{error} / cannot write {args.out}", file=sys.stderr)
        return 2
    finally:
        part.unlink(missing_ok=True)
    case.refresh_from_db()
    print(f"{args.out}  {case.number}  {case.seq} 条 / entries  SHA-256 {case.sha256}")
    return 0
