"""What the record says of the archive."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind


@dataclass(frozen=True, slots=True)
class PieceFiled:
    """A piece of a volume: a file of the case by its digest."""

    kind: str
    title: Words
    on: date
    file: UUID
    sha256: str


@entry_kind("archive.filed")
@dataclass(frozen=True, slots=True)
class VolumeFiled:
    """A closed case is filed as a volume."""

    id: UUID
    filed: UUID
    case_number: str
    title: str
    year: int
    number: int
    retention: str
    order: str
    pieces: tuple[PieceFiled, ...]
    compiled_by: UUID
    received_by: UUID
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"{self.case_number} 归档为 {self.year}-{self.number:04d} 号案卷，"
            f"卷内文件 {len(self.pieces)} 件",
            f"{self.case_number} filed as volume {self.year}-{self.number:04d}, "
            f"{len(self.pieces)} pieces",
        )


@entry_kind("archive.lent")
@dataclass(frozen=True, slots=True)
class VolumeLent:
    """A volume is lent to an officer."""

    id: UUID
    volume: UUID
    reference: str
    borrower: UUID
    borrower_number: str
    purpose: str
    lent_by: UUID
    due_on: date
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"{self.reference} 号案卷借给工号 {self.borrower_number}，{self.due_on} 前归还",
            f"Volume {self.reference} lent to no. {self.borrower_number} until {self.due_on}",
        )


@entry_kind("archive.returned")
@dataclass(frozen=True, slots=True)
class VolumeReturned:
    """A volume came back whole."""

    loan: UUID
    reference: str
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(f"{self.reference} 号案卷归还", f"Volume {self.reference} returned")
