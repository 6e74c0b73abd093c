"""Proofs of a declaration, on its expanded graph, before it may run.

Nodes are steps and, between them, the outcomes that lead from one to another; gates and acts stand
on outcome nodes. Each proof returns findings; an empty list is the proof.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import networkx

from fadu.procedure.declare import DONE, PARTY, SYSTEM, Procedure
from fadu.procedure.fault import Finding
from fadu.procedure.fault import found as _finding
from fadu.procedure.gate import TWO_OFFICERS, Gate
from fadu.procedure.hands import meeting
from fadu.procedure.returning import returns, undone
from fadu.procedure.timely import TIMELY

Node = tuple[str, str]


def expanded(procedure: Procedure) -> "networkx.DiGraph[Node]":
    """Steps as (step, ""), outcomes as (step, outcome), contributions as (step, "+name"), which
    lead back to their step; the end as ("done", "").
    """
    graph: networkx.DiGraph[Node] = networkx.DiGraph()
    graph.add_node((DONE, ""))
    for step in procedure.steps:
        graph.add_node((step.name, ""))
        for outcome, to in step.next.items():
            node = (step.name, str(outcome))
            graph.add_edge((step.name, ""), node)
            graph.add_edge(node, (to, ""))
        for contribution in step.contributions:
            aside = (step.name, f"+{contribution.name}")
            graph.add_edge((step.name, ""), aside)
            graph.add_edge(aside, (step.name, ""))
    return graph


def prove(procedure: Procedure) -> list[Finding]:
    """Every finding of every proof; empty when the procedure may run."""
    found = [*_names(procedure)]
    if found:
        return found
    proofs = (
        _ends, _alive, _grounded, _gated, _been_through, _given, _stops_at_decision, _apart,
        _in_one_hand, _two_officers, *TIMELY,
    )  # fmt: skip
    return [finding for proof in proofs for finding in proof(procedure)]


@cache
def faults(procedure: Procedure) -> tuple[Finding, ...]:
    """The findings of a declaration, proved once in a process: with any, no case of it opens."""
    return tuple(prove(procedure))


def _names(procedure: Procedure) -> Iterator[Finding]:
    """Every outcome leads to a declared step or to the end, and step names are unique."""
    names = [step.name for step in procedure.steps]
    for name in {name for name in names if names.count(name) > 1}:
        yield _finding("E001", procedure, f"步骤“{name}”重复", f"step {name} is declared twice")
    for step in procedure.steps:
        if not step.next:
            yield _finding(
                "E002", procedure, f"步骤“{step.name}”没有出口", f"{step.name} leads nowhere"
            )
        for outcome, to in step.next.items():
            if to != DONE and to not in names:
                yield _finding(
                    "E002", procedure,
                    f"“{step.name}/{outcome}”指向不存在的步骤“{to}”",
                    f"{step.name}/{outcome} leads to {to}, which is no step",
                )  # fmt: skip
        asides = [contribution.name for contribution in step.contributions]
        for name in {name for name in asides if asides.count(name) > 1}:
            yield _finding("E004", procedure, f"“{name}”重复", f"{step.name} takes {name} twice")
        for outcome in (*step.does, *step.starts, *step.ends, *step.documents):
            if outcome not in step.next:
                yield _finding(
                    "E003", procedure,
                    f"“{step.name}”没有结果“{outcome}”", f"{step.name} has no outcome {outcome}",
                )  # fmt: skip


def _ends(procedure: Procedure) -> Iterator[Finding]:
    """Every case can end: from each step the end can be reached."""
    graph = expanded(procedure)
    can_end = networkx.ancestors(graph, (DONE, ""))
    for step in procedure.steps:
        if (step.name, "") not in can_end:
            yield _finding(
                "E010", procedure,
                f"从“{step.name}”不能到达办结", f"a case at {step.name} can never end",
            )  # fmt: skip


def _alive(procedure: Procedure) -> Iterator[Finding]:
    """No dead step: each can be reached from the first."""
    graph = expanded(procedure)
    reached = networkx.descendants(graph, (procedure.start.name, "")) | {(procedure.start.name, "")}
    for step in procedure.steps:
        if (step.name, "") not in reached:
            yield _finding(
                "E011", procedure, f"步骤“{step.name}”无法到达", f"{step.name} can never be reached"
            )


def _grounded(procedure: Procedure) -> Iterator[Finding]:
    """Each step has a post, an article, and a limit or the reason for none."""
    for step in procedure.steps:
        if not step.post.code:
            yield _finding("E020", procedure, f"“{step.name}”没有岗位", f"{step.name} has no post")
        if not (step.limit.key or step.limit.none_because):
            yield _finding(
                "E021", procedure,
                f"“{step.name}”没有时限，也没有说明理由",
                f"{step.name} has neither a limit nor a reason for none",
            )  # fmt: skip
    if not procedure.basis:
        yield _finding("E022", procedure, "没有法律依据", "no article is cited")


def gates_at(procedure: Procedure, node: Node) -> tuple[Gate, ...]:
    """The gates that are asked at an outcome or a contribution."""
    step = procedure.step(node[0])
    if step is None or not node[1]:
        return ()
    contribution = step.contribution(node[1].removeprefix("+"))
    if node[1].startswith("+"):
        return contribution.gates if contribution else ()
    return tuple(gate for gate in step.gates if gate.applies(node[1]))


def _certain(procedure: Procedure, node: Node) -> tuple[Gate, ...]:
    """The gates that an outcome always passes: an optional one may not be switched on."""
    return tuple(gate for gate in gates_at(procedure, node) if not gate.optional)


def _carries(procedure: Procedure, node: Node, gate: Gate) -> bool:
    return any(
        placed.name == gate.name and placed.check is gate.check
        for placed in _certain(procedure, node)
    )


def effective(procedure: Procedure) -> Iterator[tuple[Node, Any]]:
    """The outcome and contribution nodes that do an effective act, with the act."""
    for step in procedure.steps:
        for outcome, act in step.does.items():
            yield (step.name, str(outcome)), act
        for contribution in step.contributions:
            if contribution.does:
                yield (step.name, f"+{contribution.name}"), contribution.does


def _gated(procedure: Procedure) -> Iterator[Finding]:
    """Every path to an effective act passes each gate that it demands; fresh ones at the act."""
    graph = expanded(procedure)
    start = (procedure.start.name, "")
    for node, act in effective(procedure):
        for gate in act.demands:
            if gate.optional:
                yield _finding(
                    "E035", procedure,
                    f"“{act.title.zh}”要求的关口“{gate.title.zh}”可以不开启",
                    f"gate {gate.name}, demanded by {act.name}, is optional",
                )  # fmt: skip
                continue
            if _carries(procedure, node, gate):
                continue
            if gate.fresh:
                yield _finding(
                    "E030", procedure,
                    f"“{act.name}”要求的关口“{gate.title.zh}”没有设在“{node[0]}/{node[1]}”",
                    f"gate {gate.name}, demanded by {act.name}, is not on {node[0]}/{node[1]}",
                )  # fmt: skip
                continue
            open_nodes = [other for other in graph if not _carries(procedure, other, gate)]
            around = graph.subgraph(open_nodes)
            if networkx.has_path(around, start, node):
                path = " → ".join(
                    name
                    for name, outcome in networkx.shortest_path(around, start, node)
                    if not outcome
                )
                yield _finding(
                    "E031", procedure,
                    f"有一条路径绕过关口“{gate.title.zh}”：{path}",
                    f"a path to {act.name} passes around gate {gate.name}: {path}",
                )  # fmt: skip


def _way_around(procedure: Procedure, to: Node, closed: set[Node], since: str = "") -> str:
    """A path that meets none of the closed nodes, from a step (the first); "" for none."""
    graph = expanded(procedure)
    start = (since or procedure.start.name, "")
    around = graph.subgraph([node for node in graph if node not in closed or node == start])
    if to not in around or not networkx.has_path(around, start, to):
        return ""
    path = networkx.shortest_path(around, start, to)
    return " → ".join(name for name, outcome in path if not outcome)


def _been_through(procedure: Procedure) -> Iterator[Finding]:
    """Every path to an effective act passes a gate of each kind that it demands."""
    graph = expanded(procedure)
    for node, act in effective(procedure):
        for kind in act.kinds:
            passing = {
                other for other in graph
                if any(gate.kind == kind for gate in _certain(procedure, other))
            }  # fmt: skip
            path = "" if node in passing else _way_around(procedure, node, passing)
            if path:
                yield _finding(
                    "E034", procedure,
                    f"有一条路径未经“{kind.title.zh}”即到“{act.title.zh}”：{path}",
                    f"a path to {act.name} does without {kind.name}: {path}",
                )  # fmt: skip


def _given(procedure: Procedure) -> Iterator[Finding]:
    """What a gate reads is given on every path to it, and anew after each return that undid it."""
    graph = expanded(procedure)
    back = list(returns(procedure))
    for node in graph:
        for gate in (gate for gate in gates_at(procedure, node) if gate.reads):
            givers = {one.name for one in procedure.steps if gate.reads in one.gives}
            if node[0] in givers:
                continue  # by a contribution, while the step waits
            closed = {(name, outcome) for name, outcome in graph if outcome and name in givers}
            starts = {procedure.start.name}
            starts |= {to for name, _, to in back if gate.reads in undone(procedure, name, to)}
            ways = (_way_around(procedure, node, closed, start) for start in sorted(starts))
            path = next(filter(None, ways), "")
            if path:
                yield _finding(
                    "E036", procedure,
                    f"关口“{gate.title.zh}”所依据的“{gate.reads}”在此路径上没有办理：{path}",
                    f"gate {gate.name} reads {gate.reads}, which nobody gives on {path}",
                )  # fmt: skip


def _stops_at_decision(procedure: Procedure) -> Iterator[Finding]:
    """Where clocks start, every path to the end stops them at a named outcome."""
    graph = expanded(procedure)
    starts = {(s.name, str(o)) for s in procedure.steps for o in s.starts}
    ends = {(s.name, str(o)) for s in procedure.steps for o in s.ends}
    around = graph.subgraph([node for node in graph if node not in ends])
    for node in sorted(starts):
        if networkx.has_path(around, node, (DONE, "")):
            yield _finding(
                "E032", procedure,
                f"从“{node[0]}/{node[1]}”起可以不停时限而办结",
                f"after {node[0]}/{node[1]} a case can end without stopping its clocks",
            )  # fmt: skip
    if starts and not (procedure.promise.key or procedure.statutory.key):
        yield _finding(
            "E033", procedure, "开始计时但没有时限", "clocks start but there is no limit"
        )


def _apart(procedure: Procedure) -> Iterator[Finding]:
    """Steps to be kept apart exist; an act is separated from the examination that precedes it."""
    for pair in procedure.apart:
        for name in pair:
            place, _, aside = name.partition("+")
            named = procedure.step(place)
            if named is None or (aside and named.contribution(aside) is None):
                yield _finding(
                    "E040", procedure, f"没有步骤“{name}”", f"apart names no step: {name}"
                )
    for node, act in effective(procedure):
        step = procedure.step(node[0])
        if node[1].startswith("+"):
            continue
        if act.demands and step and not any(step.name in pair for pair in procedure.apart):
            if step.post not in (PARTY, SYSTEM) and len(procedure.steps) > 1:
                yield _finding(
                    "E041", procedure,
                    f"“{step.name}”作出“{act.title.zh}”，但没有与任何步骤分离",
                    f"{step.name} does {act.name} but is kept apart from no other step",
                )  # fmt: skip


def _in_one_hand(procedure: Procedure) -> Iterator[Finding]:
    """By no appointment and as nobody's deputy can one person do what excludes each other."""
    example = meeting(procedure)
    if example is not None:
        yield _finding("E043", procedure, example.words.zh, example.words.en)


def _two_officers(procedure: Procedure) -> Iterator[Finding]:
    """A step for two officers counts them, whatever its outcome: no one is both."""
    for step in procedure.steps:
        for outcome in step.next if step.officers > 1 else ():
            gates = _certain(procedure, (step.name, str(outcome)))
            if not any(gate.kind == TWO_OFFICERS for gate in gates):
                yield _finding(
                    "E042", procedure,
                    f"“{step.name}/{outcome}”须由 {step.officers} 人办理，但没有关口核对人数",
                    f"{step.name}/{outcome} takes {step.officers} officers and no gate counts them",
                )  # fmt: skip


def paths(procedure: Procedure, to: Node) -> Iterable[list[Node]]:
    """Every path without repetition from the first step to an outcome node."""
    graph = expanded(procedure)
    found: Iterable[list[Node]] = networkx.all_simple_paths(graph, (procedure.start.name, ""), to)
    return found


def gates_on(procedure: Procedure, path: list[Node]) -> list[str]:
    """The names of the gates that a path passes, in order, each once."""
    names: dict[str, None] = {}
    for node in path:
        names.update((gate.name, None) for gate in gates_at(procedure, node))
    return list(names)
