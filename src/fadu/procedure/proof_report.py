"""What is proved of a procedure, as data: for the command, for other programs and for the docs.

Two things must not be mixed up. The proof that no path goes around a gate is made on the whole
graph (dominators, `proofs`). The paths told here are for the reader: each step at most once, and
beside them the returns, which any path can take as often as it comes back.
"""

import datetime
from dataclasses import dataclass
from itertools import islice

import networkx

from fadu.law.parameters import Parameters
from fadu.law.words import Words
from fadu.procedure.declare import DONE, Post, Procedure, Step
from fadu.procedure.fault import Finding
from fadu.procedure.hands import DUTY_WORDS, conflicts, meeting
from fadu.procedure.longest import Allowed, Longest, allowed, longest
from fadu.procedure.proofs import (
    Node,
    effective,
    expanded,
    faults,
    gates_at,
    gates_on,
    paths,
)
from fadu.procedure.returning import returns, undone

MOST_PATHS = 40


@dataclass(frozen=True, slots=True)
class GateTold:
    """A gate that stands somewhere: its name, title, article, and where it is asked."""

    name: str
    title: Words
    basis: Words
    at: str
    kind: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step with its post, article and limit, and where each outcome leads."""

    name: str
    title: Words
    post: str
    post_title: Words
    basis: Words
    duty: Words | None
    officers: int
    limit: Allowed
    outcomes: tuple[tuple[str, Words, str], ...]
    contributions: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class PathTold:
    """A way from the first step to an act, with the gates that it passes in order."""

    steps: tuple[str, ...]
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActTold:
    """An effective act: what it demands, what every path to it passes, and the paths."""

    name: str
    title: Words
    at: str
    demands: tuple[tuple[str, Words], ...]
    kinds: tuple[Words, ...]
    adverse: bool
    always: tuple[str, ...]
    paths: tuple[PathTold, ...]
    more_paths: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """What a limit that runs out in silence means, by which article."""

    step: str
    outcome: Words
    basis: Words
    limit: str


@dataclass(frozen=True, slots=True)
class ExtensionTold:
    """What the law lets a post add to a clock: how much at most, how often, by which article."""

    title: Words
    post_title: Words
    basis: Words
    most: Allowed
    times: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that is proved of a procedure, for a day and a place."""

    name: str
    title: Words
    basis: tuple[Words, ...]
    on: datetime.date
    division: str
    steps: tuple[StepTold, ...]
    gates: tuple[GateTold, ...]
    acts: tuple[ActTold, ...]
    returns: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    time: Longest
    extensions: tuple[ExtensionTold, ...]
    stops: tuple[tuple[str, Words, Words], ...]
    silences: tuple[Silence, ...]
    who: tuple[tuple[str, Words, tuple[str, ...]], ...]
    apart: tuple[tuple[str, str, Words], ...]
    counter_example: Words | None
    findings: tuple[Finding, ...]


def report(procedure: Procedure, known: Parameters, on: datetime.date, division: str) -> Report:
    """What is proved of a procedure, with the values of a day and a place."""
    time = longest(procedure, known, on, division)
    example = meeting(procedure)
    return Report(
        procedure.name,
        procedure.title,
        tuple(citation.words for citation in procedure.basis),
        on,
        division,
        tuple(_step(step, time.steps[step.name]) for step in procedure.steps),
        tuple(_gates(procedure)),
        tuple(_act(procedure, node) for node, _ in effective(procedure)),
        tuple(
            (name, outcome, to, tuple(sorted(undone(procedure, name, to))))
            for name, outcome, to in returns(procedure)
        ),
        time,
        tuple(
            ExtensionTold(
                power.title,
                power.post.title,
                power.basis.words,
                allowed(power.most, known, on, division),
                power.times,
            )
            for power in procedure.extensions
        ),
        tuple((stop.name, stop.title, stop.basis.words) for stop in procedure.stops),
        tuple(_silence(step) for step in procedure.steps if step.default),
        tuple(_who(procedure)),
        tuple((*pair, why) for pair, why in conflicts(procedure).items()),
        example.words if example else None,
        faults(procedure),
    )


def _step(step: Step, limit: Allowed) -> StepTold:
    return StepTold(
        step.name,
        step.title,
        step.post.code,
        step.post.title,
        step.basis.words,
        DUTY_WORDS[step.duty] if step.duty else None,
        step.officers,
        limit,
        tuple((str(outcome), outcome.words, to) for outcome, to in step.next.items()),
        tuple((aside.name, aside.title) for aside in step.contributions),
    )


def _gates(procedure: Procedure) -> list[GateTold]:
    found: dict[tuple[str, str], GateTold] = {}
    for node in expanded(procedure):
        for gate in gates_at(procedure, node):
            at = "/".join(node)
            found.setdefault(
                (gate.name, at),
                GateTold(
                    gate.name, gate.title, gate.basis.words, at,
                    gate.kind.name if gate.kind else "", gate.optional,
                ),
            )  # fmt: skip
    return list(found.values())


def _act(procedure: Procedure, node: Node) -> ActTold:
    act = dict(effective(procedure))[node]
    some = list(islice(paths(procedure, node), MOST_PATHS + 1))
    return ActTold(
        act.name,
        act.title,
        "/".join(node),
        tuple((gate.name, gate.title) for gate in act.demands),
        tuple(kind.title for kind in act.kinds),
        act.adverse,
        tuple(_always(procedure, node)),
        tuple(
            PathTold(
                tuple(_place(node) for node in path),
                tuple(gates_on(procedure, path)),
            )
            for path in some[:MOST_PATHS]
        ),
        len(some) > MOST_PATHS,
    )


def _always(procedure: Procedure, node: Node) -> list[str]:
    """The steps and outcomes that every path to a node passes, in order: its dominators."""
    start = (procedure.start.name, "")
    above = networkx.immediate_dominators(expanded(procedure), start)
    chain = [node]
    while chain[-1] != start and node in above:
        chain.append(above[chain[-1]])
    return [_place(node) for node in reversed(chain)]


def _place(node: Node) -> str:
    """A node in one word: "step", "step/outcome", or "step/+contribution"."""
    return "/".join(node) if node[1] else node[0]


def _silence(step: Step) -> Silence:
    assert step.default is not None, "asked for steps with one"
    default = step.default
    return Silence(step.name, default.outcome.words, default.basis.words, step.limit.key)


def _who(procedure: Procedure) -> list[tuple[str, Words, tuple[str, ...]]]:
    """Each post with the steps and contributions that it may take."""
    found: dict[str, tuple[Post, list[str]]] = {}
    for step in procedure.steps:
        found.setdefault(step.post.code, (step.post, []))[1].append(step.name)
        for aside in step.contributions:
            names = found.setdefault(aside.post.code, (aside.post, []))[1]
            names.append(f"{step.name}+{aside.name}")
    return [(code, post.title, tuple(names)) for code, (post, names) in found.items()]


def ends(procedure: Procedure) -> tuple[str, ...]:
    """The outcomes with which a case can end."""
    return tuple(
        f"{step.name}/{outcome}"
        for step in procedure.steps
        for outcome, to in step.next.items()
        if to == DONE
    )
