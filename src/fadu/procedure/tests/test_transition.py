"""How a case moves: each act from a state to the whole state after it."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from fadu.procedure import clocks, transition
from fadu.procedure.refusal import Refusal
from fadu.procedure.state import AskState, CaseState, ClockState, SuspensionState
from fadu.procedure.tests.moving import (
    CASE,
    FRIDAY,
    LAW,
    ME,
    MONDAY,
    NOTICE,
    OTHER,
    THIRD,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WHO,
    at,
    parameters,
    running,
    taken,
)
from fadu.record.actor import ByOfficer, BySystem


@pytest.fixture(autouse=True)
def _limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bureau has recorded anything: the limits are those of this file."""
    known = parameters()
    monkeypatch.setattr(clocks, "parameters_of", lambda bureau: known)


def test_acceptance_starts_the_clocks_and_moves_on() -> None:
    after = taken(at("receive", officer=OTHER, offered=OTHER), "agreed")
    expected = at(
        "review", TUESDAY, due=THURSDAY, due_notices={"2020": after.due_notices["2020"]},
        accepted_on=TUESDAY, clocks=running(), hands={"receive": str(WHO)},
        memory={"noted": "agreed"}, responsible=WHO,
    )  # fmt: skip
    assert after == expected
    assert [(clock.name, clock.start, clock.due) for clock in after.clocks] == [
        ("promised", TUESDAY, date(2020, 3, 10)), ("statutory", TUESDAY, date(2020, 3, 31)),
    ]  # fmt: skip


def test_what_starts_no_clock_leaves_them() -> None:
    after = taken(at("receive"), "problems")
    assert (after.step, after.clocks, after.accepted_on, after.due) == ("help", (), None, None)
    assert after.due_notices == {} and after.due_provisional is False


def test_by_silence_it_takes_effect_on_the_day_on_which_the_limit_ran_out() -> None:
    after = taken(at("receive", due=TUESDAY), "late", BySystem("clock"), FRIDAY)
    assert after.accepted_on == TUESDAY and after.clocks == running(TUESDAY)
    assert after.since == FRIDAY and after.hands == {} and after.responsible is None
    spoken = taken(at("receive", due=TUESDAY), "agreed", ByOfficer(WHO), WEDNESDAY)
    assert spoken.accepted_on == WEDNESDAY
    timeless = taken(at("receive"), "late", BySystem("clock"), FRIDAY)
    assert timeless.accepted_on == FRIDAY


def test_what_was_accepted_stays_so_and_the_system_takes_nobodys_place() -> None:
    state = at("review", accepted_on=MONDAY, responsible=OTHER, clocks=running())
    assert taken(state, "agreed").accepted_on == MONDAY
    default = taken(dataclasses.replace(state, step="receive"), "problems", BySystem("clock"))
    assert (default.accepted_on, default.responsible) == (MONDAY, OTHER)


def test_a_decision_stops_the_clocks_on_its_day() -> None:
    state = at("decide", clocks=running(), responsible=OTHER)
    after = taken(state, "approved", ByOfficer(WHO), THURSDAY)
    assert [clock.stopped_on for clock in after.clocks] == [THURSDAY, THURSDAY]
    assert after.step == "file" and after.status == "open" and after.responsible == WHO
    again = taken(state, "returned", ByOfficer(WHO), THURSDAY)
    assert [clock.stopped_on for clock in again.clocks] == [None, None]
    once = dataclasses.replace(running()[0], stopped_on=TUESDAY)
    after = taken(at("decide", clocks=(once,)), "approved", ByOfficer(WHO), THURSDAY)
    assert after.clocks[0].stopped_on == TUESDAY


def test_a_return_forgets_what_later_steps_gave_and_keeps_the_hands() -> None:
    held = {"review": "agreed", "noticed": ["a"]}
    hands = {"review": str(OTHER), "decide": str(THIRD)}
    after = taken(at("decide", memory=held, hands=hands), "returned")
    assert after.memory == {"noticed": ["a"], "noted": "returned"}
    assert after.hands == {
        "review": str(OTHER), "decide": str(WHO), f"decide/{THIRD}": str(THIRD)
    }  # fmt: skip
    onward = taken(at("decide", memory=held, hands=hands), "approved")
    assert onward.memory == {**held, "noted": "approved"}
    same = taken(at("decide", hands={"decide": str(WHO)}), "returned")
    assert same.hands == {"decide": str(WHO)}


def test_what_is_asked_for_ends_unanswered_when_the_case_goes_on() -> None:
    ask = AskState("decide", "reply", MONDAY, post="test.reviewer")
    answered = dataclasses.replace(ask, ended_on=MONDAY, answered=True)
    state = at("decide", asks=(ask, answered))
    assert taken(state, "problems").asks == (ask, answered)
    ended = dataclasses.replace(ask, ended_on=TUESDAY)
    assert taken(state, "approved").asks == (ended, answered)
    last = taken(at("file", asks=(ask, answered)), "filed", BySystem("file"))
    assert last.asks == (ended, answered)


def test_the_end_closes_everything() -> None:
    open_stop = dataclasses.replace(running()[1], suspensions=(SuspensionState("notice", TUESDAY),))
    state = at(
        "file", due=WEDNESDAY, due_provisional=True, due_notices={"2020": "x"}, officer=WHO,
        offered=OTHER, clocks=(running()[0], open_stop), hands={"decide": str(WHO)},
    )  # fmt: skip
    after = taken(state, "filed", BySystem("file"), FRIDAY)
    assert (after.step, after.since, after.status, after.outcome) == ("", FRIDAY, "closed", "filed")
    assert (after.closed_on, after.officer, after.offered) == (FRIDAY, None, None)
    assert (after.due, after.due_provisional, after.due_notices) == (None, False, {})
    assert [clock.stopped_on for clock in after.clocks] == [FRIDAY, FRIDAY]
    assert after.clocks[0].suspensions == ()
    assert after.clocks[1].suspensions == (SuspensionState("notice", TUESDAY, THURSDAY),)
    assert after.memory == {"noted": "filed"} and after.hands == {"decide": str(WHO)}


def test_a_case_that_ends_by_itself_leaves_nobody_waiting() -> None:
    """A withdrawal ends a case without taking its step."""
    ask = AskState("review", "reply", MONDAY, post="test.reviewer")
    state = at("review", officer=WHO, offered=OTHER, asks=(ask,), hands={"receive": str(WHO)})
    after = transition.ended(CASE, state, "withdrawn", FRIDAY, LAW)
    assert after == dataclasses.replace(
        state, step="", since=FRIDAY, status="closed", outcome="withdrawn", closed_on=FRIDAY,
        officer=None, offered=None, asks=(dataclasses.replace(ask, ended_on=FRIDAY),),
    )  # fmt: skip


# Arriving at a step


def test_a_step_is_due_by_its_limit_from_the_day_it_began() -> None:
    found = transition.arrived(CASE, at("review"), "decide", TUESDAY, LAW)
    assert (found.step, found.since, found.due) == ("decide", TUESDAY, date(2020, 3, 9))
    assert found.due_provisional is False and found.due_notices.keys() == {"2020"}
    beyond = transition.arrived(CASE, at("review"), "review", date(2040, 3, 1), LAW)
    assert beyond.due_provisional is True and beyond.due_notices.get("2040") == ""


# Stopping and resuming the clocks


def suspended(state: CaseState, stop: str = "notice", on: date = WEDNESDAY) -> Any:
    """The state with its clocks stopped, or why not."""
    return transition.suspended(CASE, state, stop, on, LAW)


def test_a_stop_is_noted_on_each_clock_that_runs() -> None:
    ended = dataclasses.replace(running()[0], stopped_on=TUESDAY)
    state = at("review", TUESDAY, due=THURSDAY, clocks=(ended, running()[1]))
    after = suspended(state)
    assert after.clocks[0] == ended
    assert after.clocks[1].suspensions == (SuspensionState("notice", WEDNESDAY),)
    assert dataclasses.replace(after, clocks=state.clocks) == state
    earlier = (SuspensionState("notice", TUESDAY, TUESDAY),)
    again = suspended(
        at("review", clocks=(dataclasses.replace(running()[1], suspensions=earlier),))
    )
    assert again.clocks[0].suspensions == (*earlier, SuspensionState("notice", WEDNESDAY))


def test_only_a_declared_cause_stops_a_clock_that_runs_and_once_at_a_time() -> None:
    state = at("review", clocks=running())
    assert suspended(dataclasses.replace(state, status="closed")).code == "case_closed"
    unknown = suspended(state, "holiday")
    assert unknown.code == "no_such_stop" and "“holiday”" in unknown.words.zh
    for none in (at("review"), dataclasses.replace(state, clocks=_all_stopped())):
        refused = suspended(none)
        assert refused.code == "no_running_clock" and refused.basis == NOTICE.basis
    twice = suspended(suspended(state), on=THURSDAY)
    assert twice.code == "no_running_clock"


def _all_stopped() -> tuple[ClockState, ...]:
    return tuple(dataclasses.replace(clock, stopped_on=TUESDAY) for clock in running())


def test_resuming_ends_the_stop_the_day_before_and_moves_every_due_date() -> None:
    state = at("review", TUESDAY, due=THURSDAY, clocks=running())
    after: Any = transition.resumed(CASE, suspended(state), FRIDAY, LAW)
    stop = SuspensionState("notice", WEDNESDAY, THURSDAY)
    assert [clock.suspensions for clock in after.clocks] == [(stop,), (stop,)]
    assert [clock.due for clock in after.clocks] == [date(2020, 3, 12), date(2020, 4, 2)]
    assert after.due == date(2020, 3, 9) and after.step == "review" and after.since == TUESDAY
    assert after.due_notices.keys() == {"2020"}


def test_a_stop_lifted_on_its_own_day_stopped_nothing() -> None:
    state = at("review", TUESDAY, due=THURSDAY, clocks=running())
    after: Any = transition.resumed(CASE, suspended(state), WEDNESDAY, LAW)
    assert [clock.suspensions for clock in after.clocks] == [(), ()]
    assert [clock.due for clock in after.clocks] == [clock.due for clock in running()]
    assert after.due == THURSDAY
    next_day: Any = transition.resumed(CASE, suspended(state), THURSDAY, LAW)
    stop = SuspensionState("notice", WEDNESDAY, WEDNESDAY)
    assert [clock.suspensions for clock in next_day.clocks] == [(stop,), (stop,)]


def test_an_earlier_stop_stays_as_it_was() -> None:
    earlier = SuspensionState("notice", MONDAY, TUESDAY)
    clock = dataclasses.replace(
        running()[1], suspensions=(earlier, SuspensionState("notice", WEDNESDAY))
    )
    after: Any = transition.resumed(CASE, at("review", clocks=(clock,)), FRIDAY, LAW)
    assert after.clocks[0].suspensions == (
        earlier, SuspensionState("notice", WEDNESDAY, THURSDAY),
    )  # fmt: skip


def test_what_does_not_stand_still_is_not_resumed() -> None:
    state = at("review", clocks=running())
    found = transition.resumed(CASE, state, FRIDAY, LAW)
    assert isinstance(found, Refusal) and found.code == "not_suspended"
    closed = transition.resumed(CASE, dataclasses.replace(state, status="closed"), FRIDAY, LAW)
    assert isinstance(closed, Refusal) and closed.code == "case_closed"


# What a supervisor took back


UNDONE_RECEIVE = {transition.UNDONE: {"receive": "2020-03-02", "other": "2020-03-01"}}


def test_what_is_accepted_after_silence_was_taken_back_counts_from_that_day() -> None:
    """And is forgotten with the step that it was about, and no other."""
    state = at("receive", due=TUESDAY, memory=UNDONE_RECEIVE)
    after = taken(state, "agreed", ME, WEDNESDAY)
    assert after.accepted_on == MONDAY and after.clocks == running(MONDAY)
    assert after.memory == {transition.UNDONE: {"other": "2020-03-01"}, "noted": "agreed"}
    earlier = at("receive", memory={transition.UNDONE: {"receive": "2020-03-06"}})
    assert taken(earlier, "agreed", ME, WEDNESDAY).accepted_on == WEDNESDAY
    elsewhere = at("review", memory=UNDONE_RECEIVE)
    assert taken(elsewhere, "agreed", ME, WEDNESDAY).memory == {
        **UNDONE_RECEIVE, "noted": "agreed"
    }  # fmt: skip
