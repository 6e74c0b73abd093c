"""Whether a silence is one: how much office time ran before a limit's end, and was the house up.

What the law takes as decided because nobody spoke (超时默认) needs somebody who could have spoken.
So a default waits until as much office time was served, counted from the instant at which the case
came to its step, as lies between that instant and the end of the limit. An outage, whatever its
cause, pushes the worker's act back by the office time that was lost, and never the citizen's clock:
what is taken as accepted counts from the day of its limit.
"""

import datetime

from fadu.jobs.watch import Served
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import office_hours
from fadu.procedure.models import Case
from fadu.record.models import entries_of
from fadu.record.moment import SHANGHAI, Moment


def begun_at(case: Case) -> datetime.datetime:
    """The instant at which the record says that the case came to its step.

    What was handed in yesterday and entered today could be answered from today on.
    """
    moved = (
        entry.recorded_at
        for entry in entries_of(case.bureau, case.id).reverse()
        if "step" in entry.payload.get("change", ())
    )
    return next(moved, case.recorded_at)


def ran_out(case: Case, due: datetime.date, at: Moment, served: Served) -> bool:
    """Whether the waiting step's limit ran out in a silence that somebody could have broken."""
    if not served.believed or at.on <= due:
        return False
    hours, calendar = office_hours(case.bureau, case.state.law_on), calendar_of(case.bureau)
    begun = begun_at(case)
    closing = datetime.datetime.combine(due, hours.close, SHANGHAI)
    allowed = hours.between(begun, closing, calendar)
    return served.of(hours.stretches(begun, at.recorded_at, calendar)) >= allowed
