"""公文 in the demo: kinds of numbers, documents in every state, a seal and its use. All examples."""

import datetime
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from fadu.procedure.acts import contribute, enter, take
from fadu.procedure.blocks.dispatch.block import CounterSignature, Draft, Signature, Stand
from fadu.procedure.blocks.dispatch.procedures import DocumentFacts, KindFacts, VoidFacts
from fadu.procedure.blocks.seal.procedures import SealFacts, UseFacts
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.rendering import pdf_of
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment, moment
from fadu.site.demo.cast import BUREAU
from fadu.site.demo.founding import expect

Script = Iterator[Moment]
_TO = "各乡镇人民政府、街道办事处"
FIRST = Draft(
    "fa", "关于做好2020年度土地日宣传活动的通知", _TO, 60,
    "今年6月25日是第30个全国土地日。现将有关事项通知如下。\n"
    "一、围绕活动主题，在集镇、村（社区）开展宣传。\n二、活动情况于7月3日前报我局。",
    "县人民政府办公室",
)  # fmt: skip
TWICE = Draft("han", "关于商请提供地类情况的函", "县林业局", 2, "商请提供有关地块的地类情况。")
SECOND = Draft(
    "fa", "关于报送2020年度土地执法材料的通知", _TO, 60,
    "为做好年度总结，请各单位报送土地执法材料。\n一、报送内容：巡查记录、案件台账、整改情况。\n"
    "二、报送时间：2020年12月31日前。",
    "县人民政府办公室",
)  # fmt: skip
THIRD = Draft(
    "han", "关于征求专项规划意见的函", "县住房和城乡建设局、县交通运输局", 4,
    "现将专项规划（征求意见稿）送你们，请于2021年1月8日前反馈意见。",
)  # fmt: skip


def documents(staff: dict[str, UUID]) -> Iterator[tuple[Moment, Script]]:
    """Each with the moment at which it begins."""
    at = moment(2020, 1, 6, 10)
    yield at, _founded(staff, at)
    for at, draft, until in (
        (moment(2020, 6, 1, 9), FIRST, "sealed"),
        (moment(2020, 9, 7, 9), TWICE, "void"),
        (moment(2020, 12, 21, 9), SECOND, "checked"),
        (moment(2020, 12, 23, 9), THIRD, "returned"),
    ):
        yield at, _document(staff, at, draft, until)


def _by(staff: dict[str, UUID], login: str) -> ByOfficer:
    return ByOfficer(staff[login])


def _later(at: Moment, minutes: int) -> Moment:
    instant = at.recorded_at + datetime.timedelta(minutes=minutes)
    return Moment(instant.date(), instant)


class _Playing:
    """Acts one after the other, a quarter of an hour apart."""

    def __init__(self, staff: dict[str, UUID], at: Moment) -> None:
        self.staff, self.at, self.case = staff, at, UUID(int=0)

    def enter(
        self, procedure: str, facts: Any, outcome: str, login: str, stated: Any = None
    ) -> Moment:
        """Open a case and take its first step."""
        answer = enter(
            procedure, facts, outcome, bureau=BUREAU, by=_by(self.staff, login), at=self.at,
            key=f"demo:{procedure}:{self.at.stamp}", stated=stated,
        )  # fmt: skip
        self.case = expect(answer).case
        return self._on()

    def take(self, step: str, outcome: str, login: str, facts: Any = None) -> Moment:
        """A step of the case."""
        answer = take(
            self.case, step, outcome, bureau=BUREAU, by=_by(self.staff, login), at=self.at,
            key=f"demo:{step}:{outcome}:{self.at.stamp}", facts=facts,
        )  # fmt: skip
        expect(answer)
        return self._on()

    def sign(self, section: str, login: str, stand: Stand, opinion: str = "") -> Moment:
        """A counter-signature to the draft as it is."""
        facts = CounterSignature(self.text, opinion, stand)
        answer = contribute(
            self.case, "countersign", f"sign_{section}", bureau=BUREAU, at=self.at,
            by=_by(self.staff, login), key=f"demo:sign:{section}:{self.at.stamp}", facts=facts,
        )  # fmt: skip
        expect(answer)
        return self._on()

    def _on(self) -> Moment:
        self.at = _later(self.at, 15)
        return self.at

    @property
    def text(self) -> str:
        """The digest of the draft."""
        state = Case.objects.get(bureau=BUREAU, id=self.case).state
        return str(state.memory["dispatch"]["text"])

    def approve(self, procedure: str, facts: Any) -> Script:
        """Proposed by the office, approved by the director."""
        yield self.enter(procedure, facts, "proposed", "checker")
        yield self.take("decide", "approve", "director")


def _founded(staff: dict[str, UUID], at: Moment) -> Script:
    playing = _Playing(staff, at)
    for facts in (
        KindFacts("fa", "渠自然资发", "发文", "Documents"),
        KindFacts("han", "渠自然资函", "函", "Letters"),
    ):
        yield from playing.approve("dispatch.number_kind", facts)
    seal = SealFacts("bureau", "渠县自然资源局", "Qu County Natural Resources Bureau")
    yield from playing.approve("seal.registration", seal)


def _document(staff: dict[str, UUID], at: Moment, draft: Draft, until: str) -> Script:
    playing = _Playing(staff, at)
    facts = DocumentFacts(draft.title)
    yield playing.enter("dispatch.document", facts, "submitted", "office", draft)
    yield playing.sign("realestate_head", "head", Stand.AGREE)
    if until == "returned":
        playing.sign("legal", "legal", Stand.RETURN, "请写明依据哪一条征求意见")
        return
    yield playing.sign("legal", "legal", Stand.AGREE, "合法")
    yield playing.take("countersign", "signed", "office")
    signature = Signature(playing.text, "已核，格式无误")
    yield playing.take("check", "checked", "checker", signature)
    if until == "checked":
        return
    yield playing.take("issue", "issued", "director", Signature(playing.text))
    if until == "void":
        facts_of_voiding = VoidFacts("渠自然资函〔2020〕1号", "与此前函件重复")
        yield from playing.approve("dispatch.voiding", facts_of_voiding)
        return
    for document in CaseDocument.objects.filter(bureau=BUREAU, case=playing.case):
        pdf_of(document, playing.at)
    use = UseFacts("bureau", "渠自然资发〔2020〕1号", 60, "印发通知")
    yield playing.enter("seal.use", use, "asked", "office")
    yield playing.take("approve", "approve", "director")
    playing.take("seal", "sealed", "keeper")
