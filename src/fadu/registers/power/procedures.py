"""权责清单调整: a section proposes with the source document, the director approves."""

from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.blocks.decision import PROPOSAL_FROM_DECISION, proposal_and_decision
from fadu.procedure.declare import INTERNAL, Limit, Post, Procedure
from fadu.procedure.facts import fact
from fadu.registers.power.acts import ADJUST, has_receiver, in_order
from fadu.registers.power.rules import (
    KIND_WORDS,
    STANDING_WORDS,
    THE_LIST,
    ItemKind,
    Standing,
)

LEGAL = Post("legal", Words("法制岗", "Legal officer"))
DIRECTOR = Post("director", Words("局长", "Director"))
BASIS = THE_LIST


@dataclass(frozen=True)
class ItemFacts:
    """Which item, and what becomes of it."""

    code: str = fact("事项代码", "Item code", pattern=r"[a-z][a-z0-9_.]{1,78}")
    title: str = fact("事项名称", "Item")
    kind: ItemKind = fact(
        "权力类型", "Kind", choices={kind.value: words for kind, words in KIND_WORDS.items()}
    )
    standing: Standing = fact(
        "状态", "Standing", choices={item.value: words for item, words in STANDING_WORDS.items()}
    )
    source: str = fact("依据文件", "Source document")
    receiver: str = fact("承接机关", "Receiving organ", default="")


ADJUSTMENT = Procedure(
    name="power.adjustment",
    title=Words("权责清单调整", "Adjustment of the list of powers"),
    mark="QZ",
    power="",
    basis=(BASIS,),
    promise=INTERNAL,
    statutory=Limit.none("法律未规定时限", "No law sets a limit"),
    facts=ItemFacts,
    papers=None,
    steps=(
        *proposal_and_decision(
            proposer=LEGAL,
            decider=DIRECTOR,
            basis=BASIS,
            limit=INTERNAL,
            act=ADJUST,
            gates=(has_receiver, in_order),
        ),
    ),
    apart=(PROPOSAL_FROM_DECISION,),
)
