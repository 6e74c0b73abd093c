"""证明事项清理: a section proposes, the director approves."""

from dataclasses import dataclass

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.blocks.decision import PROPOSAL_FROM_DECISION, proposal_and_decision
from fadu.procedure.declare import INTERNAL, Limit, Post, Procedure
from fadu.procedure.facts import fact
from fadu.registers.attestation.acts import RULE, has_authority, in_order
from fadu.registers.attestation.rules import RULING_WORDS, Ruling

LEGAL = Post("legal", Words("法制岗", "Legal officer"))
DIRECTOR = Post("director", Words("局长", "Director"))
BASIS = cite("优化营商环境条例", 44)


@dataclass(frozen=True)
class RulingFacts:
    """Which proof, and what is proposed."""

    code: str = fact("代码", "Code", pattern="[a-z][a-z0-9_]{1,58}")
    title: str = fact("证明事项", "Proof")
    ruling: Ruling = fact(
        "清理意见",
        "Ruling",
        choices={ruling.value: words for ruling, words in RULING_WORDS.items()},
    )
    issuer: str = fact("开具单位", "Issued by", default="")
    authority: str = fact("设定依据或取消文件", "Legal basis, or document of removal", default="")


REVIEW = Procedure(
    name="attestation.review",
    title=Words("证明事项清理", "Review of a proof"),
    mark="ZM",
    power="",
    basis=(BASIS,),
    promise=INTERNAL,
    statutory=Limit.none("法律未规定时限", "No law sets a limit"),
    facts=RulingFacts,
    papers=None,
    steps=(
        *proposal_and_decision(
            proposer=LEGAL,
            decider=DIRECTOR,
            basis=BASIS,
            limit=INTERNAL,
            act=RULE,
            gates=(has_authority, in_order),
        ),
    ),
    apart=(PROPOSAL_FROM_DECISION,),
)
