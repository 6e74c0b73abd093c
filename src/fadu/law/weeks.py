"""A period laid out on the wall calendar: week by week, every day with what it is to the clock.

The same headings as the derivation (`derivation.py`), for the eye: a reader finds the starting day,
counts the numbered squares, and sees why the others carry no number. A period counted back from an
event is numbered backwards from it; a period that must run out ends one square before the answer.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from fadu.law.backwards import Latest
from fadu.law.calendar import Calendar
from fadu.law.minimal import Earliest
from fadu.law.period import Due
from fadu.law.suspension import stretches
from fadu.law.units import Days, Months, WorkingDays
from fadu.law.words import Words

_DAY = timedelta(days=1)
_SATURDAY = 5
# Ten weeks are still a picture; a longer one is read as a table of dates.
LONGEST = 70


class Kind(StrEnum):
    """What a day is to the clock."""

    OUTSIDE = "outside"
    START = "start"
    COUNTED = "counted"
    MAKE_UP = "make-up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUSPENDED = "suspended"
    EVENT = "event"
    NEXT = "next"


class Square(NamedTuple):
    """One day: `number` is its place in the period, None where it is not counted.

    `due`: the day that was asked for, be it the last in time or the first allowed.
    """

    on: date
    kind: Kind
    number: int | None
    due: bool


def weeks(
    answer: Due | Latest | Earliest, longest: int = LONGEST
) -> tuple[tuple[Square, ...], ...]:
    """The weeks, Monday first, from the starting day (or the day asked for) to the other end.

    Nothing for periods of hours and for "at once", and none for a period over `longest` days.
    """
    run = answer.run if isinstance(answer, Earliest) else answer
    if not isinstance(run.period, (WorkingDays, Days, Months)):
        return ()
    first, last = (run.on, run.event) if isinstance(run, Latest) else (run.start, answer.on)
    if (last - first).days > longest:
        return ()
    if isinstance(run, Latest):
        squares = _squares_back(run)
    elif isinstance(answer, Earliest):
        squares = [square._replace(due=False) for square in _squares(run)]
        squares.append(Square(answer.on, Kind.NEXT, None, due=True))
    else:
        squares = list(_squares(run))
    before = [_outside(first - _DAY * n) for n in range(first.weekday(), 0, -1)]
    after = [_outside(last + _DAY * n) for n in range(1, 7 - last.weekday())]
    whole = [*before, *squares, *after]
    return tuple(tuple(whole[place : place + 7]) for place in range(0, len(whole), 7))


def drawn(rows: Sequence[Sequence[Square]], language: str) -> str:
    """The strip as text: number of the day, then its place in the period or why it has none."""
    said = []
    for week in rows:
        cells = [_cell(square, language) for square in week]
        said.append(f"{week[0].on:%Y-%m-%d}  {'  '.join(cells)}".rstrip())
    return "\n".join(said)


_MARKS = {
    Kind.START: Words("起", "S"),
    Kind.WEEKEND: Words("休", "-"),
    Kind.HOLIDAY: Words("假", "H"),
    Kind.SUSPENDED: Words("停", "="),
    Kind.EVENT: Words("当", "E"),
    Kind.NEXT: Words("可", ">"),
}


def _cell(square: Square, language: str) -> str:
    if square.kind is Kind.OUTSIDE:
        return " " * 7
    mark = str(square.number) if square.number else _MARKS[square.kind].to(language)
    wide = sum(ord(char) > 0x2E80 for char in mark)
    return f"{square.on.day:>2}{'*' if square.due else ':'}{mark:<{4 - wide}}"


def _squares_back(latest: Latest) -> list[Square]:
    by_working_days = isinstance(latest.period, WorkingDays)
    found = [Square(latest.event, Kind.EVENT, None, due=False)]
    number = 0
    for back in range(1, (latest.event - latest.on).days + 1):
        day = latest.event - _DAY * back
        kind = _kind(latest.calendar, day) if by_working_days else Kind.COUNTED
        counts = kind in (Kind.COUNTED, Kind.MAKE_UP)
        number += counts
        found.append(Square(day, kind, number if counts else None, day == latest.on))
    return found[::-1]


def _squares(due: Due) -> Iterator[Square]:
    stopped = {
        stretch.first + _DAY * n
        for _, stretch in stretches(due.start, due.suspensions)
        if stretch is not None
        for n in range((stretch.last - stretch.first).days + 1)
    }
    by_working_days = isinstance(due.period, WorkingDays)
    number = 0
    for place in range((due.on - due.start).days + 1):
        day = due.start + _DAY * place
        # A period of days ends on `last`; from there it only rolls on to a working day.
        rolling = not by_working_days and due.last is not None and day > due.last
        if place == 0:
            kind = Kind.START
        elif by_working_days or rolling:
            kind = _kind(due.calendar, day)
        else:
            kind = Kind.COUNTED
        if day in stopped and kind in (Kind.COUNTED, Kind.MAKE_UP):
            kind = Kind.SUSPENDED
        counts = kind in (Kind.COUNTED, Kind.MAKE_UP) and not rolling
        number += counts
        yield Square(day, kind, number if counts else None, day == due.on)


def _kind(calendar: Calendar, day: date) -> Kind:
    if calendar.is_working_day(day):
        return Kind.MAKE_UP if day.weekday() >= _SATURDAY else Kind.COUNTED
    return Kind.HOLIDAY if calendar.holidays_between(day, day) else Kind.WEEKEND


def _outside(day: date) -> Square:
    return Square(day, Kind.OUTSIDE, None, False)
