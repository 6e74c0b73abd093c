"""Counting back from a day, and periods that must run out before the next step."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.law.backwards import latest
from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.minimal import earliest
from fadu.law.period import Days, Hours, Immediate, Months, PeriodError, WorkingDays, due
from fadu.law.tests.golden import DAY, stop

CALENDAR = Calendar.shipped()
days = st.dates(date(2020, 1, 1), date(2025, 6, 30))
numbers = st.integers(1, 60)


def test_a_hearing_is_announced_seven_working_days_before() -> None:
    """From Friday 8 October 2021: over the holiday and two made-up weekend days."""
    answer = latest(date(2021, 10, 8), WorkingDays(7), CALENDAR)
    assert answer.on == date(2021, 9, 23)
    assert answer.in_office == answer.on
    assert not answer.provisional
    assert [line.words.en for line in answer.derivation] == [
        "counted back from 2021-10-08 (Fri), that day not counted (our reading)",
        "2021-10-01 (Fri) to 2021-10-07 (Thu): National Day, 7 days, not counted",
        "2021-09-26 (Sun): make-up working day, counted",
        "1 weekend day is not counted",
        "7 working days before is 2021-09-23 (Thu)",
    ]
    assert answer.explain("zh").splitlines()[0] == (
        "最迟：2021年9月23日（周四）　2021年10月8日（周五）前7个工作日"
    )
    assert answer.explain("en").startswith(
        "Latest 2021-09-23 (Thu): 7 working days before 2021-10-08 (Fri)\n  1. counted back"
    )


def test_lines_come_in_the_order_of_the_count() -> None:
    answer = latest(date(2020, 10, 12), WorkingDays(7), CALENDAR)
    assert answer.on == date(2020, 9, 25)
    days = [line.on for line in answer.derivation if line.on]
    assert days == [
        date(2020, 10, 12), date(2020, 10, 10), date(2020, 10, 1), date(2020, 9, 27), answer.on
    ]  # fmt: skip


def test_days_and_months_before_do_not_move_from_a_rest_day() -> None:
    answer = latest(date(2021, 10, 31), Days(30), CALENDAR)
    assert answer.on == date(2021, 10, 1)
    assert answer.in_office == date(2021, 9, 30)
    told = answer.derivation
    assert told[-1].on == answer.in_office
    assert "in office hours, by 2021-09-30 (Thu)" in told[-1].words.en
    assert len(told) == 3
    on = latest(date(2021, 3, 31), Months(1), CALENDAR)
    assert (on.on, on.in_office) == (date(2021, 2, 28), date(2021, 2, 26))
    assert latest(date(2021, 1, 15), Months(1), CALENDAR).on == date(2020, 12, 15)
    assert latest(date(2021, 12, 31), Months(12), CALENDAR).on == date(2020, 12, 31)


@settings(max_examples=300, deadline=None)
@given(days, numbers)
def test_back_and_forth_give_the_same_working_day(event: date, n: int) -> None:
    """The inverse: n forward from a working day and n back is that day again."""
    back = latest(event, WorkingDays(n), CALENDAR).on
    assert CALENDAR.working_days_between(back - DAY, event - DAY) == n
    assert CALENDAR.is_working_day(back)
    if CALENDAR.is_working_day(event):
        assert due(back, WorkingDays(n), CALENDAR).on == event
        assert latest(due(event, WorkingDays(n), CALENDAR).on, WorkingDays(n), CALENDAR).on == event
    assert latest(event, Days(n), CALENDAR).on + n * DAY == event


@settings(max_examples=300, deadline=None)
@given(days, st.integers(0, 40), numbers)
def test_a_later_event_never_comes_due_earlier(event: date, later: int, n: int) -> None:
    for period in (WorkingDays(n), Days(n), Months(n)):
        one, more = (latest(day, period, CALENDAR) for day in (event, event + later * DAY))
        assert one.on <= more.on
        assert one.in_office <= one.on < event


def test_an_assumed_year_makes_it_provisional_only_where_it_counts() -> None:
    firm = latest(date(2027, 1, 1), WorkingDays(3), CALENDAR)
    assert (firm.on, firm.provisional, firm.doubts) == (date(2026, 12, 29), False, ())
    vague = latest(date(2027, 1, 6), WorkingDays(3), CALENDAR)
    assert (vague.on, vague.provisional) == (date(2027, 1, 1), True)
    assert "2027年" in vague.doubts[0].zh
    assert "（暂定）" in vague.explain("zh")
    assert "(provisional)" in vague.explain("en")
    assert "holiday notice of 2027" in vague.derivation[-1].words.en
    first = date(CALENDAR.years[0].year, 1, 1)
    early = latest(first, WorkingDays(3), CALENDAR)
    assert early.provisional
    across = latest(date(2027, 1, 6), WorkingDays(5), CALENDAR)
    assert (across.on, across.provisional) == (date(2026, 12, 30), True)
    assert not latest(date(2027, 1, 20), Days(30), CALENDAR).provisional
    assert latest(date(2027, 3, 20), Days(30), CALENDAR).provisional


@pytest.mark.parametrize("period", [Hours(24), Immediate()])
def test_what_days_cannot_count_is_refused(period: Hours | Immediate) -> None:
    for count in (latest, earliest):
        with pytest.raises(PeriodError) as refused:
            count(date(2021, 3, 1), period, CALENDAR)
        assert period.words.zh in refused.value.words.zh
        assert period.words.en in refused.value.words.en


def test_absurd_years_are_refused() -> None:
    with pytest.raises(CalendarMissing):
        latest(date(9999, 1, 1), Days(5), CALENDAR)
    for period in (Months(9999), WorkingDays(9999)):
        with pytest.raises(CalendarMissing):
            latest(date(2020, 1, 1), period, CALENDAR)


def test_a_notice_of_thirty_days_runs_out_before_the_next_step() -> None:
    answer = earliest(date(2021, 9, 1), Days(30), CALENDAR)  # ends on 1 October, rolls to the 8th
    assert (answer.on, answer.run.on) == (date(2021, 10, 9), date(2021, 10, 8))
    assert answer.derivation[:-1] == answer.run.derivation
    assert answer.derivation[-1].words.en == (
        "it must run out in full: the next step is lawful from 2021-10-09 (Sat)"
    )
    assert answer.explain("zh").splitlines()[0] == (
        "最早：2021年10月9日（周六）　2021年9月1日（周三）起满30日"
    )
    assert answer.explain("en").startswith(
        "Earliest 2021-10-09 (Sat): after 30 days from 2021-09-01 (Wed)\n  1. 2021-09-01 (Wed) is"
    )


def test_a_stop_and_an_assumed_year_reach_the_earliest_day() -> None:
    stopped = earliest(
        date(2021, 3, 1), WorkingDays(10), CALENDAR, [stop(date(2021, 3, 8), date(2021, 3, 12))]
    )
    assert stopped.on == date(2021, 3, 23)
    assert (stopped.provisional, stopped.doubts) == (False, ())
    vague = earliest(date(2026, 12, 20), Days(15), CALENDAR)
    assert vague.provisional
    assert "（暂定）" in vague.explain("zh")
    assert "(provisional)" in vague.explain("en")
    assert vague.doubts == vague.run.doubts != ()
