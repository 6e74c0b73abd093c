"""Finding personal values by keyed tokens: the index tells no name and no number without the key.

A name is cut into bigrams like any text, each replaced by a keyed digest (HMAC-SHA-256 under the
installation's look-up key, apart for each bureau). A telephone is one token. The database
deletes tokens with their value. What is left to whoever has the tokens and not the key: how often a
token occurs.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from fadu.people.identity import PersonKind, normalise, problem
from fadu.people.models import PersonalValue
from fadu.record.sql import Insert, from_db_uuid, perform
from fadu.search.words import compact, runs, terms_of

TOKEN_LENGTH = 32
SHORTEST_NAME, SHORTEST_PHONE = 2, 7


class By(StrEnum):
    """By what a person is looked up (按姓名、证件号码或电话)."""

    NAME = "name"
    IDENTITY = "identity"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person is looked up by; `text` never leaves the process that was asked."""

    by: By
    text: str


def sought(text: str) -> Sought | None:
    """What was typed: an identity number, a telephone, or a name of two characters at least."""
    number = normalise(text)
    if any(problem(kind, number) is None for kind in PersonKind):
        return Sought(By.IDENTITY, number)
    digits = number.lstrip("+").replace("-", "")
    if digits.isascii() and digits.isdecimal():
        return Sought(By.PHONE, digits) if len(digits) >= SHORTEST_PHONE else None
    return Sought(By.NAME, text.strip()) if len(compact(text)) >= SHORTEST_NAME else None


def token(bureau: str, by: By, term: str) -> str:
    """The keyed token of a bigram or a telephone."""
    key = str(settings.FADU_LOOKUP_KEY).encode()
    told = f"fadu.search.names:{bureau}:{by}:{term}".encode()
    return hmac.new(key, told, hashlib.sha256).hexdigest()[:TOKEN_LENGTH]


def _terms(by: By, text: str) -> list[str]:
    if by is By.PHONE:
        return [normalise(text).lstrip("+").replace("-", "")]
    return list(dict.fromkeys(term for run in runs(text) for term in terms_of(run)))


def tokens(bureau: str, by: By, text: str) -> list[str]:
    """The tokens of a name or a telephone."""
    return [token(bureau, by, term) for term in _terms(by, text)]


_TOKENS = Insert("search_nametoken", ("bureau", "token", "value"), "ON CONFLICT DO NOTHING")
_FIELDS = (By.NAME.value, By.PHONE.value)


def enter(bureau: str, case: UUID) -> None:
    """Enter the names and telephones that were stated in a case and still exist."""
    held = PersonalValue.objects.filter(bureau=bureau, case=case, field__in=_FIELDS)
    rows = held.order_by("id").values_list("id", "field", "value")
    perform(
        _TOKENS.of(
            (bureau, each, identifier)
            for identifier, field, value in rows
            for each in tokens(bureau, By(field), value)
        )
    )


_ALL = """
    SELECT first.value FROM search_nametoken first
    WHERE first.bureau = %s AND first.token = %s BEFORE
"""
_AND = """ AND EXISTS (SELECT 1 FROM search_nametoken other
    WHERE other.bureau = first.bureau AND other.token = %s AND other.value = first.value)"""
_NEWEST = " ORDER BY first.value DESC LIMIT %s"


def values(bureau: str, what: Sought, *, at_once: int = 200) -> Iterator[list[PersonalValue]]:
    """The personal values that hold the name or telephone, newest first, in groups.

    What the tokens find is compared with the value itself, so that nobody shows who merely has the
    same bigrams.
    """
    first, *others = tokens(bureau, what.by, what.text)
    before: UUID | None = None
    while True:
        sql = _ALL.replace("BEFORE", "AND first.value < %s" if before else "")
        sql += _AND * len(others) + _NEWEST
        asked = [bureau, first, *([_native(before)] if before else []), *others, at_once]
        with connection.cursor() as cursor:
            cursor.execute(sql, asked)
            found = [from_db_uuid(value) for (value,) in cursor.fetchall()]
        rows = PersonalValue.objects.filter(bureau=bureau, id__in=found).order_by("-id")
        yield [row for row in rows if _holds(row, what)]
        if len(found) < at_once:
            return
        before = found[-1]


def _native(value: UUID) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex


def _holds(row: PersonalValue, what: Sought) -> bool:
    if what.by is By.PHONE:
        return _terms(By.PHONE, row.value) == _terms(By.PHONE, what.text)
    return compact(what.text) in compact(row.value)
