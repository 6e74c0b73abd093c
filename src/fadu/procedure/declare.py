"""The words a procedure is declared with: Procedure, Step, Limit, Gate, Paper, Block.

A declaration is frozen data in Python: editors and mypy follow its references. Flow chart, guide,
one-time notice, checklist, forms and proofs all come from it. What changes often (limits, papers,
fees) is dated data that a declaration names by key.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from fadu.bureau.models import CertificateKind
from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked

DONE = "done"


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a declaration names it; the bureau fills it with officers by its code."""

    code: str
    title: Words


PARTY = Post("party", Words("申请人", "Applicant"))
SYSTEM = Post("system", Words("系统", "System"))
# Whoever is signed in on the portal, a party to the case or not.
PUBLIC = Post("public", Words("社会公众", "The public"))
# What every officer may do for himself; a gate says for whom else. Nobody is appointed to it.
STAFF = Post("staff", Words("本局工作人员", "Any officer"))


class Duty(StrEnum):
    """What a step does to a case: no person may do two of these in one (不相容职责)."""

    HANDLE = "handle"
    REVIEW = "review"
    DECIDE = "decide"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Limit:
    """The parameter that holds a limit, or the reason why a step has none."""

    key: str = ""
    none_because: Words | None = None

    @classmethod
    def none(cls, zh: str, en: str) -> "Limit":
        """No limit, and why."""
        return cls(none_because=Words(zh, en))


# What the bureau does for itself: nobody outside waits for it.
INTERNAL = Limit.none("内部管理事项", "Internal management")


@dataclass(frozen=True, slots=True)
class Paper:
    """A list of papers (申请材料) by the parameter that holds it."""

    key: str

    @classmethod
    def list(cls, key: str) -> "Paper":
        """The list under a parameter key."""
        return cls(key)


class Opinion(StrEnum):
    """What the bureau's published rule may count as no objection when it is late: nothing else."""

    CONSULTATION = "consultation"
    JOINT_REVIEW = "joint_review"


@dataclass(frozen=True, slots=True)
class Default:
    """What has happened when the limit has run out in silence, by which article.

    `internal` names an opinion of a section of the bureau: its silence is no objection only where
    the bureau has published that rule (`silence.published`). Without it the article itself says
    so, outwards.
    """

    outcome: Outcome
    basis: Citation
    reason: Words
    internal: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A cause that stops the case's clocks, and the article that says so."""

    name: str
    title: Words
    basis: Citation


@dataclass(frozen=True, slots=True)
class ExtensionPower:
    """What the law lets somebody grant: who, by which article, how much at most, how often.

    `most` is the parameter of the longest extension; `clocks` are the clocks that it lengthens.
    """

    name: str
    title: Words
    post: Post
    basis: Citation
    most: Limit
    times: int = 1
    clocks: tuple[str, ...] = ("statutory",)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A part that parties play ("transferor"), how many they must be, what is asked of each."""

    name: str
    title: Words
    least: int = 1
    most: int | None = None
    facts: type | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes into the record with an act: a proof of posting, a scan, a photograph.

    Asked for with the outcomes named (with every one where none is), `recordings` also as sound
    or film. What is attached stands among the case's papers as "step/name".
    """

    name: str
    title: Words
    required: bool = True
    recordings: bool = False
    outcomes: frozenset[str] | None = None

    def on(self, *outcomes: Outcome) -> "Attachment":
        """The same, asked for with these outcomes only."""
        return dataclasses.replace(self, outcomes=frozenset(str(outcome) for outcome in outcomes))

    def goes_with(self, outcome: str) -> bool:
        """Whether it is asked for with an outcome."""
        return self.outcomes is None or outcome in self.outcomes


@dataclass(frozen=True, slots=True)
class Ask:
    """A contribution that is asked of a post, an officer or a person, with a limit for the answer.

    Whoever is asked reads the case from then on.
    """

    contribution: str
    post: str = ""
    officer: UUID | None = None
    person: UUID | None = None
    limit: Limit | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Contribution:
    """What somebody puts into the file while a step waits, without moving the case: a reply, a
    voice, a request, a comment.

    Whoever holds `post` may make it; with `only_asked`, whoever an open Ask names. `gates`, `does`,
    `documents` and `remembers` are as with a step; Asked.outcome is then its name.
    """

    name: str
    title: Words
    post: Post
    basis: Citation
    facts: type | None = None
    gates: tuple[Gate, ...] = ()
    does: EffectiveAct | None = None
    documents: tuple[str, ...] = ()
    remembers: Callable[[Asked], Mapping[str, Any]] | None = None
    asks: Callable[[Asked], Sequence[Ask]] | None = None
    only_asked: bool = False
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step: who takes it, by which article, within which limit, and where each outcome leads.

    `does` is the effective act of an outcome; `starts` and `ends` name the outcomes that start and
    stop the case's clocks; `facts` is what the officer states when taking the step; `documents`
    names the texts that go out with an outcome. `contributions` may be made while it waits; `asks`
    says of whom, by an outcome of this step, a contribution to the next one is asked. `duty` is
    what the step does to the case; `officers` how many different ones it takes; `gives` what it
    remembers and a return to before it undoes. `never_by_silence` is the article for which a
    person must take this step, `certificate` the kind that an officer must hold on the day for it.
    """

    name: str
    title: Words
    post: Post
    basis: Citation
    limit: Limit
    next: Mapping[Outcome, str]
    gates: tuple[Gate, ...] = ()
    does: Mapping[Outcome, EffectiveAct] = field(default_factory=dict)
    facts: type | None = None
    default: Default | None = None
    never_by_silence: Citation | None = None
    starts: tuple[Outcome, ...] = ()
    ends: tuple[Outcome, ...] = ()
    documents: Mapping[Outcome, tuple[str, ...]] = field(default_factory=dict)
    remembers: Callable[[Asked], Mapping[str, Any]] | None = None
    duty: Duty | None = None
    officers: int = 1
    gives: tuple[str, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    asks: Callable[[Asked], Sequence[Ask]] | None = None
    attachments: tuple[Attachment, ...] = ()
    certificate: CertificateKind | None = None

    def contribution(self, name: str) -> Contribution | None:
        """The contribution of that name, or None."""
        return next((each for each in self.contributions if each.name == name), None)

    def gates_on(self, outcome: str) -> tuple[Gate, ...]:
        """The gates of an outcome, those among them that a bureau may leave off."""
        return tuple(gate for gate in self.gates if gate.applies(outcome))

    def outcome(self, name: str) -> Outcome | None:
        """The outcome of that name, or None."""
        return next((outcome for outcome in self.next if outcome == name), None)


@dataclass(frozen=True, slots=True)
class Block:
    """Steps that many procedures share; it expands into plain steps when the procedure loads."""

    name: str
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        """So that `*block` places its steps."""
        return iter(self.steps)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Procedure:
    """How a matter proceeds, from the first step to its ends."""

    name: str
    title: Words
    mark: str
    power: str
    basis: tuple[Citation, ...]
    promise: Limit
    statutory: Limit
    facts: type
    papers: Paper | None
    roles: tuple[Role, ...] = ()
    steps: tuple[Step, ...]
    apart: tuple[tuple[str, str], ...] = ()
    stops: tuple[Stop, ...] = ()
    extensions: tuple[ExtensionPower, ...] = ()
    window: Post | None = None
    withdrawal: Citation | None = None
    withdrawable: frozenset[str] = frozenset()
    # The steps at which parties may still add papers and confirm.
    supplementable: frozenset[str] = frozenset()
    # Whether its parties read the case: not where they are merely listed in it (an import).
    for_parties: bool = True
    on_opening: tuple[str, ...] = ()

    @property
    def start(self) -> Step:
        """The first step."""
        return self.steps[0]

    def step(self, name: str) -> Step | None:
        """The step of that name, or None."""
        return next((step for step in self.steps if step.name == name), None)

    def extension(self, name: str) -> ExtensionPower | None:
        """The power to extend of that name, or None."""
        return next((power for power in self.extensions if power.name == name), None)

    def titled(self, place: str) -> Words:
        """The title of a step, or of a contribution named as "step+contribution"."""
        name, _, contribution = place.partition("+")
        step = self.step(name)
        found = step.contribution(contribution) if step and contribution else step
        return found.title if found else Words(place, place)

    def stop(self, name: str) -> Stop | None:
        """The cause of suspension of that name, or None."""
        return next((stop for stop in self.stops if stop.name == name), None)
