"""Limits as readers see them: the period, where it comes from, and whether that is confirmed."""

import datetime
from dataclasses import dataclass

from fadu.law.parameters import ParameterMissing, Value
from fadu.law.words import Words
from fadu.procedure.declare import Limit, Procedure
from fadu.procedure.graph import Graph
from fadu.procedure.in_force import parameters_of


@dataclass(frozen=True, slots=True)
class Stated:
    """A limit on a day: `period` None with `reason` where there is none, or none is set yet.

    `source` is marked where it is unconfirmed.
    """

    period: Words | None
    source: Words
    reason: Words
    confirmed: bool


def stated(limit: Limit, on: datetime.date, bureau: str) -> Stated:
    """What a declared limit says on a day."""
    nothing = Words("", "")
    if limit.none_because is not None:
        return Stated(None, nothing, limit.none_because, True)
    try:
        value = parameters_of(bureau).value(limit.key, on, bureau)
    except ParameterMissing as missing:
        return Stated(None, nothing, missing.words, False)
    if value.value is None:
        return Stated(None, value.origin, value.note or nothing, value.confirmed)
    return Stated(value.period.words, value.origin, nothing, value.confirmed)


def periods(graph: Graph, on: datetime.date, bureau: str) -> dict[str, Words]:
    """The period of each step's limit by parameter key: what the flow chart writes into boxes.

    One that is unconfirmed says so there as well.
    """
    found, held = {}, parameters_of(bureau)
    for key in {step["limit"]["key"] for step in graph["steps"].values()} - {None}:
        try:
            value = held.value(key, on, bureau)
            found[key] = value.period.words if value.confirmed else _doubtful(value.period.words)
        except ParameterMissing:
            continue
    return found


def _doubtful(period: Words) -> Words:
    """The mark without brackets: these words stand within brackets already."""
    return Words(f"{period.zh}，未经核实", f"{period.en}, unconfirmed")


def fees(procedure: Procedure, on: datetime.date, bureau: str) -> list[Value]:
    """The fees of a procedure's domain: "reg.papers.transfer" has its fees under "reg.fee."."""
    if procedure.papers is None:
        return []
    start = procedure.papers.key.partition(".")[0] + ".fee."
    found, held = [], parameters_of(bureau)
    for key in held:
        if key.startswith(start):
            try:
                found.append(held.value(key, on, bureau))
            except ParameterMissing:
                continue
    return found
