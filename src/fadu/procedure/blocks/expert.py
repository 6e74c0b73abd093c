"""Expert opinion (专家论证): experts by name, each opinion signed and attached, no interests.

The name of an expert is no secret: it stands in the record as the opinion that bears it does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import Attachment, Contribution, Limit, Post, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal

OPINION = "opinion"
NO, YES = "no", "yes"
FEASIBLE, REWORK, NOT_FEASIBLE = "feasible", "rework", "not_feasible"

SOUND = Outcome("sound", Words("论证通过", "The experts find it sound"))
REVISE = Outcome("revise", Words("论证未通过，退回修改", "Not sound: back for rework"))


@dataclass(frozen=True)
class ExpertOpinion:
    """What one expert says, as it stands over his signature."""

    expert: str = fact("专家姓名", "Name of the expert")
    institution: str = fact("单位和职称", "Institution and title")
    interest: str = fact(
        "与本事项有无利害关系（专家声明）", "Has an interest in the matter (declared)",
        choices={NO: Words("无", "None"), YES: Words("有", "Yes")},
    )  # fmt: skip
    result: str = fact(
        "结论", "Conclusion",
        choices={
            FEASIBLE: Words("可行", "Feasible"),
            REWORK: Words("修改后可行", "Feasible after rework"),
            NOT_FEASIBLE: Words("不可行", "Not feasible"),
        },
    )  # fmt: skip
    words: str = fact("论证意见", "Opinion", prose=True)


@dataclass(frozen=True)
class Adoption:
    """What becomes of the opinions."""

    adoption: str = fact("意见采纳情况", "What becomes of the opinions", prose=True)


def expert_opinion(
    *,
    name: str = "experts",
    title: Words,
    post: Post,
    basis: Citation,
    limit: Limit,
    least: int,
    to: str,
    back_to: str,
) -> Step:
    """The step NAME: at least `least` experts, each once, none with an interest; then it is
    said what becomes of their opinions.
    """
    opinion = Contribution(
        OPINION,
        Words("录入专家意见", "Enter an expert's opinion"),
        post,
        basis,
        facts=ExpertOpinion,
        gates=(_independent(basis), _once(name, basis)),
        remembers=lambda asked: _noted(asked, name),
        attachments=(
            Attachment("signed", Words("专家署名的意见", "Opinion signed by the expert")),
        ),
    )
    return Step(
        name,
        title,
        post,
        basis,
        limit,
        next={SOUND: to, REVISE: back_to},
        facts=Adoption,
        contributions=(opinion,),
        gates=(_enough(name, least, basis), _not_all_against(name, basis).on(SOUND)),
        # After rework they are asked anew; what they said before stands in the record.
        remembers=lambda asked: (
            {name: []} if asked.outcome == REVISE else {name: list(opinions(asked.matter, name))}
        ),
    )


def opinions(matter: Matter, name: str) -> Sequence[Mapping[str, Any]]:
    """The opinions since the last rework, in order."""
    found: Sequence[Mapping[str, Any]] = matter.state.memory.get(name, ())
    return found


def _noted(asked: Asked, name: str) -> dict[str, Any]:
    said = {"expert": _plain(asked.facts.expert), "result": asked.facts.result}
    return {name: [*opinions(asked.matter, name), said]}


def _plain(expert: str) -> str:
    """A name without the spaces that people put into it: the same person is one."""
    return "".join(expert.split())


def _independent(basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        if not isinstance(asked.facts, ExpertOpinion) or asked.facts.interest == NO:
            return []
        return [
            Refusal(
                "expert_interested",
                Words("该专家与本事项有利害关系", "The expert has an interest in the matter"),
                Words("请另请没有利害关系的专家", "Ask another one, who has none"),
                basis,
                "interest",
            )
        ]

    title = Words("专家没有利害关系", "The expert has no interest")
    return Gate("expert_independent", title, basis, check, stated=True)


def _once(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        if not isinstance(asked.facts, ExpertOpinion):
            return []
        expert = _plain(asked.facts.expert)
        if expert not in {each["expert"] for each in opinions(asked.matter, name)}:
            return []
        return [
            Refusal(
                "expert_counted_twice",
                Words(f"“{expert}”的意见已经录入", f"The opinion of {expert} is entered already"),
                Words("每位专家只计一次", "Each expert counts once"),
                basis,
                "expert",
            )
        ]

    return Gate(f"{name}_once", Words("每人一次", "Each once"), basis, check, stated=True)


def _enough(name: str, least: int, basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        there = len(opinions(asked.matter, name))
        if there >= least:
            return []
        return [
            Refusal(
                "experts_too_few",
                Words(
                    f"专家意见 {there} 份，须有 {least} 份", f"{there} opinions of {least} wanted"
                ),
                Words("请补齐专家意见", "Enter the others"),
                basis,
            )
        ]

    return Gate(f"{name}_enough", Words("专家人数足够", "Enough experts"), basis, check)


def _not_all_against(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        given = opinions(asked.matter, name)
        if not given or any(each["result"] != NOT_FEASIBLE for each in given):
            return []
        return [
            Refusal(
                "experts_all_against",
                Words("专家均认为不可行", "Every expert finds it not feasible"),
                Words("请退回修改", "Send it back for rework"),
                basis,
            )
        ]

    title = Words("并非均不可行", "Not every expert is against it")
    return Gate(f"{name}_sound", title, basis, check)
