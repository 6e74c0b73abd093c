"""The report as a folder: figures.json, report.pdf, and the rows of each figure as CSV."""

import csv
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fadu.documents.render import render_pdf
from fadu.documents.texts import find
from fadu.figures.count import Counted, drift
from fadu.figures.figure import Cell
from fadu.figures.measure import plain
from fadu.figures.registry import figures
from fadu.figures.scope import Period, Scope
from fadu.law.words import Words
from fadu.pages.export import safe
from fadu.record.moment import SHANGHAI
from fadu.report import annual
from fadu.report.annual import Annual

FIGURES = "figures.json"
PDF = "report.pdf"


def write(report: Annual, folder: Path) -> list[Path]:
    """Write the report into a folder (made if need be); the files written, in order.

    Raises OSError, and `MissingGlyph` or `RenderFailed` from the PDF.
    """
    (folder / "rows").mkdir(parents=True, exist_ok=True)
    made = [folder / FIGURES]
    made[0].write_bytes(annual.text_of(report))
    for line in report.lines:
        made.append(folder / line.file)
        write_rows(line.counted, made[-1])
    made.append(folder / PDF)
    made[-1].write_bytes(pdf_of(report))
    return made


def write_rows(counted: Counted, path: Path) -> None:
    """The rows of a figure: identity, what each contributes, and its columns.

    UTF-8 with a byte-order mark, because spreadsheets guess wrongly without it.
    """
    figure = counted.figure
    column = figure.measure.column
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(["id", "counts", *(each.title.both for each in figure.columns)])
        for row in counted.rows.iterator():
            counts = plain(getattr(row, column)) if column else 1
            cells = [_cell(each.of(row)) for each in figure.columns]
            sheet.writerow([str(getattr(row, figure.identity)), _cell(counts), *cells])


def _cell(value: Cell | bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case Words():
            return str(safe(value.both))
        case datetime.date():
            return value.isoformat()
    return str(safe(value))


def pdf_of(report: Annual) -> bytes:
    """The report as PDF/A, dated by the day of knowing."""
    on = report.scope.known_on.astimezone(SHANGHAI)
    data = {
        **annual.as_plain(report),
        "not_supplied": annual.words(annual.NOT_SUPPLIED),
        "figures_only": annual.words(annual.FIGURES_ONLY),
        "known_on": on.isoformat(sep=" ", timespec="minutes")[:16],
    }
    return render_pdf(find("report.annual"), data, on.date())


@dataclass(frozen=True, slots=True)
class Compared:
    """A stored figure against the record of today: does it still hold, and what has moved since."""

    name: str
    title: Words
    holds: bool
    stored: str
    now: str
    added: int
    removed: int
    changed: int

    @property
    def moved(self) -> bool:
        """Whether later entries changed the figure."""
        return bool(self.added or self.removed or self.changed)


def compare(stored: Mapping[str, Any], known_on: datetime.datetime) -> list[Compared]:
    """Reckon stored figures again as of their own instant, and as of a later one.

    `holds` is false when the record no longer gives the stored digest for the stored instant: then
    rows have been changed behind the record. Moving with later entries is lawful, and shown.
    Raises ValueError for a file that is no report, KeyError for a figure that is not declared.
    """
    if not isinstance(stored, Mapping) or stored.get("format") != annual.FORMAT:
        raise ValueError(annual.FORMAT)
    return [_compared(item, known_on) for item in stored["figures"]]


def _compared(item: Mapping[str, Any], known_on: datetime.datetime) -> Compared:
    figure = figures()[item["name"]]
    before = scope_from(item["scope"])
    after = Scope(before.bureau, before.period, max(known_on, before.known_on))
    moved = drift(figure, before, after)
    return Compared(
        name=figure.name,
        title=figure.title,
        holds=moved.before.digest == item["digest"],
        stored=str(item["shown"]["zh"]),
        now=moved.after.shown.zh,
        added=len(moved.added),
        removed=len(moved.removed),
        changed=len(moved.changed),
    )


def scope_from(stored: Mapping[str, str]) -> Scope:
    """The scope of a stored figure."""
    period = Period(*(datetime.date.fromisoformat(stored[name]) for name in ("since", "until")))
    return Scope(stored["bureau"], period, datetime.datetime.fromisoformat(stored["known_on"]))
