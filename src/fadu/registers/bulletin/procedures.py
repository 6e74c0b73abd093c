"""信息发布: one drafts, another reviews before publication and answers for it; 撤下 likewise."""

from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.blocks.at_once import at_once
from fadu.procedure.blocks.decision import (
    APPROVE,
    PROPOSAL_FROM_DECISION,
    RETURN,
    proposal_and_decision,
)
from fadu.procedure.declare import DONE, INTERNAL, SYSTEM, Duty, Post, Procedure, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome
from fadu.registers.bulletin.acts import (
    DRAFT,
    MOVE,
    PUBLISH,
    WITHDRAW,
    correction_fits,
    item_stands,
    no_personal_numbers,
    reason_sound,
    return_explained,
    soundly_drafted,
)
from fadu.registers.bulletin.rules import (
    HOLIDAYS,
    KIND_WORDS,
    REVIEW,
    UNIT_WORDS,
    ItemKind,
    PeriodUnit,
)

DRAFTER = Post("bulletin.drafter", Words("信息发布岗", "Drafter of publications"))
REVIEWER = Post("bulletin.reviewer", Words("发布审查岗", "Reviewer of publications"))
MOVED = Outcome("moved", Words("重算", "Reckon anew"))
SUBMITTED = Outcome("submitted", Words("送审", "Submit for review"))
_NUMBER = r"|\d{4}-\d{4,6}"


@dataclass(frozen=True)
class ItemFacts:
    """A text as it is to be published; `corrects` is the number of the item it corrects."""

    kind: ItemKind = fact(
        "类别", "Kind", choices={kind.value: words for kind, words in KIND_WORDS.items()}
    )
    title: str = fact("标题", "Title")
    body: str = fact(
        "正文", "Text", prose=True,
        help=Words(
            "纯文字；空一行或换行即分段。不得写个人身份证号、手机号、银行卡号",
            "Plain text; a new line begins a paragraph. Nobody’s identity, mobile or card numbers",
        ),
    )  # fmt: skip
    place: str = fact("地点", "Place", default="")
    period: int | None = fact(
        "期限", "Period",
        help=Words(
            "自发布次日起算；征求意见必填", "Counted from the day after; wanted for a consultation"
        ),
        default=None,
    )  # fmt: skip
    unit: PeriodUnit = fact(
        "期限单位", "Unit of the period", default=PeriodUnit.WORKING_DAYS,
        choices={
            unit.value: Words(words.zh.removeprefix("个"), words.en)
            for unit, words in UNIT_WORDS.items()
        },
    )  # fmt: skip
    period_basis: str = fact(
        "期限依据", "Basis of the period", default="",
        help=Words(
            "依据的规定或决定；系统不代填", "The provision or decision; nothing is filled in for you"
        ),
    )  # fmt: skip
    title_en: str = fact("英文标题", "English title", default="")
    body_en: str = fact("英文正文", "English text", prose=True, default="")
    corrects: str = fact("更正的编号", "Number corrected", pattern=_NUMBER, default="")
    remark: str = fact(
        "更正说明", "What was corrected", default="",
        help=Words("更正已发布的信息时必填，读者会看到", "Wanted for a correction; readers see it"),
    )  # fmt: skip


@dataclass(frozen=True)
class Opinion:
    """What the reviewer says."""

    remark: str = fact(
        "审查意见", "Opinion", default="", help=Words("退回时必填", "Wanted when the draft is returned"),
    )  # fmt: skip


@dataclass(frozen=True)
class WithdrawalFacts:
    """Which item is taken off the portal, and why; the reason stays readable in its place."""

    item: str = fact("编号", "Number", pattern=r"\d{4}-\d{4,6}")
    reason: str = fact(
        "撤下理由", "Reason", help=Words("原处会显示理由", "The reason is shown in its place"),
    )  # fmt: skip


@dataclass(frozen=True)
class PeriodFacts:
    """Whose period a holiday notice moves."""

    item: str = fact("编号", "Number", pattern=r"\d{4}-\d{4,6}")
    version: int = fact("版本", "Version")


PUBLICATION = Procedure(
    name="bulletin.publication",
    title=Words("信息发布", "Publication"),
    mark="FB",
    power="",
    basis=(REVIEW,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=ItemFacts,
    papers=None,
    for_parties=False,
    steps=(
        Step(
            DRAFT,
            Words("起草", "Draft"),
            post=DRAFTER,
            basis=REVIEW,
            limit=INTERNAL,
            next={SUBMITTED: "review"},
            gates=(no_personal_numbers, soundly_drafted, correction_fits),
            duty=Duty.HANDLE,
        ),
        Step(
            "review",
            Words("发布前审查", "Review before publication"),
            post=REVIEWER,
            basis=REVIEW,
            limit=INTERNAL,
            next={APPROVE: DONE, RETURN: DONE},
            gates=(
                no_personal_numbers.on(APPROVE),
                soundly_drafted.on(APPROVE),
                correction_fits.on(APPROVE),
                return_explained.on(RETURN),
            ),
            facts=Opinion,
            does={APPROVE: PUBLISH},
            duty=Duty.DECIDE,
        ),
    ),
    apart=((DRAFT, "review"),),
)

WITHDRAWAL = Procedure(
    name="bulletin.withdrawal",
    title=Words("信息撤下", "Withdrawal of a publication"),
    mark="CX",
    power="",
    basis=(REVIEW,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=WithdrawalFacts,
    papers=None,
    for_parties=False,
    steps=(
        *proposal_and_decision(
            proposer=DRAFTER,
            decider=REVIEWER,
            basis=REVIEW,
            limit=INTERNAL,
            act=WITHDRAW,
            gates=(item_stands, reason_sound),
        ),
    ),
    apart=(PROPOSAL_FROM_DECISION,),
)

PERIOD = at_once(
    name="bulletin.period",
    title=Words("公告期限重算", "Period reckoned anew"),
    mark="GQ",
    basis=HOLIDAYS,
    facts=PeriodFacts,
    act=MOVE,
    post=SYSTEM,
    step="move",
    step_title=Words("重算", "Reckoning"),
    outcome=MOVED,
)
