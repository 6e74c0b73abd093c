"""The verb `hand_over`: the waiting step goes to another officer in its post, or to oneself."""

import dataclasses
from uuid import UUID

from fadu.bureau.authority import holders
from fadu.law.words import Words
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseClaimed, CaseHandedOver
from fadu.procedure.office import at_step, named, post_of
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment


def hand_over(case: UUID, to: UUID, *, bureau: str, by: ByOfficer, at: Moment, key: str) -> Answer:
    """Hand the waiting step to an officer who holds its post."""
    request = {"verb": "hand_over", "case": case, "to": to, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        found = at_step(locked.procedure, locked.state, by, bureau, at.on, or_supervisor=True)
        if isinstance(found, Refused):
            return found
        procedure, acting = found
        post = post_of(procedure, locked.state.step)
        if not holders(bureau, post, at.on).filter(id=to).exists():
            return Refused((_holds_no_post(),))
        after = dataclasses.replace(locked.state, officer=to)
        act = CaseClaimed(to) if to == by.officer else CaseHandedOver(to)
        return Planned(by=acting, act=act, after=after, post=post)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _holds_no_post() -> Refusal:
    return Refusal(
        "holds_no_post",
        Words("接手人当日不在该岗位", "That officer does not hold the post on this day"),
        Words("请选择在岗人员", "Choose an officer in post"),
    )
