"""Clocks of a case: a budget and a ledger of suspensions, and how a due date came about."""

import dataclasses
import datetime
from dataclasses import dataclass

from fadu.law.calendar import Calendar
from fadu.law.moment import SHANGHAI
from fadu.law.office_hours import OfficeHours
from fadu.law.period import Due, Extension, Immediate, Suspension, due, parse_period
from fadu.law.words import Words
from fadu.procedure.declare import Limit, Procedure
from fadu.procedure.in_force import parameters_of
from fadu.procedure.state import CaseState, ClockState, ExtensionState, SuspensionState

_MONTH = datetime.timedelta(days=31)
OFFICE_HOURS = "office.hours"
PROMISED = "promised"
STATUTORY = "statutory"
TITLES = {
    PROMISED: Words("承诺时限", "Promised time"),
    STATUTORY: Words("法定时限", "Statutory limit"),
}


@dataclass(frozen=True, slots=True)
class LocalLaw:
    """What a bureau reckons with: the division whose parameters hold, and its calendar.

    `at` is the instant at which the act is recorded; None where no act is done.
    """

    division: str
    calendar: Calendar
    at: datetime.datetime | None = None


def period_of(key: str, law_on: datetime.date, division: str) -> tuple[str, Words]:
    """The period under a parameter key ("5wd") and its source, marked where it is unconfirmed."""
    value = parameters_of(division).value(key, law_on, division)
    return str(value.value), value.origin


def confirmed(key: str, law_on: datetime.date, division: str) -> bool:
    """Whether a source stands behind the limit under a parameter key; unknown counts as not."""
    value = parameters_of(division).find(key, law_on, division)
    return value is not None and value.confirmed


def step_due(
    limit: Limit,
    start: datetime.date,
    law_on: datetime.date,
    law: LocalLaw,
    ledger: tuple[SuspensionState, ...] = (),
) -> Due | None:
    """When a step is due that begins on `start`; None where it has no limit.

    What is to be done at once is due that day, or on the next working day where nobody is in office
    (an application made online on a Sunday, or after close of business; 民法典 203). Stops that have
    ended held the step up; one that still runs does so only once it has ended.
    """
    if not limit.key:
        return None
    period = parse_period(period_of(limit.key, law_on, law.division)[0])
    if period == Immediate():
        calendar = law.calendar.reaching(start, start + _MONTH)
        open_then = calendar.is_working_day(start) and not _closed(start, law_on, law)
        on = start if open_then else calendar.add_working_days(start, 1)
        vague = bool(calendar.assumed_between(start, on))
        return due(on, period, calendar)._replace(provisional=vague)
    stops = [_suspension(item, None) for item in ledger if item.end and item.end >= start]
    return due(start, period, law.calendar, stops)


def office_hours(bureau: str, on: datetime.date) -> OfficeHours:
    """The hours in which a bureau can be reached, as set for a day."""
    value = parameters_of(bureau).value(OFFICE_HOURS, on, bureau)
    return OfficeHours.read(str(value.value))


def _closed(start: datetime.date, law_on: datetime.date, law: LocalLaw) -> bool:
    """Whether the office had closed when that was recorded which began on this very day."""
    if law.at is None or law.at.date() != start:
        return False
    return law.at.time() >= office_hours(law.division, law_on).close


def as_begun(law: LocalLaw, state: CaseState) -> LocalLaw:
    """The same law, looked at when the waiting step began: one due later than its own working day
    began after close of business.
    """
    day = state.since
    late = (
        state.due is not None and day < state.due and law.calendar.reaching(day).is_working_day(day)
    )
    evening = datetime.datetime.combine(day, datetime.time.max, SHANGHAI)
    return dataclasses.replace(law, at=evening if late else None)


def ledger_of(clocks: tuple[ClockState, ...]) -> tuple[SuspensionState, ...]:
    """The stops of a case: those of the clock that met most of them."""
    return max((clock.suspensions for clock in clocks), key=len, default=())


def started(
    procedure: Procedure, start: datetime.date, law_on: datetime.date, law: LocalLaw
) -> tuple[ClockState, ...]:
    """The case's clocks, started on the day of acceptance."""
    found = []
    for name, limit in ((PROMISED, procedure.promise), (STATUTORY, procedure.statutory)):
        if limit.key:
            period, source = period_of(limit.key, law_on, law.division)
            fresh = ClockState(name, limit.key, period, source, start, start, False)
            found.append(reckoned(fresh, procedure, law.calendar))
    return tuple(found)


def explained(clock: ClockState, procedure: Procedure | None, calendar: Calendar) -> Due:
    """The due date of a clock with its derivation."""
    ledger = [_suspension(item, procedure) for item in clock.suspensions]
    granted = [_extension(item, procedure) for item in clock.extensions]
    return due(clock.start, parse_period(clock.period), calendar, ledger, granted)


def reckoned(clock: ClockState, procedure: Procedure | None, calendar: Calendar) -> ClockState:
    """The clock with its due date computed anew from budget and ledger, and by which notices."""
    result = explained(clock, procedure, calendar)
    return dataclasses.replace(
        clock, due=result.on, provisional=result.provisional, notices=notices_of(result)
    )


def notices_of(result: Due) -> dict[str, str]:
    """The notices that a due date rests on, year by year: the digest of each, "" where assumed."""
    return result.calendar.notices_between(result.start, result.on)


def _suspension(item: SuspensionState, procedure: Procedure | None) -> Suspension:
    stop = procedure.stop(item.stop) if procedure else None
    reason = stop.title if stop else Words(item.stop, item.stop)
    return Suspension(item.start, item.end, reason, stop.basis if stop else None)


def _extension(item: ExtensionState, procedure: Procedure | None) -> Extension:
    power = procedure.extension(item.power) if procedure else None
    by = power.post.title if power else Words(item.power, item.power)
    period = parse_period(item.period)
    return Extension(item.on, period, by, power.basis if power else None)


def light(due_on: datetime.date | None, today: datetime.date, calendar: Calendar) -> str:
    """green, amber (one working day or less is left) or red (late); "" without a due date."""
    if due_on is None:
        return ""
    if today > due_on:
        return "red"
    left = calendar.reaching(today, due_on).working_days_between(today, due_on)
    return "amber" if left <= 1 else "green"
