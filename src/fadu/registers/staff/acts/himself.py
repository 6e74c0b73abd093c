"""Nobody approves what is about himself: the gate, made for what each procedure knows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.gate import Gate, Need
from fadu.procedure.matter import Asked
from fadu.record.actor import ByOfficer
from fadu.registers.staff.rules.appointments import not_for_himself
from fadu.registers.staff.rules.posts import SEPARATION

NOT_FOR_HIMSELF = "not_for_himself"


def actor(asked: Asked) -> UUID | None:
    """The officer who acts; None where the system does."""
    return asked.by.officer if isinstance(asked.by, ByOfficer) else None


def gate_of(needs: Need, concerned: Callable[[Any], UUID | None]) -> Gate:
    """The gate: the officer who acts is not the one whom the change concerns."""
    return Gate(
        NOT_FOR_HIMSELF,
        Words("不审定本人的变动", "Not about oneself"),
        SEPARATION,
        lambda asked, known: not_for_himself(actor(asked), concerned(known)),
        needs=needs,
    )
