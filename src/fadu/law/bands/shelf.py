"""The tables that may decide: those proven, each with its report; the others with theirs.

A table that fails its proof, or leaves the table of a layer above it, decides nothing; its report
stays readable, and the table above prevails. `samples/` keeps real tables with known defects, to
show the proof at work; they decide nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fadu.law.bands.findings import Finding, Report
from fadu.law.bands.proof import prove
from fadu.law.bands.refinement import above, compare
from fadu.law.bands.table import Table, read_table
from fadu.law.entries import NATIONAL
from fadu.law.parameters import Parameters, layers
from fadu.law.words import LawError, Words

SAMPLES = Path(__file__).parent / "samples"


class NoTable(LawError, LookupError):
    """No proven table for a violation on a day and in a place."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no table, and why."""

    file: str
    words: Words


@dataclass(frozen=True, slots=True)
class Shelf:
    """All tables with their reports, higher layers first."""

    reports: tuple[Report, ...]
    unreadable: tuple[Unreadable, ...] = ()

    @classmethod
    def load(cls, parameters: Parameters, *folders: Path) -> "Shelf":
        """The tables of every *.yaml in the folders, proven one by one."""
        tables, unreadable = [], []
        for path in _files(*folders):
            try:
                tables.append(read_table(path))
            except LawError as fault:
                unreadable.append(Unreadable(path.name, fault.words))
        return cls(_proven(tables, parameters), tuple(unreadable))

    def find(self, statute: str, on: date, division: str) -> Table:
        """The most local proven table for the violation that day; NoTable when there is none."""
        for layer in layers(division):
            for report in self.reports:
                table = report.table
                if (table.statute, table.layer) == (statute, layer) and report.decides:
                    if table.covers(on):
                        return table
        raise NoTable(
            Words(
                f"{division}于{on}没有通过验证的裁量基准（{statute}）",
                f"no proven discretion table for {statute} in {division} on {on}",
            )
        )

    def named(self, name: str) -> tuple[Report, ...]:
        """The versions of a table, oldest first."""
        found = [report for report in self.reports if report.table.name == name]
        return tuple(sorted(found, key=lambda report: report.table.since))


def samples(parameters: Parameters) -> tuple[Report, ...]:
    """The real tables that are kept to show the proof; they decide nothing."""
    return tuple(prove(read_table(path), parameters) for path in _files(SAMPLES))


def _files(*folders: Path) -> Iterable[Path]:
    return (path for folder in folders for path in sorted(folder.glob("*.yaml")))


def _proven(tables: Iterable[Table], parameters: Parameters) -> tuple[Report, ...]:
    reports: list[Report] = []
    ordered = sorted(tables, key=lambda table: (_depth(table), table.name, table.since))
    for table in ordered:
        report = prove(table, parameters)
        accepted = [each.table for each in reports if each.decides]
        report = report.having(*_twice(table, accepted))
        if report.proven:
            for higher in accepted:
                if above(table, higher):
                    report = report.having(*compare(table, higher, parameters))
        reports.append(report)
    return tuple(reports)


def _twice(table: Table, accepted: Iterable[Table]) -> Iterable[Finding]:
    """A layer has one table for a violation at a time."""
    for other in accepted:
        if (other.layer, other.statute) == (table.layer, table.statute) and table.overlaps(other):
            yield Finding(
                "twice",
                Words(
                    f"与《{other.title.zh}》（{other.since}起）有效期重叠",
                    f"valid at the same time as {other.title.en} of {other.since}",
                ),
            )


def _depth(table: Table) -> int:
    return 0 if table.layer == NATIONAL else len(table.layer)
