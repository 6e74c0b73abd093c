"""A changed notice moves exactly the due dates that span the changed day, and no other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fadu.law.calendar import Calendar, Holiday, Year
from fadu.law.period import Days, Months, WorkingDays, due
from fadu.law.tests.golden import DAY
from fadu.law.words import Words

CALENDAR = Calendar.shipped()
EXTRA = Words("临时放假", "an extra holiday")
SATURDAY = 5

days = st.dates(date(2019, 1, 1), date(2024, 12, 31))
running = st.one_of(st.builds(Days, st.integers(1, 60)), st.builds(Months, st.integers(1, 3)))


def with_rest(day: date) -> Calendar:
    """The calendar in which the notice gives a working day off as well."""
    return Calendar(_changed(day, Holiday(EXTRA, day, day)))


def with_work(day: date) -> Calendar:
    """The calendar in which the notice makes a weekend day a working day."""
    return Calendar(_changed(day, None))


def _changed(day: date, holiday: Holiday | None) -> Iterator[Year]:
    for year in CALENDAR.years:
        if year.year != day.year:
            yield year
        elif holiday is None:
            yield replace(year, make_up=tuple(sorted((*year.make_up, day))))
        else:
            holidays = sorted((*year.holidays, holiday), key=lambda each: each.first)
            yield replace(year, holidays=tuple(holidays))


@settings(max_examples=80, deadline=None)
@given(days, st.integers(-60, 20), st.integers(1, 40))
def test_a_day_off_moves_the_working_days_that_span_it(day: date, before: int, n: int) -> None:
    assume(CALENDAR.is_working_day(day) and day.weekday() < SATURDAY)
    start = day + before * DAY
    old, new = (due(start, WorkingDays(n), each).on for each in (CALENDAR, with_rest(day)))
    assert (new > old) == (start < day <= old)
    assert new >= old


@settings(max_examples=80, deadline=None)
@given(days, st.integers(-60, 20), st.integers(1, 40))
def test_a_made_up_day_moves_the_working_days_that_span_it(day: date, before: int, n: int) -> None:
    assume(day.weekday() >= SATURDAY and not CALENDAR.is_working_day(day))
    assume(not CALENDAR.holidays_between(day, day))
    start = day + before * DAY
    old, new = (due(start, WorkingDays(n), each).on for each in (CALENDAR, with_work(day)))
    assert (new < old) == (start < day < old)
    assert new <= old


@settings(max_examples=80, deadline=None)
@given(days, st.integers(-10, 2), running)
def test_running_days_move_only_where_they_would_end(
    day: date, before: int, period: Days | Months
) -> None:
    """A period of days feels the notice on its last day alone, and while it rolls on."""
    assume(CALENDAR.is_working_day(day) and day.weekday() < SATURDAY)
    length = (due(day, period, CALENDAR).on - day).days
    start = day + (before - length) * DAY
    old, new = (due(start, period, each).on for each in (CALENDAR, with_rest(day)))
    assert (new > old) == (day == old)


def test_control_the_examples_meet_the_day() -> None:
    day = date(2021, 3, 10)
    assert due(date(2021, 3, 8), Days(2), CALENDAR).on == day
    assert due(date(2021, 3, 8), Days(2), with_rest(day)).on == date(2021, 3, 11)
    saturday = date(2021, 3, 13)
    assert due(date(2021, 3, 8), WorkingDays(5), with_work(saturday)).on == saturday
