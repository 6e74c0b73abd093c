"""Taking the lock of rows that an act depends on."""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def locked(rows: "QuerySet[M]") -> "QuerySet[M]":
    """The rows, locked until the end of the act's transaction.

    Outside a transaction – when a page asks what would be refused – they are read without a lock.
    SQLite knows no row locks: there the transaction itself holds the write lock from its start.
    """
    if connection.in_atomic_block and connection.features.has_select_for_update:
        return rows.select_for_update()
    return rows
