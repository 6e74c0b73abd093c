"""The calendar against three other works, day by day, and against its own figures."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from fadu.law import calendar as room
from fadu.law.calendar import Calendar, CalendarError, CalendarMissing, Holiday, Year, read_year
from fadu.law.calendar.bulk import due_dates
from fadu.law.calendar.year import span
from fadu.law.tests.golden import FIRST, GOLDEN, LAST, WORKING_DAYS_A_YEAR
from fadu.law.words import Words

CALENDAR = Calendar.shipped()
EVERY_DAY = tuple(span(FIRST, LAST))
SHIPPED = Path(room.__file__).parent


def without_make_up(day: date) -> Calendar:
    """The shipped calendar with one make-up day forgotten."""
    years = (
        replace(year, make_up=tuple(each for each in year.make_up if each != day))
        for year in CALENDAR.years
    )
    return Calendar(years)


@pytest.mark.parametrize(("start", "n", "on"), GOLDEN)
def test_golden_dates(start: date, n: int, on: date) -> None:
    assert CALENDAR.add_working_days(start, n) == on
    assert CALENDAR.working_days_between(start, on) == n
    assert due_dates(np.array([start], dtype="datetime64[D]"), n).tolist() == [on]


def test_control_a_forgotten_make_up_day_breaks_a_golden_date() -> None:
    start, n, on = GOLDEN[1]
    assert without_make_up(date(2020, 10, 10)).add_working_days(start, n) != on


def test_working_days_a_year_are_as_published() -> None:
    count = Counter(day.year for day in EVERY_DAY if CALENDAR.is_working_day(day))
    assert count == WORKING_DAYS_A_YEAR


def test_a_notice_reaches_into_the_december_before() -> None:
    new_year = CALENDAR.holidays_between(date(2018, 12, 31), date(2018, 12, 31))
    assert new_year == (Holiday(Words("元旦", "New Year"), date(2018, 12, 30), date(2019, 1, 1)),)
    assert CALENDAR.is_working_day(date(2018, 12, 29))
    spoken = CALENDAR.notices_between(date(2018, 11, 1), date(2018, 11, 30))
    assert list(spoken) == ["2018"]
    assert list(CALENDAR.notices_between(date(2018, 11, 1), date(2018, 12, 3))) == ["2018", "2019"]


def test_a_digest_names_the_days_and_nothing_else() -> None:
    year = CALENDAR.years[-1]
    assert len({each.digest for each in CALENDAR.years}) == len(CALENDAR.years)
    assert replace(year, notice=Words("别的来源", "another source")).digest == year.digest
    assert replace(year, make_up=year.make_up[1:]).digest != year.digest
    assert Year(2030, assumed=True).digest == ""


def test_bulk_equals_single_for_every_start() -> None:
    starts = EVERY_DAY[: (len(EVERY_DAY) - 60) // 2 * 2]
    days = np.array(starts, dtype="datetime64[D]").reshape(2, -1)
    for n in (1, 5, 20, 30):
        one_by_one = [CALENDAR.add_working_days(day, n) for day in starts]
        bulk = due_dates(days, n)
        assert bulk.shape == days.shape
        assert bulk.ravel().tolist() == one_by_one


def test_a_period_may_start_on_the_eve_of_the_first_year() -> None:
    assert CALENDAR.add_working_days(date(2014, 12, 31), 1) == date(2015, 1, 4)
    assert CALENDAR.working_days_between(date(2014, 12, 31), date(2015, 12, 31)) == 249


def test_counting_back_meets_counting_forward() -> None:
    for start, n, on in GOLDEN:
        back = CALENDAR.add_working_days(on + timedelta(days=1), -n)
        assert back == CALENDAR.add_working_days(start, 1)
    with pytest.raises(CalendarMissing):
        CALENDAR.add_working_days(date(2015, 1, 5), -2)


@pytest.mark.parametrize(
    ("start", "n", "year"),
    [
        (date(2026, 12, 31), 1, 2027),
        (date(2026, 12, 1), 100, 2027),
        (date(2027, 3, 1), 1, 2027),
        (date(2014, 6, 1), 5, 2014),
        (date(2035, 6, 1), -5, 2035),
    ],
)
def test_an_unpublished_year_is_never_guessed(start: date, n: int, year: int) -> None:
    with pytest.raises(CalendarMissing) as missing:
        CALENDAR.add_working_days(start, n)
    assert missing.value.year == year
    if n > 0:
        with pytest.raises(CalendarMissing) as bulk:
            due_dates(np.array([start, date(2020, 1, 1)], dtype="datetime64[D]"), n)
        assert bulk.value.year == year


def test_questions_that_are_none() -> None:
    with pytest.raises(CalendarMissing):
        CALENDAR.is_working_day(date(2027, 1, 1))
    with pytest.raises(CalendarMissing):
        CALENDAR.is_working_day(date(2014, 12, 31))
    with pytest.raises(ValueError, match="0th"):
        CALENDAR.add_working_days(date(2020, 1, 1), 0)
    with pytest.raises(ValueError, match="precedes"):
        CALENDAR.working_days_between(date(2020, 1, 2), date(2020, 1, 1))
    with pytest.raises(ValueError, match="NaT"):
        due_dates(np.array(["2020-01-01", "NaT"], dtype="datetime64[D]"), 1)
    with pytest.raises(ValueError, match="datetime64"):
        due_dates(np.array(["2020-01-01T00"], dtype="datetime64[h]"), 1)
    with pytest.raises(ValueError, match="at least one"):
        due_dates(np.array(["2020-01-01"], dtype="datetime64[D]"), 0)
    assert due_dates(np.array([], dtype="datetime64[D]"), 5).size == 0


def test_assumed_years_are_weekends_only_and_say_so() -> None:
    stretched = CALENDAR.assuming(2028)
    assert stretched.assumed_between(date(2026, 12, 1), date(2027, 1, 5)) == (2027,)
    assert stretched.is_working_day(date(2027, 10, 1))  # a Friday: nobody has told us yet
    assert stretched is CALENDAR.assuming(2028)
    assert CALENDAR.assuming(2020) is CALENDAR
    with pytest.raises(CalendarMissing):
        CALENDAR.assuming(2100)


def test_an_imported_notice_replaces_and_adds_years(tmp_path: Path) -> None:
    notice = (SHIPPED / "2026.yaml").read_text("utf-8")
    days = notice.replace("2026-02-28", "2026-02-07")  # another Saturday is made up
    (tmp_path / "2026.yaml").write_text(days, "utf-8")
    (tmp_path / "2027.yaml").write_text(
        "year: 2027\nconfidence: M\nrest:\n"
        "  - {zh: 元旦, en: New Year, from: 2027-01-01, to: 2027-01-01}\n"
        "make_up: []\nworking_days: 260\n",
        "utf-8",
    )
    calendar = Calendar.load(tmp_path)
    assert not calendar.is_working_day(date(2026, 2, 28))
    assert calendar.is_working_day(date(2026, 2, 7))
    assert calendar.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - 2020-10-10\n", "", "working days stated"),
        ("  - 2020-10-10\n", "  - 2020-10-12\n", "no weekend day"),
        ("  - 2020-10-10\n", "  - 2020-10-03\n", "no weekend day"),
        ("to: 2020-05-05", "to: 2020-04-30", "reversed"),
        ("from: 2020-05-01", "from: 2020-04-05", "overlaps"),
        ("working_days: 249", "working_days: 249\nmakeup: []", "is not known here"),
        ("working_days: 249", "", "is missing"),
        ("from: 2020-05-01", "from: 1 May", "a date"),
    ],
)
def test_a_slip_in_a_notice_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (SHIPPED / "2020.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "2020.yaml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Exception, match=said):
        read_year(tmp_path / "2020.yaml")


def test_years_follow_one_another() -> None:
    with pytest.raises(CalendarError):
        Calendar([Year(2020), Year(2022)])
    with pytest.raises(CalendarError):
        Calendar([])
    rest = Holiday(Words("元旦", "New Year"), date(2020, 1, 1), date(2020, 1, 1))
    assert Calendar([Year(2020, (rest,))]).holidays_between(*[date(2020, 1, 1)] * 2) == (rest,)


def test_the_days_that_two_calendars_do_not_treat_alike_are_found() -> None:
    day = date(2020, 10, 10)
    assert CALENDAR.differing(without_make_up(day)) == (day, day)
    assert CALENDAR.differing(CALENDAR) is None
    published = CALENDAR.replacing([Year(2027)])
    assert CALENDAR.differing(published) == (date(2027, 1, 1), date(2027, 12, 31))
