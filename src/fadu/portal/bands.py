"""Discretion tables 裁量基准 as the public reads them: tiers, statute, and what the proof found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fadu.law.bands.findings import Report
from fadu.law.bands.shelf import Shelf, Unreadable, samples
from fadu.law.bands.telling import statute_words, tier_words, time_words
from fadu.law.parameters import Parameters
from fadu.law.words import Words
from fadu.procedure.in_force import parameters_of


@dataclass(frozen=True, slots=True)
class Row:
    """A tier: its grade, when it applies, what it asks for."""

    title: Words
    condition: Words
    span: Words


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with its proof. `sample`: kept to show the proof, and deciding nothing."""

    report: Report
    sample: bool
    time: Words
    statute: Words
    rows: tuple[Row, ...]


def shown(bureau: str, on: date) -> tuple[list[Shown], Sequence[Unreadable]]:
    """The bureau's tables, then the samples; and the files that could not be read."""
    held = parameters_of(bureau)
    shelf = _shelf(held, _state(_folder()))
    own = [_shown(report, on, held, sample=False) for report in shelf.reports]
    kept = [_shown(report, on, held, sample=True) for report in _samples(held)]
    return own + kept, shelf.unreadable


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


def _shown(report: Report, on: date, held: Parameters, *, sample: bool) -> Shown:
    table = report.table
    on = on if table.covers(on) else table.since  # the statute beside which it was made
    return Shown(
        report,
        sample,
        time_words(table),
        statute_words(table, on, held),
        tuple(_rows(report)),
    )


def _rows(report: Report) -> Iterator[Row]:
    for tier in report.table.tiers:
        condition, span = tier_words(report.table, tier)
        yield Row(tier.title, condition, span)
