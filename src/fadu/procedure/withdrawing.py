"""The verb `withdraw`: the parties take their application back, before it is decided."""

import dataclasses
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.declare import Procedure
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseWithdrawn
from fadu.procedure.office import named, post_of, undeclared
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByParty
from fadu.record.moment import Moment


def withdraw(case: UUID, *, bureau: str, by: ByParty, at: Moment, key: str) -> Answer:
    """A party withdraws; the case closes when every party has.

    Before entry in the register only, and by all applicants (不动产登记暂行条例 15, 实施细则 13).
    """
    request = {"verb": "withdraw", "case": case, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        if state.status != "open":
            return Refused((transition.closed(),))
        persons = {str(party.person) for party in state.parties}
        if str(by.person) not in persons:
            return Refused((transition.not_yours(procedure.start),))
        if state.step not in procedure.withdrawable:
            return Refused((_too_late(procedure),))
        if str(by.person) in state.memory.get("withdrawing", ()):
            return Refused((_withdrawn_already(),))
        willing = sorted({*state.memory.get("withdrawing", ()), str(by.person)})
        after = dataclasses.replace(state, memory={**state.memory, "withdrawing": willing})
        closing = set(willing) == persons
        if closing:
            after = transition.ended(procedure, after, "withdrawn", at.on, locked.law)
        post = post_of(procedure, after.step)
        return Planned(by=by, act=CaseWithdrawn(closing), after=after, post=post)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _withdrawn_already() -> Refusal:
    return Refusal(
        "withdrawn_already",
        Words("您已提出撤回", "You have declared withdrawal already"),
        Words("请等待其他申请人撤回", "The other applicants still have to withdraw"),
    )


def _too_late(procedure: Procedure) -> Refusal:
    return Refusal(
        "too_late_to_withdraw",
        Words("已登簿或已作出决定，不能撤回", "The matter is decided and cannot be withdrawn"),
        Words(
            "如对结果有异议，可依法申请更正或提出异议",
            "If you object, apply for correction or object by law",
        ),
        procedure.withdrawal,
    )
