"""Hearing: the right is not hurried past, wiped by a second notice, or heard by the wrong one."""

import dataclasses
import datetime
from collections.abc import Iterator

import pytest
from tests.declared import declared
from tests.office import staffed
from tests.stage import papers, party, person

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.blocks.hearing import (
    HEARING,
    Articles,
    Convening,
    Proceedings,
    Request,
    ServedNotice,
    heard,
    hearing,
)
from fadu.procedure.declare import DONE, Duty, Limit, Post, Procedure, Role, Step
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Outcome
from fadu.procedure.proofs import prove
from fadu.procedure.tests.drafting import (
    APPROVED,
    BASIS,
    DECIDER,
    HANDLER,
    NONE,
    ORDER,
    PROPOSED,
    RETURNED,
)
from fadu.procedure.tests.playing import Cast, Played
from fadu.record.moment import Moment, moment

CHAIR = Post("test.chair", Words("听证主持人", "Chair"))
LAW = "行政处罚法"
ARTICLES = Articles(
    right=cite(LAW, 63), request=cite(LAW, 64), notice=cite(LAW, 64), chair=cite(LAW, 64),
    record=cite(LAW, 65),
)  # fmt: skip
FINED = dataclasses.replace(ORDER, name="test.hearing.order", kinds=(HEARING,))
MATTER = Procedure(
    name="test.hearing", title=Words("听证测试", "Hearing"), mark="TZ", power="", basis=(BASIS,),
    promise=NONE, statutory=NONE, facts=NoFacts, papers=None, window=HANDLER,
    roles=(Role("subject", Words("当事人", "Party")),),
    steps=(
        Step("investigate", Words("调查", "Investigate"), HANDLER, BASIS, NONE,
             {PROPOSED: "hearing_notice"}, duty=Duty.HANDLE),
        *hearing(handler=HANDLER, chair=CHAIR, articles=ARTICLES,
                 window=Limit("pen.hearing.request"),
                 ahead=Limit("pen.hearing.notice"), limit=NONE, then="decide",
                 apart_from=("investigate",)),
        Step("decide", Words("决定", "Decide"), DECIDER, BASIS, NONE,
             {APPROVED: DONE, RETURNED: "investigate"}, gates=(heard(cite(LAW, 65)).on(APPROVED),),
             does={APPROVED: FINED}, duty=Duty.DECIDE),
    ),
    apart=(("investigate", "decide"), ("hearing_hold", "decide"), ("hearing_notice", "decide"),
           ("hearing_wait", "decide"), ("hearing_convene", "decide")),
)  # fmt: skip
# All of it under the law of 2021-07-15: five working days to ask, seven before the hearing.
SERVED = moment(2022, 3, 7)  # a Monday
LAST = moment(2022, 3, 14)  # the fifth working day after it
AFTER = moment(2022, 3, 15)
HEARD = ServedNotice(SERVED.on)


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with declared(MATTER):
        yield staffed(
            handler=["test.handler", "test.chair"], chair=["test.chair"], other=["test.chair"],
            decider=["test.decider"],
        )  # fmt: skip


@pytest.fixture
def case(cast: Cast) -> Played:
    played = Played.begun(
        "test.hearing", cast, "handler", at=SERVED, channel="window",
        applicants=(person("subject", 1, present=True),),
    )  # fmt: skip
    played.did("investigate", "proposed", "handler", at=SERVED)
    told(played, SERVED)
    return played


def told(case: Played, at: Moment) -> None:
    proof = papers(case.case, ["proof"])
    case.did("hearing_notice", "served", "handler", ServedNotice(at.on), at=at, files=proof)


def asks(case: Played, at: Moment = LAST) -> None:
    answer = case.say("hearing_wait", "hearing_request", party(1), Request(1, "要求听证"), at=at)
    assert not getattr(answer, "refusals", ()), answer


def convene(case: Played, on: datetime.date, chair: str = "chair", at: Moment = LAST) -> object:
    return case.take(
        "hearing_convene", "convened", "handler", Convening(chair, on, "三楼会议室"), at=at
    )


def record(case: Played) -> dict[str, object]:
    return {"files": papers(case.case, ["record"])}


SAID = Proceedings("当事人、调查人员", "当事人对面积有异议")


def test_the_days_of_the_party_are_not_hurried(case: Played) -> None:
    assert case.may_not("hearing_wait", "not_asked", "handler", at=LAST) == ("hearing_window_open",)
    case.did("hearing_wait", "not_asked", "handler", at=AFTER)
    case.did("decide", "approved", "decider", at=AFTER)
    assert case.sound


def test_all_may_waive_and_then_it_goes_on(case: Played) -> None:
    case.say("hearing_wait", "hearing_waiver", party(1), Request(), at=SERVED)
    case.did("hearing_wait", "not_asked", "handler", at=SERVED)


def test_who_asks_in_time_is_heard(case: Played) -> None:
    asks(case)
    assert case.may_not("hearing_wait", "not_asked", "handler", at=AFTER) == ("hearing_is_asked",)
    case.did("hearing_wait", "asked_for", "handler", at=LAST)
    day = moment(2022, 3, 23)  # seven working days after the notice of 14 March
    assert getattr(convene(case, day.on), "entry", None)
    held = record(case)
    early = moment(2022, 3, 22)
    assert case.may_not("hearing_hold", "held", "chair", SAID, at=early, **held) == (
        "hearing_to_come",
    )
    assert case.may_not("hearing_hold", "held", "chair", SAID, at=day) == ("attachment_missing",)
    case.did("hearing_hold", "held", "chair", SAID, at=day, **held)
    case.did("decide", "approved", "decider", at=day)
    assert case.sound


def test_who_asks_too_late_is_told_so(case: Played) -> None:
    late = case.say("hearing_wait", "hearing_request", party(1), Request(), at=AFTER)
    assert getattr(late, "codes", ()) == ("hearing_asked_too_late",)


def test_notifying_again_wipes_no_request(case: Played) -> None:
    """After a return the party is told anew; what it asked for before still stands."""
    asks(case)
    case.did("hearing_wait", "asked_for", "handler", at=LAST)
    assert getattr(convene(case, moment(2022, 3, 23).on), "entry", None)
    day = moment(2022, 3, 23)
    case.did("hearing_hold", "held", "chair", SAID, at=day, **record(case))
    case.did("decide", "returned", "decider", at=day)
    case.did("investigate", "proposed", "handler", at=day)
    told(case, day)
    asks(case, day)
    again = moment(2022, 4, 20)
    assert case.may_not("hearing_wait", "not_asked", "handler", at=again) == ("hearing_is_asked",)
    assert len(case.state.memory["hearing_requests"]) == 2


def test_once_it_is_being_convened_a_request_stands(case: Played) -> None:
    asks(case)
    case.did("hearing_wait", "asked_for", "handler", at=LAST)
    assert [each["closed"] for each in case.state.memory["hearing_requests"]] == [False]
    late = case.say("hearing_wait", "hearing_waiver", party(1), Request(), at=LAST)
    assert getattr(late, "codes", ()) == ("not_at_this_step",)
    assert [each["closed"] for each in case.state.memory["hearing_requests"]] == [False]


def test_nobody_but_its_maker_takes_a_request_back(case: Played) -> None:
    asks(case)
    stranger = case.say("hearing_wait", "hearing_waiver", "decider", Request(1), at=LAST)
    assert getattr(stranger, "codes", ()) == ("not_asked",)
    case.say("hearing_wait", "hearing_waiver", party(1), Request(), at=LAST)
    case.did("hearing_wait", "not_asked", "handler", at=LAST)


def test_the_notice_is_early_enough(case: Played) -> None:
    asks(case)
    case.did("hearing_wait", "asked_for", "handler", at=LAST)
    soon = convene(case, datetime.date(2022, 3, 22))
    assert getattr(soon, "codes", ()) == ("hearing_too_soon",)


def test_who_investigated_does_not_chair(case: Played) -> None:
    asks(case)
    case.did("hearing_wait", "asked_for", "handler", at=LAST)
    wrong = convene(case, datetime.date(2022, 3, 23), chair="handler")
    assert getattr(wrong, "codes", ()) == ("chair_investigated",)
    nobody = convene(case, datetime.date(2022, 3, 23), chair="9999")
    assert getattr(nobody, "codes", ()) == ("no_such_officer",)


def test_another_chair_does_not_enter_it(case: Played) -> None:
    asks(case)
    case.did("hearing_wait", "asked_for", "handler", at=LAST)
    day = moment(2022, 3, 23)
    assert getattr(convene(case, day.on), "entry", None)
    assert case.may_not("hearing_hold", "held", "other", SAID, at=day, **record(case)) == (
        "not_the_chair",
    )


def test_without_a_hearing_the_decision_does_not_load() -> None:
    """The control: a way past the hearing, and a decision without its gate, are both found."""
    investigate, *rest = MATTER.steps
    past = dataclasses.replace(investigate, next={PROPOSED: "decide"})
    found = {each.id for each in prove(dataclasses.replace(MATTER, steps=(past, *rest)))}
    assert "procedure.E036" in found
    bare = dataclasses.replace(MATTER.steps[-1], gates=())
    found = {
        each.id for each in prove(dataclasses.replace(MATTER, steps=(*MATTER.steps[:-1], bare)))
    }
    assert "procedure.E034" in found


def test_a_case_that_skips_the_gate_would_be_decided(cast: Cast) -> None:
    """And what the gate is for: without it the decision goes through with a request open."""
    open_gate = dataclasses.replace(heard(cite(LAW, 65)), check=lambda asked, known: [])
    decide = dataclasses.replace(MATTER.steps[-1], gates=(open_gate.on(APPROVED),))
    wait = next(step for step in MATTER.steps if step.name == "hearing_wait")
    blind = dataclasses.replace(wait, gates=())
    steps = tuple(
        {"decide": decide, "hearing_wait": blind}.get(one.name, one) for one in MATTER.steps
    )
    loose = dataclasses.replace(MATTER, name="test.hearing.loose", mark="TL", steps=steps)
    order = dataclasses.replace(FINED, name="test.hearing.loose.order")
    decide = dataclasses.replace(decide, does={Outcome("approved", APPROVED.words): order})
    loose = dataclasses.replace(loose, steps=(*steps[:-1], decide))
    with declared(loose, proved=False):
        played = Played.begun(
            "test.hearing.loose", cast, "handler", at=SERVED, channel="window",
            applicants=(person("subject", 1, present=True),),
        )  # fmt: skip
        played.did("investigate", "proposed", "handler", at=SERVED)
        told(played, SERVED)
        asks(played)
        played.did("hearing_wait", "not_asked", "handler", at=LAST)
        played.did("decide", "approved", "decider", at=LAST)
        assert not played.state.memory["hearing_requests"][0]["closed"]
