"""Outcomes of steps, and gates: the conditions of an act, each with the article that sets it."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal


class Outcome(str):
    """The name of how a step ends, with its title for buttons and chart arrows."""

    __slots__ = ("words",)
    words: Words

    def __new__(cls, name: str, title: Words) -> "Outcome":
        """An outcome is its name; the title goes with it."""
        self = super().__new__(cls, name)
        self.words = title
        return self


Need = Callable[[Matter], Any]


@dataclass(frozen=True, slots=True)
class GateKind:
    """What a gate is there for, whichever block places it, so that an act can demand the kind.

    `by_silence` says whether a limit that runs out may pass such a gate.
    """

    name: str
    title: Words
    by_silence: bool = False


LEGAL_REVIEW = GateKind("legal_review", Words("合法性审查", "Legal review"))
DELIBERATION = GateKind("deliberation", Words("集体讨论", "Collective deliberation"))
TWO_OFFICERS = GateKind("two_officers", Words("两名以上工作人员", "Two officers or more"))


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """A condition of an act, with the article that sets it.

    `needs` loads, under lock, what the check has to know; `check` is a pure function from the
    asked act and that knowledge to refusals. A `stated` gate judges what is typed in with the act,
    so a dry run leaves it out. A `fresh` gate must stand on the very step whose act demands it,
    because what it checks can change between steps. Whoever changes what a gate asks raises its
    `version`: cases that run keep the version they began under.

    `kind` is what an act may demand instead of the gate itself. `reads` names what a step before
    has to have given (`Step.gives`). An `optional` gate is asked where the bureau has switched it
    on, and nowhere else; every other gate has no switch.
    """

    name: str
    title: Words
    basis: Citation
    check: Callable[[Asked, Any], Sequence[Refusal]]
    needs: Need | None = None
    fresh: bool = True
    stated: bool = False
    version: int = 1
    kind: GateKind | None = None
    reads: str = ""
    optional: bool = False
    outcomes: frozenset[str] | None = None

    def on(self, *outcomes: Outcome) -> "Gate":
        """The same gate, asked for these outcomes of its step only."""
        return dataclasses.replace(self, outcomes=frozenset(str(outcome) for outcome in outcomes))

    def applies(self, outcome: str) -> bool:
        """Whether the gate is asked for an outcome."""
        return self.outcomes is None or outcome in self.outcomes
