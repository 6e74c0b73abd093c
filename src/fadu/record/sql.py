"""Statements by hand, for rows that every act writes: the ORM takes a millisecond for each.

A room keeps such statements in the one file that writes its tables (benchmark W1).
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
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


def execute(sql: str, values: Sequence[Any]) -> int:
    """Execute one statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, adapted(values))
        return cursor.rowcount


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query; UUIDs and dates come as the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, adapted(values))
        return cursor.fetchall()


@dataclass(frozen=True, slots=True)
class Insert:
    """Many rows by one statement. `conflict` is its end: "ON CONFLICT …", or nothing."""

    table: str
    columns: tuple[str, ...]
    conflict: str = ""

    def rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows whose values stand in the order of the columns."""
        waiting = list(rows)
        for start in range(0, len(waiting), _ROWS_AT_ONCE):
            some = waiting[start : start + _ROWS_AT_ONCE]
            execute(_statement(self, len(some)), [value for row in some for value in row])


@lru_cache(maxsize=256)
def _statement(insert: Insert, rows: int) -> str:
    columns = ", ".join(f'"{column}"' for column in insert.columns)
    row = f"({', '.join(['%s'] * len(insert.columns))})"
    places = ", ".join([row] * rows)
    return f'INSERT INTO "{insert.table}" ({columns}) VALUES {places} {insert.conflict}'
