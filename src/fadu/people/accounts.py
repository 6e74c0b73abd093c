"""Citizen accounts: stated, proved, entered, changed. No part of the record (decision 016).

For one identity number there are at most two accounts: the proved one, and one that somebody
stated. The stated one is replaced by whoever states the identity next: nobody can keep a number
from its owner by being first. Finding out by password does the same work whichever of the two
there is, so that the time of an answer tells nothing either.
"""

import datetime
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F, Q

from fadu.people.identity import PersonKind, normalise
from fadu.people.models import CitizenAccount, Person
from fadu.people.persons import Known, identity_index, known
from fadu.people.telephone import normal_phone, phone_problem


class Proof(StrEnum):
    """How an identity was proved: at the window, by a telephone the bureau knew, by real name."""

    WINDOW = "window"
    KNOWN_PHONE = "known_phone"
    REAL_NAME = "real_name"


def accounts_of(
    bureau: str, identity: str, *, closed_too: bool = False
) -> list[CitizenAccount]:  # fmt: skip
    """The accounts of an identity number, the proved one first; the open ones alone."""
    index = identity_index(identity)
    rows = CitizenAccount.objects.filter(
        Q(identity_index=index) | Q(person__identity_index=index), bureau=bureau
    )
    if not closed_too:
        rows = rows.filter(active=True)
    return sorted(rows.select_related("person"), key=lambda account: not account.proved)


def by_password(bureau: str, identity: str, password: str) -> CitizenAccount | None:
    """The account that this password opens; always the same work."""
    found = accounts_of(bureau, identity)
    first: CitizenAccount | None = None
    for place in range(2):
        account = found[place] if place < len(found) else None
        fits = check_password(password, account.password if account else _nobodys_password())
        if fits and account and first is None:
            first = account
    return first


@cache
def _nobodys_password() -> str:
    return make_password("a password that no account has")


def by_phone(bureau: str, identity: str, phone: str) -> CitizenAccount | None:
    """The account of an identity number with this telephone."""
    wanted = normal_phone(phone)
    found = (account for account in accounts_of(bureau, identity) if account.phone)
    return next((account for account in found if account.phone == wanted), None)


def state(
    bureau: str, kind: PersonKind, name: str, identity: str, phone: str, password: str
) -> CitizenAccount:
    """An account for a stated identity, in place of the one that was stated before.

    `password` is its hash. The telephone has been proved by a code.
    """
    index = identity_index(identity)
    CitizenAccount.objects.filter(bureau=bureau, identity_index=index, person=None).delete()
    return CitizenAccount.objects.create(
        bureau=bureau, kind=kind.value, identity_index=index, name=name.strip(),
        identity=normalise(identity), phone=normal_phone(phone), password=password,
    )  # fmt: skip


def prove(
    account: CitizenAccount,
    person: UUID,
    proof: Proof,
    *,
    at: datetime.datetime,
    officer: UUID | None = None,
) -> CitizenAccount:
    """The account is that person's from now on.

    Where the person has an account already, that one takes over telephone and password and ends
    its sessions: whoever could prove the identity again has the right to it.
    """
    how = {"proof": proof.value, "proved_by": officer, "proved_at": at}
    earlier = CitizenAccount.objects.filter(bureau=account.bureau, person_id=person).first()
    if earlier is None or earlier.id == account.id:
        CitizenAccount.objects.filter(id=account.id).update(person_id=person, **how)
        return CitizenAccount.objects.get(id=account.id)
    taken = {name: getattr(account, name) for name in ("kind", "name", "identity", "phone")}
    taken |= {"identity_index": account.identity_index, "password": account.password}
    account.delete()
    CitizenAccount.objects.filter(id=earlier.id).update(
        **taken, **how, active=True, generation=F("generation") + 1
    )
    return CitizenAccount.objects.get(id=earlier.id)


def change_password(account: CitizenAccount, raw: str) -> CitizenAccount:
    """A new password; every session of the account ends by it."""
    CitizenAccount.objects.filter(id=account.id).update(
        password=make_password(raw), generation=F("generation") + 1
    )
    return CitizenAccount.objects.get(id=account.id)


def change_phone(account: CitizenAccount, phone: str) -> CitizenAccount:
    """A new telephone, proved by a code before; every session of the account ends by it."""
    CitizenAccount.objects.filter(id=account.id).update(
        phone=normal_phone(phone), generation=F("generation") + 1
    )
    return CitizenAccount.objects.get(id=account.id)


def end_sessions(account: CitizenAccount) -> CitizenAccount:
    """Sign out everywhere."""
    CitizenAccount.objects.filter(id=account.id).update(generation=F("generation") + 1)
    return CitizenAccount.objects.get(id=account.id)


def person_of(account: CitizenAccount) -> Person | None:
    """Whom a proved account acts for; a person no act has named yet is a row of its own to be."""
    if account.person_id is None:
        return None
    held = Person.objects.filter(id=account.person_id).first()
    return held or Person(
        id=account.person_id, bureau=account.bureau, kind=account.kind,
        identity_index=account.identity_index,
    )  # fmt: skip


def ids_of_accounts(bureau: str, numbers: Iterable[str]) -> dict[str, UUID]:
    """The persons of proved accounts by identity index: a first act gives a person that id."""
    indexes = [identity_index(number) for number in numbers]
    if not indexes:
        return {}
    rows = CitizenAccount.objects.filter(
        bureau=bureau, identity_index__in=indexes, person_id__isnull=False
    )
    return {
        index: person for index, person in rows.values_list("identity_index", "person_id") if person
    }


def own(account: CitizenAccount) -> Known:
    """Name, number and telephone of an account's holder: the account's own, else what is known."""
    stated = Known(
        account.person_id or account.id, account.name, account.identity, account.phone
    )  # fmt: skip
    if account.person_id is None or (account.name and account.phone):
        return stated
    held = known(account.bureau, [account.person_id])[account.person_id]
    return Known(
        held.id, account.name or held.name, account.identity or held.identity,
        account.phone or held.phone,
    )  # fmt: skip


def holder(bureau: str, person: UUID) -> Known:
    """Name, number and telephone of a person: the own account's, else what is known from cases."""
    account = CitizenAccount.objects.filter(bureau=bureau, person_id=person, active=True).first()
    return own(account) if account else known(bureau, [person])[person]


def telephone_of(bureau: str, person: UUID) -> str:
    """Where a person can be texted: the account's proved telephone, else the last one stated."""
    account = CitizenAccount.objects.filter(
        bureau=bureau, person_id=person, active=True
    ).first()  # fmt: skip
    if account and account.phone:
        return account.phone
    stated = normal_phone(known(bureau, [person])[person].phone)
    return stated if phone_problem(stated) is None else ""
