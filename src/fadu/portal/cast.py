"""The cast of the demo: who may be entered as by one click. Asked in the demo profile alone."""

from dataclasses import dataclass
from uuid import UUID

from fadu.people.models import CitizenAccount
from fadu.people.persons import known

_MOST = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A citizen of the cast, by account."""

    account: UUID
    name: str


def cast_of(bureau: str) -> list[Figure]:
    """The citizens with an account; officers have their entry at the desk."""
    rows = CitizenAccount.objects.filter(bureau=bureau, active=True).order_by("person")[:_MOST]
    accounts = list(rows)
    names = known(bureau, [account.person_id for account in accounts])
    return [Figure(account.id, names[account.person_id].name) for account in accounts]
