"""The register kept before is taken over by recorded act, whole or not at all.

The stories of a transfer, which needs other registers too, are told in tests/test_transfer.py.
"""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.office import BUREAU

from fadu.documents.numbers import draw
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Done, Refused
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.registers.realestate.acts import CERTIFICATE
from fadu.registers.realestate.book import unit_state
from fadu.registers.realestate.models import Certificate, Holding, Restriction, Right, Unit
from fadu.registers.realestate.procedures import UnitRow
from fadu.registers.realestate.rules import CoOwnership
from fadu.registers.realestate.tests.house import REGISTERED, code_of, holder, row, taken_over

pytestmark = pytest.mark.django_db

SHARED = row(2, co_ownership=CoOwnership.SHARES)
SEALED = row(3, restriction="查封", restriction_source="协助执行通知书")


def test_units_come_with_right_holders_certificate_and_restriction(registrar: ByOfficer) -> None:
    holders = (
        holder(1, code_of(1)),
        holder(2, code_of(2), 2, 3),
        holder(3, code_of(2), 1, 3),
        holder(4, code_of(3)),
    )
    assert isinstance(taken_over((row(1), SHARED, SEALED), holders, registrar), Done)
    sole, shared, sealed = (unit_state(unit) for unit in Unit.objects.order_by("code"))
    assert (sole.co_ownership, len(sole.holders)) == (CoOwnership.SOLE, 1)
    assert sole.since == REGISTERED
    assert [part.share for part in shared.holders] == [Fraction(2, 3), Fraction(1, 3)]
    assert sealed.restrictions == ("查封",)
    assert not sole.restrictions
    first = Certificate.objects.get(right=sole.right)
    assert first.number == "川(2018)渠县不动产权第0000001号"
    assert first.issued_on == REGISTERED
    assert Unit.objects.get(code=code_of(1)).area_m2 == Decimal("90.00")


def test_the_record_says_where_they_come_from_and_names_nobody(registrar: ByOfficer) -> None:
    answer = taken_over((row(1),), (holder(1, code_of(1)),), registrar)
    assert isinstance(answer, Done)
    entry = Entry.objects.get(id=answer.entry)
    assert entry.payload["effect"]["data"]["source"] == "原登记系统"
    assert Unit.objects.get().entry == entry.id == Right.objects.get().entry
    assert "某人1" not in "".join(Entry.objects.values_list("leaf", flat=True))


def test_new_certificates_are_numbered_on_from_those_taken_over(registrar: ByOfficer) -> None:
    rows = (row(7), row(5), row(6, since=datetime.date(2017, 5, 3)))
    holders = tuple(holder(n, code_of(n)) for n in (7, 5, 6))
    assert taken_over(rows, holders, registrar)
    drawn = {year: draw(BUREAU, CERTIFICATE, year) for year in (2017, 2018, 2019)}
    assert drawn == {2017: 7, 2018: 8, 2019: 1}


def test_a_later_batch_with_lower_numbers_does_not_turn_them_back(registrar: ByOfficer) -> None:
    assert taken_over((row(9),), (holder(9, code_of(9)),), registrar)
    assert taken_over((row(4),), (holder(4, code_of(4)),), registrar)
    assert draw(BUREAU, CERTIFICATE, 2018) == 10


ONE = holder(1, code_of(1))
FAULTS: dict[str, tuple[tuple[UnitRow, ...], tuple[Applicant, ...], str]] = {
    "a code that is none": (
        (row(1, code="511725001001"),),
        (holder(1, "511725001001"),),
        "bad_unit_code",
    ),
    "a serial that no certificate has": ((row(1, serial=10_000_000),), (ONE,), "no_serial"),
    "a unit twice": ((row(1), row(1, serial=2)), (ONE,), "unit_twice"),
    "a unit without a holder": ((row(1),), (holder(1, code_of(2)),), "holder_without_unit"),
    "a holder of a unit elsewhere": (
        (row(1),),
        (ONE, holder(2, code_of(2))),
        "holder_without_unit",
    ),
    "two who hold alone": ((row(1),), (ONE, holder(2, code_of(1))), "shares_do_not_fit"),
    "shares over one": (
        (row(1, co_ownership=CoOwnership.SHARES),),
        (holder(1, code_of(1), 2, 3), holder(2, code_of(1), 1, 2)),
        "shares_do_not_fit",
    ),
    "a share that is no fraction": (
        (row(1, co_ownership=CoOwnership.SHARES),),
        (holder(1, code_of(1), 3, 2), holder(2, code_of(1), 1, 0)),
        "no_share",
    ),
}


@pytest.mark.parametrize(("rows", "holders", "code"), FAULTS.values(), ids=FAULTS)
def test_control_a_faulty_batch_is_refused_with_its_reason_and_leaves_nothing(
    registrar: ByOfficer,
    rows: tuple[UnitRow, ...],
    holders: tuple[Applicant, ...],
    code: str,
) -> None:
    answer = taken_over(rows, holders, registrar)
    assert isinstance(answer, Refused)
    assert code in answer.codes
    for model in (Unit, Right, Holding, Certificate, Restriction):
        assert not model._default_manager.exists()


def test_control_a_unit_is_not_taken_over_twice(registrar: ByOfficer) -> None:
    assert taken_over((row(1),), (ONE,), registrar)
    answer = taken_over((row(1, serial=2),), (ONE,), registrar)
    assert isinstance(answer, Refused)
    assert answer.codes == ("unit_twice",)
    assert Right.objects.count() == 1


@pytest.fixture
def right(registrar: ByOfficer) -> Right:
    """A live right of one holder."""
    assert taken_over((row(1),), (ONE,), registrar)
    return Right.objects.get()


def refused_by_the_database(made: Any, constraint: str) -> None:
    """The row breaks exactly this constraint (SQLite names the columns of a unique one)."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        made.save(force_insert=True)


def test_control_the_database_holds_one_live_ownership_for_a_unit(right: Right) -> None:
    second = Right(
        id=new_id(), bureau=BUREAU, unit=right.unit, co_ownership="sole", since=REGISTERED,
        case=new_id(), entry=new_id(),
    )  # fmt: skip
    refused_by_the_database(second, "unit_one_live_ownership|realestate_right.bureau")
    right.until, right.ended_by = REGISTERED, new_id()
    right.save()
    second.save(force_insert=True)


@pytest.mark.parametrize(
    ("until", "by_entry"),
    [(REGISTERED, False), (None, True), (REGISTERED - datetime.timedelta(days=1), True)],
)
def test_control_a_right_ends_by_an_entry_and_not_before_it_began(
    right: Right, until: datetime.date | None, by_entry: bool
) -> None:
    right.until, right.ended_by = until, new_id() if by_entry else None
    with pytest.raises(IntegrityError, match="right_ends_by_an_entry"), transaction.atomic():
        right.save()


@pytest.mark.parametrize("share", [(3, 2), (0, 2), (1, None), (None, 2)])
def test_control_a_share_in_the_tables_is_a_fraction(
    right: Right, share: tuple[int | None, int | None]
) -> None:
    part = Holding(
        bureau=BUREAU, right=right, person=new_id(), numerator=share[0], denominator=share[1]
    )
    refused_by_the_database(part, "share_is_a_fraction")
    part.numerator, part.denominator = 1, 2
    part.save(force_insert=True)


def test_control_holders_and_certificates_come_once(right: Right) -> None:
    held = right.holdings.get()
    refused_by_the_database(
        Holding(bureau=BUREAU, right=right, person=held.person), "holder_once|realestate_holding"
    )
    other = Right.objects.create(
        id=new_id(), bureau=BUREAU, unit=right.unit, co_ownership="sole", since=REGISTERED,
        until=REGISTERED, ended_by=new_id(), case=new_id(), entry=new_id(),
    )  # fmt: skip
    again = Certificate.objects.get(right=right)
    again.id, again.right, again.number = new_id(), other, "川(2018)渠县不动产权第0000002号"
    refused_by_the_database(again, "certificate_serial|realestate_certificate")
    again.serial = 2
    again.save(force_insert=True)
