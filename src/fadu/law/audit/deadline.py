"""When something had to be done, for a start that may be any of several days.

The end of a period moves with its start and with the law of the start's day. `Deadline` keeps the
earliest and the latest end that are possible; only what lies beyond both is late, and only what
lies before both is in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.law.audit.when import Span
from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.parameters import Value
from fadu.law.period import Due, Suspension, due
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Deadline:
    """The earliest and latest day on which a period can end, and the values it comes from."""

    first: Due
    last: Due
    values: tuple[Value, ...]

    @property
    def provisional(self) -> bool:
        """Whether a calendar year behind it is only assumed."""
        return self.first.provisional or self.last.provisional

    @property
    def span(self) -> Span:
        """The days on which it may end."""
        return Span(self.first.on, self.last.on)

    @property
    def words(self) -> Words:
        """The end as a reader sees it; a last day that was rolled on is told beside it."""
        one = _said(self.last)
        if self.first.on == self.last.on:
            return one
        other = _said(self.first)
        return Words(f"{other.zh}至{one.zh}", f"{other.en} to {one.en}")

    @property
    def dues(self) -> tuple[Due, ...]:
        """What to derive: the latest end, and the earliest if it is another."""
        return (self.last,) if self.first.on == self.last.on else (self.first, self.last)

    def over_before(self, event: Span) -> bool | None:
        """Whether the period had ended before the event; None where it depends on the day."""
        if event.first > self.last.on:
            return True
        return False if event.last <= self.first.on else None


def _said(end: Due) -> Words:
    rolled = end.last is not None and end.last != end.on
    if not rolled:
        return Words(end.on.isoformat(), end.on.isoformat())
    return Words(
        f"{end.last}（逢休息日顺延至{end.on}）", f"{end.last} (a rest day: rolled on to {end.on})"
    )


def deadline(
    start: Span,
    values: Sequence[Value],
    calendar: Calendar,
    stops: Sequence[Suspension] = (),
) -> Deadline | None:
    """The ends of these periods from any day of the span; None beyond the known calendars."""
    try:
        ends = [
            due(day, value.period, calendar, stops)
            for value in values
            for day in {start.first, start.last}
        ]
    except (CalendarMissing, OverflowError):
        return None
    by_day = sorted(ends, key=lambda each: each.on)
    return Deadline(by_day[0], by_day[-1], tuple(values)) if by_day else None


# No run of holidays is as long as this: beyond it even an assumed calendar leaves no doubt.
SURELY = 30


def days_over(event: Span, end: date) -> int:
    """By how many days an event came after an end, at least."""
    return (event.first - end).days
