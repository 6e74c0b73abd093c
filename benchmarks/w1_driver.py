"""The driver alone, for the lower floor of W1: sqlite3 or psycopg, set as the site sets them."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

import psycopg


class Statement(NamedTuple):
    """SQL with its parameters."""

    sql: str
    params: tuple[Any, ...]


class Driver(Protocol):
    """What performs a step without Django."""

    def spell(self, statement: Statement) -> Statement:
        """The statement in the driver's own spelling."""
        ...

    def perform(self, step: Iterable[Statement]) -> None:
        """All statements in one transaction."""
        ...


def driver(settings: Mapping[str, Any], vendor: str) -> Driver:
    """A new connection with the same settings as Django's."""
    return SQLite(settings) if vendor == "sqlite" else PostgreSQL(settings)


class SQLite:
    """sqlite3 with the site's own PRAGMAs."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Connect to the file."""
        self._connection = sqlite3.connect(settings["NAME"], isolation_level=None)
        self._connection.executescript(settings["OPTIONS"]["init_command"])

    def spell(self, statement: Statement) -> Statement:
        """`?` instead of `%s`."""
        return statement._replace(sql=statement.sql.replace("%s", "?"))

    def perform(self, step: Iterable[Statement]) -> None:
        """BEGIN IMMEDIATE, the statements, COMMIT."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for sql, params in step:
            found = execute(sql, params)
            if found.description:
                found.fetchall()
        execute("COMMIT")


class PostgreSQL:
    """psycopg, which prepares what it sees often."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Connect to the server."""
        self._connection = psycopg.connect(
            host=settings["HOST"], port=settings["PORT"], user=settings["USER"],
            password=settings["PASSWORD"] or None, dbname=settings["NAME"],
        )  # fmt: skip

    def spell(self, statement: Statement) -> Statement:
        """As it is."""
        return statement

    def perform(self, step: Iterable[Statement]) -> None:
        """One transaction."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for sql, params in step:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()
