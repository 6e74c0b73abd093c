"""`./fadu due`: when a period ends and why, for one date or a whole CSV file.

The date goes to standard output alone, so that scripts can use it; complaints go to standard
error. A CSV file is answered row by row as it is read (`fadu.law.rows`): a bad row is named by its
line and costs nothing else, and a file may be of any length.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from fadu.law.calendar import Calendar
from fadu.law.derivation import table
from fadu.law.moment import SHANGHAI, due_at
from fadu.law.parameters import Parameters
from fadu.law.period import Hours, parse_period
from fadu.law.rows import WAYS, Answer, RowError, Table, answer_one, answer_rows, day_of, stop_of
from fadu.law.weeks import drawn, weeks
from fadu.law.words import LawError, Words
from fadu.site import rooms

HELP = "算到期日并说明理由 / when a period ends, and why: due 2020-01-20 20wd --explain"

BAD = 2
_PROVISIONAL = Words("暂定", "provisional")
_BY_HAND = Words("命令行所列事由", "a reason given on the command line")


def arguments(parser: ArgumentParser) -> None:
    """One start and period, or --csv."""
    parser.add_argument(
        "start",
        nargs="?",
        help="起始日，或按小时的起始时刻 / starting day YYYY-MM-DD; YYYY-MM-DDTHH:MM for hours",
    )
    parser.add_argument("period", nargs="?", help="期限 / period: 20wd 30d 3m 24h now")
    parser.add_argument("--explain", action="store_true", help="说明如何得出 / say how")
    parser.add_argument(
        "--show",
        choices=("text", "table", "weeks"),
        help="说明的样式 / shape of the explanation",
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")
    parser.add_argument(
        "--way",
        choices=WAYS,
        default="within",
        help="期限内末日、该日前的末日、满期次日 / last day within, latest before, first after",
    )
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
        if args.csv is not None:
            if args.start is not None:
                raise RowError(Words("--csv 与日期不能同用", "--csv and a date do not go together"))
            return _answer_file(args)
        if args.start is None or args.period is None:
            raise RowError(
                Words(
                    "应给出起始日与期限，如：./fadu due 2020-01-20 20wd，或用 --csv 文件",
                    "a starting day and a period are needed: ./fadu due 2020-01-20 20wd, or --csv",
                )
            )
        return _answer_one(args)
    except LawError as fault:
        print(fault.words.to(args.lang), file=sys.stderr)
        return BAD
    except BrokenPipeError:  # whoever reads has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        print(f"{fault.filename}: {fault.strerror}", file=sys.stderr)
        return BAD


def _answer_one(args: Namespace) -> int:
    period = parse_period(args.period)
    if "T" in args.start:
        if not isinstance(period, Hours) or args.suspend or args.way != "within":
            raise RowError(
                Words(
                    "时刻只用于按小时的期限，如 2020-01-20T09:30 24h",
                    "a time of day is for periods of hours alone: 2020-01-20T09:30 24h",
                )
            )
        moment = due_at(_instant(args.start), period)
        print(f"{moment.at:%Y-%m-%dT%H:%M}")
        if args.explain or args.show:
            print(moment.explain(args.lang))
        return 0
    stops = [stop_of(text, _BY_HAND) for text in args.suspend]
    answer = answer_one(args.way, day_of(args.start), period, _calendar(args.calendar), stops)
    print(f"{answer.on} {_PROVISIONAL.to(args.lang)}" if answer.provisional else answer.on)
    if args.explain or args.show:
        _SHAPES[args.show or "text"](answer, args.lang)
    return 0


def _show_text(answer: Answer, language: str) -> None:
    print(answer.explain(language))


def _show_table(answer: Answer, language: str) -> None:
    for row in table(answer.derivation, language):
        print("\t".join(row))


def _show_weeks(answer: Answer, language: str) -> None:
    print(drawn(weeks(answer), language))


_SHAPES: dict[str, Callable[[Answer, str], None]] = {
    "text": _show_text,
    "table": _show_table,
    "weeks": _show_weeks,
}


def _instant(text: str) -> datetime:
    """The minute of YYYY-MM-DDTHH:MM in Chinese time."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%dT%H:%M").replace(tzinfo=SHANGHAI)
    except ValueError as fault:
        raise RowError(
            Words(
                f"不是时刻：“{text}”（请写成 2020-01-20T09:30）",
                f"no time: “{text}” (write it as 2020-01-20T09:30)",
            )
        ) from fault


def _calendar(folder: str | None) -> Calendar:
    if folder is None:
        return Calendar.shipped()
    if not Path(folder).is_dir():
        raise RowError(Words(f"没有文件夹：{folder}", f"there is no folder {folder}"))
    return Calendar.load(Path(folder))


@cache
def _parameters() -> Parameters:
    """Those of the law and of every register, read without the rest of the house."""
    houses = Path(rooms.__file__).parents[1]
    folders = (houses / "registers" / name / "params" for name in rooms.REGISTERS)
    return Parameters.load(*(folder for folder in folders if folder.is_dir()))


def _answer_file(args: Namespace) -> int:
    def complain(words: Words) -> None:
        print(words.to(args.lang), file=sys.stderr)

    stops = tuple(stop_of(text, _BY_HAND) for text in args.suspend)
    shared = Table(_calendar(args.calendar), _parameters, args.lang, args.way, stops, args.explain)
    if args.csv == "-":
        tally = answer_rows(sys.stdin.buffer, sys.stdout, complain, shared)
    else:
        with Path(args.csv).open("rb") as lines:
            tally = answer_rows(lines, sys.stdout, complain, shared)
    if tally.refused:
        complain(
            Words(
                f"已算{tally.answered}行，未算{tally.refused}行：改正上列各行后再算",
                f"{tally.answered} rows answered, {tally.refused} not: mend those and run again",
            )
        )
    return BAD if tally.refused else 0
