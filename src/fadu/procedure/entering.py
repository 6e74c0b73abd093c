"""The verb `enter`: a case is opened and its first step taken, both or neither.

For what is stated and done at once by one officer (an absence, a draft): a refusal of the step
leaves no case behind that nobody would come back to.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fadu.procedure.discover import procedures
from fadu.procedure.engine import retrying
from fadu.procedure.opening import Applicant, open
from fadu.procedure.refusal import Answer, Refused
from fadu.procedure.taking import take
from fadu.record.actor import ByOfficer, BySystem
from fadu.record.evidence import Stored
from fadu.record.moment import Moment


def enter(
    procedure: str,
    facts: Any,
    outcome: str,
    *,
    bureau: str,
    by: ByOfficer | BySystem,
    at: Moment,
    key: str,
    stated: Any = None,
    papers: Mapping[str, Sequence[Stored]] | None = None,
    case: UUID | None = None,
    applicants: Sequence[Applicant] = (),
) -> Answer:
    """Open a case with `facts` and take its first step with an outcome (stating `stated` with it).

    The answer is that of the step. The two entries stand under keys of their own. `papers` were
    kept under the id `case` (see `open`).
    """
    first = procedures()[procedure].start.name

    def attempt() -> Answer:
        opened = open(
            procedure, facts, bureau=bureau, by=by, at=at, key=f"{key}:open", channel="desk",
            papers=papers, case=case, applicants=applicants,
        )  # fmt: skip
        if isinstance(opened, Refused):
            return opened
        taken = f"{key}:{first}"
        return take(
            opened.case, first, outcome, bureau=bureau, by=by, at=at, key=taken, facts=stated
        )

    return retrying(attempt)
