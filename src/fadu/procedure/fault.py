"""What a proof found wrong."""

from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.declare import Procedure


@dataclass(frozen=True, slots=True)
class Finding:
    """What a proof found wrong: a stable id, the procedure, and a sentence."""

    id: str
    procedure: str
    words: Words


def found(identifier: str, procedure: Procedure, zh: str, en: str) -> Finding:
    """A finding of this room; the identifier is that of its start-up check."""
    return Finding(f"procedure.{identifier}", procedure.name, Words(zh, en))
