"""A certificate counts on a day, or says why not."""

from uuid import uuid4

import pytest

from fadu.bureau.certificates import counting, held_by, state_of
from fadu.bureau.models import Certificate, CertificateKind, CertificateSuspension, Officer
from fadu.bureau.tests.test_bureau import BUREAU, DAY, END, FIRST, officer

pytestmark = pytest.mark.django_db

KIND = CertificateKind.ENFORCEMENT


def card(who: Officer, **more: object) -> Certificate:
    """A certificate from FIRST to END."""
    fields = {"since": FIRST, "until": END, "number": "川S-001"} | more
    return Certificate.objects.create(
        id=uuid4(),
        bureau=BUREAU,
        officer=who,
        kind=KIND,
        issuer="省人民政府",
        case=uuid4(),
        **fields,
    )


def test_it_counts_from_its_first_to_its_last_day() -> None:
    who = officer()
    card(who)
    (row,) = held_by(BUREAU, who.id, KIND)
    states = [state_of(row, on).name for on in (FIRST - DAY, FIRST, END - DAY, END)]
    assert states == ["to_come", "valid", "valid", "expired"]
    assert not held_by(BUREAU, who.id, CertificateKind.REGISTRATION)


def test_suspended_it_does_not_count_and_revoked_never_again() -> None:
    who = officer()
    row = card(who, until=None, revoked_on=FIRST + DAY * 9)
    CertificateSuspension.objects.create(
        id=uuid4(), bureau=BUREAU, certificate=row, since=FIRST + DAY, until=FIRST + DAY * 3,
        case=uuid4(),
    )  # fmt: skip
    (row,) = held_by(BUREAU, who.id, KIND)
    states = [state_of(row, FIRST + DAY * n).name for n in (0, 1, 2, 3, 8, 9)]
    assert states == ["valid", "suspended", "suspended", "valid", "valid", "revoked"]
    assert counting([row], FIRST + DAY) is None and counting([row], FIRST) == row


def test_the_renewed_one_takes_over() -> None:
    who = officer()
    card(who)
    card(who, since=END, until=None, number="川S-002")
    held = held_by(BUREAU, who.id, KIND)
    numbers = [one.number if (one := counting(held, on)) else "" for on in (END - DAY, END)]
    assert numbers == ["川S-001", "川S-002"]
