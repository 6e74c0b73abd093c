"""A case of a procedure that a test declares, played act by act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.office import BUREAU, refused
from tests.stage import done, key

from fadu.procedure.acts import contribute, open, take
from fadu.procedure.facts import NoFacts
from fadu.procedure.models import Case
from fadu.procedure.refusal import Answer
from fadu.procedure.replay import replay
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByOfficer
from fadu.record.moment import Moment, moment

MONDAY = moment(2020, 3, 2)
Cast = Mapping[str, ByOfficer]


@dataclass(frozen=True)
class Played:
    """A case and who plays in it; acts are of Monday 2 March 2020 unless said."""

    case: UUID
    cast: Cast

    @classmethod
    def begun(
        cls, procedure: str, cast: Cast, by: str, facts: Any = None, **more: Any
    ) -> "Played":  # fmt: skip
        """Opened inside the bureau, unless another channel is named."""
        asked = {"channel": "desk", "at": MONDAY, **more}
        opened = open(procedure, facts or NoFacts(), bureau=BUREAU, by=cast[by], key=key(), **asked)
        return cls(done(opened).case, cast)

    def take(
        self, step: str, outcome: str, by: str | Actor, facts: Any = None, at: Moment = MONDAY,
        **more: Any,
    ) -> Answer:  # fmt: skip
        """A step, whatever comes of it."""
        return take(
            self.case, step, outcome, bureau=BUREAU, by=self.who(by), at=at, key=key(),
            facts=facts, **more,
        )  # fmt: skip

    def did(self, step: str, outcome: str, by: str | Actor, *args: Any, **more: Any) -> None:
        """A step that must be done."""
        done(self.take(step, outcome, by, *args, **more))

    def may_not(
        self, step: str, outcome: str, by: str | Actor, *args: Any, **more: Any
    ) -> tuple[str, ...]:
        """A step that must be refused: the codes of the reasons."""
        return refused(self.take(step, outcome, by, *args, **more))

    def say(
        self, step: str, name: str, by: str | Actor, facts: Any = None, at: Moment = MONDAY,
        **more: Any,
    ) -> Answer:  # fmt: skip
        """A contribution, whatever comes of it."""
        return contribute(
            self.case, step, name, bureau=BUREAU, by=self.who(by), at=at, key=key(),
            facts=facts, **more,
        )  # fmt: skip

    def who(self, by: str | Actor) -> Actor:
        """An officer of the cast by name, or the actor himself."""
        return self.cast[by] if isinstance(by, str) else by

    @property
    def state(self) -> CaseState:
        """The case as it stands."""
        return Case.objects.get(id=self.case).state

    @property
    def sound(self) -> bool:
        """Whether the record and the tables agree."""
        return not dict(replay(BUREAU))[self.case]
