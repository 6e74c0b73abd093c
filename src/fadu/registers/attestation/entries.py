"""What the record says of attestations."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind
from fadu.registers.attestation.rules import RULING_WORDS, Ruling


@entry_kind("attestation.ruled")
@dataclass(frozen=True, slots=True)
class Ruled:
    """A proof is kept or removed from a day on."""

    id: UUID
    code: str
    title: str
    ruling: Ruling
    issuer: str
    authority: str
    since: date

    def sentence(self) -> Words:
        """What was done."""
        words = RULING_WORDS[self.ruling]
        return Words(
            f"{words.zh}证明事项“{self.title}”，自 {self.since} 起",
            f"{words.en} the proof “{self.title}” from {self.since}",
        )
