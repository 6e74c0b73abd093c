"""The parameters in force for a bureau: what is shipped, and what registers recorded beside it.

An app with a `recorded.py` keeps dated values: `last(bureau)` is the id of the last one recorded,
`amendments(bureau, last)` gives those up to it. A process keeps the parameters it has built by that
id and asks for it alone, so that an approved value counts at once everywhere. An id, not a number:
an act that was undone leaves its number to another.
"""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from fadu.law.amending import amended
from fadu.law.entries import PaperRow
from fadu.law.parameters import Parameters
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import modules, parameters
from fadu.procedure.gate import Gate
from fadu.procedure.switches import switched_on


def parameters_of(bureau: str) -> Parameters:
    """The parameters that hold for a bureau now; each value still says on which days it holds.

    A recorded value that no longer fits what is shipped raises a LawError: nothing is reckoned with
    a rule that the law above it would refuse (start-up names it, `rulebook.E001`).
    """
    lasts = tuple(module.last(bureau) for module in modules("recorded"))
    return _with(bureau, lasts) if any(lasts) else parameters()


@lru_cache(maxsize=32)
def _with(bureau: str, lasts: tuple[UUID | None, ...]) -> Parameters:
    found = parameters()
    for module, last in zip(modules("recorded"), lasts, strict=True):
        if last is not None:
            found = amended(found, module.amendments(bureau, last))
    return found


def gates_asked(
    procedure: Procedure, gates: Iterable[Gate], on: datetime.date, bureau: str
) -> list[Gate]:
    """The gates that a bureau asks by the values of a day: an optional one only where it is on."""
    some = list(gates)
    if not any(gate.optional for gate in some):
        return some
    known = parameters_of(bureau)
    return [gate for gate in some if switched_on(procedure, gate, known, on, bureau)]


def paper_list(procedure: Procedure, on: datetime.date, bureau: str) -> tuple[PaperRow, ...]:
    """The papers that a procedure asks for on a day; ParameterMissing when none are configured."""
    if procedure.papers is None:
        return ()
    rows = parameters_of(bureau).value(procedure.papers.key, on, bureau).value
    if not isinstance(rows, tuple):
        raise TypeError(f"{procedure.papers.key} is no list of papers")
    return rows
