"""What can be found: rows with their terms, numbers by their beginning, names by keyed tokens.

All of it is written by `apply` and can be thrown away and made again (`./fadu reindex`).
"""

from django.db import models

from fadu.search.fields import TermsField


class Item(models.Model):
    """A row that can be found. Its id follows the order in which rows came about: newest last.

    On SQLite a full-text table over `terms` stands beside it, kept by triggers; on PostgreSQL
    `terms` has an inverted index of its own.
    """

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)
    ref = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    terms = TermsField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "kind", "ref"], name="item_once_per_row")
        ]
        indexes = [
            models.Index(fields=["bureau", "year", "id"], name="item_by_year"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Number(models.Model):
    """A number of a row, normalised and without dashes, found by its beginning."""

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    number = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    ref = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "number", "kind", "ref"], name="number_once_per_row"
            )
        ]
        indexes = [models.Index(fields=["bureau", "kind", "ref"], name="number_by_row")]

    def __str__(self) -> str:
        return self.number


class NameToken(models.Model):
    """A keyed token of a personal value: it finds a name or telephone, and tells none.

    The database itself deletes it with its value (see the migration), whoever destroys that.
    """

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    token = models.CharField(max_length=32)
    value = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "token", "value"], name="token_once_per_value"
            )
        ]

    def __str__(self) -> str:
        return f"token of {self.value}"
