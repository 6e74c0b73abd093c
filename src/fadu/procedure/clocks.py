"""Clocks of a case: a budget and a ledger of suspensions, and how a due date came about."""

import dataclasses
import datetime

from fadu.law.calendar import Calendar
from fadu.law.period import Due, Immediate, Suspension, due, parse_period
from fadu.law.words import Words
from fadu.procedure.declare import Limit, Procedure
from fadu.procedure.discover import parameters
from fadu.procedure.state import ClockState, SuspensionState

PROMISED = "promised"
STATUTORY = "statutory"
TITLES = {
    PROMISED: Words("承诺时限", "Promised time"),
    STATUTORY: Words("法定时限", "Statutory limit"),
}


def period_of(key: str, law_on: datetime.date, division: str) -> tuple[str, Words]:
    """The period under a parameter key ("5wd") and its source in words."""
    value = parameters().value(key, law_on, division)
    return str(value.value), value.source.words


def step_due(
    limit: Limit,
    start: datetime.date,
    law_on: datetime.date,
    division: str,
    ledger: tuple[SuspensionState, ...] = (),
) -> Due | None:
    """When a step is due that begins on `start`; None where it has no limit.

    What is to be done at once is due that day, or on the next working day where nobody is in office
    (an application made online on a Sunday; 民法典 203).
    """
    if not limit.key:
        return None
    period = parse_period(period_of(limit.key, law_on, division)[0])
    calendar = Calendar.shipped()
    if period == Immediate() and not calendar.is_working_day(start):
        start = calendar.add_working_days(start, 1)
    stops = [_suspension(item, None) for item in ledger if item.end is None or item.end >= start]
    return due(start, period, calendar, stops)


def started(
    procedure: Procedure, start: datetime.date, law_on: datetime.date, division: str
) -> tuple[ClockState, ...]:
    """The case's clocks, started on the day of acceptance."""
    found = []
    for name, limit in ((PROMISED, procedure.promise), (STATUTORY, procedure.statutory)):
        if limit.key:
            period, source = period_of(limit.key, law_on, division)
            fresh = ClockState(name, limit.key, period, source, start, start, False)
            found.append(reckoned(fresh, procedure))
    return tuple(found)


def explained(clock: ClockState, procedure: Procedure | None) -> Due:
    """The due date of a clock with its derivation."""
    ledger = [_suspension(item, procedure) for item in clock.suspensions]
    return due(clock.start, parse_period(clock.period), Calendar.shipped(), ledger)


def reckoned(clock: ClockState, procedure: Procedure | None) -> ClockState:
    """The clock with its due date computed anew from budget and ledger."""
    result = explained(clock, procedure)
    return dataclasses.replace(clock, due=result.on, provisional=result.provisional)


def _suspension(item: SuspensionState, procedure: Procedure | None) -> Suspension:
    stop = procedure.stop(item.stop) if procedure else None
    reason = stop.title if stop else Words(item.stop, item.stop)
    return Suspension(item.start, item.end, reason, stop.basis if stop else None)


def light(due_on: datetime.date | None, today: datetime.date) -> str:
    """green, amber (one working day or less is left) or red (late); "" without a due date."""
    if due_on is None:
        return ""
    if today > due_on:
        return "red"
    left = Calendar.shipped().working_days_between(today, due_on)
    return "amber" if left <= 1 else "green"
