"""`./fadu due`: when a period ends and why, for one date or a whole CSV file.

The date goes to standard output alone, so that scripts can use it; complaints go to standard
error. A CSV file is answered row by row: a bad row is named by its line and costs nothing else.
"""

import csv
import io
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from fadu.law.calendar import Calendar
from fadu.law.period import Due, Period, Suspension, due, parse_period
from fadu.law.words import LawError, Words

HELP = "算到期日并说明理由 / when a period ends, and why: due 2020-01-20 20wd --explain"

BAD = 2
_NEEDED = ("start", "period")
_ADDED = ("due", "provisional")
_PROVISIONAL = Words("暂定", "provisional")
_BY_HAND = Words("命令行所列事由", "a reason given on the command line")


class Refused(LawError):
    """A date, span or file that the verb cannot work with."""


def arguments(parser: ArgumentParser) -> None:
    """One start and period, or --csv."""
    parser.add_argument("start", nargs="?", help="起始日 / starting day, YYYY-MM-DD")
    parser.add_argument("period", nargs="?", help="期限 / period: 20wd 30d 3m 24h now")
    parser.add_argument("--explain", action="store_true", help="说明如何得出 / say how")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")
    parser.add_argument(
        "--suspend",
        action="append",
        default=[],
        metavar="FIRST..LAST",
        help="中止的首末日，未恢复的省略末日 / days of a stop, LAST left out while it runs",
    )
    parser.add_argument(
        "--csv", metavar="FILE", help="CSV 文件，- 为标准输入 / a file, - for stdin"
    )
    parser.add_argument(
        "--calendar", metavar="FOLDER", help="另有放假安排的文件夹 / folder of further YYYY.yaml"
    )


def run(args: Namespace) -> int:
    """0 when all is answered, 2 when something given is no date, period or row."""
    try:
        calendar = _calendar(args.calendar)
        stops = [_suspension(text) for text in args.suspend]
        if args.csv is not None:
            if args.start is not None:
                raise Refused(Words("--csv 与日期不能同用", "--csv and a date do not go together"))
            return _answer_file(_text(args.csv), calendar, stops, args.lang)
        if args.start is None or args.period is None:
            raise Refused(
                Words(
                    "应给出起始日与期限，如：./fadu due 2020-01-20 20wd，或用 --csv 文件",
                    "a starting day and a period are needed: ./fadu due 2020-01-20 20wd, or --csv",
                )
            )
        answer = _due(args.start, args.period, calendar, stops)
    except LawError as fault:
        print(fault.words.to(args.lang), file=sys.stderr)
        return BAD
    except OSError as fault:
        print(f"{fault.filename}: {fault.strerror}", file=sys.stderr)
        return BAD
    print(f"{answer.on} {_PROVISIONAL.to(args.lang)}" if answer.provisional else answer.on)
    if args.explain:
        print(answer.explain(args.lang))
    return 0


def _due(start: str, period: str, calendar: Calendar, stops: Sequence[Suspension]) -> Due:
    span: Period = parse_period(period)
    return due(_day(start), span, calendar, stops)


def _day(text: str) -> date:
    """The date of YYYY-MM-DD and nothing else: 20200120 or 2020-W04-1 are surely slips."""
    form = text.strip()
    try:
        day = date.fromisoformat(form)
    except ValueError:
        day = None
    if day is None or day.isoformat() != form:
        raise Refused(
            Words(f"不是日期：“{text}”（应如 2020-01-20）", f"no date: “{text}” (as in 2020-01-20)")
        )
    return day


def _suspension(text: str) -> Suspension:
    first, dots, last = text.partition("..")
    if not dots:
        raise Refused(
            Words(
                f"中止应写作 首日..末日：“{text}”", f"a stop is written FIRST..LAST, not “{text}”"
            )
        )
    return Suspension(_day(first), _day(last) if last else None, _BY_HAND)


def _calendar(folder: str | None) -> Calendar:
    if folder is None:
        return Calendar.shipped()
    if not Path(folder).is_dir():
        raise Refused(Words(f"没有文件夹：{folder}", f"there is no folder {folder}"))
    return Calendar.load(Path(folder))


def _text(name: str) -> str:
    """The file's text: UTF-8, or GB 18030 as Chinese spreadsheets save it."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Words(f"{name}：编码不明", f"{name}: neither UTF-8 nor GB 18030"))


def _answer_file(text: str, calendar: Calendar, stops: Sequence[Suspension], language: str) -> int:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    columns = list(rows.fieldnames or ())
    _check_columns(columns)
    out = csv.DictWriter(sys.stdout, [*columns, *_ADDED], lineterminator="\n")
    out.writeheader()
    code = 0
    for line, row, fault in _lines(rows):
        try:
            if fault is not None:
                raise fault
            answer = _due(row["start"], row["period"], calendar, stops)
        except LawError as wrong:
            place = Words(f"第{line}行：", f"line {line}: ")
            print(f"{place.to(language)}{wrong.words.to(language)}", file=sys.stderr)
            code = BAD
        else:
            out.writerow(
                {**row, "due": answer.on, "provisional": "yes" if answer.provisional else "no"}
            )
    return code


def _lines(rows: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str], Refused | None]]:
    """Each row with its line number, and what is wrong with its shape."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            yield rows.line_num, {}, Refused(Words(f"CSV 有误：{fault}", f"bad CSV: {fault}"))
            continue
        if None in row or None in row.values():
            yield (
                rows.line_num,
                row,
                Refused(Words("列数与表头不符", "its columns are not those of the header")),
            )
        else:
            yield rows.line_num, row, None


def _check_columns(columns: list[str]) -> None:
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        names = ", ".join(missing)
        raise Refused(Words(f"CSV 缺少列：{names}", f"the CSV has no column {names}"))
    taken = [name for name in _ADDED if name in columns]
    if taken or len(set(columns)) < len(columns):
        raise Refused(
            Words(
                "CSV 列名重复，或已有 due、provisional 列",
                "the CSV has a column twice, or already a column due or provisional",
            )
        )
