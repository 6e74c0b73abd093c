"""The regimes of penalty procedure side by side: what each row says under which law and rule.

A regime is a time in which neither the Penalty Law nor the ministry's rule changed; a step comes
under the regime of its own day. The rows are the parameters `pen.*` and those that say which days
are working days (`day_units` reads them). Where law and rule differ, the value's note says which
prevails and why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from fadu.law import plain
from fadu.law.entries import NATIONAL
from fadu.law.parameters import Parameters, Value
from fadu.law.plain import Plain
from fadu.law.sources import law
from fadu.law.version import PENALTY_LAW
from fadu.law.words import LawError, Words

RULE = "自然资源行政处罚办法"
WORKING_DAYS = ("cal.wd.penalty", "cal.wd.nrrule")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class NoRegime(LawError, LookupError):
    """A day for which no regime of penalty procedure is encoded."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A time, both days inclusive, with the wordings of law and rule in it."""

    letter: str
    since: date
    until: date | None
    law: str
    rule: str

    @property
    def title(self) -> Words:
        """The regime at the head of its column."""
        zh = f"{self.since}起" if self.until is None else f"{self.since}至{self.until}"
        en = f"from {self.since}" + ("" if self.until is None else f" to {self.until}")
        return Words(f"{self.letter}：{zh}", f"{self.letter}: {en}")

    def covers(self, on: date) -> bool:
        """Whether a step of that day comes under it."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter under every regime; a cell holds no value, one, or what changed within it."""

    key: str
    title: Words
    cells: tuple[tuple[Value, ...], ...]

    @property
    def moves(self) -> bool:
        """Whether the regimes differ in it."""
        return len({tuple(value.value for value in cell) for cell in self.cells}) > 1


@cache
def regimes() -> tuple[Regime, ...]:
    """All regimes in order, made from the versions of law and rule."""
    both = (law(PENALTY_LAW), law(RULE))
    assert both[0] is not None and both[1] is not None, "law and rule are encoded"
    found = []
    for first in both[0].versions:
        for second in both[1].versions:
            since = max(first.since or date.min, second.since or date.min)
            until = min(first.until or date.max, second.until or date.max)
            if since <= until:
                end = None if until == date.max else until
                found.append((since, end, first.key, second.key))
    return tuple(Regime(_LETTERS[place], *each) for place, each in enumerate(sorted(found)))


def regime(on: date) -> Regime:
    """The regime of a step of that day; NoRegime before the first."""
    for each in regimes():
        if each.covers(on):
            return each
    raise NoRegime(
        Words(f"{on}的处罚程序规定未收录", f"the penalty procedure of {on} is not encoded")
    )


def table(parameters: Parameters) -> tuple[Row, ...]:
    """Every row side by side, in the order of the parameters."""
    return tuple(_rows(parameters))


def compares(key: str) -> bool:
    """Whether a parameter is one that the table sets side by side."""
    return key.startswith("pen.") or key in WORKING_DAYS


def as_text(rows: tuple[Row, ...], language: str = "zh") -> str:
    """The table as text: each row under its title, a line a regime, with sources and notes."""
    told = []
    for row in rows:
        told.append(f"{row.title.to(language)}  {row.key}")
        for each, cell in zip(regimes(), row.cells, strict=True):
            said = "; ".join(_cell(value).to(language) for value in cell) or "–"
            told.append(f"  {each.letter}  {said}")
    return "\n".join(told)


def as_data(rows: tuple[Row, ...]) -> list[Plain]:
    """The table as plain JSON."""
    return [
        {
            "key": row.key,
            "title": plain.words(row.title),
            "moves": row.moves,
            "cells": {
                each.letter: [
                    {
                        "words": plain.words(value.words),
                        "source": plain.words(value.source.words),
                        "confidence": value.confidence,
                        "note": None if value.note is None else plain.words(value.note),
                    }
                    for value in cell
                ]
                for each, cell in zip(regimes(), row.cells, strict=True)
            },
        }
        for row in rows
    ]


def _rows(parameters: Parameters) -> Iterator[Row]:
    for name in parameters:
        if not compares(name):
            continue
        national = [each for each in parameters.values(name) if each.layer == NATIONAL]
        if not national:
            continue
        cells = tuple(
            tuple(value for value in national if _overlaps(value, each)) for each in regimes()
        )
        yield Row(name, national[0].title, cells)


def _overlaps(value: Value, each: Regime) -> bool:
    return (value.since or date.min) <= (each.until or date.max) and each.since <= (
        value.until or date.max
    )


def _cell(value: Value) -> Words:
    said, source = value.words, value.source.words
    note = value.note or Words("", "")
    return Words(
        f"{said.zh}（{source.zh}）{note.zh}", f"{said.en} ({source.en}) {note.en}".rstrip()
    )
