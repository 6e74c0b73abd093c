"""The annual report on building a law-based government: its five parts and its figures.

The parts are those of 法治政府建设与责任落实督察工作规定 25. Figures are placed, never typed; a part
whose text the sections have not supplied says so instead of holding sentences of our own.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from fadu.bureau.models import Bureau
from fadu.figures.count import Counted, PartCounted, parts_of, recount, value_of
from fadu.figures.figure import Part
from fadu.figures.measure import plain
from fadu.figures.registry import figures
from fadu.figures.scope import Period, Scope
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.record.canonical import canonical

FORMAT = "fadu-report/1"
BASIS = cite("法治政府建设与责任落实督察工作规定", 25)
TITLE = Words("法治政府建设情况报告", "Report on Building a Law-based Government")
MEASURES = "measures"
PARTS = {
    MEASURES: Words("举措和成效", "Measures and results"),
    "shortcomings": Words("不足和原因", "Shortcomings and causes"),
    "first_responsible": Words("第一责任人职责", "Duties of the first responsible person"),
    "plan": Words("下一年度安排", "Plan for the next year"),
    "other": Words("其他", "Other matters"),
}
FIGURES_ONLY = Words(
    "本部分现只列由记录算出的数字；文字由各股室在后续版本中提供。",
    "This part holds only the figures computed from the record; "
    "the sections supply its text in a later version.",
)
NOT_SUPPLIED = Words(
    "本部分文字由各股室在后续版本中提供。",
    "The sections supply the text of this part in a later version.",
)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure broken down by one column."""

    part: Part
    lines: tuple[PartCounted, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in the report, with its breakdowns."""

    counted: Counted
    breakdowns: tuple[Breakdown, ...]

    @property
    def file(self) -> str:
        """Where its rows lie in the folder of the report."""
        return f"rows/{self.counted.figure.name}.csv"


@dataclass(frozen=True, slots=True)
class Annual:
    """The report of a bureau on a year, as known at an instant."""

    bureau: Bureau
    year: int
    scope: Scope
    lines: tuple[Line, ...]

    @property
    def title(self) -> Words:
        """Its title."""
        return Words(
            f"{self.bureau.name_zh}{self.year}年度{TITLE.zh}",
            f"{self.bureau.name_en}: {TITLE.en}, {self.year}",
        )


def scope_of(bureau: str, year: int, known_on: datetime.datetime) -> Scope:
    """What the report on a year speaks of."""
    return Scope(bureau, Period.year(year), known_on)


def line_of(counted: Counted) -> Line:
    """A figure with its breakdowns."""
    parts = counted.figure.parts
    return Line(counted, tuple(Breakdown(part, parts_of(counted, part)) for part in parts))


def compose(bureau: Bureau, year: int, known_on: datetime.datetime, *, checked: bool) -> Annual:
    """The report. `checked` reckons each figure again from its rows; may raise NotItsRows."""
    scope = scope_of(bureau.code, year, known_on)
    reckon = recount if checked else value_of
    lines = tuple(line_of(reckon(figure, scope)) for figure in figures().values())
    return Annual(bureau, year, scope, lines)


def as_plain(report: Annual) -> dict[str, Any]:
    """The report as it stands in figures.json."""
    return {
        "format": FORMAT,
        "title": words(report.title),
        "bureau": {"code": report.bureau.code, "name": words(report.bureau.name)},
        "year": report.year,
        "basis": words(BASIS.words),
        "scope": report.scope.plain(),
        "parts": [
            {"name": name, "title": words(title), "text": None} for name, title in PARTS.items()
        ],
        "figures": [_line(line) for line in report.lines],
    }


def text_of(report: Annual) -> bytes:
    """figures.json: canonical JSON and a line end, so that the same figures are the same bytes."""
    return canonical(as_plain(report)) + b"\n"


def words(value: Words) -> dict[str, str]:
    """Words as JSON values."""
    return {"zh": value.zh, "en": value.en}


def _line(line: Line) -> dict[str, Any]:
    counted = line.counted
    figure = counted.figure
    return {
        "name": figure.name,
        "part": MEASURES,
        "title": words(figure.title),
        "unit": words(figure.unit),
        "meaning": words(figure.meaning),
        "rule": words(figure.measure.rule),
        "value": plain(counted.value),
        "shown": words(counted.shown),
        "count": counted.count,
        "digest": counted.digest,
        "scope": counted.scope.plain(),
        "rows": line.file,
        "breakdowns": [_breakdown(breakdown) for breakdown in line.breakdowns],
    }


def _breakdown(breakdown: Breakdown) -> dict[str, Any]:
    return {
        "by": breakdown.part.column,
        "title": words(breakdown.part.title),
        "lines": [
            {
                "key": str(line.key),
                "name": words(line.name),
                "value": plain(line.counted.value),
                "shown": words(line.counted.shown),
                "count": line.counted.count,
            }
            for line in breakdown.lines
        ],
    }
