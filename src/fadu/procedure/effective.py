"""What changes a register: an effective act, and the gates that it itself demands.

`demands` stands with the act (`acts.py` of the register), the gates stand in the declaration
(`procedures.py`), and the proof compares the two: neither can forget. `decide` turns what was asked
and what is known into a typed entry, drawing numbers and ids; `apply` alone writes the register and
gets nothing but that entry, so that the registers can be built again from the record.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.gate import Gate, GateKind, Need
from fadu.procedure.matter import Asked
from fadu.record.kinds import Told


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: what `apply` may know besides the entry."""

    bureau: str
    case: UUID
    entry: UUID
    at: datetime.date
    recorded_at: datetime.datetime


@dataclass(frozen=True, slots=True, eq=False)
class EffectiveAct:
    """An act that changes a register.

    decide(asked, known) -> entry   pure but for ids and numbers that it draws
    apply(entry, place)  -> None    writes the register from the entry alone
    then                            the kind of job that it asks for, under its entry's id
    kinds                           what a case must have been through, whichever gate it was
    adverse                         it burdens somebody: silence never leads to it
    """

    name: str
    title: Words
    demands: tuple[Gate, ...]
    entry: type[Told]
    decide: Callable[[Asked, Any], Any]
    apply: Callable[[Any, Place], None]
    needs: Need | None = None
    documents: tuple[str, ...] = ()
    then: str = ""
    version: int = 1
    kinds: tuple[GateKind, ...] = ()
    adverse: bool = False


@dataclass(frozen=True, slots=True)
class StandingGate:
    """A gate that a register keeps up for every procedure: asked at each opening.

    check(procedure, paper_codes, bureau, on) -> refusals; it may read its own register.
    """

    name: str
    title: Words
    check: Callable[..., Any]
