"""Asking the gates, letting the effective act decide, noting what the case remembers: the part that
`take` and `contribute` share.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.procedure.attaching import Attached
from fadu.procedure.declare import Ask, Procedure
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.engine import Drawn, Locked, drawing
from fadu.procedure.gate import Gate
from fadu.procedure.knowledge import matter_of
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal, Refused, refused
from fadu.record.actor import Actor
from fadu.record.moment import Moment


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of an act whose gates were passed."""

    effect: tuple[str, Any] | None
    memory: Mapping[str, Any]
    asks: Sequence[Ask]
    drawn: tuple[Drawn, ...]


def passed(
    procedure: Procedure,
    locked: Locked,
    outcome: str,
    stated: Any,
    by: Actor,
    at: Moment,
    *,
    gates: Sequence[Gate],
    act: EffectiveAct | None,
    remembers: Callable[[Asked], Mapping[str, Any]] | None,
    asks: Callable[[Asked], Sequence[Ask]] | None,
    attached: Attached,
) -> Passed | Refused:
    """Run every gate under lock, then decide; all refusals at once."""
    matter = matter_of(procedure, locked.id, locked.bureau, locked.state)
    drawn: list[Drawn] = []
    draw = drawing(locked.bureau, at.on.year, drawn)
    asked = Asked(matter, outcome, stated, by, at, draw, attached.ids)
    needs = {gate.needs for gate in gates} | {act.needs if act else None}
    knowledge = {need: need(matter) for need in needs if need is not None}
    stopped = refused(reason for gate in gates for reason in _checked(gate, asked, knowledge))
    if stopped:
        return stopped
    effect = None
    if act:
        told = act.decide(asked, knowledge.get(act.needs) if act.needs else None)
        if isinstance(told, Refused):
            return told
        effect = (act.name, told)
    memory = remembers(asked) if remembers else {}
    return Passed(effect, memory, asks(asked) if asks else (), tuple(drawn))


def _checked(gate: Gate, asked: Asked, knowledge: Mapping[Any, Any]) -> Sequence[Refusal]:
    return gate.check(asked, knowledge[gate.needs] if gate.needs else None)
