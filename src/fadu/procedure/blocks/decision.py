"""Blocks of deciding: proposal and decision by two persons, a reasoned refusal, handing out."""

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import DONE, Block, Duty, Limit, Post, Step
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal

PROPOSE = "propose"
DECIDE = "decide"
# What a procedure of this block declares `apart`: nobody approves the own proposal.
PROPOSAL_FROM_DECISION = (PROPOSE, DECIDE)

PROPOSED = Outcome("proposed", Words("提请审定", "Submit for approval"))
APPROVE = Outcome("approve", Words("同意", "Approve"))
RETURN = Outcome("return", Words("退回", "Return"))
ISSUED = Outcome("issued", Words("已发放", "Handed out"))
SERVED = Outcome("served", Words("已送达", "Served"))


@dataclass(frozen=True)
class Reasons:
    """The reasons of a refusal, as the party will read them."""

    reasons: str = fact("理由", "Reasons", personal=True)


def _given(asked: Asked, known: None) -> Sequence[Refusal]:
    if isinstance(asked.facts, Reasons) and asked.facts.reasons.strip():
        return []
    return [
        Refusal(
            "reasons_missing",
            Words("没有写明理由", "No reasons are given"),
            Words("请写明事实、理由和依据", "State facts, reasons and basis"),
            subject="reasons",
        )
    ]


def reasons_given(basis: Citation) -> Gate:
    """The gate that a refusal states its reasons, by the article that demands it."""
    return Gate("reasons_given", Words("写明理由", "Reasons given"), basis, _given, stated=True)


def decision(
    *,
    name: str,
    title: Words,
    post: Post,
    basis: Citation,
    limit: Limit,
    act: EffectiveAct,
    back_to: str,
    gates: tuple[Gate, ...] = (),
) -> Step:
    """A decision by signature: approve, which does the act, or return for rework."""
    return Step(
        name,
        title,
        post=post,
        basis=basis,
        limit=limit,
        next={APPROVE: DONE, RETURN: back_to},
        gates=tuple(gate.on(APPROVE) for gate in gates),
        does={APPROVE: act},
        ends=(APPROVE,),
        duty=Duty.DECIDE,
    )


def proposal_and_decision(
    *,
    proposer: Post,
    decider: Post,
    basis: Citation,
    limit: Limit,
    act: EffectiveAct,
    gates: tuple[Gate, ...] = (),
) -> Block:
    """The steps `propose` and `decide`: approval does the act, a return goes back to the proposer.

    `limit` holds for each step; `gates` are asked of the approval. The procedure keeps the two
    steps `apart` by PROPOSAL_FROM_DECISION.
    """
    propose = Step(
        PROPOSE,
        Words("提出", "Proposal"),
        post=proposer,
        basis=basis,
        limit=limit,
        next={PROPOSED: DECIDE},
        duty=Duty.HANDLE,
    )
    decide = decision(
        name=DECIDE,
        title=Words("审定", "Approval"),
        post=decider,
        basis=basis,
        limit=limit,
        act=act,
        back_to=PROPOSE,
        gates=gates,
    )
    return Block("proposal_and_decision", (propose, decide))


def refusal(
    *, name: str, title: Words, post: Post, basis: Citation, limit: Limit, document: str
) -> Step:
    """A written refusal with reasons, served on the party."""
    return Step(
        name,
        title,
        post=post,
        basis=basis,
        limit=limit,
        next={SERVED: DONE},
        gates=(reasons_given(basis),),
        facts=Reasons,
        ends=(SERVED,),
        documents={SERVED: (document,)},
        duty=Duty.DECIDE,
    )


def issue(
    *, name: str, title: Words, post: Post, basis: Citation, limit: Limit, act: EffectiveAct
) -> Step:
    """Handing out the result."""
    return Step(
        name,
        title,
        post=post,
        basis=basis,
        limit=limit,
        next={ISSUED: DONE},
        does={ISSUED: act},
    )
