"""Procedures of the block itself: kinds of numbers, the bureau's documents, void numbers."""

from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.blocks.decision import PROPOSAL_FROM_DECISION, proposal_and_decision
from fadu.procedure.blocks.dispatch import rules
from fadu.procedure.blocks.dispatch.acts import (
    SET_KIND,
    VOID,
    mark_free,
    never_sealed,
    number_stands,
    start_sound,
)
from fadu.procedure.blocks.dispatch.block import DISPATCH_APART, countersigned_apart, dispatch
from fadu.procedure.blocks.dispatch.scanning import (
    COMPARE,
    CONFIRM,
    SCAN,
    handed_in,
    scan_once,
    sheet_made,
)
from fadu.procedure.declare import DONE, INTERNAL, STAFF, Attachment, Post, Procedure, Step
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome

DRAFTER = Post("dispatch.drafter", Words("拟稿岗", "Drafter of documents"))
OFFICE = Post("office", Words("核稿岗", "Checker of documents"))
LEGAL = Post("legal", Words("法制岗", "Legal officer"))
CENTRE = Post("realestate.head", Words("登记中心负责人", "Head of the registration centre"))
DIRECTOR = Post("director", Words("局长", "Director"))


@dataclass(frozen=True)
class KindFacts:
    """A kind of number, and up to where its numbers of the year are used already."""

    code: str = fact("代码", "Code", pattern="[a-z][a-z0-9_]{0,18}", example="fa")
    mark: str = fact("机关代字", "Mark", pattern=r"\S{2,40}", example="渠自然资发")
    title: str = fact("名称", "Name", pattern=r".{1,80}")
    title_en: str = fact("英文名称", "Name in English", default="")
    given: int = fact("本年已用到几号（没有的填 0）", "Last number used this year, or 0", default=0)


@dataclass(frozen=True)
class VoidFacts:
    """Which number is to be void, and why."""

    reference: str = fact("文号", "Number", pattern=r".{4,60}")
    reason: str = fact("作废原因", "Reason", pattern=r".{4,500}")


@dataclass(frozen=True)
class ScanFacts:
    """Of which document the sheet was signed by hand."""

    reference: str = fact("文号", "Number", pattern=r".{4,60}")


@dataclass(frozen=True)
class DocumentFacts:
    """What a document is about, before it is drafted."""

    matter: str = fact("事由", "Matter", pattern=r".{2,200}")


def _approved(
    name: str, title: Words, mark: str, facts: type, act: EffectiveAct, gates: tuple[Gate, ...]
) -> Procedure:
    """The office proposes, the director approves."""
    return Procedure(
        name=name,
        title=title,
        mark=mark,
        power="",
        basis=(rules.FORMAT, rules.CHAIN),
        promise=INTERNAL,
        statutory=INTERNAL,
        facts=facts,
        papers=None,
        for_parties=False,
        steps=(
            *proposal_and_decision(
                proposer=OFFICE, decider=DIRECTOR, basis=rules.CHAIN, limit=INTERNAL, act=act,
                gates=gates,
            ),
        ),
        apart=(PROPOSAL_FROM_DECISION,),
    )  # fmt: skip


NUMBER_KIND = _approved(
    "dispatch.number_kind",
    Words("文号类别设定", "Setting of a kind of number"),
    "WH",
    KindFacts,
    SET_KIND,
    (mark_free, start_sound),
)
VOIDING = _approved(
    "dispatch.voiding",
    Words("文号作废", "Voiding of a number"),
    "ZF",
    VoidFacts,
    VOID,
    (number_stands, never_sealed),
)
DOCUMENT = Procedure(
    name="dispatch.document",
    title=Words("公文办理", "Document of the bureau"),
    mark="FW",
    power="",
    basis=(rules.CHAIN, rules.FORMAT),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=DocumentFacts,
    papers=None,
    for_parties=False,
    steps=(
        *dispatch(
            drafter=DRAFTER, sections=(LEGAL, CENTRE), office=OFFICE, leader=DIRECTOR,
            limit=INTERNAL,
        ),
    ),
    apart=(*DISPATCH_APART, *countersigned_apart(LEGAL, CENTRE)),
)  # fmt: skip

HANDED_IN = Outcome(
    "handed_in", Words("扫描件与稿纸一致，交第二人核对", "The scan is the sheet: to the second")
)
SAME = Outcome("same", Words("核对一致", "It is the sheet"))
OTHER = Outcome("other", Words("不一致", "It is another"))
SCANNING = Procedure(
    name="dispatch.scan",
    title=Words("签批稿纸扫描归件", "Filing of a hand-signed sheet"),
    mark="SM",
    power="",
    basis=(rules.CHAIN,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=ScanFacts,
    papers=None,
    for_parties=False,
    steps=(
        Step(
            COMPARE,
            Words("扫描并核对", "Scan and compare"),
            post=OFFICE,
            basis=rules.CHAIN,
            limit=INTERNAL,
            next={HANDED_IN: "confirm"},
            gates=(number_stands, sheet_made),
            attachments=(Attachment(SCAN, Words("签批稿纸扫描件", "Scan of the signed sheet")),),
            remembers=handed_in,
        ),
        Step(
            "confirm",
            Words("第二人核对", "Comparison by a second person"),
            post=STAFF,
            basis=rules.CHAIN,
            limit=INTERNAL,
            next={SAME: DONE, OTHER: DONE},
            gates=(number_stands.on(SAME), sheet_made.on(SAME), scan_once.on(SAME)),
            does={SAME: CONFIRM},
        ),
    ),
    apart=((COMPARE, "confirm"),),
)
