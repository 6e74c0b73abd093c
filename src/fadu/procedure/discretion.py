"""The discretion tables 裁量基准 that a bureau keeps, and the samples beside them, with their proofs.

The bureau's own stand in a folder (`FADU_BANDS`); a changed file is read and proven again.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from fadu.law.bands.findings import Report
from fadu.law.bands.shelf import Shelf, samples
from fadu.law.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Kept:
    """A table with its proof. `sample`: kept to show the proof, and deciding nothing."""

    report: Report
    sample: bool

    @property
    def anchor(self) -> str:
        """Where the table stands on a page of tables."""
        table = self.report.table
        name = slugify(f"{table.name}-{table.since}", allow_unicode=True)
        return f"sample-{name}" if self.sample else f"table-{name}"


def shelf(held: Parameters) -> Shelf:
    """The bureau's own tables, and the files that could not be read."""
    return _shelf(held, _state(_folder()))


def kept(held: Parameters) -> tuple[Kept, ...]:
    """The bureau's tables, then the samples."""
    own = tuple(Kept(report, sample=False) for report in shelf(held).reports)
    return own + tuple(Kept(report, sample=True) for report in _samples(held))


def _folder() -> Path | None:
    return Path(settings.FADU_BANDS) if settings.FADU_BANDS else None


def _state(folder: Path | None) -> tuple[tuple[Path, int], ...]:
    """Files and their times: a changed file is read and proven again."""
    found = sorted(folder.glob("*.yaml")) if folder else []
    return tuple((path, path.stat().st_mtime_ns) for path in found)


@lru_cache(maxsize=4)
def _shelf(held: Parameters, files: tuple[tuple[Path, int], ...]) -> Shelf:
    return Shelf.load(held, *{path.parent: None for path, _ in files})


@lru_cache(maxsize=4)
def _samples(held: Parameters) -> tuple[Report, ...]:
    return samples(held)
