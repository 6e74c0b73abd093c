"""The value of a figure with its rows and their digest; recounting; drift.

The digest says which rows made the number: SHA-256 over one line for figure, scope and value, and
one line for each row, its identity and what it contributes, in the order of the identities. It can
be reckoned again from the rows alone.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fadu.figures.figure import Figure, Part
from fadu.figures.measure import Value, plain
from fadu.figures.scope import Scope
from fadu.law.words import Words
from fadu.record.canonical import canonical

FORMAT = "fadu-figure/1"


class NotItsRows(AssertionError):
    """A figure's number is not what its rows make: the figure is declared wrongly."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure's value in a scope, with the rows that it was reckoned from."""

    figure: Figure
    scope: Scope
    value: Value
    rows: QuerySet[Any]

    @property
    def unit(self) -> Words:
        """In what it is counted."""
        return self.figure.unit

    @property
    def shown(self) -> Words:
        """The value as it is printed."""
        return self.figure.measure.shown(self.value)

    @property
    def exact(self) -> str:
        """The fraction behind a rounded text; "" for a value that is shown as it is."""
        return str(self.value) if isinstance(self.value, Fraction) else ""

    @property
    def count(self) -> int:
        """How many rows stand behind it."""
        return self.rows.count()

    @property
    def digest(self) -> str:
        """Which rows made the number; 64 hex characters."""
        head = {
            "format": FORMAT,
            "figure": self.figure.name,
            "scope": self.scope.plain(),
            "value": plain(self.value),
        }
        whole = hashlib.sha256(canonical(head) + b"\n")
        for identity, contribution in contributions(self.figure, self.rows):
            whole.update(canonical([_plain(identity), _plain(contribution)]) + b"\n")
        return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class PartCounted:
    """One line of a breakdown; `key` filters the figure's rows to its own."""

    part: Part
    key: Any
    name: Words
    counted: Counted


@dataclass(frozen=True, slots=True)
class Drift:
    """How a figure moved between two instants of knowing, and the rows that came and went."""

    before: Counted
    after: Counted
    added: tuple[Any, ...]
    removed: tuple[Any, ...]
    changed: tuple[Any, ...]

    def __bool__(self) -> bool:
        """Whether anything moved."""
        return bool(self.added or self.removed or self.changed)


def value_of(figure: Figure, scope: Scope) -> Counted:
    """The figure in a scope: its rows, and the value of exactly these rows."""
    return _counted(figure, scope, figure.rows(scope))


def parts_of(counted: Counted, part: Part) -> tuple[PartCounted, ...]:
    """A breakdown of a figure, in the order of the column's values."""
    keys = counted.rows.order_by(part.column).values_list(part.column, flat=True).distinct()
    return tuple(part_of(counted, part, key) for key in keys)


def part_of(counted: Counted, part: Part, key: Any) -> PartCounted:
    """One line of a breakdown: the same measure over the rows that have this value."""
    rows = counted.rows.filter(**{part.column: key})
    return PartCounted(part, key, part.name(key), _counted(counted.figure, counted.scope, rows))


def recount(figure: Figure, scope: Scope) -> Counted:
    """The figure reckoned again by hand from each row that opens.

    Raises `NotItsRows` when that gives another number, when a row opens twice, or when the lines of
    a breakdown do not hold each row once.
    """
    counted = value_of(figure, scope)
    given = list(contributions(figure, counted.rows))
    by_hand = figure.measure.fold(contribution for _, contribution in given)
    if by_hand != counted.value:
        raise NotItsRows(f"{figure.name} says {counted.value}, its rows make {by_hand}")
    if len({identity for identity, _ in given}) != len(given):
        raise NotItsRows(f"{figure.name} opens a row twice")
    for part in figure.parts:
        held = sum(line.counted.count for line in parts_of(counted, part))
        if held != len(given):
            raise NotItsRows(f"{figure.name} by {part.column} holds {held} of {len(given)} rows")
    return counted


def drift(figure: Figure, before: Scope, after: Scope) -> Drift:
    """What later knowledge changed: the same figure in two scopes, row by row."""
    old, new = value_of(figure, before), value_of(figure, after)
    had = dict(contributions(figure, old.rows))
    has = dict(contributions(figure, new.rows))
    return Drift(
        old,
        new,
        added=tuple(identity for identity in has if identity not in had),
        removed=tuple(identity for identity in had if identity not in has),
        changed=tuple(each for each in has if each in had and has[each] != had[each]),
    )


def contributions(figure: Figure, rows: QuerySet[Any]) -> Iterator[tuple[Any, Any]]:
    """Identity and contribution of each row, in the order of the identities."""
    column = figure.measure.column
    ordered = rows.order_by(figure.identity)
    if column is None:
        for identity in ordered.values_list(figure.identity, flat=True).iterator():
            yield identity, 1
    else:
        yield from ordered.values_list(figure.identity, column).iterator()


def _counted(figure: Figure, scope: Scope, rows: QuerySet[Any]) -> Counted:
    return Counted(figure, scope, figure.measure.value(rows), rows)


def _plain(value: Any) -> Any:
    match value:
        case bool() | int() | str() | None:
            return value
        case UUID() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
    raise TypeError(f"a row cannot count with a {type(value).__name__}")
