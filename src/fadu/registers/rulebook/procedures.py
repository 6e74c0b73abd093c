"""规则参数录入: the legal section proposes a dated value with its source, the director approves it."""

from dataclasses import dataclass
from datetime import date

from fadu.law.words import Words
from fadu.procedure.blocks.decision import APPROVE, PROPOSAL_FROM_DECISION, PROPOSED, RETURN
from fadu.procedure.blocks.decision import DECIDE as APPROVAL
from fadu.procedure.blocks.decision import PROPOSE as PROPOSAL
from fadu.procedure.declare import DONE, INTERNAL, Duty, Paper, Post, Procedure, Step
from fadu.procedure.facts import fact
from fadu.registers.rulebook.acts import (
    RECORD,
    days_sound,
    law_above_kept,
    return_explained,
    source_attached,
    source_given,
    value_sound,
)
from fadu.registers.rulebook.rules import BASIS, CERTAINTY_WORDS, LAYER_WORDS, Certainty, Layer

LEGAL = Post("legal", Words("法制岗", "Legal officer"))
DIRECTOR = Post("director", Words("局长", "Director"))
_GATES = (value_sound, source_given, source_attached, days_sound, law_above_kept)


@dataclass(frozen=True)
class ValueFacts:
    """A value of one parameter, of one layer, from a day on, with its source."""

    key: str = fact("参数", "Parameter", pattern=r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
    layer: Layer = fact(
        "层级", "Layer", choices={layer.value: words for layer, words in LAYER_WORDS.items()}
    )
    since: date = fact(
        "生效日期", "Holds from",
        help=Words("对参数日期在此日及以后的案件适用", "For cases whose parameter date is then or later"),
    )  # fmt: skip
    certainty: Certainty = fact(
        "核实程度", "Certainty",
        choices={item.value: words for item, words in CERTAINTY_WORDS.items()},
    )  # fmt: skip
    value: str = fact(
        "数值", "Value", prose=True, default="",
        help=Words(
            "留空表示本局不再单独规定，适用上级的数值",
            "Left empty: no rule of the bureau’s own any more, the layer above applies",
        ),
    )  # fmt: skip
    value_en: str = fact("数值的英文", "Value in English", default="")
    until: date | None = fact(
        "失效日期", "Holds until", default=None,
        help=Words("含当日；没有就留空", "That day included; empty where it is open"),
    )  # fmt: skip
    law: str = fact("来源：法律法规名称", "Source: title of the law", default="")
    article: int | None = fact("条号", "Article", default=None)
    document: str = fact(
        "来源：文件名称和文号", "Source: document, by title and number", default="",
        help=Words("法规库里没有的，写在这里", "For what is not in the law library"),
    )  # fmt: skip
    document_en: str = fact("文件名称的英文", "The document in English", default="")
    reason: str = fact(
        "理由", "Reason", default="",
        help=Words(
            "生效日期已过，或者取消本局的数值时必填",
            "Wanted where the first day has gone by, or the bureau’s own value is taken away",
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Opinion:
    """What the approver says."""

    remark: str = fact(
        "审定意见", "Opinion", default="", help=Words("退回时必填", "Wanted for a return")
    )


VALUE = Procedure(
    name="rulebook.value",
    title=Words("规则参数录入", "Recording of a rule’s value"),
    mark="GZ",
    power="",
    basis=(BASIS,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=ValueFacts,
    papers=Paper.list("rulebook.papers"),
    for_parties=False,
    steps=(
        Step(
            PROPOSAL,
            Words("提出", "Proposal"),
            post=LEGAL,
            basis=BASIS,
            limit=INTERNAL,
            next={PROPOSED: APPROVAL},
            gates=_GATES,
            duty=Duty.HANDLE,
        ),
        Step(
            APPROVAL,
            Words("审定", "Approval"),
            post=DIRECTOR,
            basis=BASIS,
            limit=INTERNAL,
            next={APPROVE: DONE, RETURN: DONE},
            gates=(*(gate.on(APPROVE) for gate in _GATES), return_explained.on(RETURN)),
            facts=Opinion,
            does={APPROVE: RECORD},
            ends=(APPROVE,),
            duty=Duty.DECIDE,
        ),
    ),
    apart=(PROPOSAL_FROM_DECISION,),
)
