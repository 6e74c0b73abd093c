"""Asking the index: one question, answered by each database in the way that costs it least.

A question is a list of needs; each need is met by one of its alternatives, an alternative by all
of its terms. Who may read is a need like any other, so that the index itself never looks at a row
its reader may not open. Answers come newest first, without a total: counting a common word at a
million rows costs more than finding it, and a total would tell what its reader may not know.

- SQLite walks the full-text table from the newest row on and stops when the page is full.
- PostgreSQL's inverted index cannot stop half-way. So its statistics are asked first: a rare word
  goes to the index; for a common one the years are gone through from the newest, in each the newest
  rows in order, which fill the page as a rule, and only then the index.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from fadu.record.sql import from_db_uuid
from fadu.search import index
from fadu.search.words import compact, terms_of

Alternative = tuple[str, ...]
Need = tuple[Alternative, ...]
# PostgreSQL: so many expected rows are few, and so many rows of a year are looked through in order.
FEW, NEWEST = 2000, 2000
FIRST_YEAR, LAST_YEAR = 0, 9999
# So many numbers of one row may begin alike (its case number and its unit's code).
NUMBERS_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is sought: of which kinds of rows, of which year (None: any), with which needs."""

    bureau: str
    kinds: tuple[str, ...]
    needs: tuple[Need, ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found."""

    kind: str
    ref: UUID


def word(run: str, *meanings: str) -> Need:
    """A run of what was typed: its terms, or a tag that means the same (the matter of a title)."""
    return (tuple(terms_of(run)), *((meaning,) for meaning in meanings))


def one_of(tags: Iterable[str]) -> Need:
    """One of these tags; without any, nothing meets it."""
    return tuple((tag,) for tag in sorted(tags))


def hits(question: Question, *, most: int, start: int = 0) -> list[Hit]:
    """The rows found, newest first, from the `start`th on, at most `most`."""
    if not question.needs or not all(question.needs):
        return []
    find = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    return find(question, start + most)[start:]


def _asked(sql: str, values: Sequence[Any]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Hit(kind, from_db_uuid(ref)) for kind, ref in cursor.fetchall()]


def _places(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


# SQLite

_FULL_TEXT = """
    SELECT item.kind, item.ref FROM search_words
    JOIN search_item item ON item.id = search_words.rowid
    WHERE search_words MATCH %s AND item.bureau = %s AND item.kind IN (KINDS)
    ORDER BY search_words.rowid DESC LIMIT %s
"""


def _on_sqlite(question: Question, most: int) -> list[Hit]:
    needs = question.needs
    if question.year is not None:
        needs = (*needs, one_of([index.year(question.year)]))
    sql = _FULL_TEXT.replace("KINDS", _places(question.kinds))
    return _asked(sql, (_match(needs), question.bureau, *question.kinds, most))


def _match(needs: Sequence[Need]) -> str:
    return _expression(needs, "AND", "OR", '"')


def _expression(needs: Sequence[Need], both: str, either: str, quote: str) -> str:
    """The needs in the database's own words. No term has a quote: terms are letters and tags."""
    return f" {both} ".join(
        f"({f' {either} '.join(_all_of(alternative, both, quote) for alternative in need)})"
        for need in needs
    )


def _all_of(alternative: Alternative, both: str, quote: str) -> str:
    return f"({f' {both} '.join(f'{quote}{term}{quote}' for term in alternative)})"


# PostgreSQL

_ESTIMATE = "EXPLAIN (FORMAT JSON) SELECT 1 FROM search_item WHERE terms @@ %s::tsquery"
_LAST = """
    SELECT year, id FROM search_item WHERE bureau = %s AND year BETWEEN %s AND %s
    ORDER BY year DESC, id DESC LIMIT 1
"""
# OFFSET 0 keeps the planner from pulling the condition inside: the walk stops with the page.
_IN_ORDER = """
    SELECT kind, ref FROM (
        SELECT kind, ref, terms FROM search_item
        WHERE bureau = %s AND year = %s AND id > %s AND id <= %s ORDER BY id DESC OFFSET 0
    ) newest WHERE kind IN (KINDS) AND terms @@ %s::tsquery LIMIT %s
"""
# Materialised, so that the planner takes the inverted index and not the order.
_BY_INDEX = """
    WITH found AS MATERIALIZED (
        SELECT id, bureau, kind, ref FROM search_item WHERE terms @@ %s::tsquery
    )
    SELECT kind, ref FROM found
    WHERE bureau = %s AND kind IN (KINDS) ORDER BY id DESC LIMIT %s
"""


def _on_postgres(question: Question, most: int) -> list[Hit]:
    query = _expression(question.needs, "&", "|", "'")
    if question.year is not None:
        query += f" & '{index.year(question.year)}'"
    if _estimated(query) <= FEW:
        return _by_index(question, query, most)
    found: list[Hit] = []
    last = _last(question, question.year or FIRST_YEAR, question.year or LAST_YEAR)
    while last and len(found) < most:
        year, top = last
        here = _in_order(question, query, year, top, most - len(found))
        if len(found) + len(here) < most:
            within = f"{query} & '{index.year(year)}'"
            here = _by_index(question, within, most - len(found))
        found += here
        last = None if question.year else _last(question, FIRST_YEAR, year - 1)
    return found


def _estimated(query: str) -> float:
    """How many rows the database expects, by its statistics of terms: nothing is read for it."""
    with connection.cursor() as cursor:
        cursor.execute(_ESTIMATE, [query])
        ((plan,),) = cursor.fetchall()
    return float((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]["Plan Rows"])


def _last(question: Question, first: int, year: int) -> tuple[int, int] | None:
    """The latest year of a span that has rows, and the id of its newest one."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [question.bureau, first, year])
        row: tuple[int, int] | None = cursor.fetchone()
        return row


def _in_order(question: Question, query: str, year: int, top: int, most: int) -> list[Hit]:
    kinds = question.kinds
    values = (question.bureau, year, top - NEWEST, top, *kinds, query, most)
    return _asked(_IN_ORDER.replace("KINDS", _places(kinds)), values)


def _by_index(question: Question, query: str, most: int) -> list[Hit]:
    kinds = question.kinds
    values = (query, question.bureau, *kinds, most)
    return _asked(_BY_INDEX.replace("KINDS", _places(kinds)), values)


# Numbers

_HAS = {
    "sqlite": "instr(' ' || item.terms || ' ', %s) > 0",
    "postgresql": "item.terms @@ %s::tsquery",
}
_BEGINNING = """
    SELECT number.kind, number.ref FROM search_number number
    JOIN search_item item ON item.bureau = number.bureau AND item.kind = number.kind
        AND item.ref = number.ref
    WHERE number.bureau = %s AND number.number >= %s AND number.number < %s
      AND number.kind IN (KINDS) CONDITION
    ORDER BY number.number DESC LIMIT %s
"""


def beginning_with(question: Question, text: str, *, most: int) -> list[Hit]:
    """The rows with a number that begins like `text`, the highest number first.

    The question's needs hold as in `hits`, but for words: it has tags alone.
    """
    begin = compact(text)
    if not begin or not all(question.needs):
        return []
    has, around = _HAS[connection.vendor], " " if connection.vendor == "sqlite" else "'"
    conditions: list[str] = []
    values: list[Any] = []
    for need in question.needs:
        tags = [tag for alternative in need for tag in alternative]
        conditions.append(f" AND ({' OR '.join([has] * len(tags))})")
        values += [f"{around}{tag}{around}" for tag in tags]
    if question.year is not None:
        conditions.append(" AND item.year = %s")
        values.append(question.year)
    sql = _BEGINNING.replace("KINDS", _places(question.kinds))
    bounds = (question.bureau, begin, begin + chr(0x10FFFF))
    sql = sql.replace("CONDITION", "".join(conditions))
    rows = _asked(sql, (*bounds, *question.kinds, *values, most * NUMBERS_ALIKE))
    return list(dict.fromkeys(rows))[:most]
