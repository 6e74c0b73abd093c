"""What the tests of the blocks share: a case of a procedure that only the test declares."""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from tests.declared import declared
from tests.office import BUREAU, staffed
from tests.stage import done, key, papers

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.acts import contribute, open, take
from fadu.procedure.declare import DONE, INTERNAL, Post, Procedure, Step
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Outcome
from fadu.procedure.models import Case
from fadu.procedure.refusal import Answer
from fadu.procedure.replay import replay
from fadu.record.actor import Actor, ByOfficer
from fadu.record.moment import Moment, moment

BASIS = cite("重大行政决策程序暂行条例", 15)
HANDLER = Post("handler", Words("经办岗", "Handler"))
LAND = Post("land", Words("国土空间规划股", "Planning section"))
WATER = Post("water", Words("水务局", "Water bureau"))
BEGUN = Outcome("begun", Words("开始", "Begin"))
CLOSED = Outcome("closed", Words("办结", "Close"))
MONDAY, TUESDAY = moment(2020, 3, 2), moment(2020, 3, 3)


def around(name: str, *steps: Step) -> Procedure:
    """A procedure of these steps, which begins before them at "draft" and ends at "end"."""
    first = Step("draft", Words("起草", "Draft"), HANDLER, BASIS, INTERNAL, {BEGUN: steps[0].name})
    last = Step("end", Words("办结", "End"), HANDLER, BASIS, INTERNAL, {CLOSED: DONE})
    return Procedure(
        name=f"test.{name}", title=Words("试验", "Trial"), mark="SY", power="", basis=(BASIS,),
        promise=INTERNAL, statutory=INTERNAL, facts=NoFacts, papers=None, for_parties=False,
        steps=(first, *steps, last),
    )  # fmt: skip


def without(procedure: Procedure, step: str, *gates: str) -> Procedure:
    """The same without these gates of a step: the control of the tests that need them."""
    return dataclasses.replace(
        procedure,
        name=f"{procedure.name}_loose",
        steps=tuple(
            dataclasses.replace(
                each,
                gates=tuple(gate for gate in each.gates if gate.name not in gates),
                contributions=tuple(
                    dataclasses.replace(
                        one, gates=tuple(gate for gate in one.gates if gate.name not in gates)
                    )
                    for one in each.contributions
                ),
            )
            if each.name == step
            else each
            for each in procedure.steps
        ),
    )


@dataclasses.dataclass
class Play:
    """A case under way, and the officers by name."""

    case: UUID
    cast: Mapping[str, ByOfficer]

    def by(self, who: str | Actor) -> Actor:
        """An officer by name, or the actor himself."""
        return self.cast[who] if isinstance(who, str) else who

    def take(
        self, who: str | Actor, step: str, outcome: str, facts: Any = None, *files: str,
        at: Moment = TUESDAY,
    ) -> Answer:  # fmt: skip
        """Take a step, with a file for each name."""
        return take(
            self.case, step, outcome, bureau=BUREAU, by=self.by(who), at=at, key=key(),
            facts=facts, files=papers(self.case, files),
        )  # fmt: skip

    def give(
        self, who: str | Actor, step: str, name: str, facts: Any = None, *files: str,
        at: Moment = TUESDAY,
    ) -> Answer:  # fmt: skip
        """Make a contribution, with a file for each name."""
        return contribute(
            self.case, step, name, bureau=BUREAU, by=self.by(who), at=at, key=key(),
            facts=facts, files=papers(self.case, files),
        )  # fmt: skip

    @property
    def step(self) -> str:
        """Where the case stands."""
        return Case.objects.get(id=self.case).state.step

    @property
    def memory(self) -> dict[str, Any]:
        """What the case remembers."""
        return Case.objects.get(id=self.case).state.memory

    @property
    def sound(self) -> bool:
        """Whether replay gives the same."""
        return not dict(replay(BUREAU))[self.case]


def officers() -> dict[str, ByOfficer]:
    """Who plays: two handlers, two bodies that are asked, one officer who holds both posts."""
    return staffed(
        handler=["handler"], second=["handler"], land=["land"], water=["water"],
        both=["land", "water"], stranger=["archive"],
    )  # fmt: skip


@contextmanager
def played(procedure: Procedure, cast: Mapping[str, ByOfficer]) -> Iterator[Play]:
    """A case of this procedure, at the step after "draft"."""
    with declared(procedure):
        opened = done(
            open(procedure.name, NoFacts(), bureau=BUREAU, by=cast["handler"], at=MONDAY,
                 key=key(), channel="desk")
        )  # fmt: skip
        play = Play(opened.case, cast)
        done(play.take("handler", "draft", "begun", at=MONDAY))
        yield play
