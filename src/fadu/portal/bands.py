"""Discretion tables 裁量基准 as the public reads them: tiers, statute, and what the proof found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.law.bands.findings import Report
from fadu.law.bands.shelf import Unreadable
from fadu.law.bands.telling import statute_words, tier_words, time_words
from fadu.law.parameters import Parameters
from fadu.law.words import Words
from fadu.procedure.discretion import Kept, kept, shelf
from fadu.procedure.in_force import parameters_of


@dataclass(frozen=True, slots=True)
class Row:
    """A tier: its grade, when it applies, what it asks for."""

    title: Words
    condition: Words
    span: Words


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with its proof, as a page shows it."""

    kept: Kept
    time: Words
    statute: Words
    rows: tuple[Row, ...]


def shown(bureau: str, on: date) -> tuple[list[Shown], Sequence[Unreadable]]:
    """The bureau's tables, then the samples; and the files that could not be read."""
    held = parameters_of(bureau)
    return [_shown(each, on, held) for each in kept(held)], shelf(held).unreadable


def _shown(each: Kept, on: date, held: Parameters) -> Shown:
    table = each.report.table
    on = on if table.covers(on) else table.since  # the statute beside which it was made
    return Shown(each, time_words(table), statute_words(table, on, held), tuple(_rows(each.report)))


def _rows(report: Report) -> Iterator[Row]:
    for tier in report.table.tiers:
        condition, span = tier_words(report.table, tier)
        yield Row(tier.title, condition, span)
