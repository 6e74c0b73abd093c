"""Handing over: whoever offers a case keeps it until it is accepted; a head assigns at once."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from tests.declared import declared
from tests.office import BUREAU, refused, staffed
from tests.stage import done, key

from fadu.bureau.models import Post as PostRow
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.acts import answer_hand_over, hand_over, open, take
from fadu.procedure.declare import DONE, INTERNAL, Post, Procedure, Step
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Outcome
from fadu.procedure.models import Case, Task
from fadu.procedure.refusal import Answer
from fadu.procedure.replay import replay
from fadu.record.actor import ByOfficer
from fadu.record.moment import moment

BASIS = cite("不动产登记暂行条例", 18)
CLERK, CHECKER = Post("clerk", Words("经办", "Clerk")), Post("checker", Words("复核", "Checker"))
PASS, END = Outcome("pass", Words("通过", "Pass")), Outcome("end", Words("办结", "End"))
MATTER = Procedure(
    name="test.matter", title=Words("移交测试", "Hand-over"), mark="YJ", power="", basis=(BASIS,),
    promise=INTERNAL, statutory=INTERNAL, facts=NoFacts, papers=None, for_parties=False,
    steps=(
        Step("work", Words("经办", "Work"), CLERK, BASIS, INTERNAL, {PASS: "check"}),
        Step("check", Words("复核", "Check"), CHECKER, BASIS, INTERNAL, {END: DONE}),
    ),
)  # fmt: skip
MONDAY, TUESDAY = moment(2020, 3, 2), moment(2020, 3, 3)
Cast = dict[str, ByOfficer]


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with declared(MATTER):
        officers = staffed(
            one=["clerk"], two=["clerk"], three=["clerk"], checker=["checker"], head=["head"]
        )
        PostRow.objects.filter(code="head").update(supervises=True)
        yield officers


@pytest.fixture
def case(cast: Cast) -> UUID:
    opened = open("test.matter", NoFacts(), bureau=BUREAU, by=cast["one"], at=MONDAY, key=key(),
                  channel="desk")  # fmt: skip
    return done(opened).case


def offer(case: UUID, by: ByOfficer, to: ByOfficer) -> Answer:
    return hand_over(case, to.officer, bureau=BUREAU, by=by, at=TUESDAY, key=key())


def answer(case: UUID, by: ByOfficer, accept: bool, reason: str = "") -> Answer:
    return answer_hand_over(
        case, accept, bureau=BUREAU, by=by, at=TUESDAY, key=key(), reason=reason
    )


def work(case: UUID, by: ByOfficer) -> Answer:
    return take(case, "work", "pass", bureau=BUREAU, by=by, at=TUESDAY, key=key())


def responsible(case: UUID) -> UUID | None:
    return Case.objects.get(id=case).state.responsible


def test_who_offers_keeps_it_until_it_is_accepted(cast: Cast, case: UUID) -> None:
    one, two = cast["one"], cast["two"]
    assert responsible(case) == one.officer
    done(offer(case, one, two))
    task = Task.objects.get(case=case)
    assert (task.officer, task.offered) == (one.officer, two.officer)
    assert responsible(case) == one.officer
    assert refused(work(case, two)) == ("assigned_to_another",)
    done(answer(case, two, accept=True))
    assert responsible(case) == two.officer
    assert refused(work(case, one)) == ("assigned_to_another",)
    done(work(case, two))
    assert not dict(replay(BUREAU))[case]


def test_who_declines_says_why_and_leaves_it_where_it_was(cast: Cast, case: UUID) -> None:
    one, two = cast["one"], cast["two"]
    done(offer(case, one, two))
    assert refused(answer(case, two, accept=False, reason=" ")) == ("reasons_missing",)
    done(answer(case, two, accept=False, reason="本周外出核查"))
    assert responsible(case) == one.officer
    assert refused(answer(case, two, accept=True)) == ("not_offered",)
    done(work(case, one))


def test_nobody_accepts_what_was_offered_to_another(cast: Cast, case: UUID) -> None:
    done(offer(case, cast["one"], cast["two"]))
    assert refused(answer(case, cast["three"], accept=True)) == ("not_offered",)


def test_an_offer_ends_when_the_step_is_taken(cast: Cast, case: UUID) -> None:
    done(offer(case, cast["one"], cast["two"]))
    done(work(case, cast["one"]))
    assert refused(answer(case, cast["two"], accept=True)) == ("not_offered",)
    assert Task.objects.get(case=case).offered is None


def test_a_head_assigns_at_once(cast: Cast, case: UUID) -> None:
    done(offer(case, cast["head"], cast["three"]))
    assert responsible(case) == cast["three"].officer
    done(work(case, cast["three"]))


def test_the_next_room_answers_for_it_once_it_acts(cast: Cast, case: UUID) -> None:
    """Until then it is still his from whom it came: between two desks nobody would be asked."""
    done(work(case, cast["one"]))
    assert responsible(case) == cast["one"].officer
    checker = cast["checker"]
    done(hand_over(case, checker.officer, bureau=BUREAU, by=checker, at=TUESDAY, key=key()))
    assert responsible(case) == checker.officer
