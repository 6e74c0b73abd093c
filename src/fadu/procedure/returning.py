"""Returns: outcomes that lead back to an earlier step, and what such a return undoes.

A step stands before another when it is declared before it. An outcome returns when it leads to a
step that stands before its own, or to its own, and from which its own can be reached again. What
the steps after the one returned to had given (`Step.gives`) is undone: they have to give it anew.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fadu.procedure.declare import DONE, Procedure


@cache
def _onward(procedure: Procedure) -> Mapping[str, frozenset[str]]:
    """For each step the steps that can be reached from it."""
    direct = {step.name: set(step.next.values()) - {DONE} for step in procedure.steps}
    found: dict[str, frozenset[str]] = {}
    for name in direct:
        seen: set[str] = set()
        waiting = list(direct[name])
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += direct.get(here, ())
        found[name] = frozenset(seen)
    return found


@cache
def _order(procedure: Procedure) -> Mapping[str, int]:
    return {step.name: place for place, step in enumerate(procedure.steps)}


def is_return(procedure: Procedure, step: str, to: str) -> bool:
    """Whether a way from a step to another leads back."""
    order = _order(procedure)
    return to in order and order[to] <= order[step] and step in _onward(procedure)[to] | {to}


def returns(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    """Each outcome that leads back: step, outcome, and the step returned to."""
    for step in procedure.steps:
        for outcome, to in step.next.items():
            if is_return(procedure, step.name, to):
                yield step.name, str(outcome), to


def later(procedure: Procedure, name: str) -> frozenset[str]:
    """The steps that stand after one and can be reached from it."""
    order = _order(procedure)
    return frozenset(other for other in _onward(procedure)[name] if order[other] > order[name])


def undone(procedure: Procedure, step: str, to: str) -> frozenset[str]:
    """What a case forgets on a way from a step to another: nothing unless it leads back."""
    if not is_return(procedure, step, to):
        return frozenset()
    steps = (procedure.step(name) for name in later(procedure, to))
    return frozenset(given for one in steps if one for given in one.gives)


def kept(procedure: Procedure, memory: Mapping[str, Any], step: str, to: str) -> dict[str, Any]:
    """The memory of a case after a way from a step to another."""
    gone = undone(procedure, step, to)
    return {name: value for name, value in memory.items() if name not in gone}
