"""The column of an indexed row's terms: a tsvector on PostgreSQL, words with spaces on SQLite."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


def joined(terms: Iterable[str]) -> str:
    """Terms as Python holds the column: in order, spaces between, the same on both databases."""
    return " ".join(sorted(set(terms)))


class TermsField(models.TextField):  # type: ignore[type-arg]  # no generic at run time
    """Terms in order; hand-written SQL fills it, because no terms may be parsed again."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """What the column is."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> str:
        """Terms in order: PostgreSQL sorts by length and quotes each, and no term has a quote."""
        del expression
        if connection.vendor != "postgresql":
            return str(value)
        return joined(part.strip("'") for part in str(value).split())
