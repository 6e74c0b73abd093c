"""The telling line by line: months, stops, hours, assumed years, and what is doubtful."""

from datetime import date

import pytest

from fadu.law.calendar import Calendar
from fadu.law.period import Days, Due, Hours, Immediate, Months, WorkingDays, due
from fadu.law.tests.golden import DAY, stop

CALENDAR = Calendar.shipped()


def told(answer: Due) -> list[str]:
    return [line.words.en for line in answer.derivation]


@pytest.mark.parametrize(
    ("start", "n", "said"),
    [
        (date(2022, 11, 30), 3, "2023-02 has no day 30: its last day ends the period"),
        (date(2024, 1, 30), 1, "2024-02 has no day 30: its last day ends the period"),
        (date(2021, 3, 31), 1, "2021-04 has no day 31: its last day ends the period"),
        (date(2021, 12, 31), 2, "2022-02 has no day 31: its last day ends the period"),
        (date(2021, 1, 31), 2, "months end on the same-numbered day"),
        (date(2021, 11, 30), 1, "months end on the same-numbered day"),
        (date(2021, 12, 30), 1, "months end on the same-numbered day"),
        (date(2022, 1, 31), 12, "months end on the same-numbered day"),
    ],
)
def test_how_months_end_is_told(start: date, n: int, said: str) -> None:
    answer = due(start, Months(n), CALENDAR)
    assert told(answer)[1] == f"{said} (Civil Code, art. 202)"


def test_stops_in_running_days_are_told_in_days() -> None:
    stops = [
        stop(date(2021, 2, 1), date(2021, 3, 1)),  # over on the starting day: not told
        stop(date(2021, 3, 5), date(2021, 3, 14)),
        stop(date(2021, 3, 10), date(2021, 3, 15)),
        stop(date(2021, 3, 12), date(2021, 3, 13)),
    ]
    answer = due(date(2021, 3, 1), Days(10), CALENDAR, stops)
    assert answer.on == date(2021, 3, 22)
    assert told(answer)[1:4] == [
        "suspended from 2021-03-05 (Fri) to 2021-03-14 (Sun) for public notice: 10 days "
        "not counted",
        "suspended from 2021-03-10 (Wed) to 2021-03-15 (Mon) for public notice: 1 days not counted",
        "suspended from 2021-03-12 (Fri) to 2021-03-13 (Sat) for public notice: nothing further to "
        "deduct",
    ]
    zh = answer.explain("zh")
    assert "，10天不计" in zh
    assert zh.count("不另扣除") == 1


def test_a_stop_on_the_last_day_is_told_and_one_after_it_not() -> None:
    plain = due(date(2021, 3, 1), WorkingDays(5), CALENDAR)
    late = due(date(2021, 3, 1), WorkingDays(5), CALENDAR, [stop(plain.on + DAY, plain.on + DAY)])
    assert (late.on, told(late)) == (plain.on, told(plain))
    last = due(date(2021, 3, 1), WorkingDays(5), CALENDAR, [stop(plain.on, plain.on)])
    assert last.on == plain.on + DAY
    assert "1 working days not counted" in told(last)[1]


def test_hours_of_a_day_are_told_with_their_stops() -> None:
    answer = due(date(2021, 3, 5), Hours(48), CALENDAR, [stop(date(2021, 3, 6), date(2021, 3, 7))])
    assert answer.on == date(2021, 3, 9)
    assert told(answer) == [
        "suspended from 2021-03-06 (Sat) to 2021-03-07 (Sun) for public notice: 2 days not counted",
        "48 hours from the moment of the event end on 2021-03-09 (Tue) at the latest; hours do not "
        "roll on from rest days (our reading)",
    ]
    assert [line.on for line in answer.derivation] == [date(2021, 3, 6), answer.on]


def test_at_once_is_what_it_was_asked() -> None:
    start = date(2021, 3, 5)
    running = (stop(start, None),)
    assert due(start, Immediate(), CALENDAR) == Due(start, False, start, Immediate(), CALENDAR)
    asked = due(start, Immediate(), CALENDAR, running)
    assert asked == Due(start, True, start, Immediate(), CALENDAR, running)
    assert "not resumed" in asked.doubts[0].en
    assert "尚未恢复" in asked.doubts[0].zh or "至今未恢复" in asked.doubts[0].zh
    assert told(asked) == ["at once: due the same day"]


def test_only_an_assumed_year_that_counts_makes_it_provisional() -> None:
    after, before = CALENDAR.assuming(2027), CALENDAR.assuming(2014)
    assert not due(date(2020, 9, 28), WorkingDays(5), after).provisional
    assert not due(date(2026, 12, 31), Hours(24), after).provisional
    new_year = date(2015, 1, 1)
    for stops in ([], [stop(date(2015, 1, 6), date(2015, 1, 6))]):
        answer = due(new_year, WorkingDays(5), before, stops)
        assert (answer.provisional, answer.doubts) == (False, ())
        assert "assumed" not in answer.explain("en")
        eve = due(date(2014, 12, 31), WorkingDays(5), before, stops)
        assert (eve.provisional, eve.doubts) == (False, ())
    long = due(date(2014, 6, 1), Months(12), before)  # ends on a Monday of a known year
    assert (long.provisional, long.doubts) == (False, ())
    vague = due(date(2014, 12, 29), WorkingDays(5), before)
    assert vague.provisional
    assert [doubt.zh[:5] for doubt in vague.doubts] == ["2014年"]


def test_the_code_of_2021_is_not_said_to_be_missing_on_its_first_day() -> None:
    assert "not encoded" not in due(date(2021, 1, 1), Days(3), CALENDAR).explain("en")
    assert "not encoded" in due(date(2020, 12, 31), Days(3), CALENDAR).explain("en")


def test_lines_come_in_the_order_of_their_days() -> None:
    answer = due(
        date(2020, 9, 21), WorkingDays(12), CALENDAR, [stop(date(2020, 9, 24), date(2020, 9, 24))]
    )
    days = [line.on for line in answer.derivation if line.on]
    assert days == sorted(days)
    assert days[1:-1] == [
        date(2020, 9, 24), date(2020, 9, 27), date(2020, 10, 1), date(2020, 10, 10)
    ]  # fmt: skip
    assert "2 weekend days are not counted" in told(answer)
