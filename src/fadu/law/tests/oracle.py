"""A second way to count periods: a finger on a wall calendar, moved one day at a time.

It shares nothing with `due`, `latest` and `earliest` but the shape of a question. What each day is
comes from chinesecalendar, an independent work; months are leafed through page by page; a stop is a
set of days. It is slow and plain, so that it can be believed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import chinese_calendar

from fadu.law.extension import Extension
from fadu.law.period import Days, Hours, Immediate, Months, Period, Suspension, WorkingDays
from fadu.law.words import Words

DAY = timedelta(days=1)
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
SPAN = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
WORKING = frozenset(day for day in SPAN if chinese_calendar.is_workday(day))
NOTICE, HEAD = Words("公告", "public notice"), Words("负责人", "the head")


@dataclass(frozen=True, slots=True)
class Question:
    """A period to be counted. `way`: within it, before a day, or until it has run out."""

    way: str
    start: date
    period: Period
    stops: tuple[Suspension, ...] = ()
    more: tuple[Extension, ...] = ()


def questions(number: int, seed: int) -> list[Question]:
    """Random questions of every kind, some with stops that overlap and some with extensions."""
    chance = Random(seed)
    return [_question(chance) for _ in range(number)]


def walked(question: Question) -> date:
    """The answer, by walking."""
    if question.way == "before":
        return _back(question.start, question.period)
    last = _forward(question)
    return last + DAY if question.way == "full" else last


def running(question: Question) -> bool:
    """Whether a stop that has not ended had begun by the last day."""
    last = _forward(question)
    return any(stop.end is None and stop.start <= last for stop in question.stops)


def _question(chance: Random) -> Question:
    start = FIRST + chance.randrange((LAST - FIRST).days - 800) * DAY
    way = chance.choice(("within", "within", "before", "full"))
    if way == "before":
        return Question(way, start + 420 * DAY, _period(chance, only_days=True))
    period = _period(chance, only_days=way == "full")
    stops = [_stop(chance, start) for _ in range(chance.choice((0, 0, 1, 2, 4)))]
    if way == "full" or isinstance(period, Immediate) or chance.random() < 0.7:
        return Question(way, start, period, tuple(stops))
    more = Extension(start, type(period)(chance.randint(1, 6)), HEAD)
    return Question(way, start, period, tuple(stops), (more,))


def _period(chance: Random, *, only_days: bool) -> Period:
    kinds = (WorkingDays, Days, Months) if only_days else (WorkingDays, Days, Months, Hours)
    if not only_days and chance.random() < 0.03:
        return Immediate()
    kind = chance.choice(kinds)
    return kind(chance.randint(1, {Months: 12, Hours: 400}.get(kind, 90)))


def _stop(chance: Random, start: date) -> Suspension:
    first = start + chance.randint(-10, 90) * DAY
    last = first + chance.randint(0, 25) * DAY
    return Suspension(first, None if chance.random() < 0.05 else last, NOTICE)


def _forward(question: Question) -> date:
    stopped = set()
    for stop in question.stops:
        day = stop.start
        while day <= (stop.end or stop.start):
            stopped.add(day)
            day += DAY
    left = _days(question)
    day = question.start
    by_work = isinstance(question.period, WorkingDays)
    while left:
        day += DAY
        if day not in stopped and (not by_work or day in WORKING):
            left -= 1
    if isinstance(question.period, Days | Months):
        while day in stopped or day not in WORKING:
            day += DAY
    return day


def _days(question: Question) -> int:
    """How many days there are to count off."""
    n = sum(map(_number, (question.period, *(each.period for each in question.more))))
    if isinstance(question.period, Hours):
        return sum(1 for hour in range(n) if hour % 24 == 0)
    if isinstance(question.period, Months):
        return (_same_day(question.start, n, DAY) - question.start).days
    return n


def _number(period: Period) -> int:
    return 0 if isinstance(period, Immediate) else period.n


def _back(event: date, period: Period) -> date:
    if isinstance(period, Months):
        return _same_day(event, _number(period), -DAY)
    left, day = _number(period), event
    while left:
        day -= DAY
        if not isinstance(period, WorkingDays) or day in WORKING:
            left -= 1
    return day


def _same_day(day: date, pages: int, step: timedelta) -> date:
    """Leaf so many months on or back, then put the finger on the same number, or the last."""
    number = day.day
    while pages:
        month = day.month
        while day.month == month:
            day += step
        pages -= 1
    while day.day > 1:
        day -= DAY
    while day.day != number and (day + DAY).month == day.month:
        day += DAY
    return day
