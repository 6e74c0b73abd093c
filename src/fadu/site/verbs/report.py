"""`./fadu report`: the annual report from the record, and whether a stored one still holds."""

import datetime
import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings

from fadu.bureau.models import Bureau
from fadu.documents.render import MissingGlyph, RenderFailed
from fadu.figures.count import NotItsRows
from fadu.law.words import Words
from fadu.record.moment import SHANGHAI, clock_from
from fadu.report.annual import compose
from fadu.report.folder import Compared, compare, write

HELP = "由记录算出年度报告 / compute the annual report from the record"
NEEDS_DJANGO = True
OK, FAILED, USAGE = 0, 1, 2
_FIRST_YEAR = 1986


class Unusable(Exception):
    """What was asked cannot be done as asked; says so in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(Words(zh, en).both)


def arguments(parser: ArgumentParser) -> None:
    """The year, where to write, and as of when."""
    parser.add_argument("year", type=int, help="年度 / year, e.g. 2020")
    parser.add_argument("--out", type=Path, metavar="DIR", help="输出目录 / folder to write")
    parser.add_argument("--bureau", help="机构代码 / division code, e.g. 511725")
    parser.add_argument(
        "--known-on",
        metavar="ISO",
        help="截至何时所知（日期或时间） / as known on this day or instant; now when left out",
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="与已存的 figures.json 比对 / compare a stored figures.json with the record",
    )


def run(args: Namespace) -> int:
    """Write the report, or compare a stored one; 0 done and it holds, 1 it does not, 2 usage."""
    try:
        if args.out is None and args.against is None:
            raise Unusable("请用 --out 指定输出目录", "say where to write with --out")
        bureau = bureau_of(args.bureau)
        known_on = instant(args.known_on)
        if not _FIRST_YEAR <= args.year <= known_on.year:
            raise Unusable(f"没有 {args.year} 年度的记录", f"there is no record of {args.year}")
        held = against(args.against, bureau, args.year, known_on) if args.against else OK
        return max(held, into(args.out, bureau, args.year, known_on) if args.out else OK)
    except Unusable as error:
        print(error, file=sys.stderr)
        return USAGE


def into(folder: Path, bureau: Bureau, year: int, known_on: datetime.datetime) -> int:
    """Write the report into a folder."""
    try:
        report = compose(bureau, year, known_on, checked=True)
        files = write(report, folder)
    except (NotItsRows, RenderFailed) as error:
        print(f"报告未生成 / no report was made: {error}", file=sys.stderr)
        return FAILED
    except MissingGlyph as error:
        print(error.words.both, file=sys.stderr)
        return FAILED
    except OSError as error:
        raise Unusable(f"无法写入 {folder}：{error}", f"cannot write to {folder}") from error
    for line in report.lines:
        shown = f"{line.counted.shown.zh} {line.counted.unit.zh}"
        print(f"{line.counted.figure.title.both}: {shown}  {line.counted.digest[:16]}")
    print(f"已写入 {len(files)} 个文件 / {len(files)} files written: {folder}")
    return OK


def against(file: Path, bureau: Bureau, year: int, known_on: datetime.datetime) -> int:
    """Say of each stored figure whether it holds, and what later entries moved."""
    try:
        stored = json.loads(file.read_text("utf-8"))
        if (stored["bureau"]["code"], stored["year"]) != (bureau.code, year):
            raise Unusable("文件属于另一机构或年度", "the file is of another bureau or year")
        compared = compare(stored, known_on)
    except OSError as error:
        raise Unusable(f"读不到 {file}", f"cannot read {file}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{file} 不是年度报告的 figures.json", "no figures.json") from error
    for one in compared:
        print(told(one))
    return OK if all(one.holds for one in compared) else FAILED


def told(one: Compared) -> str:
    """One line on a compared figure."""
    if not one.holds:
        return f"✗ {one.title.both}：同一时点重算的摘要不符 / the digest no longer holds"
    if one.moved:
        rows = f"+{one.added} −{one.removed} ~{one.changed}"
        return f"≠ {one.title.both}: {one.stored} → {one.now} ({rows})"
    return f"✓ {one.title.both}: {one.stored}"


def bureau_of(code: str | None) -> Bureau:
    """The bureau asked for, or the only one there is."""
    known = {bureau.code: bureau for bureau in Bureau.objects.order_by("code")}
    if code is None and len(known) == 1:
        return next(iter(known.values()))
    if code in known:
        return known[code]
    listed = "、".join(known) or "—"
    raise Unusable(
        f"请用 --bureau 指定机构，现有：{listed}", f"name a bureau with --bureau; here: {listed}"
    )


def instant(text: str | None) -> datetime.datetime:
    """The instant of knowing: now, an ISO instant, or the end of an ISO day in China."""
    now = clock_from(settings.FADU_CLOCK).now().recorded_at
    if text is None:
        return now
    try:
        given = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise Unusable(
            f"“{text}”不是日期或时间，例如 2021-01-15", f"“{text}” is no date such as 2021-01-15"
        ) from None
    if len(text) == len("2021-01-15"):
        given = datetime.datetime.combine(given, datetime.time.max)
    aware = given if given.tzinfo else given.replace(tzinfo=SHANGHAI)
    if aware.date() > now.date():
        raise Unusable("--known-on 不能晚于今天", "--known-on cannot lie after today")
    return aware
