"""The strip of a period counted back, and of one that must run out."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fadu.law.backwards import latest
from fadu.law.calendar import Calendar
from fadu.law.minimal import earliest
from fadu.law.period import Days, Months, WorkingDays
from fadu.law.weeks import Kind, weeks

CALENDAR = Calendar.shipped()
PERIODS = st.one_of(st.builds(WorkingDays, st.integers(1, 60)), st.builds(Days, st.integers(1, 60)))


@given(st.dates(date(2020, 1, 1), date(2025, 6, 30)), PERIODS)
def test_squares_are_numbered_back_from_the_event(event: date, period: WorkingDays | Days) -> None:
    answer = latest(event, period, CALENDAR)
    found = [square for week in weeks(answer, 400) for square in week]
    numbers = [square.number for square in found if square.number]
    assert numbers == list(range(period.n, 0, -1))
    assert [square.on for square in found if square.due] == [answer.on]
    assert [square.on for square in found if square.kind is Kind.EVENT] == [event]
    assert {(later.on - day.on).days for day, later in pairwise(found)} == {1}
    assert (len(found) % 7, found[0].on.weekday()) == (0, 0)


@given(st.dates(date(2020, 1, 1), date(2025, 6, 30)), PERIODS)
def test_what_must_run_out_ends_a_square_before_the_answer(
    start: date, period: WorkingDays | Days
) -> None:
    answer = earliest(start, period, CALENDAR)
    found = [square for week in weeks(answer, 400) for square in week]
    assert [(square.on, square.kind) for square in found if square.due] == [(answer.on, Kind.NEXT)]
    assert sum(square.number is not None for square in found) == period.n
    assert (len(found) % 7, found[0].on.weekday()) == (0, 0)


def test_a_hearing_after_national_day_of_2021() -> None:
    found = {
        square.on: square.kind
        for week in weeks(latest(date(2021, 10, 8), WorkingDays(7), CALENDAR))
        for square in week
    }
    assert found[date(2021, 9, 26)] is Kind.MAKE_UP
    assert found[date(2021, 10, 1)] is Kind.HOLIDAY
    assert found[date(2021, 10, 8)] is Kind.EVENT
    assert found[date(2021, 9, 22)] is Kind.OUTSIDE
    assert weeks(latest(date(2021, 10, 8), Months(3), CALENDAR)) == ()
