"""Tightening a procedure: a bureau may switch optional gates on, and no gate off.

Each gate has a key among the dated parameters, `gate.PROCEDURE.GATE`, 1 where it is asked. National
law says 1 of a gate that an article sets, 0 of one that a declaration marks `optional`; a layer
below may only raise it. So switching a gate on is recorded like any value, with source and two
persons, and switching one off is refused with the article that sets it (`law.layers`). The engine
reads the key for optional gates alone: the others have no switch at all.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from fadu.law.parameters import Parameters
from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import Procedure
from fadu.procedure.gate import Gate

ON, OFF = 1, 0
SWITCH = "gate."


def key_of(procedure: str, gate: str) -> str:
    """The key of a gate among the parameters."""
    return f"{SWITCH}{procedure}.{gate}"


def switched_on(procedure: Procedure, gate: Gate, known: Parameters, on: date, place: str) -> bool:
    """Whether a gate is asked by the values of a day and a place: always, unless it is optional."""
    if not gate.optional:
        return True
    value = known.find(key_of(procedure.name, gate.name), on, place)
    return value is not None and value.number == ON


def keys(procedures: Iterable[Procedure]) -> dict[str, object]:
    """The keys of the gates of procedures, in the shape of a parameter file."""
    return {
        key_of(procedure.name, gate.name): _key(procedure, gate)
        for procedure in procedures
        for gate in _gates(procedure)
    }


def _gates(procedure: Procedure) -> Iterable[Gate]:
    """Each gate once; optional only where it is so everywhere."""
    found: dict[str, Gate] = {}
    for step in procedure.steps:
        asides = (gate for aside in step.contributions for gate in aside.gates)
        for gate in (*step.gates, *asides):
            if gate.name not in found or found[gate.name].optional:
                found[gate.name] = gate
    return found.values()


def _key(procedure: Procedure, gate: Gate) -> Mapping[str, object]:
    title = Words(
        f"关口：{procedure.title.zh} · {gate.title.zh}",
        f"Gate: {procedure.title.en} · {gate.title.en}",
    )
    value = {
        "layer": "national",
        "from": None,
        "value": OFF if gate.optional else ON,
        "source": _source(gate.basis),
        "confidence": "V",
    }
    return {
        "title": {"zh": title.zh, "en": title.en},
        "unit": "switch",
        "tightens": "higher",
        "values": [value],
    }


def _source(basis: Citation) -> dict[str, object]:
    places = {"article": basis.article, "paragraph": basis.paragraph, "item": basis.item}
    return {"law": basis.law, **{name: place for name, place in places.items() if place}}
