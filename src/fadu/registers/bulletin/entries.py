"""What the record says of published items."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
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
