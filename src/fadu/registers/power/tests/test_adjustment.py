"""The story of an adjustment: proposed, approved, listed; and no case under an item not held."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.office import TRANSFER, Cast, applied_for_transfer, refused, step

from fadu.procedure.discover import procedures
from fadu.procedure.models import Case
from fadu.procedure.refusal import Done, Refused
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.record.typed import from_plain
from fadu.registers.power.entries import Adjusted
from fadu.registers.power.models import PowerItem
from fadu.registers.power.rules import ItemKind, Standing
from fadu.registers.power.tests.house import RECEIVER, approved, item, proposed

DECEMBER, MARCH, MAY = moment(2019, 12, 30), moment(2020, 3, 16), moment(2020, 5, 6)
DAY = datetime.timedelta(days=1)
REGISTRATION = "realestate.registration"
ITEMS = PowerItem.objects


def test_an_item_is_proposed_approved_and_listed(cast: Cast) -> None:
    case = approved(item("licence.01", Standing.HELD), cast, DECEMBER)
    (row,) = ITEMS.on(DECEMBER.on).held()
    assert (row.code, row.since, row.until) == ("licence.01", DECEMBER.on, None)
    assert row.case == case
    assert Entry.objects.get(id=row.entry).payload["effect"]["act"] == "power.adjust"
    assert Case.objects.get(id=case).status == "closed"


def test_a_licence_moves_and_the_earlier_days_keep_it(cast: Cast) -> None:
    approved(item("licence.01", Standing.HELD), cast, DECEMBER)
    approved(item("licence.01", Standing.TRANSFERRED, RECEIVER), cast, MARCH)
    for day, standing in [
        (DECEMBER.on, "held"),
        (MARCH.on - DAY, "held"),
        (MARCH.on, "transferred"),
    ]:
        assert ITEMS.on(day).get().standing == standing, day
    assert ITEMS.on(MARCH.on).transferred_licences().get().receiver == RECEIVER
    assert not ITEMS.on(DECEMBER.on - DAY).exists()


def test_a_transfer_names_its_receiver(cast: Cast) -> None:
    case = proposed(item("licence.01", Standing.TRANSFERRED), cast.legal, MARCH)
    assert refused(step(case, "decide", "approve", cast.director, MARCH)) == ("no_receiver",)
    assert not ITEMS.exists()


def test_nobody_approves_the_own_proposal(cast: Cast) -> None:
    case = proposed(item("licence.01", Standing.HELD), cast.both, MARCH)
    assert refused(step(case, "decide", "approve", cast.both, MARCH)) == ("same_person",)
    assert not ITEMS.exists()
    assert step(case, "decide", "approve", cast.director, MARCH)


def test_an_adjustment_cannot_begin_before_the_one_it_supersedes(cast: Cast) -> None:
    approved(item("licence.01", Standing.HELD), cast, MARCH)
    backdated = Moment(DECEMBER.on, MAY.recorded_at)
    case = proposed(item("licence.01", Standing.CANCELLED), cast.legal, backdated)
    answer = step(case, "decide", "approve", cast.director, backdated)
    assert refused(answer) == ("before_the_last_standing",)
    assert ITEMS.get().until is None


def test_control_the_database_holds_one_standing_in_force(cast: Cast) -> None:
    approved(item("licence.01", Standing.HELD), cast, MARCH)
    row = ITEMS.get()
    row.id = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    row.until = row.since - DAY
    with pytest.raises(IntegrityError, match="power_ends"), transaction.atomic():
        row.save(force_insert=True)


def test_no_case_opens_under_an_item_that_was_never_listed(cast: Cast) -> None:
    assert procedures()[TRANSFER].power == REGISTRATION
    assert refused(applied_for_transfer(cast, MARCH)) == ("power_not_held",)
    assert not Case.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("standing", [Standing.TRANSFERRED, Standing.CANCELLED])
def test_no_case_opens_under_an_item_that_is_gone(cast: Cast, standing: Standing) -> None:
    kind = ItemKind.CONFIRMATION
    approved(item(REGISTRATION, Standing.HELD, kind=kind), cast, DECEMBER)
    receiver = RECEIVER if standing is Standing.TRANSFERRED else ""
    approved(item(REGISTRATION, standing, receiver, kind), cast, MARCH)
    answer = applied_for_transfer(cast, MARCH)
    assert isinstance(answer, Refused)
    (reason,) = answer.refusals
    assert (reason.code, reason.subject) == ("power_not_held", REGISTRATION)
    assert (RECEIVER in reason.remedy.zh) is bool(receiver)


def test_control_the_gate_goes_by_the_day(cast: Cast) -> None:
    approved(item(REGISTRATION, Standing.HELD), cast, DECEMBER)
    approved(item(REGISTRATION, Standing.CANCELLED), cast, MARCH)
    recorded = MAY.recorded_at
    assert refused(applied_for_transfer(cast, Moment(DECEMBER.on - DAY, recorded))) == (
        "power_not_held",
    )
    assert isinstance(applied_for_transfer(cast, Moment(DECEMBER.on, recorded)), Done)
    assert isinstance(applied_for_transfer(cast, Moment(MARCH.on - DAY, recorded)), Done)
    assert refused(applied_for_transfer(cast, Moment(MARCH.on, recorded))) == ("power_not_held",)


def test_what_stands_under_no_item_needs_none(cast: Cast) -> None:
    """The bureau's own management runs under no item of power."""
    assert procedures()["power.adjustment"].power == ""
    assert proposed(item("licence.01", Standing.HELD), cast.legal, MARCH)


@pytest.mark.parametrize(
    ("standing", "receiver", "zh", "en"),
    [
        (Standing.HELD, "", "行使，自", "held from"),
        (
            Standing.TRANSFERRED,
            RECEIVER,
            "划转给渠县行政审批局，自",
            "transferred to 渠县行政审批局 from",
        ),
        (Standing.CANCELLED, "", "取消，自", "cancelled from"),
    ],
)
def test_the_entry_tells_what_was_done_in_both_languages(
    cast: Cast, standing: Standing, receiver: str, zh: str, en: str
) -> None:
    approved(item("licence.01", standing, receiver), cast, MARCH)
    entry = Entry.objects.get(id=ITEMS.get().entry)
    said = from_plain(Adjusted, entry.payload["effect"]["data"]).sentence()
    assert said.zh == f"权责事项“事项licence.01”{zh} 2020-03-16 起"
    assert said.en == f"Item “事项licence.01” {en} 2020-03-16"
