"""What gates and acts see of a case: frozen values, no rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fadu.law.entries import PaperRow
from fadu.law.words import Words
from fadu.procedure.state import CaseState, PartyState
from fadu.record.actor import Actor
from fadu.record.moment import Moment


@dataclass(frozen=True, slots=True)
class Matter:
    """A case as it stands: id, state, typed facts, papers asked for, titles of the roles."""

    id: UUID
    bureau: str
    state: CaseState
    facts: Any
    papers_asked: tuple[PaperRow, ...]
    roles: Mapping[str, Words]

    def parties(self, role: str) -> tuple[PartyState, ...]:
        """The parties in a role, in the order of the application."""
        return tuple(party for party in self.state.parties if party.role == role)


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that somebody asks for: the matter, the outcome, what is stated, who and when.

    `draw(name)` gives the next number of a sequence of this bureau and year; `attached` has the
    ids of the files that come with the act, by the name of their Attachment.
    """

    matter: Matter
    outcome: str
    facts: Any
    by: Actor
    at: Moment
    draw: Callable[[str], int]
    attached: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
