"""Social-risk assessment (社会稳定风险评估): a level with its report; high risk goes no further."""

from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import Attachment, Limit, Post, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal

LOW, MEDIUM, HIGH = "low", "medium", "high"
CONTROLLABLE = Outcome("controllable", Words("风险可控，继续办理", "Controllable: goes on"))
TOO_HIGH = Outcome("too_high", Words("高风险，不得继续", "High risk: goes no further"))


@dataclass(frozen=True)
class Assessment:
    """The level that was found, and what is done about it."""

    level: str = fact(
        "风险等级", "Level",
        choices={
            LOW: Words("低风险", "Low"),
            MEDIUM: Words("中风险", "Medium"),
            HIGH: Words("高风险", "High"),
        },
    )  # fmt: skip
    measures: str = fact(
        "防范化解措施（中、高风险必填）",
        "Measures (for medium and high risk)",
        prose=True,
        default="",
    )


def risk_assessment(
    *,
    name: str = "risk",
    title: Words,
    post: Post,
    basis: Citation,
    limit: Limit,
    to: str,
    back_to: str,
) -> Step:
    """The step NAME: low or medium risk goes on to `to`, high risk back to `back_to`."""
    return Step(
        name,
        title,
        post,
        basis,
        limit,
        next={CONTROLLABLE: to, TOO_HIGH: back_to},
        facts=Assessment,
        gates=(_fits(basis), _measures(basis)),
        attachments=(Attachment("report", Words("风险评估报告", "Assessment report")),),
        remembers=lambda asked: {name: {"level": asked.facts.level}},
        gives=(name,),
    )


def acceptable(name: str, basis: Citation) -> Gate:
    """The gate of a later act: the risk was assessed, and was not high."""

    def check(asked: Asked, known: None) -> list[Refusal]:
        level = asked.matter.state.memory.get(name, {}).get("level")
        if level in (LOW, MEDIUM):
            return []
        return [
            Refusal(
                "risk_not_acceptable",
                Words("风险没有评估，或者为高风险", "The risk was not assessed, or is high"),
                Words("请先评估并采取措施降低风险", "Assess it, and lower it by measures first"),
                basis,
            )
        ]

    title = Words("风险可控", "The risk is controllable")
    return Gate(f"{name}_acceptable", title, basis, check, reads=name)


def _fits(basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        if not isinstance(asked.facts, Assessment):
            return []
        high = asked.facts.level == HIGH
        if high == (asked.outcome == TOO_HIGH):
            return []
        return [
            Refusal(
                "risk_level_contradicts",
                Words("所选结果与风险等级不符", "The outcome does not fit the level"),
                Words(
                    "高风险不得继续；低风险、中风险选择“风险可控”",
                    "High risk goes no further; for low and medium choose “Controllable”",
                ),
                basis,
                "level",
            )
        ]

    title = Words("高风险不得继续", "High risk goes no further")
    return Gate("risk_level_fits", title, basis, check, stated=True)


def _measures(basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        stated = asked.facts
        if not isinstance(stated, Assessment) or stated.level == LOW or stated.measures.strip():
            return []
        return [
            Refusal(
                "measures_missing",
                Words("中、高风险没有写明防范化解措施", "No measures are given for this risk"),
                Words("请写明措施", "State the measures"),
                basis,
                "measures",
            )
        ]

    title = Words("写明防范措施", "Measures stated")
    return Gate("risk_measures", title, basis, check, stated=True)
