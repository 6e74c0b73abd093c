"""Due dates for a table of any length: a CSV file answered line by line, in constant memory.

Needed columns are `start` and `period`. `period` is a short form (20wd) or the key of a parameter
(reg.limit.statutory), whose value is looked up for the row's `division` and `as-of` day. `way` asks
for the last day within the period (empty), the last day `before` the start, or the first after it
has run out in `full`. A row that cannot be answered is named by its line and costs nothing else.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from fadu.law.backwards import Latest, latest
from fadu.law.calendar import Calendar
from fadu.law.minimal import Earliest, earliest
from fadu.law.parameters import Parameters
from fadu.law.period import Due, Period, Suspension, due, parse_period
from fadu.law.words import LawError, Words

NEEDED = ("start", "period")
OPTIONAL = ("way", "suspensions", "as-of", "division")
ADDED = ("due", "provisional", "note")
EXPLAINED = "explanation"
WAYS = ("within", "before", "full")
NATIONAL = "00"
_REASON = Words("表中所列中止", "a stop given in the table")

Answer = Due | Latest | Earliest
Complain = Callable[[Words], None]


class RowError(LawError):
    """A cell, row or file that cannot be read; says what to do."""


class Out(Protocol):
    """Where the answers are written."""

    def write(self, text: str, /) -> object:
        """Take a text."""


@dataclass(frozen=True, slots=True)
class Table:
    """What all rows share."""

    calendar: Calendar
    parameters: Callable[[], Parameters]
    language: str = "zh"
    way: str = "within"
    stops: tuple[Suspension, ...] = ()
    explain: bool = False


@dataclass(slots=True)
class Tally:
    """How many rows were answered, and how many not."""

    answered: int = 0
    refused: int = 0


def answer_rows(lines: Iterable[bytes], out: Out, complain: Complain, table: Table) -> Tally:
    """Write each row with its answer; complain of each that has none. RowError for a bad header."""
    rows = _rows(_decoded(lines))
    header = next(rows, None)
    if header is not None and header.fault is not None:
        raise header.fault
    columns = [] if header is None else header.cells
    places = _places(columns, table.explain)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *ADDED, *([EXPLAINED] if table.explain else [])])
    tally = Tally()
    for row in rows:
        if not row.cells and row.fault is None:
            continue
        try:
            if row.fault is not None:
                raise row.fault
            if len(row.cells) != len(columns):
                raise _miscounted(len(row.cells), len(columns))
            added = _added(row.cells, places, table)
        except LawError as wrong:
            tally.refused += 1
            said = wrong.words
            complain(Words(f"第{row.line}行：{said.zh}", f"line {row.line}: {said.en}"))
        else:
            tally.answered += 1
            writer.writerow([*row.cells, *added])
    return tally


def day_of(text: str) -> date:
    """The date of YYYY-MM-DD and nothing else: 20200120 or 2020-W04-1 are surely slips."""
    found = _day(text)
    if found is None:
        raise RowError(
            Words(
                f"不是日期：“{text}”（请写成 2020-01-20）",
                f"no date: “{text}” (write it as 2020-01-20)",
            )
        )
    return found


def stop_of(text: str, reason: Words) -> Suspension:
    """The suspension of FIRST..LAST, or FIRST.. while it runs."""
    first, dots, last = text.partition("..")
    if not dots:
        raise RowError(
            Words(
                f"中止请写作 首日..末日：“{text}”",
                f"a stop is written FIRST..LAST, not “{text}”",
            )
        )
    return Suspension(day_of(first), day_of(last) if last.strip() else None, reason)


def answer_one(
    way: str, start: date, period: Period, calendar: Calendar, stops: Sequence[Suspension]
) -> Answer:
    """The answer in one of the WAYS. RowError for another, or for stops where nothing runs."""
    if way == "within":
        return due(start, period, calendar, stops)
    if way == "full":
        return earliest(start, period, calendar, stops)
    if way == "before":
        if stops:
            raise RowError(Words("倒算没有中止", "nothing is suspended that is counted back"))
        return latest(start, period, calendar)
    raise RowError(
        Words(
            f"没有这种算法：“{way}”（可写 within、before、full，或空着）",
            f"no such way: “{way}” (within, before, full, or empty)",
        )
    )


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]
    fault: RowError | None = None


def _rows(lines: Iterator[str | RowError]) -> Iterator[_Row]:
    """Rows as csv reads them, each with the line it ends on and what is wrong with its text."""
    broken: list[RowError] = []

    def texts() -> Iterator[str]:
        for line in lines:
            if isinstance(line, RowError):
                broken.append(line)
                yield "\n"
            else:
                yield line

    reader = csv.reader(texts(), strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            said = Words(
                f"CSV 有误：{fault}（检查引号是否成对）", f"bad CSV: {fault} (do its quotes match?)"
            )
            yield _Row(reader.line_num, [], RowError(said))
        else:
            yield _Row(reader.line_num, cells, broken.pop() if broken else None)


def _decoded(lines: Iterable[bytes]) -> Iterator[str | RowError]:
    """Lines as text: UTF-8, or GB 18030 as Chinese spreadsheets save it.

    The first line that is more than ASCII decides, so that nothing need be read twice; a later
    line that does not fit is named.
    """
    encoding = ""
    for place, raw in enumerate(lines):
        line = raw.removeprefix(b"\xef\xbb\xbf") if place == 0 else raw
        if not encoding and not line.isascii():
            encoding = "utf-8" if _fits(line, "utf-8") else "gb18030"
        try:
            yield line.decode(encoding or "ascii")
        except UnicodeDecodeError:
            yield RowError(
                Words(
                    f"编码不明或与前文不同（前文为 {encoding}）：请把文件另存为 UTF-8",
                    f"its encoding is not that of the lines before ({encoding}): save as UTF-8",
                )
            )


def _fits(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _places(columns: Sequence[str], explain: bool) -> Mapping[str, int]:
    """Where each column of ours stands; RowError where one is missing or comes twice."""
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        names = ", ".join(missing)
        raise RowError(
            Words(
                f"CSV 缺少列：{names}（首行应为列名）",
                f"the CSV has no column {names} (the first line names the columns)",
            )
        )
    taken = [name for name in (*ADDED, *([EXPLAINED] if explain else [])) if name in columns]
    if taken or len(set(columns)) < len(columns):
        raise RowError(
            Words(
                f"CSV 列名重复，或已有列：{', '.join(ADDED)}（请改名）",
                f"the CSV has a column twice, or already one of {', '.join(ADDED)}: rename it",
            )
        )
    return {name: columns.index(name) for name in (*NEEDED, *OPTIONAL) if name in columns}


def _added(cells: Sequence[str], places: Mapping[str, int], table: Table) -> list[str]:
    """The cells that a row gains."""
    cell = {name: cells[place].strip() for name, place in places.items()}
    start = day_of(cell["start"])
    period, notes = _period(cell, start, table)
    stops = table.stops
    if cell.get("suspensions"):
        spans = cell["suspensions"].split(";")
        stops = (*stops, *(stop_of(span.strip(), _REASON) for span in spans if span.strip()))
    answer = answer_one(cell.get("way") or table.way, start, period, table.calendar, stops)
    if answer.provisional:
        notes += [doubt.to(table.language) for doubt in answer.doubts]
    found = [answer.on.isoformat(), "yes" if answer.provisional else "no"]
    found.append(("；" if table.language == "zh" else "; ").join(notes))
    if table.explain:
        found.append("\n".join(line.words.to(table.language) for line in answer.derivation))
    return found


def _period(cell: Mapping[str, str], start: date, table: Table) -> tuple[Period, list[str]]:
    """The period of a row, and where it comes from if it was looked up."""
    text = cell["period"]
    if "." not in text:
        return _parsed(text), []
    on = day_of(cell["as-of"]) if cell.get("as-of") else start
    division = cell.get("division") or NATIONAL
    if not (division.isascii() and division.isdigit() and len(division) in (2, 4, 6)):
        raise RowError(
            Words(
                f"不是区划代码：“{division}”（2、4或6位数字）",
                f"no division code: “{division}” (2, 4 or 6 digits)",
            )
        )
    value = table.parameters().value(text, on, division)
    period, source = value.period, value.source.words
    note = Words(f"{period.words.zh}：{source.zh}", f"{period.words.en}: {source.en}")
    if not value.confirmed:
        note = Words(f"{note.zh}（未经核实）", f"{note.en} (unconfirmed)")
    return period, [note.to(table.language)]


def _miscounted(found: int, wanted: int) -> RowError:
    return RowError(
        Words(
            f"列数与表头不符：应为{wanted}列，实为{found}列",
            f"its columns are not those of the header: {wanted} expected, {found} found",
        )
    )


@lru_cache(maxsize=8192)
def _day(text: str) -> date | None:
    form = text.strip()
    try:
        day = date.fromisoformat(form)
    except ValueError:
        return None
    return day if day.isoformat() == form else None


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Period:
    return parse_period(text)
