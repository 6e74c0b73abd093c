"""When periods end: golden dates, the rules of 民法典 201-203, the ledger of stops, the telling."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.derivation import MONTH_END, REST_DAY_ROLLS, START_EXCLUDED
from fadu.law.period import (
    Days,
    Hours,
    Immediate,
    Months,
    Period,
    PeriodError,
    Suspension,
    SuspensionError,
    WorkingDays,
    due,
    parse_period,
)
from fadu.law.sources import cite
from fadu.law.tests.golden import DAY, GOLDEN, stop, walked
from fadu.law.words import Words

CALENDAR = Calendar.shipped()

starts = st.dates(date(2015, 1, 1), date(2025, 6, 30))
periods = st.one_of(
    st.builds(WorkingDays, st.integers(1, 60)),
    st.builds(Days, st.integers(1, 90)),
    st.builds(Months, st.integers(1, 6)),
    st.builds(Hours, st.integers(1, 200)),
    st.just(Immediate()),
)


@st.composite
def suspension_lists(draw: st.DrawFn) -> list[Suspension]:
    """Up to four stops somewhere in the calendar, free to overlap, touch or contain each other."""
    base = draw(starts)
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = base + draw(st.integers(-5, 60)) * DAY
        found.append(stop(first, first + draw(st.integers(0, 25)) * DAY))
    return found


@st.composite
def situations(draw: st.DrawFn) -> tuple[date, list[Suspension]]:
    """A start with stops near it, so that they mostly matter."""
    stops = draw(suspension_lists())
    near = stops[0].start if stops else draw(starts)
    return max(date(2015, 1, 1), near - draw(st.integers(-10, 30)) * DAY), stops


@pytest.mark.parametrize(("start", "n", "on"), GOLDEN)
def test_golden_dates(start: date, n: int, on: date) -> None:
    answer = due(start, WorkingDays(n), CALENDAR)
    assert (answer.on, answer.provisional) == (on, False)
    assert walked(start, WorkingDays(n), []) == on


@settings(max_examples=600, deadline=None)
@given(situations(), periods)
def test_agrees_with_walking_day_by_day(
    situation: tuple[date, list[Suspension]], period: Period
) -> None:
    start, stops = situation
    assert due(start, period, CALENDAR, stops).on == walked(start, period, stops)


@settings(max_examples=300, deadline=None)
@given(situations(), periods, suspension_lists())
def test_a_suspension_never_shortens_and_never_counts_twice(
    situation: tuple[date, list[Suspension]], period: Period, more: list[Suspension]
) -> None:
    start, stops = situation
    on = due(start, period, CALENDAR, stops).on
    assert on >= due(start, period, CALENDAR).on
    assert due(start, period, CALENDAR, [*stops, *more]).on >= on
    assert due(start, period, CALENDAR, [*stops, *reversed(stops)]).on == on


@settings(max_examples=300, deadline=None)
@given(starts, st.integers(0, 40), periods)
def test_a_later_start_never_ends_earlier(start: date, later: int, period: Period) -> None:
    assert due(start, period, CALENDAR).on <= due(start + later * DAY, period, CALENDAR).on


@settings(max_examples=300, deadline=None)
@given(situations(), st.integers(1, 40))
def test_a_longer_period_ends_later(situation: tuple[date, list[Suspension]], n: int) -> None:
    start, stops = situation
    one, more = (due(start, WorkingDays(each), CALENDAR, stops).on for each in (n, n + 1))
    assert one < more


@settings(max_examples=200, deadline=None)
@given(situations(), st.integers(1, 40))
def test_the_derivation_adds_up_by_hand(situation: tuple[date, list[Suspension]], n: int) -> None:
    """Holidays, weekends and held-back days, as the Chinese lines tell them, plus n = the span."""
    start, stops = situation
    answer = due(start, WorkingDays(n), CALENDAR, stops)
    told = [line.words.zh for line in answer.derivation]
    resting = sum(int(days) for text in told for days in re.findall(r"放假(\d+)天", text))
    resting += sum("放假，不计" in text for text in told)
    weekends = sum(int(days) for text in told for days in re.findall(r"周末(\d+)天", text))
    held = sum(int(days) for text in told for days in re.findall(r"(\d+)个工作日不计", text))
    assert resting + weekends + held + n == (answer.on - start).days


def test_month_ends() -> None:
    """民法典 202: the same-numbered day, or the last of the month."""
    assert due(date(2024, 1, 31), Months(1), CALENDAR).on == date(2024, 2, 29)
    assert due(date(2021, 5, 31), Months(1), CALENDAR).on == date(2021, 6, 30)
    assert due(date(2021, 10, 15), Months(3), CALENDAR).on == date(2022, 1, 17)  # 15th: Saturday
    ended = due(date(2022, 11, 30), Months(3), CALENDAR)
    assert ended.on == date(2023, 2, 28)
    assert MONTH_END in {line.basis for line in ended.derivation}


def test_the_last_day_rolls_on_from_a_rest_day() -> None:
    """民法典 203, over a whole holiday; a make-up Saturday is no rest day."""
    rolled = due(date(2021, 9, 16), Days(15), CALENDAR)  # 1 October
    assert rolled.on == date(2021, 10, 8)
    assert [line.on for line in rolled.derivation if line.basis == REST_DAY_ROLLS] == [rolled.on]
    assert "国庆节" in rolled.explain("zh")
    assert due(date(2021, 10, 4), Days(5), CALENDAR).on == date(2021, 10, 9)  # made-up Saturday


def test_hours_and_at_once_do_not_roll() -> None:
    saturday = date(2021, 10, 16)
    assert due(saturday - DAY, Hours(24), CALENDAR).on == saturday
    assert due(saturday - DAY, Hours(25), CALENDAR).on == saturday + DAY
    assert due(saturday, Immediate(), CALENDAR).on == saturday


def test_the_telling_of_a_case() -> None:
    """The golden date, line by line, in both languages."""
    answer = due(date(2020, 9, 28), WorkingDays(5), CALENDAR)
    assert [line.words.en for line in answer.derivation][:-1] == [
        "2020-09-28 (Mon) is the starting day and not counted (Civil Code, art. 201)",
        "2020-10-01 (Thu) to 2020-10-08 (Thu): National Day and Mid-Autumn Festival, 8 days, "
        "not counted",
        "2020-10-10 (Sat): make-up working day, counted",
        "1 weekend day is not counted",
        "working day no. 5 is 2020-10-12 (Mon)",
    ]
    assert answer.derivation[0].basis == START_EXCLUDED
    zh = answer.explain("zh-hans")
    assert zh.startswith("到期日：2020年10月12日（周一）")
    assert "2020年10月10日（周六）调休上班，计入" in zh
    # The Civil Code came into force later: the derivation says so instead of pretending.
    assert "2021年1月1日起施行" in zh
    assert "2021年1月1日起施行" not in due(date(2021, 3, 1), Days(3), CALENDAR).explain("zh")


def test_a_suspension_is_told_with_its_article() -> None:
    notice = Suspension(
        date(2021, 3, 8),
        date(2021, 3, 28),
        Words("公告", "public notice"),
        cite("不动产登记暂行条例实施细则", 17),
    )
    answer = due(date(2021, 3, 1), WorkingDays(30), CALENDAR, [notice, notice])
    told = [line for line in answer.derivation if line.basis == notice.basis]
    assert [line.on for line in told] == [notice.start, notice.start]
    assert "15个工作日不计" in told[0].words.zh
    assert "不另扣除" in told[1].words.zh
    assert CALENDAR.working_days_between(date(2021, 3, 1), answer.on) == 45


def test_a_running_suspension_makes_the_date_provisional() -> None:
    answer = due(date(2021, 3, 1), WorkingDays(5), CALENDAR, [stop(date(2021, 3, 3), None)])
    assert answer.provisional
    assert answer.on == date(2021, 3, 9)  # one day held back so far: the earliest possible
    assert "不早于" in answer.explain("zh")
    assert "earliest possible" in answer.explain("en")
    late = due(date(2021, 3, 1), WorkingDays(5), CALENDAR, [stop(date(2021, 3, 20), None)])
    assert not late.provisional  # it began after the period had ended


def test_before_the_start_a_stop_holds_nothing_back() -> None:
    before = [stop(date(2021, 2, 20), date(2021, 3, 1))]
    answer = due(date(2021, 3, 1), WorkingDays(5), CALENDAR, before)
    assert answer.on == due(date(2021, 3, 1), WorkingDays(5), CALENDAR).on
    assert not any("中止" in line.words.zh for line in answer.derivation)


@pytest.mark.parametrize(
    ("period", "on"),
    [
        (WorkingDays(5), date(2027, 1, 6)),
        (Days(10), date(2027, 1, 11)),  # the 9th is a Saturday
        (Months(1), date(2027, 2, 1)),  # the 30th of January is a Saturday
    ],
)
def test_an_unpublished_year_is_provisional_and_says_so(period: Period, on: date) -> None:
    answer = due(date(2026, 12, 30), period, CALENDAR)
    assert (answer.on, answer.provisional) == (on, True)
    assert "2027年的放假安排未收录" in answer.explain("zh")
    assert "（暂定）" in answer.explain("zh")
    assert "(provisional)" in answer.explain("en")


def test_what_needs_no_unpublished_year_is_firm() -> None:
    assert not due(date(2014, 12, 31), WorkingDays(5), CALENDAR).provisional
    assert not due(date(2014, 6, 1), Months(12), CALENDAR).provisional
    assert not due(date(2026, 12, 31), Hours(24), CALENDAR).provisional
    assert due(date(2014, 12, 1), WorkingDays(5), CALENDAR).provisional


def test_control_when_the_notice_comes_the_date_moves_and_is_firm() -> None:
    with pytest.raises(CalendarMissing):
        CALENDAR.add_working_days(date(2026, 12, 30), 5)
    stretched = CALENDAR.assuming(2027)
    assert due(date(2026, 12, 30), WorkingDays(5), stretched).provisional
    with pytest.raises(CalendarMissing):
        due(date(9999, 12, 30), Days(5), CALENDAR)


@pytest.mark.parametrize("text", ["20wd", "30d", "3m", "24h", "now"])
def test_short_forms_round_trip(text: str) -> None:
    assert str(parse_period(text)) == text
    assert str(parse_period(f" {text.upper()} ")) == text


@pytest.mark.parametrize(
    "text", ["", "20", "wd", "0wd", "-1d", "1.5d", "10000d", "３d", "20 wd", "1y", "now!"]
)
def test_what_is_no_period_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(PeriodError) as refused:
        parse_period(text)
    assert refused.value.words.zh
    assert refused.value.words.en


def test_a_suspension_cannot_end_before_it_starts() -> None:
    with pytest.raises(SuspensionError):
        stop(date(2021, 3, 2), date(2021, 3, 1))


def test_the_derivation_is_free_until_asked_for() -> None:
    answer = due(date(2021, 3, 1), WorkingDays(5), CALENDAR)
    assert answer == due(date(2021, 3, 1), WorkingDays(5), CALENDAR)
    assert answer.derivation == answer.derivation
    assert answer.on - answer.start == timedelta(days=7)
