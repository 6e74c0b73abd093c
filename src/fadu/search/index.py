"""Writing the index: the only place that writes items and numbers.

Called by `apply` in the transaction of the act, so that a search right after it finds it, and by
`./fadu reindex`. The statements are written by hand because acts pass here (benchmark W1).
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from fadu.record.sql import Insert, Statement, perform
from fadu.search.fields import joined
from fadu.search.models import Item, NameToken, Number
from fadu.search.offer import Row
from fadu.search.words import compact, terms

LONGEST_NUMBER = 80

_PUT = """
    INSERT INTO search_item (bureau, kind, ref, year, terms) VALUES (%s, %s, %s, %s, TERMS)
    ON CONFLICT (bureau, kind, ref) DO UPDATE SET year = excluded.year, terms = excluded.terms
    WHERE search_item.terms <> excluded.terms
"""
_NUMBERS = Insert("search_number", ("bureau", "number", "kind", "ref"), "ON CONFLICT DO NOTHING")
_STALE = "DELETE FROM search_number WHERE bureau = %s AND kind = %s AND ref = %s"


def matter(procedure: str) -> str:
    """The tag of a row's matter; no word of a text can be one, for it has a colon."""
    return f"m:{procedure}"


def status(name: str) -> str:
    """The tag of a row's status."""
    return f"s:{name}"


def year(number: int) -> str:
    """The tag of the year in which a row came about."""
    return f"y:{number}"


PUBLIC = "p:1"


def tagged(row: Row) -> set[str]:
    """All terms of a row: those of its texts, and its tags."""
    found = terms(text.text for text in row.texts) | {year(row.on.year)}
    if row.procedure:
        found.add(matter(row.procedure))
    if row.status:
        found.add(status(row.status))
    if row.public:
        found.add(PUBLIC)
    return found


def put(bureau: str, kind: str, rows: Iterable[Row]) -> None:
    """Enter rows, or bring them up to date."""
    perform(statement for row in rows for statement in _written(bureau, kind, row))


def _written(bureau: str, kind: str, row: Row) -> Iterator[Statement]:
    found = tagged(row)
    if connection.vendor == "postgresql":
        held: Any = sorted(found)
        sql = _PUT.replace("TERMS", "array_to_tsvector(%s)")
    else:
        held, sql = joined(found), _PUT.replace("TERMS", "%s")
    yield Statement(sql, (bureau, kind, row.ref, row.on.year, held))
    numbers = sorted(numbers_of(row))
    kept = ", ".join(["%s"] * len(numbers))
    stale = f"{_STALE} AND number NOT IN ({kept})" if numbers else _STALE
    yield Statement(stale, (bureau, kind, row.ref, *numbers))
    yield from _NUMBERS.of((bureau, number, kind, row.ref) for number in numbers)


_RETAG = {
    "sqlite": "UPDATE search_item SET terms = replace(terms, %s, %s)",
    "postgresql": "UPDATE search_item SET terms = "
    "array_to_tsvector(array_replace(tsvector_to_array(terms), %s, %s))",
}
_THE_ROW = " WHERE bureau = %s AND kind = %s AND ref = %s"


def retag(bureau: str, kind: str, ref: UUID, before: str, after: str) -> None:
    """Put one tag of a row in the place of another: one statement, for acts that change no text.

    Both have the same beginning, as statuses have, so that the order of the terms holds.
    """
    sql = _RETAG[connection.vendor] + _THE_ROW
    perform([Statement(sql, (before, after, bureau, kind, ref))])


def numbers_of(row: Row) -> set[str]:
    """The numbers by whose beginning a row is found; one of parts also from its second part on.

    All case numbers of a bureau begin with its code, which nobody types.
    """
    found = set()
    for text in row.texts:
        if text.number:
            found.add(compact(text.text)[:LONGEST_NUMBER])
            _, dash, rest = text.text.partition("-")
            if dash:
                found.add(compact(rest)[:LONGEST_NUMBER])
    return found - {""}


def forget(bureau: str, kind: str, ref: UUID) -> None:
    """Take a row out."""
    Item.objects.filter(bureau=bureau, kind=kind, ref=ref).delete()
    Number.objects.filter(bureau=bureau, kind=kind, ref=ref).delete()


def clear(bureau: str) -> None:
    """Throw a bureau's index away, to be made again from the record."""
    for model in (Item, Number, NameToken):
        model._default_manager.filter(bureau=bureau).delete()
