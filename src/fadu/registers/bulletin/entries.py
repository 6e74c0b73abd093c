"""What the record says of published items."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.entries import DueMove
from fadu.record.kinds import entry_kind
from fadu.registers.bulletin.rules import ItemKind


@entry_kind("bulletin.published")
@dataclass(frozen=True, slots=True)
class Published:
    """A version is published: the first of an item, or a correction. The texts stand here whole."""

    id: UUID
    item: UUID
    number: str
    version: int
    kind: ItemKind
    title: str
    body: str
    title_en: str
    body_en: str
    place: str
    remark: str
    period: str
    period_basis: str
    ends_on: date | None
    drafted_by: UUID
    reviewed_by: UUID
    digest: str
    on: date
    provisional: bool = False
    notices: dict[str, str] = field(default_factory=dict)

    def sentence(self) -> Words:
        """What was done."""
        kind = self.kind.words
        if self.version > 1:
            return Words(
                f"更正{kind.zh} {self.number}“{self.title}”，第 {self.version} 版",
                f"{kind.en} {self.number} “{self.title_en or self.title}” corrected, "
                f"version {self.version}",
            )
        return Words(
            f"发布{kind.zh} {self.number}“{self.title}”",
            f"{kind.en} {self.number} “{self.title_en or self.title}” published",
        )


@entry_kind("bulletin.period_moved")
@dataclass(frozen=True, slots=True)
class PeriodMoved:
    """The end of a version's period, reckoned anew because of a holiday notice."""

    version: UUID
    item: str
    move: DueMove
    notices: dict[str, str]
    notice: UUID
    year: int
    number: str
    digest: str

    def sentence(self) -> Words:
        """What was done."""
        move = self.move.sentence()
        return Words(
            f"按{self.year}年放假安排（{self.number}）重算 {self.item} 的期限：{move.zh}",
            f"Period of {self.item} by the holiday notice of {self.year} ({self.number}): "
            f"{move.en}",
        )


@entry_kind("bulletin.withdrawn")
@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An item is taken off the portal; its texts stay in the record."""

    item: UUID
    number: str
    reason: str
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"撤下 {self.number}：{self.reason}", f"{self.number} withdrawn: {self.reason}"
        )
