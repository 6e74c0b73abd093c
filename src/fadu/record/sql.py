"""Statements by hand, for rows that every act writes: the ORM takes a millisecond for each.

A room keeps such statements in the one file that writes its tables (benchmark W1).
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

_ROWS_AT_ONCE = 400


def from_db_uuid(value: UUID | str) -> UUID:
    """A UUID that a hand-written query gave."""
    return value if isinstance(value, UUID) else UUID(value)


def _as_text(value: datetime.datetime) -> str:
    return str(value.astimezone(datetime.UTC).replace(tzinfo=None))


# UUIDs, dates and aware instants are texts on SQLite, written as Django's ORM writes them.
_TEXTS: dict[type, Callable[[Any], str]] = {
    UUID: lambda value: value.hex,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: _as_text,
}


def _adapted(values: Sequence[Any]) -> list[Any]:
    return [_TEXTS[type(value)](value) if type(value) in _TEXTS else value for value in values]


class Statement(NamedTuple):
    """SQL with its values."""

    sql: str
    values: Sequence[Any]


def perform(statements: Iterable[Statement]) -> list[int]:
    """Execute statements one after the other; how many rows each touched."""
    here = connections[DEFAULT_DB_ALIAS]
    native = here.features.has_native_uuid_field
    touched = []
    with here.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values if native else _adapted(values))
            touched.append(cursor.rowcount)
    return touched


def fetch(sql: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row of a query, or None; UUIDs and dates come as the database holds them."""
    here = connections[DEFAULT_DB_ALIAS]
    native = here.features.has_native_uuid_field
    with here.cursor() as cursor:
        cursor.execute(sql, values if native else _adapted(values))
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


def from_db_instant(value: datetime.datetime) -> datetime.datetime:
    """An instant that a hand-written query gave, aware: SQLite holds UTC without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
