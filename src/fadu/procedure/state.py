"""The state of a case: what the fold of its entries gives.

Each engine entry carries `change`, the state's fields that the act changed, so that folding needs
no code of the procedure's version: the new state is the old one with these fields replaced.
"""

import dataclasses
import datetime
import functools
import hashlib
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.record.canonical import canonical
from fadu.record.typed import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class SuspensionState:
    """Days that do not count, both ends included (open while `end` is None), and the cause."""

    stop: str
    start: datetime.date
    end: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ExtensionState:
    """More time, granted on a day under a power that the procedure declares ("10wd")."""

    power: str
    on: datetime.date
    period: str


@dataclass(frozen=True, slots=True)
class ClockState:
    """A clock of the case: a budget, its source, ledgers of suspensions and extensions, and the
    due date.

    `notices` says by which holiday notices it was reckoned: year and digest, "" where none was.
    """

    name: str
    parameter: str
    period: str
    source: Words
    start: datetime.date
    due: datetime.date
    provisional: bool
    suspensions: tuple[SuspensionState, ...] = ()
    stopped_on: datetime.date | None = None
    notices: dict[str, str] = field(default_factory=dict)
    extensions: tuple[ExtensionState, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyState:
    """A party by person id, role, whether it has confirmed the application, and its own facts."""

    person: UUID
    role: str
    confirmed: bool
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskState:
    """A contribution asked of a post, an officer or a person: since when, until when, what became
    of it. `ended_on` is the day of the answer, or on which the case went on without one.
    """

    step: str
    contribution: str
    since: datetime.date
    post: str = ""
    officer: UUID | None = None
    person: UUID | None = None
    due: datetime.date | None = None
    ended_on: datetime.date | None = None
    answered: bool = False


@dataclass(frozen=True)
class CaseState:
    """All that the engine knows of a case. `hands` maps a step to the officer who took it last, and
    "step/officer" to each who did before; "step+contribution/officer" to each who contributed.
    `due_notices` are the notices by which the step's due date was reckoned.

    `responsible` is who answers for the case: whoever received it, until another officer takes a
    step, takes the case on, is given it by a head, or accepts it (首问负责). While it is `offered`
    to somebody, it is still his who offered it.
    """

    procedure: str
    graph: str
    number: str
    channel: str
    law_on: datetime.date
    opened_on: datetime.date
    step: str
    since: datetime.date
    due: datetime.date | None = None
    due_provisional: bool = False
    status: str = "open"
    outcome: str = ""
    accepted_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    officer: UUID | None = None
    origin: UUID | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    parties: tuple[PartyState, ...] = ()
    papers: dict[str, Any] = field(default_factory=dict)
    clocks: tuple[ClockState, ...] = ()
    hands: dict[str, str] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    due_notices: dict[str, str] = field(default_factory=dict)
    asks: tuple[AskState, ...] = ()
    responsible: UUID | None = None
    offered: UUID | None = None

    def handled(self, place: str) -> frozenset[str]:
        """The officers who have ever taken a step, or made a contribution ("step+contribution")."""
        earlier = {who for key, who in self.hands.items() if key.startswith(f"{place}/")}
        return frozenset(earlier | ({self.hands[place]} if place in self.hands else set()))

    def clock(self, name: str) -> ClockState | None:
        """The clock of that name, or None."""
        return next((clock for clock in self.clocks if clock.name == name), None)

    @functools.cached_property
    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        value: dict[str, Any] = to_plain(self)
        return value

    @functools.cached_property
    def stored(self) -> str:
        """As canonical JSON text."""
        return canonical(self.plain).decode()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form: stands in the leaf as `state`."""
        return hashlib.sha256(self.stored.encode()).hexdigest()


_FIELDS = tuple(field.name for field in dataclasses.fields(CaseState))
_VALUES = operator.attrgetter(*_FIELDS)


def change(before: CaseState | None, after: CaseState) -> dict[str, Any]:
    """The plain fields of `after` that differ from `before`; `after` then knows its plain form.

    A field that still holds the same object cannot differ: it is neither written out nor compared.
    """
    if before is None:
        return dict(after.plain)
    old = before.plain
    changed = {}
    for name, was, now in zip(_FIELDS, _VALUES(before), _VALUES(after), strict=True):
        if now is not was or name not in old:
            plain = to_plain(now)
            if old.get(name, ...) != plain:
                changed[name] = plain
    _keep_plain(after, {**old, **changed})
    return changed


def fold(before: Mapping[str, Any] | None, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The plain state after an entry, from the plain state before it and the entry's payload."""
    return {**(before or {}), **payload.get("change", {})}


def state_from(plain: Mapping[str, Any]) -> CaseState:
    """The typed state; it keeps its plain form, which the next act compares with."""
    state = from_plain(CaseState, plain)
    _keep_plain(state, dict(plain))
    return state


def _keep_plain(state: CaseState, plain: dict[str, Any]) -> None:
    """Fill the cached property: the form is at hand, and each act would pay to make it again."""
    state.__dict__["plain"] = plain
