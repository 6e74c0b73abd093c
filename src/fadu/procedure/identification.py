"""Whether a telephone that a code has proved proves an identity too.

It does when it is the one that the bureau knew last for this person from a case in which somebody
saw the person's document: taken in at the window, or taken over. What a neighbour typed into an
application proves nothing. Where the bureau knows nobody of that number, a real-name service may
say so (`FADU_REAL_NAME`). The service is asked either way, so that the time of an answer does not
tell whether a number is known.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.module_loading import import_string

from fadu.bureau.models import Officer
from fadu.people.accounts import Proof, accounts_of, ids_of_accounts, prove, state
from fadu.people.identity import PersonKind
from fadu.people.models import CitizenAccount, PersonalValue
from fadu.people.persons import find
from fadu.people.telephone import normal_phone
from fadu.procedure.models import Case
from fadu.record.ids import new_id


@dataclass(frozen=True, slots=True)
class Stated:
    """Who somebody says to be, and the telephone."""

    kind: PersonKind
    name: str
    identity: str
    phone: str


SEEN = frozenset({"window", "import"})

log = logging.getLogger(__name__)

RealName = Callable[[PersonKind, str, str, str], bool]


def proof_by_phone(account: CitizenAccount) -> tuple[UUID, Proof] | None:
    """Which person a stated account is proved to be by its telephone; None when by nothing."""
    believed = _real_name(account)
    proved = next((held for held in accounts_of(account.bureau, account.identity, closed_too=True)
                   if held.proved), None)  # fmt: skip
    if proved is not None and (proved.phone or not proved.active):
        fits = proved.active and proved.phone == account.phone and proved.person_id is not None
        return (proved.person_id, Proof.KNOWN_PHONE) if fits and proved.person_id else None
    row = next(iter(find(account.bureau, [account.identity]).values()), None)
    if row is None:
        return (new_id(), Proof.REAL_NAME) if believed else None
    if account.phone and account.phone == telephone_seen(account.bureau, row.id):
        return row.id, Proof.KNOWN_PHONE
    return None


def telephone_seen(bureau: str, person: UUID) -> str:
    """The last telephone of a person from a case in which its document was seen; "" for none."""
    stated = PersonalValue.objects.filter(bureau=bureau, person=person, field="phone")
    values = list(stated.order_by("-id").values_list("case", "value"))
    cases = Case.objects.in_bulk([case for case, _ in values])
    for case, value in values:
        if case in cases and cases[case].state.channel in SEEN:
            return normal_phone(value)
    return ""


def _real_name(account: CitizenAccount) -> bool:
    """What the service says; one that does not answer proves nothing."""
    if not settings.FADU_REAL_NAME:
        return False
    ask: RealName = import_string(settings.FADU_REAL_NAME)
    try:
        kind = PersonKind(account.kind)
        return ask(kind, account.name, account.identity, account.phone)
    except Exception:
        log.exception("the real-name service did not answer")
        return False


@transaction.atomic
def proved_at_window(stated: Stated, *, bureau: str, officer: UUID, at: datetime.datetime) -> bool:
    """An account for who stands at the window; False when the officer would be that person.

    It has no password: the first entry goes by a code to the telephone, which nobody else receives,
    and whatever a stranger had stated before is gone.
    """
    row = next(iter(find(bureau, [stated.identity]).values()), None)
    reserved = next(iter(ids_of_accounts(bureau, [stated.identity]).values()), None)
    person = row.id if row else reserved or new_id()
    if Officer.objects.filter(bureau=bureau, id=officer, person=person).exists():
        return False
    account = state(
        bureau, stated.kind, stated.name, stated.identity, stated.phone, make_password(None)
    )
    prove(account, person, Proof.WINDOW, at=at, officer=officer)
    return True
