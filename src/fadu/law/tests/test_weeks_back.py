"""The strip of a period counted back, and of one that must run out."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fadu.law.backwards import latest
from fadu.law.calendar import Calendar
from fadu.law.minimal import earliest
from fadu.law.period import Days, Months, WorkingDays, due
from fadu.law.tests.golden import stop
from fadu.law.weeks import Kind, drawn, weeks

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


def test_a_strip_ends_at_the_longest_picture() -> None:
    answer = due(date(2021, 3, 1), Days(30), CALENDAR)
    assert (answer.on - answer.start).days == 30
    assert weeks(answer, 30)
    assert weeks(answer, 29) == ()


def test_the_strip_as_text_marks_every_kind_of_day() -> None:
    stopped = due(
        date(2020, 9, 28), WorkingDays(6), CALENDAR, [stop(date(2020, 10, 9), date(2020, 10, 9))]
    )
    assert drawn(weeks(stopped), "zh").splitlines() == [
        "2020-09-28  28:起    29:1     30:2      1:假     2:假     3:假     4:假",
        "2020-10-05   5:假     6:假     7:假     8:假     9:停    10:3     11:休",
        "2020-10-12  12:4     13:5     14*6",
    ]
    hearing = latest(date(2021, 3, 10), WorkingDays(3), CALENDAR)
    assert drawn(weeks(hearing), "en").splitlines() == [
        "2021-03-01                                       5*3      6:-      7:-",
        "2021-03-08   8:2      9:1     10:E",
    ]
    notice = earliest(date(2021, 3, 10), Days(1), CALENDAR)
    assert drawn(weeks(notice), "en") == "2021-03-08                    10:S     11:1     12*>"
    assert drawn(weeks(notice), "zh") == "2021-03-08                    10:起    11:1     12*可"
