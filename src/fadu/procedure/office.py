"""In which office somebody acts: the post that a step waits for, asked for the day of the act."""

import dataclasses
import datetime
from typing import Any

from fadu.bureau.authority import standing_of, supervises
from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.declare import PARTY, Procedure, Step
from fadu.procedure.refusal import Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByOfficer


def in_post(
    by: Actor, procedure: Procedure, step: Step, state: CaseState, bureau: str, on: datetime.date
) -> Actor | Refused:
    """The actor with the post it acts in, or a refusal when an officer does not hold it that day.

    The window may take a party's step for those who stand at the counter. Nobody acts officially in
    a case of his own (回避).
    """
    if not isinstance(by, ByOfficer):
        return by
    post = procedure.window if step.post is PARTY else step.post
    standing = standing_of(bureau, by.officer, on)
    if not post or post.code not in standing.posts:
        return Refused((transition.not_yours(step),))
    if procedure.for_parties and any(party.person == standing.person for party in state.parties):
        return Refused((_own_case(step),))
    return dataclasses.replace(by, post=post.code)


def _own_case(step: Step) -> Refusal:
    return Refusal(
        "own_case",
        Words("您是本案当事人，应当回避", "You are a party to this case and may not act in it"),
        Words("请由另一名在岗人员办理", "Another officer in post has to take it"),
        step.basis,
    )


def at_step(
    procedure: Procedure | None,
    state: CaseState,
    by: ByOfficer,
    bureau: str,
    on: datetime.date,
    or_supervisor: bool = False,
) -> tuple[Procedure, Actor] | Refused:
    """The procedure and the actor in the post of the waiting step (or supervising), or why not."""
    if procedure is None:
        return Refused((undeclared(),))
    step = procedure.step(state.step)
    if step is None:
        return Refused((transition.closed(),))
    if or_supervisor and supervises(bureau, by.officer, on):
        return procedure, dataclasses.replace(by, post="supervisor")
    assigned = state.officer
    if assigned is not None and assigned != by.officer:
        return Refused((transition.assigned_to_another(step),))
    acting = in_post(by, procedure, step, state, bureau, on)
    return acting if isinstance(acting, Refused) else (procedure, acting)


def post_of(procedure: Procedure, step: str) -> str:
    """The code of the post that a step waits for; "" when the case is closed."""
    declared = procedure.step(step)
    return declared.post.code if declared else ""


def named(by: Actor) -> Any:
    """The actor in a request, with its kind: part of what makes two requests the same."""
    return {type(by).__name__: by}


def undeclared() -> Refusal:
    """The case runs under a version of its procedure that is no longer declared."""
    return Refusal(
        "version_not_declared",
        Words(
            "本案所依据的程序版本已不再使用",
            "The version of this case's procedure is no longer declared",
        ),
        Words("请联系系统管理员迁移本案", "Ask the administrator to migrate the case"),
    )
