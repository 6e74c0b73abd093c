"""The verbs `hand_over` and `answer_hand_over`: the waiting step goes to another officer.

Whoever holds it answers for it until the colleague has accepted (首问负责); a head assigns at once,
and whoever takes a case on does so for himself.
"""

from dataclasses import replace
from uuid import UUID

from fadu.bureau.authority import holders, standing_of
from fadu.law.words import Words
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseClaimed, CaseHandedOver, HandOverAnswered, HandOverOffered
from fadu.procedure.office import SUPERVISOR, acting_in, at_step, away, named, post_of, undeclared
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByOfficer
from fadu.record.append import Personal
from fadu.record.kinds import Told
from fadu.record.moment import Moment


def hand_over(case: UUID, to: UUID, *, bureau: str, by: ByOfficer, at: Moment, key: str) -> Answer:
    """Offer the waiting step to an officer who holds its post; assign it, as a supervisor."""
    request = {"verb": "hand_over", "case": case, "to": to, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        found = at_step(locked.procedure, locked.state, by, bureau, at.on, or_supervisor=True)
        if isinstance(found, Refused):
            return found
        procedure, acting = found
        post = post_of(procedure, locked.state.step)
        if not holders(bureau, post, at.on).filter(id=to).exists():
            return Refused((_holds_no_post(),))
        act, after = _handed(locked.state, to, acting)
        return Planned(by=acting, act=act, after=after, post=post)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _handed(state: CaseState, to: UUID, by: Actor) -> tuple[Told, CaseState]:
    assert isinstance(by, ByOfficer)
    if to == by.officer:
        taken_on = replace(state, officer=to, responsible=to, offered=None)
        return CaseClaimed(to), taken_on
    if by.post == SUPERVISOR:
        assigned = replace(state, officer=to, responsible=to, offered=None)
        return CaseHandedOver(to), assigned
    holder = state.officer or by.officer
    return HandOverOffered(to), replace(state, officer=holder, responsible=holder, offered=to)


def answer_hand_over(
    case: UUID,
    accept: bool,
    *,
    bureau: str,
    by: ByOfficer,
    at: Moment,
    key: str,
    reason: str = "",
) -> Answer:
    """Accept a case that a colleague offers, or decline it and say why."""
    request = {
        "verb": "answer_hand_over",
        "case": case,
        "accept": accept,
        "reason": reason,
        "by": named(by),
    }

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        declared = procedure.step(state.step)
        standing = standing_of(bureau, by.officer, at.on)
        if declared is None or state.offered is None or state.offered not in standing.tasks_of:
            return Refused((_not_offered(),))
        acting = acting_in(declared.post, by, standing, state.offered)
        if acting is None:
            return Refused((away(standing, declared) or _holds_no_post(),))
        if not accept and not reason.strip():
            return Refused((_no_reason(),))
        why = Personal("reason", reason.strip(), None)
        after = replace(state, offered=None)
        if accept:
            after = replace(after, officer=state.offered, responsible=state.offered)
        return Planned(
            by=acting,
            act=HandOverAnswered(accept, "" if accept else f"personal:{why.id}"),
            after=after,
            post=declared.post.code,
            personal=() if accept else (why,),
        )

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _not_offered() -> Refusal:
    return Refusal(
        "not_offered",
        Words("没有人请您接收本案", "Nobody offers you this case"),
        Words("可能已收回或已办理，请刷新页面", "It may have been done meanwhile: reload the page"),
    )


def _no_reason() -> Refusal:
    return Refusal(
        "reasons_missing",
        Words("没有写明不接收的理由", "You did not say why you decline"),
        Words(
            "请写明理由，移交人要据此另行安排", "Say why: your colleague has to find another way"
        ),
        subject="reason",
    )


def _holds_no_post() -> Refusal:
    return Refusal(
        "holds_no_post",
        Words("接手人当日不在该岗位", "That officer does not hold the post on this day"),
        Words("请选择在岗人员", "Choose an officer in post"),
    )
