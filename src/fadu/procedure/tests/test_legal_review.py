"""Legal review: points named, each answered, nothing decided before, nothing by silence."""

import dataclasses
from collections.abc import Iterator

import pytest
from tests.declared import declared
from tests.office import staffed

from fadu.law.words import Words
from fadu.procedure.blocks.legal_review import Answers, Review, legal_review, reviewed
from fadu.procedure.declare import DONE, Default, Duty, Limit, Post, Procedure, Step
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import LEGAL_REVIEW, Outcome
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
    REVIEWER,
)
from fadu.procedure.tests.playing import Cast, Played
from fadu.record.models import Entry

ABOVE = Post("test.above", Words("上级审核岗", "Reviewer above"))
ORDERED = dataclasses.replace(ORDER, name="test.review.order", kinds=(LEGAL_REVIEW,))
MATTER = Procedure(
    name="test.review", title=Words("审核测试", "Review"), mark="SH", power="", basis=(BASIS,),
    promise=NONE, statutory=NONE, facts=NoFacts, papers=None, for_parties=False,
    steps=(
        Step("draft", Words("拟稿", "Draft"), HANDLER, BASIS, NONE, {PROPOSED: "legal_review"},
             duty=Duty.HANDLE),
        *legal_review(reviewer=REVIEWER, handler=HANDLER, basis=BASIS, limit=NONE, then="decide",
                      back_to="draft", above=ABOVE),
        Step("decide", Words("决定", "Decide"), DECIDER, BASIS, NONE,
             {APPROVED: DONE, RETURNED: "draft"}, gates=(reviewed(BASIS).on(APPROVED),),
             does={APPROVED: ORDERED}, duty=Duty.DECIDE),
    ),
    apart=(
        ("draft", "legal_review"), ("draft", "decide"), ("legal_review", "decide"),
        ("draft", "legal_review_above"), ("legal_review_above", "decide"),
        ("answer_review", "legal_review"), ("answer_review", "legal_review_above"),
        ("answer_review", "decide"),
    ),
)  # fmt: skip
FINE = Review("经审查，符合规定")
TWO = Review("有两处问题", "主体不适格\n\n引用的条款已失效\n")


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with declared(MATTER):
        yield staffed(
            handler=["test.handler"], reviewer=["test.reviewer"], above=["test.above"],
            decider=["test.decider"], both=["test.handler", "test.reviewer"],
        )  # fmt: skip


@pytest.fixture
def case(cast: Cast) -> Played:
    played = Played.begun("test.review", cast, "handler")
    played.did("draft", "proposed", "handler")
    return played


def test_agreed_and_decided(case: Played) -> None:
    case.did("legal_review", "agree", "reviewer", FINE)
    case.did("decide", "approved", "decider")
    assert case.sound


def test_problems_come_back_answered_point_by_point(case: Played) -> None:
    case.did("legal_review", "problems", "reviewer", TWO)
    few = case.may_not("answer_review", "resubmit", "handler", Answers("已更正主体"))
    assert few == ("problems_unanswered",)
    case.did("answer_review", "resubmit", "handler", Answers("已更正主体\n已改引现行条款"))
    assert case.state.step == "legal_review"
    points = case.state.memory["legal_review_points"]
    assert points == {"round": 1, "named": 2, "answered": 2}
    case.did("legal_review", "agree", "reviewer", FINE)
    assert case.state.memory["legal_review_points"]["round"] == 2
    case.did("decide", "approved", "decider")
    assert case.sound


def test_who_finds_problems_names_them_and_who_agrees_names_none(case: Played) -> None:
    assert case.may_not("legal_review", "problems", "reviewer", Review("不妥", " \n ")) == (
        "no_problem_named",
    )
    assert case.may_not("legal_review", "agree", "reviewer", TWO) == (
        "problems_named_with_agreement",
    )


def test_the_words_lie_apart_from_the_leaf(case: Played) -> None:
    case.did("legal_review", "problems", "reviewer", TWO)
    assert not [one for one in Entry.objects.all() if "主体不适格" in one.leaf]


def test_a_matter_goes_to_the_reviewer_above(case: Played) -> None:
    case.did("legal_review", "upward", "reviewer", FINE)
    assert case.may_not("legal_review_above", "agree", "reviewer", FINE) == ("not_your_step",)
    case.did("legal_review_above", "agree", "above", FINE)
    case.did("decide", "approved", "decider")


def test_nobody_reviews_the_own_draft(cast: Cast) -> None:
    played = Played.begun("test.review", cast, "both")
    played.did("draft", "proposed", "both")
    assert played.may_not("legal_review", "agree", "both", FINE) == ("same_person",)


def test_who_answers_the_review_does_not_review(case: Played) -> None:
    case.did("legal_review", "problems", "reviewer", TWO)
    case.did("answer_review", "resubmit", "both", Answers("甲\n乙"))
    assert case.may_not("legal_review", "agree", "both", FINE) == ("same_person",)


def test_without_the_gate_an_unreviewed_draft_is_refused_before_it_runs() -> None:
    """The control: the act demands a review whichever way leads to it."""
    draft, *rest = MATTER.steps
    skipping = dataclasses.replace(draft, next={PROPOSED: "decide"})
    around = dataclasses.replace(MATTER, steps=(skipping, *rest))
    assert "procedure.E036" in {finding.id for finding in prove(around)}
    decide = dataclasses.replace(MATTER.steps[-1], gates=())
    bare = dataclasses.replace(MATTER, steps=(*MATTER.steps[:-1], decide))
    assert "procedure.E034" in {finding.id for finding in prove(bare)}


def test_silence_never_passes_a_review() -> None:
    (review,) = [one for one in MATTER.steps if one.name == "legal_review"]
    silent = Outcome("silent", Words("逾期", "Late"))
    late = dataclasses.replace(
        review, next={**review.next, silent: "decide"}, limit=Limit("permit.decide"),
        default=Default(silent, BASIS, Words("逾期", "late")),
    )  # fmt: skip
    steps = tuple(late if one is review else one for one in MATTER.steps)
    found = {finding.id for finding in prove(dataclasses.replace(MATTER, steps=steps))}
    assert any(identifier.startswith("procedure.E05") for identifier in found)


def test_a_return_voids_the_review(case: Played) -> None:
    """Return and jump skip nothing: what was agreed to is not what is drafted anew."""
    case.did("legal_review", "agree", "reviewer", FINE)
    case.did("decide", "returned", "decider")
    case.did("draft", "proposed", "handler")
    assert case.state.step == "legal_review"
    assert "legal_review" not in case.state.memory
