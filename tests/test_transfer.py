"""Stories of the transfer registration, through the verbs: what goes, and what must not."""

import dataclasses
import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from fadu.law.calendar import Calendar
from fadu.procedure.acts import (
    answer_hand_over,
    hand_over,
    resume,
    supplement,
    suspend,
    take,
    withdraw,
)
from fadu.procedure.blocks.decision import Reasons
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.models import Clock, Task
from fadu.procedure.refusal import Done, Refused
from fadu.procedure.replay import replay
from fadu.record.actor import BySystem
from fadu.record.models import Entry, entries_of
from fadu.record.moment import moment
from fadu.registers.realestate.models import Certificate, Holding, Right, Unit
from fadu.registers.realestate.procedures import (
    HolderFacts,
    ImportFacts,
    TransfereeFacts,
    UnitRow,
)
from fadu.registers.realestate.rules import CoOwnership
from fadu.site.demo.cast import BUREAU
from tests.stage import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Stage,
    case_of,
    done,
    key,
    papers,
    party,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    """The bureau with its cast."""
    return Stage()


def codes(answer: object) -> tuple[str, ...]:
    """The codes of a refusal; the act must have been refused."""
    assert isinstance(answer, Refused), answer
    return answer.codes


def test_from_the_application_to_the_certificate(stage: Stage) -> None:
    """Seller to buyer in the promised time; the register ends one right and enters the next."""
    unit = stage.unit()
    case = done(stage.apply(unit)).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    promised = Clock.objects.get(case=case, name="promised")
    assert promised.due == datetime.date(2020, 3, 9), "Monday + 5 working days"
    assert Clock.objects.get(case=case, name="statutory").due == datetime.date(2020, 4, 14)
    done(stage.take(case, "examine", "pass", "examiner", TUESDAY))
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    ended, live = Right.objects.filter(unit__code=unit).order_by("since")
    assert (ended.until, ended.ended_by) == (WEDNESDAY.on, live.entry)
    assert live.ended_by is None
    assert Holding.objects.get(right=live).person == party(2).person
    certificate = Certificate.objects.get(right=live)
    assert certificate.number == "川(2020)渠县不动产权第0000001号"
    promised.refresh_from_db()
    assert (promised.stopped_on, promised.working_days) == (WEDNESDAY.on, 2)
    done(stage.take(case, "issue", "issued", "window", THURSDAY))
    state = case_of(case).state
    assert (state.status, state.outcome, state.closed_on) == ("closed", "issued", THURSDAY.on)
    assert not Task.objects.filter(case=case).exists()
    assert [entry.kind for entry in entries_of(BUREAU, case)] == ["case.opened"] + 4 * [
        "case.taken"
    ]
    assert all(not discords for _, discords in replay())


def test_one_notice_lists_everything_that_is_missing(stage: Stage) -> None:
    """Two papers and a confirmation are missing: one notice says all three (条例 17)."""
    case = done(
        stage.apply(stage.unit(), codes=("application", "identity", "certificate"), present=False)
    ).case
    refused = stage.take(case, "receive", "accept", "window", MONDAY)
    assert set(codes(refused)) == {"paper_missing", "confirmation_missing"}
    notice = done(stage.take(case, "receive", "notice", "window", MONDAY))
    items = Entry.objects.get(id=notice.entry).payload["act"]["items"]
    subjects = [item["subject"] for item in items]
    persons = {f"party:{party(number).person}" for number in (1, 2)}
    assert set(subjects) == {"contract", "tax_proof", *persons}
    assert all(item["basis_zh"] and item["remedy_zh"] and item["remedy_en"] for item in items)
    added = papers(case, ("contract", "tax_proof"))
    for number in (1, 2):
        by = party(number)
        mine = added if number == 2 else {}
        done(
            supplement(case, mine, bureau=BUREAU, by=by, at=TUESDAY, key=key(), confirm=[by.person])
        )
    by = party(2)
    done(take(case, "supplement", "supplemented", bureau=BUREAU, by=by, at=TUESDAY, key=key()))
    assert codes(stage.take(case, "receive", "notice", "window", TUESDAY)) == ("nothing_missing",)
    done(stage.take(case, "receive", "accept", "window", TUESDAY))
    assert case_of(case).state.accepted_on == TUESDAY.on, "the clock runs from acceptance"


def test_what_could_be_known_at_first_is_not_demanded_again(stage: Stage) -> None:
    """A second notice may repeat the first, never add to it."""
    unit = stage.unit()
    case = done(
        stage.apply(unit, codes=("application", "identity", "certificate", "contract"))
    ).case
    done(stage.take(case, "receive", "notice", "window", MONDAY))
    by = stage.by("window")
    done(take(case, "supplement", "supplemented", bureau=BUREAU, by=by, at=TUESDAY, key=key()))
    done(stage.take(case, "receive", "notice", "window", TUESDAY))
    state = case_of(case).state
    assert state.memory["noticed"] == ["tax_proof"]


def test_the_wrong_person_is_refused(stage: Stage) -> None:
    """Another post, nobody's post, another case's party, a party at an officer's step."""
    case = done(stage.apply(stage.unit())).case
    assert codes(stage.take(case, "receive", "accept", "examiner", MONDAY)) == ("not_your_step",)
    assert codes(stage.take(case, "receive", "accept", "stranger", MONDAY)) == ("not_your_step",)
    by = party(2)
    answer = take(case, "receive", "accept", bureau=BUREAU, by=by, at=MONDAY, key=key())
    assert codes(answer) == ("not_your_step",)
    elsewhere = take(case, "receive", "accept", bureau="511724", by=by, at=MONDAY, key=key())
    assert codes(elsewhere) == ("no_such_case",)
    assert case_of(case).seq == 1, "no refusal leaves an entry"


def test_who_examines_does_not_enter(stage: Stage) -> None:
    """The same person may not take both steps, whatever posts it holds."""
    case = stage.at_entry(stage.unit())
    held = case_of(case).state.hands["examine"]
    stage.staff["registrar"], keep = type(stage.staff["registrar"])(held), stage.staff["registrar"]
    assert codes(stage.take(case, "enter", "entered", "registrar", WEDNESDAY)) == ("same_person",)
    stage.staff["registrar"] = keep
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))


def test_a_second_click_repeats_and_does_not_double(stage: Stage) -> None:
    """Same key, same answer; same key, other body: refused; a new key finds the step gone."""
    case = stage.at_entry(stage.unit())
    again = key()
    act: dict[str, Any] = {
        "bureau": BUREAU,
        "by": stage.by("registrar"),
        "at": WEDNESDAY,
        "key": again,
    }
    first = done(take(case, "enter", "entered", **act))
    second = done(take(case, "enter", "entered", **act))
    assert (second.entry, second.repeated) == (first.entry, True)
    assert codes(take(case, "enter", "refuse", **act)) == ("key_reused",)
    assert codes(stage.take(case, "enter", "entered", "registrar", WEDNESDAY)) == (
        "not_at_this_step",
    )
    assert Certificate.objects.filter(case=case).count() == 1


def test_a_sealed_unit_is_not_sold(stage: Stage) -> None:
    """The gate `unit_is_free`: this test fails when it is dropped from declaration and act."""
    case = stage.at_entry(stage.unit(restriction="查封"))
    assert codes(stage.take(case, "enter", "entered", "registrar", WEDNESDAY)) == (
        "unit_restricted",
    )
    assert not Certificate.objects.filter(case=case).exists()


def test_nobody_sells_what_he_does_not_hold(stage: Stage) -> None:
    """A transferor who is not the holder, and a unit that the register does not know."""
    case = stage.at_entry(stage.unit(holders=(5,)), sellers=(1,))
    assert "not_the_holder" in codes(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    case = stage.at_entry("511725001001GB99999F00010001")
    assert codes(stage.take(case, "enter", "entered", "registrar", WEDNESDAY)) == (
        "unit_not_registered",
    )


def test_joint_owners_sell_together(stage: Stage) -> None:
    """One of two joint owners cannot; both can (实施细则 10)."""
    unit = stage.unit(holders=(1, 3), kind=CoOwnership.JOINT)
    alone = stage.at_entry(unit, sellers=(1,))
    assert codes(stage.take(alone, "enter", "entered", "registrar", WEDNESDAY)) == (
        "holders_do_not_consent",
    )
    together = stage.at_entry(unit, sellers=(1, 3))
    done(stage.take(together, "enter", "entered", "registrar", WEDNESDAY))


def test_shares_must_sum_to_one(stage: Stage) -> None:
    """Two buyers with a third each are refused; with a half each they hold in shares."""
    unit = stage.unit()
    for share, fits in ((TransfereeFacts(1, 3), False), (TransfereeFacts(1, 2), True)):
        case = done(stage.apply(unit, buyers=(2, 3), kind=CoOwnership.SHARES, share=share)).case
        done(stage.take(case, "receive", "accept", "window", MONDAY))
        done(stage.take(case, "examine", "pass", "examiner", TUESDAY))
        answer = stage.take(case, "enter", "entered", "registrar", WEDNESDAY)
        assert isinstance(answer, Done) is fits, answer
    holdings = Holding.objects.filter(right__unit__code=unit, right__ended_by=None)
    assert sum(Fraction(h.numerator or 0, h.denominator or 1) for h in holdings) == 1


def test_what_is_stated_must_hold_whoever_states_it(stage: Stage) -> None:
    """The engine itself refuses a code and a share that no page would have let through."""
    answer = stage.apply("not-a-unit-code", share=TransfereeFacts(3, 2))
    assert codes(answer) == ("wrong_facts", "wrong_facts")
    assert isinstance(answer, Refused)
    assert [one.subject for one in answer.refusals] == ["facts:unit", "applicant:1:numerator"]


def test_refusal_needs_its_reasons(stage: Stage) -> None:
    """Refusing is a written act with reasons; the reasons lie outside the leaf."""
    case = stage.at_entry(stage.unit(restriction="查封"))
    done(stage.take(case, "enter", "refuse", "registrar", WEDNESDAY))
    assert codes(stage.take(case, "refused", "served", "registrar", THURSDAY)) == ("facts_missing",)
    blank = stage.take(case, "refused", "served", "registrar", THURSDAY, Reasons(" "))
    assert codes(blank) == ("reasons_missing",)
    reasons = Reasons("该不动产已被查封")
    served = done(stage.take(case, "refused", "served", "registrar", THURSDAY, reasons))
    entry = Entry.objects.get(id=served.entry)
    assert "查封" not in entry.leaf
    assert entry.content["personal"][0]["field"] == "reasons"
    assert case_of(case).outcome == "served"


def test_silence_is_acceptance_and_says_so(stage: Stage) -> None:
    """Nothing said on the spot: accepted by law the next day, marked automatic (条例 17)."""
    case = done(stage.apply(stage.unit(), codes=("application",))).case
    assert take_lawful_defaults(MONDAY) == 0, "the day itself is not over"
    assert take_lawful_defaults(TUESDAY) == 1
    assert take_lawful_defaults(TUESDAY) == 0
    entry = entries_of(BUREAU, case).last()
    assert entry is not None
    assert entry.content["actor"] == {"kind": "system", "duty": "clock"}
    assert entry.payload["act"]["automatic_zh"]
    state = case_of(case).state
    assert state.step == "examine"
    assert state.accepted_on == MONDAY.on, (
        "accepted on the day of receipt, not of the worker's tick"
    )
    assert {clock.start for clock in state.clocks} == {MONDAY.on}
    answer = take(
        case, "examine", "pass", bureau=BUREAU, by=BySystem("clock"), at=THURSDAY, key=key()
    )
    assert codes(answer) == ("no_lawful_default",), "no other step has a default"


def test_withdrawal_by_all_before_entry(stage: Stage) -> None:
    """All applicants withdraw before booking (条例 15); afterwards it is too late."""
    case = stage.at_entry(stage.unit())
    done(withdraw(case, bureau=BUREAU, by=party(1), at=WEDNESDAY, key=key()))
    assert case_of(case).status == "open"
    done(withdraw(case, bureau=BUREAU, by=party(2), at=WEDNESDAY, key=key()))
    assert case_of(case).outcome == "withdrawn"
    late = stage.at_entry(stage.unit(holders=(7,)), sellers=(7,), buyers=(8,))
    done(stage.take(late, "enter", "entered", "registrar", WEDNESDAY))
    answer = withdraw(late, bureau=BUREAU, by=party(7), at=THURSDAY, key=key())
    assert codes(answer) == ("too_late_to_withdraw",)


def test_clocks_stop_only_for_a_declared_cause(stage: Stage) -> None:
    """Public notice moves both due dates by its working days (实施细则 17); nothing else does."""
    case = done(stage.apply(stage.unit())).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    act: dict[str, Any] = {"bureau": BUREAU, "by": stage.by("examiner")}
    assert codes(suspend(case, "lunch", **act, at=TUESDAY, key=key())) == ("no_such_stop",)
    before = Clock.objects.get(case=case, name="promised").due
    done(suspend(case, "public_notice", **act, at=TUESDAY, key=key()))
    assert codes(suspend(case, "public_notice", **act, at=TUESDAY, key=key())) == (
        "no_running_clock",
    )
    assert codes(stage.take(case, "examine", "pass", "examiner", WEDNESDAY)) == ("suspended",)
    done(resume(case, **act, at=THURSDAY, key=key()))
    after = Clock.objects.get(case=case, name="promised").due
    assert Calendar.shipped().working_days_between(before, after) == 2
    assert codes(resume(case, **act, at=THURSDAY, key=key())) == ("not_suspended",)


def test_handed_over_to_one_officer_only_that_one_acts(stage: Stage) -> None:
    """After hand-over another officer in the same post is refused."""
    case = done(stage.apply(stage.unit())).case
    act: dict[str, Any] = {"bureau": BUREAU, "by": stage.by("window"), "at": MONDAY}
    assert codes(hand_over(case, stage.staff["examiner"], **act, key=key())) == ("holds_no_post",)
    done(hand_over(case, stage.staff["window2"], **act, key=key()))
    accepting = {**act, "by": stage.by("window2")}
    done(answer_hand_over(case, True, **accepting, key=key()))
    assert codes(stage.take(case, "receive", "accept", "window", MONDAY)) == (
        "assigned_to_another",
    )
    done(stage.take(case, "receive", "accept", "window2", MONDAY))
    done(stage.take(case, "examine", "pass", "examiner2", TUESDAY))


def test_the_late_day_shows(stage: Stage) -> None:
    """Entered on the sixth working day: within the statutory limit, not within the promise."""
    case = done(stage.apply(stage.unit())).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    done(stage.take(case, "examine", "pass", "examiner", TUESDAY))
    done(stage.take(case, "enter", "entered", "registrar", moment(2020, 3, 10)))
    promised = Clock.objects.get(case=case, name="promised")
    statutory = Clock.objects.get(case=case, name="statutory")
    assert promised.stopped_on is not None and promised.stopped_on > promised.due
    assert statutory.stopped_on is not None and statutory.stopped_on <= statutory.due
    assert promised.working_days == 6


def test_the_leaf_names_persons_by_id_only(stage: Stage) -> None:
    """Names, numbers and telephones of the parties stand in no leaf and in no state."""
    case = stage.at_entry(stage.unit())
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    text = "".join(entry.leaf for entry in entries_of(BUREAU, case)) + case_of(case).state_text
    for planted in ("某人1", "某人2", "513030", "139000"):
        assert planted not in text
    assert Unit.objects.filter(bureau=BUREAU).exists()


def test_a_clock_set_back_does_not_reorder_the_record(stage: Stage) -> None:
    """An act recorded after another stands after it, whatever the machine's clock says."""
    case = done(stage.apply(stage.unit(), at=TUESDAY)).case
    early = stage.take(case, "receive", "accept", "window", MONDAY)
    assert codes(early) == ("before_the_step_began",), "no legal date before the one it follows"
    done(stage.take(case, "receive", "accept", "window", moment(2020, 3, 3, 8)))
    first, second = entries_of(BUREAU, case)
    assert second.recorded_at == first.recorded_at


def test_the_holder_of_two_units_is_taken_over_once(stage: Stage) -> None:
    """One person, two units in one batch of an import."""
    code = f"{BUREAU}001001GB00777F0001000"
    rows = tuple(
        UnitRow(
            f"{code}{n}", "某处", Decimal("90"), "住宅", "出让", CoOwnership.SOLE,
            datetime.date(2018, 1, 2), 700 + n,
        )
        for n in (1, 2)
    )  # fmt: skip
    holders = [
        dataclasses.replace(person("holder", 9), facts=HolderFacts(row.code)) for row in rows
    ]
    case = done(
        stage.open(
            "realestate.take_over", ImportFacts("测试", rows), stage.by("registrar"), MONDAY,
            applicants=holders, channel="import",
        )
    ).case  # fmt: skip
    done(stage.take(case, "take_over", "imported", "registrar", MONDAY))
    assert Holding.objects.filter(person=party(9).person).count() == 2
