"""A case as the audit reads it: facts, dated steps, penalties, the fine's lines, the laws named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from fadu.law.audit.when import Span

PENALTY, REGISTRATION, INFORMATION = "penalty", "registration", "information"
_NUMBER = attrgetter("number")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the file. `number`: its place, from 1; `done` False: the file says it was not."""

    number: int
    name: str
    kinds: tuple[str, ...]
    when: Span | None
    until: Span | None = None
    done: bool = True
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FineLine:
    """A line of the fine: so much of something at a rate. Yuan as the file gives them."""

    what: str
    quantity: Decimal | None
    unit: str
    rate: Decimal | None
    stated: Decimal | None
    calculated: Decimal | None = None
    share: bool = False  # the rate is written as a percentage


@dataclass(frozen=True, slots=True)
class Fine:
    """What the file says of the fine, the file's own arithmetic among it."""

    lines: tuple[FineLine, ...] = ()
    stated: Decimal | None = None
    calculated: Decimal | None = None
    maximum: Decimal | None = None
    minimum: Decimal | None = None
    capitals: str = ""


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A provision as the document names it. `law` empty: not recognised."""

    text: str
    law: str = ""
    version: str = ""
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of the file that was not understood, and where it stands."""

    where: str
    text: str


@dataclass(frozen=True)
class AuditCase:
    """One case. `facts` keeps every fact under its own name for the rules that ask for it."""

    id: str
    matter: str
    facts: Mapping[str, object]
    steps: tuple[Step, ...]
    penalties: tuple[str, ...] = ()
    penalties_given: bool = False
    fine: Fine | None = None
    laws: tuple[NamedLaw, ...] = ()
    act: Span | None = None
    act_ends: Span | None = None
    field: str = "land"
    violations: tuple[str, ...] = ()
    division: str = "00"
    about: str = ""
    truncated: bool = False
    unread: tuple[Unread, ...] = ()

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Step, ...]]:
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            for kind in step.kinds:
                found.setdefault(kind, []).append(step)
        return {kind: tuple(steps) for kind, steps in found.items()}

    def _named(self, kinds: tuple[str, ...], done: bool) -> tuple[Step, ...]:
        found = [s for kind in kinds for s in self._by_kind.get(kind, ()) if s.done is done]
        if len(kinds) > 1:
            found = sorted({step.number: step for step in found}.values(), key=_NUMBER)
        return tuple(found)

    def of(self, *kinds: str) -> tuple[Step, ...]:
        """The steps of these kinds that were done, in the file's order."""
        return self._named(kinds, True)

    def denied(self, *kinds: str) -> tuple[Step, ...]:
        """The steps of these kinds of which the file says that they were not done."""
        return self._named(kinds, False)
