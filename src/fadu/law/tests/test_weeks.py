"""The calendar strip agrees with the due date: its counted squares are the period, to the day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fadu.law.calendar import Calendar
from fadu.law.period import Days, Due, Hours, Immediate, Months, WorkingDays, due
from fadu.law.suspension import Suspension
from fadu.law.weeks import Kind, Square, weeks
from fadu.law.words import Words

CALENDAR = Calendar.shipped()
NOTICE = Words("公告", "public notice")


def squares(answer: Due) -> list[Square]:
    return [square for week in weeks(answer, 400) for square in week]


def kinds(answer: Due) -> dict[date, Kind]:
    return {square.on: square.kind for square in squares(answer)}


@given(st.dates(date(2015, 1, 1), date(2025, 6, 30)), st.integers(1, 60), st.data())
def test_numbered_squares_are_the_working_days_of_the_period(
    start: date, n: int, data: st.DataObject
) -> None:
    stops = []
    if data.draw(st.booleans()):
        first = start + timedelta(days=data.draw(st.integers(0, 30)))
        stops = [Suspension(first, first + timedelta(days=data.draw(st.integers(0, 9))), NOTICE)]
    answer = due(start, WorkingDays(n), CALENDAR, stops)
    found = squares(answer)
    assert [square.number for square in found if square.number] == list(range(1, n + 1))
    assert [square.on for square in found if square.due] == [answer.on]
    assert len(found) % 7 == 0
    assert found[0].on.weekday() == 0


@given(st.dates(date(2015, 1, 1), date(2025, 6, 30)), st.integers(1, 60))
def test_running_days_are_counted_on_rest_days_too_but_not_while_rolling(
    start: date, n: int
) -> None:
    answer = due(start, Days(n), CALENDAR)
    assert sum(square.number is not None for square in squares(answer)) == n


def test_national_day_of_2020() -> None:
    """From Monday 28 September, four working days: the holiday is off, Saturday the 10th works."""
    answer = due(date(2020, 9, 28), WorkingDays(4), CALENDAR)
    found = kinds(answer)
    assert answer.on == date(2020, 10, 10)
    assert found[date(2020, 9, 28)] is Kind.START
    assert found[date(2020, 9, 29)] is Kind.COUNTED
    assert found[date(2020, 10, 1)] is Kind.HOLIDAY
    assert found[date(2020, 10, 10)] is Kind.MAKE_UP
    assert found[date(2020, 10, 11)] is Kind.OUTSIDE
    assert len(weeks(answer)) == 2


def test_a_stopped_day_is_shown_as_such_and_a_stopped_weekend_as_a_weekend() -> None:
    stop = Suspension(date(2020, 3, 5), date(2020, 3, 8), NOTICE)
    found = kinds(due(date(2020, 3, 2), WorkingDays(5), CALENDAR, [stop]))
    assert found[date(2020, 3, 5)] is Kind.SUSPENDED
    assert found[date(2020, 3, 7)] is Kind.WEEKEND


def test_what_is_no_picture_has_no_strip() -> None:
    assert weeks(due(date(2020, 3, 2), Hours(24), CALENDAR)) == ()
    assert weeks(due(date(2020, 3, 2), Immediate(), CALENDAR)) == ()
    assert weeks(due(date(2020, 3, 2), Months(6), CALENDAR)) == ()
