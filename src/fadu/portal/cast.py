"""The cast of the demo: who may be entered as by one click. Asked in the demo profile alone."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.authority import appointments_on
from fadu.bureau.models import Account
from fadu.law.words import Words
from fadu.people.models import CitizenAccount
from fadu.people.persons import known

_MOST_CITIZENS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A person of the cast: the account, the name, and what this person is in the demo."""

    kind: str
    account: UUID
    name: str
    part: Words


@dataclass(frozen=True, slots=True)
class Cast:
    """Citizens and officers, each by account."""

    citizens: list[Figure]
    officers: list[Figure]


def cast_of(bureau: str, on: datetime.date) -> Cast:
    """Whom one can enter as: the citizens with an account, and the officers with their posts."""
    accounts = list(CitizenAccount.objects.filter(bureau=bureau, active=True).order_by("id"))
    names = known(bureau, [account.person_id for account in accounts[:_MOST_CITIZENS]])
    citizens = [
        Figure("citizen", account.id, names[account.person_id].name, Words("市民", "Citizen"))
        for account in accounts[:_MOST_CITIZENS]
    ]
    return Cast(citizens, _officers(bureau, on))


def _officers(bureau: str, on: datetime.date) -> list[Figure]:
    posts: dict[UUID, list[Words]] = {}
    held = appointments_on(bureau, on).select_related("post").order_by("post__code")
    for appointment in held:
        posts.setdefault(appointment.officer_id, []).append(appointment.post.name)
    rows = Account.objects.filter(bureau=bureau, is_active=True, officer__in=posts)
    found = []
    for account in rows.select_related("officer").order_by("officer__staff_number"):
        titles = posts[account.officer_id]
        part = Words("、".join(each.zh for each in titles), ", ".join(each.en for each in titles))
        found.append(Figure("officer", account.id, account.officer.name, part))
    return found
