"""What may be done with a case now, by whom, and why not: a dry run of the gates for the page."""

from dataclasses import dataclass

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.declare import Procedure, Step
from fadu.procedure.discover import by_digest
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Outcome
from fadu.procedure.knowledge import matter_of
from fadu.procedure.matter import Asked
from fadu.procedure.models import Case
from fadu.procedure.office import in_post
from fadu.procedure.refusal import Refusal, Refused
from fadu.record.actor import Actor
from fadu.record.moment import Moment


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

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it now."""
        return not self.refusals


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


def _offer(
    case: Case, procedure: Procedure, step: Step, outcome: Outcome, actor: Actor, at: Moment
) -> Offer:
    gates = [gate for gate in step.gates if gate.applies(outcome)]
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
    )


def _no_drawing(name: str) -> int:
    raise AssertionError(f"a dry run draws no number ({name})")
