"""When a period ends, and how that was reached (民法典 201-203).

`due` walks nothing: it looks the working day up and pushes it on by what each suspension holds
back. The derivation is drawn up when it is asked for, from the same inputs, and states every day
between start and due date under exactly one heading, so that it can be added up by hand.

Where a year has no holiday notice yet, weekends alone are assumed for it and the answer is
provisional, as it is while a suspension still runs; both say so, and are to be computed again.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.derivation import Line, Workings, conclusion, doubts, lines, text
from fadu.law.extension import Extension, ExtensionError, check_in_time, lengthened
from fadu.law.suspension import Stretch, Suspension, SuspensionError, stretches
from fadu.law.units import (
    Days,
    Hours,
    Immediate,
    Months,
    Period,
    PeriodError,
    WorkingDays,
    parse_period,
)
from fadu.law.words import Words

__all__ = [
    "Days",
    "Due",
    "Extension",
    "ExtensionError",
    "Hours",
    "Immediate",
    "Line",
    "Months",
    "Period",
    "PeriodError",
    "Suspension",
    "SuspensionError",
    "WorkingDays",
    "due",
    "parse_period",
]

_DAY = timedelta(days=1)


class Due(NamedTuple):
    """The last day of a period. `provisional`: to be computed again, for the reason it states.

    The rest is what the derivation is drawn up from: `period` with its `extensions` added,
    `calendar` as it was stretched to answer, and `last`, where a period of days ended before it
    rolled on from a rest day.
    """

    on: date
    provisional: bool
    start: date
    period: Period
    calendar: Calendar
    suspensions: tuple[Suspension, ...] = ()
    last: date | None = None
    extensions: tuple[Extension, ...] = ()

    @property
    def doubts(self) -> tuple[Words, ...]:
        """Why the answer is provisional, one sentence a reason; nothing when it is firm."""
        return doubts(self._workings())

    @property
    def derivation(self) -> tuple[Line, ...]:
        """How the date was reached, one reason a line, drawn up on demand."""
        return lines(self._workings())

    def explain(self, language: str) -> str:
        """The date and its derivation as text, in Chinese for "zh", else in English."""
        headline = conclusion(self._workings(), self.provisional)
        return text(headline, self.derivation, language)

    def _workings(self) -> Workings:
        return Workings(
            self.start,
            self.period,
            self.on,
            self.last,
            self.calendar,
            self.suspensions,
            self.extensions,
        )


def due(
    start: date,
    period: Period,
    calendar: Calendar,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Extension] = (),
) -> Due:
    """The last day of a period that starts by an event on `start`, that day not counted.

    Suspended days do not count towards the period, whatever its unit; a period in months is then
    as long as the days it spans. A running suspension gives the earliest day that is possible.
    Hours are taken to the latest day they can end on and do not roll.
    CalendarMissing when the answer lies more than 30 years from the published holiday notices,
    ExtensionError for an extension of another unit or granted after the period had ended.
    """
    if not suspensions and not extensions and isinstance(period, WorkingDays):
        try:
            on = calendar.add_working_days(start, period.n)
        except CalendarMissing:
            pass  # an unpublished year: the careful way below
        else:
            vague = calendar.assumes and bool(calendar.assumed_between(start + _DAY, on))
            return Due(on, vague, start, period, calendar)
    stops = tuple(suspensions)
    answer = _careful(start, period, calendar, stops)
    granted = tuple(sorted(extensions, key=lambda each: each.on))
    for place, each in enumerate(granted, start=1):
        check_in_time(each, answer.on)
        whole = lengthened(period, granted[:place])
        answer = _careful(start, whole, calendar, stops)._replace(extensions=granted[:place])
    return answer


def _careful(
    start: date, period: Period, calendar: Calendar, suspensions: tuple[Suspension, ...]
) -> Due:
    """`due` with suspensions or unpublished years: stretch the calendar until it answers."""
    if isinstance(period, Immediate):
        return Due(start, _runs(suspensions, start), start, period, calendar, suspensions)
    calendar.assuming(start.year)  # refuses absurd years before any arithmetic overflows
    stops = [stretch for _, stretch in stretches(start, suspensions) if stretch is not None]
    reach = calendar
    while True:
        try:
            if isinstance(period, WorkingDays):
                on, last = _working_days(start, period.n, reach, stops), None
                vague = reach.assumed_between(start + _DAY, on)
            else:
                last = _running_days(start, _length(start, period), stops)
                on = last if isinstance(period, Hours) else _rolled(last, reach, stops)
                vague = () if isinstance(period, Hours) else reach.assumed_between(last, on)
        except CalendarMissing as missing:
            reach = reach.assuming(missing.year)
        else:
            doubtful = bool(vague) or _runs(suspensions, on)
            return Due(on, doubtful, start, period, reach, suspensions, last)


def _runs(suspensions: tuple[Suspension, ...], on: date) -> bool:
    """Whether a suspension that had begun by the day has not ended."""
    return any(each.end is None and each.start <= on for each in suspensions)


def _working_days(start: date, n: int, calendar: Calendar, stops: list[Stretch]) -> date:
    on = calendar.add_working_days(start, n)
    for stop in stops:
        if stop.first > on:
            break
        held = calendar.working_days_between(stop.first - _DAY, stop.last)
        if held:
            on = calendar.add_working_days(on, held)
    return on


def _running_days(start: date, n: int, stops: list[Stretch]) -> date:
    on = start + n * _DAY
    for stop in stops:
        if stop.first > on:
            break
        on += stop.last - stop.first + _DAY
    return on


def _length(start: date, period: Days | Months | Hours) -> int:
    """The period in calendar days after `start`, before any suspension."""
    match period:
        case Days():
            return period.n
        case Hours():
            return -(-period.n // 24)
        case Months():
            return (_months_later(start, period.n) - start).days


def _months_later(start: date, n: int) -> date:
    """The same-numbered day, or the last of the month where there is none (民法典 202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _rolled(last: date, calendar: Calendar, stops: list[Stretch]) -> date:
    """The first working day from `last` on that is not itself suspended (民法典 203)."""
    while not calendar.is_working_day(last) or any(s.first <= last <= s.last for s in stops):
        last += _DAY
    return last
