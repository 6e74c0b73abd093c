"""The dates everybody must agree on, and a count day by day that knows nothing of our arrays.

The walker asks chinesecalendar, an independent work, what each day is, and takes one step at a
time; whatever `due` does cleverly must come out the same.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import chinese_calendar

from fadu.law.period import Days, Hours, Immediate, Months, Period, Suspension, WorkingDays
from fadu.law.words import Words

DAY = timedelta(days=1)
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)

# start, working days, due date
GOLDEN = (
    (date(2020, 1, 20), 20, date(2020, 2, 25)),
    (date(2020, 9, 28), 5, date(2020, 10, 12)),
    (date(2021, 2, 9), 3, date(2021, 2, 19)),
    (date(2022, 9, 30), 7, date(2022, 10, 14)),
    (date(2023, 9, 27), 7, date(2023, 10, 12)),
    (date(2024, 2, 8), 5, date(2024, 2, 21)),
    (date(2025, 1, 24), 20, date(2025, 2, 27)),
    (date(2026, 2, 13), 5, date(2026, 2, 27)),
    (date(2026, 9, 18), 10, date(2026, 10, 9)),
    (date(2019, 4, 30), 3, date(2019, 5, 7)),
)
WORKING_DAYS_A_YEAR = {
    2015: 249,
    2016: 250,
    2017: 249,
    2018: 250,
    2019: 250,
    2020: 249,
    2021: 250,
    2022: 249,
    2023: 249,
    2024: 251,
    2025: 248,
    2026: 248,
}


def stop(first: date, last: date | None) -> Suspension:
    """A suspension whose reason does not matter."""
    return Suspension(first, last, Words("公告", "public notice"))


def walked(start: date, period: Period, stops: Sequence[Suspension]) -> date:
    """The due date by walking from day to day."""

    def stopped(day: date) -> bool:
        return any(s.start <= day <= (s.end or s.start) for s in stops)

    def counts(day: date) -> bool:
        working = not isinstance(period, WorkingDays) or bool(chinese_calendar.is_workday(day))
        return working and not stopped(day)

    day = start
    left = _length(start, period)
    while left:
        day += DAY
        left -= counts(day)
    if isinstance(period, Days | Months):
        while stopped(day) or not chinese_calendar.is_workday(day):
            day += DAY
    return day


def _length(start: date, period: Period) -> int:
    match period:
        case WorkingDays(n) | Days(n):
            return n
        case Hours(n):
            return -(-n // 24)
        case Immediate():
            return 0
        case Months(n):
            day = start
            for _ in range(n):
                day = _first_of_next_month(day)
            while day.day != start.day and (day + DAY).month == day.month:
                day += DAY
            return (day - start).days


def _first_of_next_month(day: date) -> date:
    day += DAY
    while day.day != 1:
        day += DAY
    return day
