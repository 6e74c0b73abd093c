"""What the record says of dispatched documents."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind


@entry_kind("dispatch.kind_set")
@dataclass(frozen=True, slots=True)
class KindSet:
    """A kind of number carries this mark from a day on."""

    id: UUID
    code: str
    mark: str
    title: Words
    given: int
    since: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"自 {self.since} 起，{self.title.zh}的文号用“{self.mark}”",
            f"From {self.since} numbers of {self.title.en} carry “{self.mark}”",
        )


@entry_kind("dispatch.issued")
@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A document is issued under a number; `text` is the digest of what was signed."""

    id: UUID
    kind: str
    mark: str
    year: int
    number: int
    reference: str
    title: str
    addressee: str
    copies: int
    text: str
    drafted_by: UUID
    checked_by: UUID
    issued_by: UUID
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"签发《{self.title}》，文号 {self.reference}，{self.copies} 份",
            f"“{self.title}” issued as {self.reference}, {self.copies} copies",
        )


@entry_kind("dispatch.voided")
@dataclass(frozen=True, slots=True)
class NumberVoided:
    """A number is void; it stays in the register with the reason and is never given again."""

    issued: UUID
    reference: str
    reason: str
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"文号 {self.reference} 作废：{self.reason}", f"{self.reference} void: {self.reason}"
        )


@entry_kind("dispatch.scan_confirmed")
@dataclass(frozen=True, slots=True)
class ScanConfirmed:
    """Two persons compared the scan of a hand-signed sheet with the printed sheet."""

    id: UUID
    issued: UUID
    reference: str
    sheet: str
    scan: str
    file: UUID
    first: UUID
    second: UUID
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"{self.reference} 的手写签批稿纸已扫描归件，两人核对一致",
            f"The hand-signed sheet of {self.reference} was scanned; two persons compared it",
        )
