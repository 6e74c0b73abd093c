"""What the record says of the register book."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind
from fadu.registers.realestate.rules import CoOwnership


@dataclass(frozen=True, slots=True)
class HolderEntered:
    """A holder by person id; share as numerator and denominator, none where held jointly."""

    person: UUID
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class UnitImported:
    """A unit of the opening stock with its live right."""

    id: UUID
    code: str
    location: str
    area_m2: Decimal
    use: str
    nature: str
    right: UUID
    co_ownership: CoOwnership
    since: date
    holders: tuple[HolderEntered, ...]
    certificate: UUID
    certificate_number: str
    certificate_year: int
    certificate_serial: int
    restriction: UUID | None
    restriction_kind: str
    restriction_source: str


@entry_kind("realestate.imported")
@dataclass(frozen=True, slots=True)
class Imported:
    """Units taken over from the register kept before."""

    source: str
    units: tuple[UnitImported, ...]

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"导入既有登记簿 {len(self.units)} 个不动产单元（来源：{self.source}）",
            f"{len(self.units)} units taken over from the register kept before ({self.source})",
        )


@entry_kind("realestate.transferred")
@dataclass(frozen=True, slots=True)
class Transferred:
    """Ownership of a unit passed on: one right ended, the next entered, a certificate numbered."""

    unit: UUID
    unit_code: str
    ended: UUID
    right: UUID
    co_ownership: CoOwnership
    holders: tuple[HolderEntered, ...]
    certificate: UUID
    certificate_number: str
    certificate_year: int
    certificate_serial: int
    price_fen: int
    since: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"登簿：不动产单元 {self.unit_code} 所有权转移，{self.certificate_number}",
            f"Entered: ownership of unit {self.unit_code} transferred, {self.certificate_number}",
        )


@entry_kind("realestate.certificate_issued")
@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """The certificate was handed out."""

    certificate: UUID
    certificate_number: str
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(f"发放 {self.certificate_number}", f"{self.certificate_number} handed out")
