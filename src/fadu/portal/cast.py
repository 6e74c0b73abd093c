"""The cast of the demo: who may be entered as by one click. Asked in the demo profile alone."""

from dataclasses import dataclass
from uuid import UUID

from fadu.people.accounts import own
from fadu.people.models import CitizenAccount

_MOST = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A citizen of the cast, by account."""

    account: UUID
    name: str


def cast_of(bureau: str) -> list[Figure]:
    """The citizens with an account; officers have their entry at the desk."""
    rows = CitizenAccount.objects.filter(bureau=bureau, active=True, person__isnull=False)
    return [Figure(row.id, own(row).name) for row in rows.order_by("person")[:_MOST]]
