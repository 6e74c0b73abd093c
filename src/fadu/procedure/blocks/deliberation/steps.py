"""The step of a case that waits for a meeting: it goes on as resolved, in no other way."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.book import GATE, Given, resolution_under_lock
from fadu.procedure.blocks.deliberation.rules import USED, Forum, Result, round_of
from fadu.procedure.declare import Duty, Limit, Post, Step
from fadu.procedure.gate import DELIBERATION, Gate, Outcome
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal

CARRY = Outcome("carry", Words("讨论通过", "Carried"))
REJECT = Outcome("reject", Words("讨论未通过", "Not carried"))
RETURN = Outcome("return", Words("退回补充", "Sent back"))
_RESULTS: Mapping[str, Result] = {
    CARRY: Result.CARRIED,
    REJECT: Result.NOT_CARRIED,
    RETURN: Result.RETURNED,
}


def deliberate(
    *,
    name: str = "deliberate",
    title: Words | None = None,
    post: Post,
    forum: Forum,
    basis: Citation,
    limit: Limit,
    carried: str,
    rejected: str,
    returned: str,
    duty: Duty | None = None,
) -> Step:
    """A step that a resolution of the forum moves; `carried`, `rejected`, `returned` are the next.

    `basis` is the article that demands the deliberation. What was resolved stands in the case's
    memory under the step's name until a return undoes it.
    """
    return Step(
        name,
        title or Words(f"{forum.words.zh}讨论", f"Deliberation: {forum.words.en}"),
        post=post,
        basis=basis,
        limit=limit,
        next={CARRY: carried, REJECT: rejected, RETURN: returned},
        gates=(resolution_of(forum, basis),),
        remembers=_remembering(name, forum),
        gives=(name,),
        never_by_silence=basis,
        duty=duty,
    )


def resolution_of(forum: Forum, basis: Citation) -> Gate:
    """The gate that a confirmed meeting of the forum resolved this, for this very round."""

    def check(asked: Asked, given: Given | None) -> Sequence[Refusal]:
        state = asked.matter.state
        if (
            given is None
            or (given.forum, given.step) != (forum.value, state.step)
            or given.since != state.since.isoformat()
        ):
            return [_none(forum, basis)]
        if _RESULTS.get(asked.outcome) != given.result:
            return [_otherwise(Result(given.result), basis)]
        return []

    return Gate(
        f"{GATE}{forum.value}",
        Words(f"{forum.words.zh}决议", f"Resolution: {forum.words.en}"),
        basis,
        check,
        needs=resolution_under_lock,
        kind=DELIBERATION,
    )


def _none(forum: Forum, basis: Citation) -> Refusal:
    return Refusal(
        "no_resolution",
        Words(
            f"本次提请还没有{forum.words.zh}的决议",
            f"There is no resolution of the {forum.words.en.lower()} on this submission",
        ),
        Words(
            "请列入会议议程；纪要经主持人确认后再办理",
            "Put it on a meeting's agenda; go on once the chair has confirmed the minutes",
        ),
        basis,
    )


def _otherwise(result: Result, basis: Citation) -> Refusal:
    return Refusal(
        "resolved_otherwise",
        Words(f"会议的决议是：{result.words.zh}", f"The meeting resolved: {result.words.en}"),
        Words("请按决议办理", "Follow the resolution"),
        basis,
    )


def _remembering(name: str, forum: Forum) -> Callable[[Asked], Mapping[str, Any]]:
    def remembers(asked: Asked) -> Mapping[str, Any]:
        turn = round_of(asked.matter.state)
        told = {"forum": forum.value, "round": turn, "result": asked.outcome}
        return {USED: turn + 1, name: told}

    return remembers
