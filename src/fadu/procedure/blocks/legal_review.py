"""Block *legal review* (合法性审查、法制审核): nothing is decided before the law has been looked at.

The reviewer agrees, or lists problems; the handler answers each of them and submits again, or goes
back to work; where the bureau's own reviewer is not enough, the matter goes to the reviewer above.
A return to any step before the review voids it. Silence never passes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import Block, Duty, Limit, Post, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import LEGAL_REVIEW, Gate, Outcome
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal

REVIEW = "legal_review"
ANSWER = "answer_review"
ABOVE = "legal_review_above"
# What the case remembers: that a review agreed, until a return undoes it; and how far the points
# of the last round are answered.
KEY = "legal_review"
POINTS = "legal_review_points"

AGREE = Outcome("agree", Words("审核通过", "Agree"))
PROBLEMS = Outcome("problems", Words("提出问题，退回说明", "List problems"))
UPWARD = Outcome("upward", Words("报上级审核", "Submit upward"))
RESUBMIT = Outcome("resubmit", Words("逐条答复并再次送审", "Answer and submit again"))
REWORK = Outcome("rework", Words("退回重新办理", "Go back to work"))


@dataclass(frozen=True)
class Review:
    """The reviewer's opinion; problems one a line, each to be answered."""

    opinion: str = fact("审核意见", "Opinion", personal=True, prose=True)
    points: str = fact(
        "存在的问题（每行一条）", "Problems (one a line)", personal=True, prose=True, default=""
    )


@dataclass(frozen=True)
class Answers:
    """The handler's answers, one a line, in the order of the problems."""

    answers: str = fact("逐条答复（每行一条）", "Answers (one a line)", personal=True, prose=True)


def lines_of(text: str) -> list[str]:
    """The points of a text: its lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def legal_review(
    *,
    reviewer: Post,
    handler: Post,
    basis: Citation,
    limit: Limit,
    then: str,
    back_to: str,
    above: Post | None = None,
) -> Block:
    """The steps `legal_review`, `answer_review` and, with a post above, `legal_review_above`.

    `back_to` is the handler's step to which a rework leads; `basis` the article that demands the
    review. The procedure places `reviewed(basis)` where it decides, and keeps the handler's step
    and the review `apart`.
    """
    steps = [_review(REVIEW, reviewer, basis, limit, then, upward=above is not None)]
    if above is not None:
        steps.append(_review(ABOVE, above, basis, limit, then, upward=False))
    answer = Step(
        ANSWER,
        Words("答复审核问题", "Answer to the review"),
        post=handler,
        basis=basis,
        limit=limit,
        next={RESUBMIT: REVIEW, REWORK: back_to},
        gates=(_answered(basis).on(RESUBMIT),),
        facts=Answers,
        remembers=_answering,
        duty=Duty.HANDLE,
        never_by_silence=basis,
    )
    return Block("legal_review", (*steps, answer))


def _review(
    name: str, post: Post, basis: Citation, limit: Limit, then: str, *, upward: bool
) -> Step:
    ways: dict[Outcome, str] = {AGREE: then, PROBLEMS: ANSWER}
    if upward:
        ways[UPWARD] = ABOVE
    title = Words("合法性审查", "Legal review")
    return Step(
        name,
        title if name == REVIEW else Words("上级合法性审查", "Legal review above"),
        post=post,
        basis=basis,
        limit=limit,
        next=ways,
        gates=(_named(basis).on(PROBLEMS), _none_open(basis).on(AGREE)),
        facts=Review,
        remembers=_reviewing,
        duty=Duty.REVIEW,
        gives=(KEY,),
        never_by_silence=basis,
    )


def reviewed(basis: Citation) -> Gate:
    """The gate that the law has been looked at and nothing stands against the draft."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        if asked.matter.state.memory.get(KEY) == AGREE:
            return []
        return [
            Refusal(
                "not_reviewed",
                Words("未经合法性审查，或审查未通过", "There is no legal review that agrees"),
                Words(
                    "请先送审；未经审核或审核未通过的，不得作出决定",
                    "Submit it for review first: without one, no decision may be made",
                ),
                basis,
            )
        ]

    title = Words("已经合法性审查", "Reviewed by law")
    return Gate("legal_reviewed", title, basis, check, fresh=False, kind=LEGAL_REVIEW, reads=KEY)


def _reviewing(asked: Asked) -> Mapping[str, Any]:
    earlier = asked.matter.state.memory.get(POINTS, {})
    named = len(lines_of(asked.facts.points)) if asked.outcome == PROBLEMS else 0
    return {
        KEY: str(asked.outcome),
        POINTS: {"round": earlier.get("round", 0) + 1, "named": named, "answered": 0},
    }


def _answering(asked: Asked) -> Mapping[str, Any]:
    if asked.outcome != RESUBMIT:
        return {}
    points = asked.matter.state.memory[POINTS]
    return {POINTS: {**points, "answered": len(lines_of(asked.facts.answers))}}


def _named(basis: Citation) -> Gate:
    """Whoever returns a draft says what is wrong with it, point by point."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        if isinstance(asked.facts, Review) and lines_of(asked.facts.points):
            return []
        return [
            Refusal(
                "no_problem_named",
                Words("没有列明存在的问题", "No problem is named"),
                Words("请逐条写明问题，每行一条", "Name each problem on a line of its own"),
                basis,
                "points",
            )
        ]

    title = Words("列明问题", "Problems named")
    return Gate("problems_named", title, basis, check, stated=True)


def _none_open(basis: Citation) -> Gate:
    """A review that agrees names no problem, and none of the last round is left unanswered."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        stated = isinstance(asked.facts, Review) and lines_of(asked.facts.points)
        return [_contradicting(basis)] if stated else []

    title = Words("审核通过不再列问题", "Agreement names no problem")
    return Gate("no_problem_left", title, basis, check, stated=True)


def _contradicting(basis: Citation) -> Refusal:
    return Refusal(
        "problems_named_with_agreement",
        Words("审核通过，但又列有问题", "It agrees and names problems as well"),
        Words("有问题的，请选“提出问题”", "Choose “List problems”, or leave the list empty"),
        basis,
        "points",
    )


def _answered(basis: Citation) -> Gate:
    """Each problem gets its answer: as many lines as there were problems."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        asked_for = asked.matter.state.memory.get(POINTS, {}).get("named", 0)
        given = len(lines_of(asked.facts.answers)) if isinstance(asked.facts, Answers) else 0
        if given == asked_for:
            return []
        return [
            Refusal(
                "problems_unanswered",
                Words(
                    f"审核提出 {asked_for} 条问题，答复了 {given} 条",
                    f"{asked_for} problems were named, {given} are answered",
                ),
                Words("请逐条答复，每行一条，次序一致", "Answer each on its line, in their order"),
                basis,
                "answers",
            )
        ]

    title = Words("逐条答复", "Each problem answered")
    return Gate("problems_answered", title, basis, check, stated=True)
