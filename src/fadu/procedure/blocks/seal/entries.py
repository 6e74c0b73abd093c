"""What the record says of seals."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind


@entry_kind("seal.taken_into_use")
@dataclass(frozen=True, slots=True)
class SealTakenIntoUse:
    """A seal is in use from a day on; one of the same code before it is put away."""

    id: UUID
    code: str
    name: Words
    since: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"自 {self.since} 起启用印章“{self.name.zh}”",
            f"Seal “{self.name.en}” in use from {self.since}",
        )


@entry_kind("seal.used")
@dataclass(frozen=True, slots=True)
class SealUsed:
    """A seal was put on copies of an issued document."""

    id: UUID
    seal: UUID
    seal_name: Words
    issued: UUID
    reference: str
    year: int
    number: int
    printed: str
    copies: int
    purpose: str
    approved_by: UUID
    sealed_by: UUID
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"在 {self.reference} 上加盖“{self.seal_name.zh}”{self.copies} 份",
            f"“{self.seal_name.en}” put on {self.copies} copies of {self.reference}",
        )
