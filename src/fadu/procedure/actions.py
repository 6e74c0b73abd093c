"""What may be done with a case now, by whom, and why not: a dry run of the gates for the page."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from fadu.bureau.authority import holders
from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure import contribution as pure
from fadu.procedure import transition
from fadu.procedure.contributing import contributor
from fadu.procedure.declare import DONE, PARTY, Attachment, Contribution, Procedure, Step
from fadu.procedure.discover import by_digest
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Outcome
from fadu.procedure.in_force import gates_asked
from fadu.procedure.knowledge import matter_of
from fadu.procedure.matter import Asked
from fadu.procedure.models import Case
from fadu.procedure.office import in_post
from fadu.procedure.refusal import Refusal, Refused
from fadu.procedure.state import AskState
from fadu.record.actor import Actor
from fadu.record.moment import Moment

# Refusals that a colleague can answer, and no paper.
FOR_A_COLLEAGUE = frozenset(
    {"not_your_step", "assigned_to_another", "same_person", "own_case", "no_valid_certificate"}
)


@dataclass(frozen=True, slots=True)
class Leading:
    """Where an outcome leads: the effective act it does, the step after it, what goes out.

    `decisive`: it changes a register or closes the case. No later act undoes that; a further act
    can only correct it. So a page asks once more before such an outcome.
    """

    act: Words | None = None
    step: Words | None = None
    post: Words | None = None
    documents: tuple[str, ...] = ()
    stops_clocks: bool = False
    closes: bool = False

    @property
    def decisive(self) -> bool:
        """Whether it cannot be undone."""
        return self.act is not None or self.closes


@dataclass(frozen=True, slots=True)
class Offer:
    """An outcome of the waiting step: what it needs, by which article, what stands against it."""

    step: str
    outcome: str
    title: Words
    gates: tuple[Words, ...]
    basis: Citation
    facts: type | None
    refusals: tuple[Refusal, ...]
    leading: Leading = field(default_factory=Leading)
    gate_bases: tuple[Citation, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it now."""
        return not self.refusals

    @property
    def conditions(self) -> tuple[tuple[Words, Citation], ...]:
        """Each gate with its article."""
        return tuple(zip(self.gates, self.gate_bases, strict=True))


@dataclass(frozen=True, slots=True)
class Contributable:
    """A contribution that the actor may make now, the Ask it answers, what stands against it."""

    step: str
    contribution: Contribution
    ask: AskState | None
    refusals: tuple[Refusal, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it now."""
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Who can do what the visiting officer cannot: the post, and who holds it that day."""

    post: Words
    names: tuple[str, ...]


def offered(case: Case, actor: Actor, at: Moment) -> list[Offer]:
    """Every outcome of the waiting step except lawful defaults; nothing is locked or written."""
    state = case.state
    procedure = by_digest().get(state.graph)
    step = procedure.step(state.step) if procedure else None
    if procedure is None or step is None:
        return []
    return [
        _offer(case, procedure, step, outcome, actor, at)
        for outcome in step.next
        if step.default is None or outcome != step.default.outcome
    ]


def offer_of(case: Case, step: str, outcome: str, actor: Actor, at: Moment) -> Offer | None:
    """The same for one named step and outcome, also where another step waits; None: not declared.

    So that a page knows of a stale form whether what it asks for is decisive.
    """
    procedure = by_digest().get(case.state.graph)
    declared = procedure.step(step) if procedure else None
    named = declared.outcome(outcome) if declared else None
    if procedure is None or declared is None or named is None:
        return None
    return _offer(case, procedure, declared, named, actor, at)


def contributable_now(case: Case, actor: Actor, at: Moment) -> list[Contributable]:
    """The contributions to the waiting step that are the actor's; nothing is locked or written.

    What is asked of others, or of nobody, is left out; what is his but stopped by a gate is not.
    """
    procedure = by_digest().get(case.state.graph)
    step = procedure.step(case.state.step) if procedure else None
    if procedure is None or step is None or case.status != "open":
        return []
    found = (_contributable(case, procedure, step, each, actor, at) for each in step.contributions)
    return [each for each in found if each is not None]


def _contributable(
    case: Case, procedure: Procedure, step: Step, one: Contribution, actor: Actor, at: Moment
) -> Contributable | None:
    state = case.state
    acting = contributor(actor, procedure, one, state, case.bureau, at.on)
    if isinstance(acting, Refused):
        return None
    by, place = acting
    reasons = pure.contributable(procedure, state, step.name, one.name, actor)
    if not reasons:
        matter = matter_of(procedure, case.id, case.bureau, state)
        asked = Asked(matter, one.name, NoFacts(), by, at, _no_drawing)
        reasons = [
            reason
            for gate in one.gates
            if not gate.stated
            for reason in gate.check(asked, gate.needs(matter) if gate.needs else None)
        ]
    ask = None if place is None else state.asks[place]
    return Contributable(step.name, one, ask, tuple(reasons))


def colleagues(case: Case, on: datetime.date, apart_from: UUID) -> Colleagues | None:
    """Whom to ask about the waiting step: the officer assigned, else all who hold its post."""
    state = case.state
    procedure = by_digest().get(state.graph)
    step = procedure.step(state.step) if procedure else None
    if procedure is None or step is None:
        return None
    post = procedure.window if step.post is PARTY else step.post
    if post is None:
        return None
    found = holders(case.bureau, post.code, on).exclude(id=apart_from)
    if state.officer is not None and state.officer != apart_from:
        found = found.filter(id=state.officer)
    names = found.order_by("staff_number").values_list("name", flat=True)
    return Colleagues(post.title, tuple(names))


def _offer(
    case: Case, procedure: Procedure, step: Step, outcome: Outcome, actor: Actor, at: Moment
) -> Offer:
    gates = gates_asked(procedure, step.gates_on(outcome), case.state.law_on, case.bureau)
    reasons = transition.permitted(procedure, case.state, step.name, outcome, actor, at.on)
    if not reasons:
        acting = in_post(actor, procedure, step, case.state, case.bureau, at.on)
        reasons = list(acting.refusals) if isinstance(acting, Refused) else []
    if not reasons:
        matter = matter_of(procedure, case.id, case.bureau, case.state)
        asked = Asked(matter, outcome, NoFacts(), actor, at, _no_drawing)
        reasons = [
            reason
            for gate in gates
            if not gate.stated
            for reason in gate.check(asked, gate.needs(matter) if gate.needs else None)
        ]
    return Offer(
        step=step.name,
        outcome=str(outcome),
        title=outcome.words,
        gates=tuple(gate.title for gate in gates),
        basis=step.basis,
        facts=step.facts,
        refusals=tuple(reasons),
        leading=_leading(procedure, step, outcome),
        gate_bases=tuple(gate.basis for gate in gates),
        attachments=tuple(each for each in step.attachments if each.goes_with(outcome)),
    )


def _leading(procedure: Procedure, step: Step, outcome: Outcome) -> Leading:
    act = step.does.get(outcome)
    to = procedure.step(step.next[outcome])
    return Leading(
        act=act.title if act else None,
        step=to.title if to else None,
        post=to.post.title if to else None,
        documents=(*step.documents.get(outcome, ()), *(act.documents if act else ())),
        stops_clocks=outcome in step.ends,
        closes=step.next[outcome] == DONE,
    )


def _no_drawing(name: str) -> int:
    raise AssertionError(f"a dry run draws no number ({name})")
