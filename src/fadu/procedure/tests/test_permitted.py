"""Who may take a step, and what stands against it: each refusal of the transition."""

import dataclasses
from collections.abc import Callable

import pytest

from fadu.procedure import clocks, transition
from fadu.procedure.refusal import Refusal
from fadu.procedure.state import PartyState, SuspensionState
from fadu.procedure.tests.moving import (
    CASE,
    MONDAY,
    NOTICE,
    OTHER,
    PERSON,
    RECEIVE,
    THIRD,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WHO,
    at,
    parameters,
    permitted,
    running,
)
from fadu.record.actor import ByOfficer, ByParty, BySystem


@pytest.fixture(autouse=True)
def _limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bureau has recorded anything: the limits are those of this file."""
    known = parameters()
    monkeypatch.setattr(clocks, "parameters_of", lambda bureau: known)


def test_the_waiting_step_is_taken_with_an_outcome_of_its_own() -> None:
    assert permitted(at("review"), "review", "agreed") == []
    assert permitted(at("review"), "decide", "approved") == ["not_at_this_step"]
    assert permitted(at("review"), "nowhere", "agreed") == ["not_at_this_step"]
    assert permitted(at("nowhere"), "nowhere", "agreed") == ["not_at_this_step"]
    assert permitted(at("review"), "review", "approved") == ["unknown_outcome"]
    assert permitted(at("review", status="closed"), "review", "agreed") == ["case_closed"]


def test_a_refusal_says_by_which_article_and_about_what() -> None:
    (found,) = transition.permitted(CASE, at("review"), "review", "x", ByOfficer(WHO), TUESDAY)
    assert found.basis == NOTICE.basis and "“x”" in found.words.zh and "review" in found.words.en
    (found,) = transition.permitted(CASE, at("review"), "decide", "x", ByOfficer(WHO), TUESDAY)
    assert found.subject == "decide" and "“review”" in found.words.zh
    (found,) = transition.permitted(CASE, at("receive"), "decide", "x", ByOfficer(WHO), TUESDAY)
    assert "“受理”" in found.words.zh and "“Receipt”" in found.words.en
    (found,) = transition.permitted(CASE, at("gone"), "decide", "x", ByOfficer(WHO), TUESDAY)
    assert "“gone”" in found.words.zh and "“gone”" in found.words.en


def test_silence_is_taken_by_the_system_after_the_last_day_and_by_nobody_else() -> None:
    waiting = at("receive", due=TUESDAY)
    assert permitted(waiting, "receive", "late") == ["unknown_outcome"]
    assert permitted(waiting, "receive", "late", ByParty(PERSON)) == ["unknown_outcome"]
    clock = BySystem("clock")
    assert permitted(waiting, "receive", "late", clock, TUESDAY) == ["no_lawful_default"]
    assert permitted(waiting, "receive", "late", clock, WEDNESDAY) == []
    assert permitted(at("receive"), "receive", "late", clock, WEDNESDAY) == ["no_lawful_default"]
    assert permitted(waiting, "receive", "agreed", clock, WEDNESDAY) == ["no_lawful_default"]
    late = at("review", due=TUESDAY)
    assert permitted(late, "review", "agreed", clock, WEDNESDAY) == ["no_lawful_default"]
    (found,) = transition.permitted(CASE, late, "review", "agreed", clock, WEDNESDAY)
    assert found.basis == NOTICE.basis


def test_silence_that_a_supervisor_took_back_is_no_silence_again() -> None:
    clock = BySystem("clock")
    back = {transition.UNDONE: {"receive": "2020-03-02"}}
    state = at("receive", due=TUESDAY, memory=back)
    assert permitted(state, "receive", "late", clock, WEDNESDAY) == ["no_lawful_default"]
    other = at("receive", due=TUESDAY, memory={transition.UNDONE: {"review": "2020-03-02"}})
    assert permitted(other, "receive", "late", clock, WEDNESDAY) == []


def test_the_systems_own_step_is_its_own() -> None:
    assert permitted(at("file"), "file", "filed", BySystem("file")) == []


def test_a_partys_step_is_taken_by_a_party_of_the_case() -> None:
    mine = at("help", parties=(PartyState(OTHER, "a", True), PartyState(PERSON, "a", False)))
    assert permitted(mine, "help", "helped", ByParty(PERSON)) == []
    assert permitted(mine, "help", "helped", ByParty(THIRD)) == ["not_your_step"]
    review = dataclasses.replace(mine, step="review")
    assert permitted(review, "review", "agreed", ByParty(PERSON)) == ["not_your_step"]
    (found,) = transition.permitted(CASE, review, "review", "agreed", ByParty(PERSON), TUESDAY)
    assert found.basis == NOTICE.basis and "“审核岗”" in found.words.zh


@pytest.mark.parametrize(("here", "there"), [("review", "decide"), ("decide", "review")])
def test_who_took_one_step_is_kept_from_the_other_in_either_order(here: str, there: str) -> None:
    """Also one who took it before a return and not last."""
    outcome = {"review": "agreed", "decide": "approved"}[here]
    last = at(here, hands={there: str(WHO)})
    before = at(here, hands={there: str(OTHER), f"{there}/{WHO}": str(WHO)})
    for state in (last, before):
        assert permitted(state, here, outcome) == ["same_person"]
        assert permitted(state, here, outcome, ByOfficer(THIRD)) == []
    (found,) = transition.permitted(CASE, last, here, outcome, ByOfficer(WHO), TUESDAY)
    assert f"“{there}”" in found.words.zh and f"“{here}”" in found.words.zh
    assert found.basis == NOTICE.basis
    assert permitted(at(here, hands={"receive": str(WHO)}), here, outcome) == []


def test_a_second_pair_is_asked_as_well() -> None:
    more = dataclasses.replace(CASE, apart=(("receive", "file"), ("receive", "review")))
    mine = at("review", hands={"receive": str(WHO)})
    assert permitted(mine, "review", "agreed", procedure=more) == ["same_person"]


def test_a_case_whose_clocks_stand_still_waits() -> None:
    stopped = dataclasses.replace(running()[0], suspensions=(SuspensionState("notice", WEDNESDAY),))
    state = at("review", clocks=(running()[1], stopped))
    (found,) = transition.permitted(CASE, state, "review", "agreed", ByOfficer(WHO), THURSDAY)
    assert found.code == "suspended" and found.basis == NOTICE.basis
    unknown = dataclasses.replace(stopped, suspensions=(SuspensionState("other", WEDNESDAY),))
    state = at("review", clocks=(unknown,))
    (found,) = transition.permitted(CASE, state, "review", "agreed", ByOfficer(WHO), THURSDAY)
    assert found.basis is None
    ended = dataclasses.replace(
        stopped, suspensions=(SuspensionState("notice", TUESDAY, WEDNESDAY),)
    )
    assert permitted(at("review", clocks=(ended,)), "review", "agreed") == []


def test_the_oldest_open_stop_is_named() -> None:
    past = SuspensionState("other", MONDAY, MONDAY)
    still = SuspensionState("notice", WEDNESDAY)
    clock = dataclasses.replace(running()[0], suspensions=(past, still))
    state = at("review", clocks=(clock,))
    (found,) = transition.permitted(CASE, state, "review", "agreed", ByOfficer(WHO), THURSDAY)
    assert found.basis == NOTICE.basis


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: transition.closed(), "case_closed"),
        (lambda: transition.assigned_to_another(RECEIVE), "assigned_to_another"),
        (lambda: transition.not_yours(RECEIVE), "not_your_step"),
    ],
)
def test_what_the_shell_refuses_with(made: Callable[[], Refusal], code: str) -> None:
    found = made()
    assert found.code == code and found.words.zh and found.remedy.en
    assert code == "case_closed" or found.basis == RECEIVE.basis
