"""What the engine's entries say: one dataclass a verb, each with its sentence.

The payload of an engine entry is `{"act": …, "change": …, "effect": …, …}`: `act` is the dataclass
below, `change` the changed fields of the case's state (see `state`), `effect` the typed entry of
the register when an effective act was done.
"""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.clock_entries import CaseDueMoved as CaseDueMoved
from fadu.procedure.clock_entries import CaseExtended as CaseExtended
from fadu.procedure.clock_entries import CaseResumed as CaseResumed
from fadu.procedure.clock_entries import CaseSuspended as CaseSuspended
from fadu.procedure.clock_entries import DueMove as DueMove
from fadu.record.kinds import entry_kind


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person who enters the record; the values lie apart, under their ids."""

    id: UUID
    kind: str
    new: bool
    values: dict[str, UUID]


_WHERE = {
    "window": ("窗口", "at the window"),
    "online": ("网上", "online"),
    "import": ("导入", "by import"),
    "origin": ("转办", "by another case"),
}


@entry_kind("case.opened")
@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case was opened."""

    title_zh: str
    title_en: str
    number: str
    channel: str
    persons: tuple[NewPerson, ...]
    papers: tuple[str, ...]

    def sentence(self) -> Words:
        """What was done."""
        where = _WHERE.get(self.channel, ("", ""))
        papers = len(self.papers)
        handed_in = Words(f"，材料 {papers} 类", f", {papers} kinds of papers")
        more = handed_in if papers else Words("", "")
        if self.channel == "desk":  # the bureau's own business: nobody applied
            zh, en = f"局内提起{self.title_zh}", f"{self.title_en} begun inside the bureau"
        else:
            zh, en = f"{where[0]}收到{self.title_zh}申请", f"{self.title_en} received {where[1]}"
        return Words(f"{zh}，编号 {self.number}{more.zh}", f"{en}, number {self.number}{more.en}")


@entry_kind("case.taken")
@dataclass(frozen=True, slots=True)
class CaseTaken:
    """A step was taken with an outcome, having passed the gates named."""

    step: str
    step_zh: str
    step_en: str
    outcome: str
    outcome_zh: str
    outcome_en: str
    to: str
    gates: tuple[str, ...]
    facts: dict[str, Any]
    automatic_zh: str = ""
    automatic_en: str = ""
    items: tuple[dict[str, Any], ...] = ()

    def sentence(self) -> Words:
        """What was done."""
        zh = f"{self.step_zh}：{self.outcome_zh}"
        en = f"{self.step_en}: {self.outcome_en}"
        if self.automatic_zh:
            return Words(
                f"{zh}（系统自动，{self.automatic_zh}）", f"{en} (automatic, {self.automatic_en})"
            )
        return Words(zh, en)


@entry_kind("case.contributed")
@dataclass(frozen=True, slots=True)
class CaseContributed:
    """Somebody contributed to the waiting step, which did not move; the gates named were passed."""

    step: str
    step_zh: str
    step_en: str
    contribution: str
    title_zh: str
    title_en: str
    gates: tuple[str, ...]
    facts: dict[str, Any]

    def sentence(self) -> Words:
        """What was done."""
        return Words(f"{self.step_zh}：{self.title_zh}", f"{self.step_en}: {self.title_en}")


@entry_kind("case.supplemented")
@dataclass(frozen=True, slots=True)
class CaseSupplemented:
    """Papers were added, or a party confirmed the application."""

    papers: tuple[str, ...]
    titles_zh: tuple[str, ...]
    titles_en: tuple[str, ...]
    confirmed: tuple[UUID, ...]

    def sentence(self) -> Words:
        """What was done."""
        parts_zh = []
        parts_en = []
        if self.papers:
            parts_zh.append("补充材料：" + "、".join(self.titles_zh))
            parts_en.append("papers added: " + ", ".join(self.titles_en))
        if self.confirmed:
            parts_zh.append(f"{len(self.confirmed)} 名当事人确认申请")
            count = len(self.confirmed)
            parts_en.append(
                f"application confirmed by {count} {'party' if count == 1 else 'parties'}"
            )
        return Words("；".join(parts_zh), "; ".join(parts_en))


@entry_kind("case.withdrawn")
@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """A party withdrew the application; the case closes when all have."""

    closed: bool

    def sentence(self) -> Words:
        """What was done."""
        if self.closed:
            return Words("申请人全部撤回申请，办结", "All applicants withdrew; the case is closed")
        return Words("一名申请人提出撤回申请", "One applicant declared withdrawal")


MARKS = {
    5: Words("非常满意", "very satisfied"),
    4: Words("满意", "satisfied"),
    3: Words("基本满意", "fairly satisfied"),
    2: Words("不满意", "dissatisfied"),
    1: Words("非常不满意", "very dissatisfied"),
}


@entry_kind("case.rated")
@dataclass(frozen=True, slots=True)
class CaseRated:
    """A party rated how the case was handled; the words lie apart, under their id."""

    score: int
    anonymous: bool
    text: UUID | None

    def sentence(self) -> Words:
        """What was done; the mark of an unnamed rating is not told with the case."""
        if self.anonymous:
            return Words("一名当事人作出评价（匿名）", "One party rated the case, unnamed")
        mark = MARKS[self.score]
        return Words(f"当事人评价：{mark.zh}", f"Rated by a party: {mark.en}")


@entry_kind("case.rating_answered")
@dataclass(frozen=True, slots=True)
class RatingAnswered:
    """The bureau answered a party's rating; the words lie apart, under their id."""

    rating: UUID
    text: UUID

    def sentence(self) -> Words:
        """What was done; neither mark nor person is told with the case."""
        return Words("回应了一条评价", "Answered a rating")


@entry_kind("case.claimed")
@dataclass(frozen=True, slots=True)
class CaseClaimed:
    """An officer took the waiting step on himself."""

    officer: UUID

    def sentence(self) -> Words:
        """What was done."""
        return Words("领为本人经办", "Took the case on")


@entry_kind("case.handed_over")
@dataclass(frozen=True, slots=True)
class CaseHandedOver:
    """The waiting step was handed to an officer."""

    officer: UUID

    def sentence(self) -> Words:
        """What was done."""
        return Words("移交经办人", "Handed over to another officer")


@entry_kind("case.handed_back")
@dataclass(frozen=True, slots=True)
class CaseHandedBack:
    """The waiting step went back to the queue of its post: its officer no longer holds it."""

    officer: UUID

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            "经办人已不在该岗位，退回岗位待办",
            "Back to the queue of the post: its officer no longer holds it",
        )


_ABOVE = {
    "head": Words("股室负责人", "the head of the section"),
    "leader": Words("局领导", "the leaders"),
}


@entry_kind("case.escalated")
@dataclass(frozen=True, slots=True)
class CaseEscalated:
    """A late step was put before those who answer for it; `told` are the officers."""

    level: str
    step: str
    step_zh: str
    step_en: str
    due: datetime.date
    days: int
    told: tuple[UUID, ...]

    def sentence(self) -> Words:
        """What was done."""
        above = _ABOVE[self.level]
        days = "day" if self.days == 1 else "days"
        return Words(
            f"“{self.step_zh}”超期 {self.days} 个工作日，提请{above.zh}督办",
            f"“{self.step_en}” is {self.days} working {days} late: put before {above.en}",
        )


@entry_kind("case.reopened")
@dataclass(frozen=True, slots=True)
class CaseReopened:
    """A supervisor took back what silence had decided (`entry`): the step waits again.

    `note` refers to the grounds in the supervisor's own words, which lie apart ("personal:<id>").
    """

    step: str
    step_zh: str
    step_en: str
    outcome_zh: str
    outcome_en: str
    entry: UUID
    note: str

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"撤销超时默认“{self.outcome_zh}”，恢复到“{self.step_zh}”",
            f"“{self.outcome_en}” by silence taken back; “{self.step_en}” waits again",
        )


@entry_kind("case.hand_over_offered")
@dataclass(frozen=True, slots=True)
class HandOverOffered:
    """The holder of the waiting step offered it to a colleague, and keeps it until he accepts."""

    officer: UUID

    def sentence(self) -> Words:
        """What was done."""
        return Words("请求移交经办人，待接收", "Asked a colleague to take the case over")


@entry_kind("case.hand_over_answered")
@dataclass(frozen=True, slots=True)
class HandOverAnswered:
    """The colleague accepted the case, or declined and said why (`reason` lies apart)."""

    accepted: bool
    reason: str = ""

    def sentence(self) -> Words:
        """What was done."""
        if self.accepted:
            return Words("接收移交", "Accepted the case")
        return Words("退回移交", "Declined to take the case over")


@entry_kind("case.unmasked")
@dataclass(frozen=True, slots=True)
class CaseUnmasked:
    """An officer saw personal values in full: whose, which, and why; never the value.

    `note` refers to the officer's own words, which lie apart ("personal:<id>").
    """

    persons: tuple[UUID, ...]
    fields: tuple[str, ...]
    reason: str
    reason_zh: str
    reason_en: str
    note: str

    def sentence(self) -> Words:
        """What was done."""
        titles = {"identity": ("证件号码", "identity numbers"), "phone": ("电话", "telephones")}
        which = [titles[field] for field in self.fields]
        count = len(self.persons)
        return Words(
            f"查看 {count} 名当事人的完整{'、'.join(zh for zh, _ in which)}（{self.reason_zh}）",
            f"{' and '.join(en for _, en in which)} of {count} "
            f"{'party' if count == 1 else 'parties'} seen in full ({self.reason_en})",
        )


@entry_kind("document.rendered")
@dataclass(frozen=True, slots=True)
class DocumentRendered:
    """A document ordered by an earlier entry was made; `document` says its digests."""

    document: dict[str, Any]
    title_zh: str
    title_en: str
    text: str
    version: int
    text_digest: str

    def sentence(self) -> Words:
        """What was done."""
        return Words(f"生成文书：{self.title_zh}", f"Document made: {self.title_en}")


@entry_kind("person.looked_up")
@dataclass(frozen=True, slots=True)
class PersonLookedUp:
    """An officer looked a person up. What he typed is not kept; `note` lies apart."""

    by: str
    reason: str
    reason_zh: str
    reason_en: str
    note: str
    hits: int
    more: bool

    def sentence(self) -> Words:
        """What was done."""
        zh, en = {
            "name": ("姓名", "name"),
            "identity": ("证件号码", "identity number"),
            "phone": ("电话", "telephone"),
        }[self.by]
        many = ("以上", " or more") if self.more else ("", "")
        return Words(
            f"按{zh}查询当事人，事由：{self.reason_zh}；显示 {self.hits} 件{many[0]}",
            f"Person looked up by {en}, reason: {self.reason_en}; "
            f"{self.hits}{many[1]} {'case' if self.hits == 1 else 'cases'} shown",
        )
