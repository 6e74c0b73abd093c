"""Finding persons by identity number, and reading their personal values."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from fadu.people.identity import normalise
from fadu.people.models import Person, PersonalValue

WITHHELD = "〔已依法销毁〕"


@dataclass(frozen=True, slots=True)
class Known:
    """The latest personal values of one person, as far as they still exist."""

    id: UUID
    name: str = WITHHELD
    identity: str = ""
    phone: str = ""


def identity_index(number: str) -> str:
    """The keyed digest by which a person is found; 64 hex characters."""
    key = str(settings.FADU_LOOKUP_KEY).encode()
    return hmac.new(key, normalise(number).encode(), hashlib.sha256).hexdigest()


_FIND = "SELECT * FROM people_person WHERE bureau = %s AND identity_index IN (PLACES)"


def find(bureau: str, numbers: Iterable[str]) -> dict[str, Person]:
    """The persons of a bureau by identity index, for the given identity numbers."""
    indexes = [identity_index(number) for number in numbers]
    if not indexes:
        return {}
    places = ", ".join(["%s"] * len(indexes))
    rows = Person.objects.raw(_FIND.replace("PLACES", places), [bureau, *indexes])
    return {person.identity_index: person for person in rows}


def known(bureau: str, persons: Iterable[UUID], *, case: UUID | None = None) -> dict[UUID, Known]:
    """Name, number and telephone of each person; the latest value of each field counts.

    With `case`, only what was stated in that case: what a document or a rebuild reads may not
    change because the person stated another name later, elsewhere.
    """
    wanted = list(persons)
    values: dict[UUID, dict[str, str]] = {person: {} for person in wanted}
    rows = PersonalValue.objects.filter(bureau=bureau, person__in=wanted).order_by("id")
    if case is not None:
        rows = rows.filter(case=case)
    for person, field, value in rows.values_list("person", "field", "value"):
        if person is not None:
            values[person][field] = value
    fields = ("name", "identity", "phone")
    return {
        person: Known(person, **{field: held[field] for field in fields if field in held})
        for person, held in values.items()
    }
