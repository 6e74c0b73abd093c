"""Block *by two*: one proposes, another approves or returns; the proposal is not changed between.

For what the bureau decides about itself: who holds a post, which posts exclude each other. Every
gate that the act demands is asked of the proposal and again of the approval. A returned proposal
has ended; what is to be different is proposed anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.decision import (
    APPROVE,
    DECIDE,
    PROPOSAL_FROM_DECISION,
    PROPOSE,
    PROPOSED,
    RETURN,
)
from fadu.procedure.declare import DONE, INTERNAL, Block, Post, Procedure, Role, Step
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal


@dataclass(frozen=True)
class Opinion:
    """What the approver says."""

    remark: str = fact(
        "审定意见", "Opinion", default="", help=Words("退回时必填", "Wanted for a return")
    )


def _explained(asked: Asked, known: None) -> Sequence[Refusal]:
    if getattr(asked.facts, "remark", "").strip():
        return []
    words = Words("退回须写明意见", "A return says why")
    remedy = Words("请填写审定意见", "State the opinion")
    return [Refusal("remark_missing", words, remedy, subject="remark")]


def by_two(
    *,
    name: str,
    title: Words,
    mark: str,
    basis: Citation,
    facts: type,
    act: EffectiveAct,
    proposer: Post,
    approver: Post,
    approval_only: frozenset[str] = frozenset(),
    roles: tuple[Role, ...] = (),
) -> Procedure:
    """A procedure of two steps that one person never takes both.

    `approval_only` names the gates that ask about who approves, and so not about who proposes.
    """
    explained = Gate(
        "return_explained",
        Words("退回写明理由", "A return is explained"),
        basis,
        _explained,
        stated=True,
    )
    propose = Step(
        PROPOSE,
        Words("提出", "Proposal"),
        post=proposer,
        basis=basis,
        limit=INTERNAL,
        next={PROPOSED: DECIDE},
        gates=tuple(gate for gate in act.demands if gate.name not in approval_only),
    )
    decide = Step(
        DECIDE,
        Words("审定", "Approval"),
        post=approver,
        basis=basis,
        limit=INTERNAL,
        next={APPROVE: DONE, RETURN: DONE},
        gates=(*(gate.on(APPROVE) for gate in act.demands), explained.on(RETURN)),
        facts=Opinion,
        does={APPROVE: act},
        ends=(APPROVE,),
    )
    return Procedure(
        name=name,
        title=title,
        mark=mark,
        power="",
        basis=(basis,),
        promise=INTERNAL,
        statutory=INTERNAL,
        facts=facts,
        papers=None,
        roles=roles,
        for_parties=False,
        steps=tuple(Block("by_two", (propose, decide))),
        apart=(PROPOSAL_FROM_DECISION,),
    )
