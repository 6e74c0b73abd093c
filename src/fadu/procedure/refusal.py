"""Answers of a verb: done, or refused with reasons. Exceptions are for bugs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.law.sources import Citation
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act cannot be done: a stable code, a sentence, the article, and what to do.

    `subject` names what it is about where there are several of a kind (a paper's code, a field).
    """

    code: str
    words: Words
    remedy: Words
    basis: Citation | None = None
    subject: str = ""

    def plain(self) -> dict[str, Any]:
        """As it stands in a leaf, in a notice and in the API."""
        return {
            "code": self.code,
            "subject": self.subject,
            "zh": self.words.zh,
            "en": self.words.en,
            "remedy_zh": self.remedy.zh,
            "remedy_en": self.remedy.en,
            "basis_zh": self.basis.words.zh if self.basis else "",
            "basis_en": self.basis.words.en if self.basis else "",
        }


@dataclass(frozen=True, slots=True)
class Done:
    """The act is done and recorded. `repeated` says that the same request had been done before."""

    case: UUID
    entry: UUID
    seq: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done, for these reasons (at least one)."""

    refusals: tuple[Refusal, ...]

    def __post_init__(self) -> None:
        """A refusal without a reason is a bug."""
        if not self.refusals:
            raise ValueError("refused without a reason")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(refusal.code for refusal in self.refusals)


Answer = Done | Refused


def refused(refusals: Iterable[Refusal]) -> Refused | None:
    """`Refused` when there is any reason, else None."""
    reasons = tuple(refusals)
    return Refused(reasons) if reasons else None
