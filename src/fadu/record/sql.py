"""Statements by hand, for rows that every act writes: the ORM takes a millisecond for each.

A room keeps such statements in the one file that writes its tables (benchmark W1).
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

_ROWS_AT_ONCE = 400


def db_uuid(value: UUID) -> UUID | str:
    """A UUID as the database holds it: natively, or 32 hex characters on SQLite."""
    return value if connection.features.has_native_uuid_field else value.hex


def from_db_uuid(value: UUID | str) -> UUID:
    """A UUID that a hand-written query gave."""
    return value if isinstance(value, UUID) else UUID(value)


def adapted(values: Sequence[Any]) -> Sequence[Any]:
    """Values as the database takes them: UUIDs, dates and aware instants are texts on SQLite."""
    if connection.features.has_native_uuid_field:
        return values
    return [_AS_TEXT[type(value)](value) if type(value) in _AS_TEXT else value for value in values]


def _instant(value: datetime.datetime) -> str | None:
    return connection.ops.adapt_datetimefield_value(value)


_AS_TEXT: dict[type, Callable[[Any], str | None]] = {
    UUID: lambda value: value.hex,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: _instant,
}


class Statement(NamedTuple):
    """SQL with its values."""

    sql: str
    values: Sequence[Any]


def perform(statements: Iterable[Statement]) -> list[int]:
    """Execute statements one after the other; how many rows each touched."""
    with connection.cursor() as cursor:
        touched = []
        for sql, values in statements:
            cursor.execute(sql, adapted(values))
            touched.append(cursor.rowcount)
        return touched


def fetch(sql: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row of a query, or None; UUIDs and dates come as the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, adapted(values))
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


@dataclass(frozen=True, slots=True)
class Insert:
    """An INSERT of many rows. `conflict` is its end: "ON CONFLICT …", or nothing."""

    table: str
    columns: tuple[str, ...]
    conflict: str = ""

    def of(self, rows: Iterable[Sequence[Any]]) -> Iterator[Statement]:
        """The statements (none for no rows) that insert rows in the order of the columns."""
        waiting = list(rows)
        for start in range(0, len(waiting), _ROWS_AT_ONCE):
            some = waiting[start : start + _ROWS_AT_ONCE]
            values = [value for row in some for value in row]
            yield Statement(_written(self, len(some)), values)


@lru_cache(maxsize=256)
def _written(insert: Insert, rows: int) -> str:
    columns = ", ".join(f'"{column}"' for column in insert.columns)
    row = f"({', '.join(['%s'] * len(insert.columns))})"
    parts = ("INSERT INTO", insert.table, f"({columns}) VALUES", ", ".join([row] * rows))
    return " ".join((*parts, insert.conflict))
