"""Procedures of the block: a seal is taken into use; a seal is used."""

from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.blocks.decision import (
    APPROVE,
    PROPOSAL_FROM_DECISION,
    RETURN,
    proposal_and_decision,
)
from fadu.procedure.blocks.dispatch.procedures import DIRECTOR, OFFICE
from fadu.procedure.blocks.seal import rules
from fadu.procedure.blocks.seal.acts import (
    APPROVE_STEP,
    TAKE_INTO_USE,
    USE,
    copies_left,
    document_issued,
    document_made,
    seal_in_order,
    seal_in_use,
)
from fadu.procedure.declare import DONE, INTERNAL, STAFF, Post, Procedure, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome

KEEPER = Post("seal.keeper", Words("印章保管岗", "Keeper of the seals"))
ASKED = Outcome("asked", Words("申请用印", "Ask for the seal"))
SEALED = Outcome("sealed", Words("已用印", "Sealed"))
DECLINED = Outcome("declined", Words("不予用印", "Not sealed"))


@dataclass(frozen=True)
class SealFacts:
    """A seal."""

    code: str = fact("代码", "Code", pattern="[a-z][a-z0-9_]{0,18}", example="bureau")
    name: str = fact("印章名称", "Name of the seal", pattern=r".{2,80}")
    name_en: str = fact("英文名称", "Name in English", default="")


@dataclass(frozen=True)
class UseFacts:
    """Which seal on which document, how many copies, and what for."""

    seal: str = fact("印章", "Seal", pattern="[a-z][a-z0-9_]{0,18}")
    reference: str = fact("文号", "Number of the document", pattern=r".{4,60}")
    copies: int = fact("份数", "Copies")
    purpose: str = fact("用途", "Purpose", pattern=r".{2,200}")


SEAL = Procedure(
    name="seal.registration",
    title=Words("印章启用", "Taking a seal into use"),
    mark="YZ",
    power="",
    basis=(rules.KEPT_APART,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=SealFacts,
    papers=None,
    for_parties=False,
    steps=(
        *proposal_and_decision(
            proposer=OFFICE, decider=DIRECTOR, basis=rules.KEPT_APART, limit=INTERNAL,
            act=TAKE_INTO_USE, gates=(seal_in_order,),
        ),
    ),
    apart=(PROPOSAL_FROM_DECISION,),
)  # fmt: skip

_WHAT = (seal_in_use, document_issued, document_made, copies_left)
USING = Procedure(
    name="seal.use",
    title=Words("用印", "Use of a seal"),
    mark="YY",
    power="",
    basis=(rules.KEPT_APART,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=UseFacts,
    papers=None,
    for_parties=False,
    steps=(
        Step(
            "ask",
            Words("申请用印", "Request"),
            post=STAFF,
            basis=rules.KEPT_APART,
            limit=INTERNAL,
            next={ASKED: APPROVE_STEP},
            gates=_WHAT,
        ),
        Step(
            APPROVE_STEP,
            Words("审批", "Approval"),
            post=DIRECTOR,
            basis=rules.KEPT_APART,
            limit=INTERNAL,
            next={APPROVE: "seal", RETURN: DONE},
            gates=tuple(gate.on(APPROVE) for gate in _WHAT),
        ),
        Step(
            "seal",
            Words("用印", "Sealing"),
            post=KEEPER,
            basis=rules.KEPT_APART,
            limit=INTERNAL,
            next={SEALED: DONE, DECLINED: DONE},
            gates=tuple(gate.on(SEALED) for gate in _WHAT),
            does={SEALED: USE},
        ),
    ),
    apart=((APPROVE_STEP, "seal"), ("ask", APPROVE_STEP)),
)
