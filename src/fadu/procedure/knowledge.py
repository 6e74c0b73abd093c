"""Putting together what gates and acts see of a case."""

from typing import Any
from uuid import UUID

from fadu.law.entries import PaperRow
from fadu.procedure.declare import Procedure
from fadu.procedure.in_force import paper_list
from fadu.procedure.matter import Matter
from fadu.procedure.state import CaseState
from fadu.record.typed import from_plain


def papers_asked(procedure: Procedure, state: CaseState, bureau: str) -> tuple[PaperRow, ...]:
    """The paper list in force on the case's parameter date."""
    return paper_list(procedure, state.law_on, bureau)


def matter_of(procedure: Procedure, case: UUID, bureau: str, state: CaseState) -> Matter:
    """What gates and acts see of a case."""
    facts: Any = from_plain(procedure.facts, state.facts)
    roles = {role.name: role.title for role in procedure.roles}
    return Matter(case, bureau, state, facts, papers_asked(procedure, state, bureau), roles)
