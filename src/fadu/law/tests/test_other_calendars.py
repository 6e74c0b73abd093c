"""Day by day against three other works: chinesecalendar, holidays, and the notices as holiday-cn
keeps them (where FADU_VECTORS names its folder).

The two packages differ on one day, 2005-12-31, which lies before our first year. Beyond the last
published year `holidays` goes on with an extrapolation (no make-up days, nothing official), so that
it is never asked there; chinesecalendar refuses.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import chinese_calendar
import holidays
import pytest

from fadu.law.calendar import Calendar
from fadu.law.calendar.notice import read_notice
from fadu.law.calendar.year import Year, span

CALENDAR = Calendar.shipped()
KNOWN_DIFFERENCE = date(2005, 12, 31)
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
OTHER = holidays.country_holidays("CN", years=range(2003, 2028))
FOLDER = os.environ.get("FADU_VECTORS", "")


def vectors(first: int, last: int) -> Iterator[bytes]:
    """The files of holiday-cn for some years; none where the folder is not named."""
    for year in range(first, last + 1) if FOLDER else ():
        yield Path(FOLDER, "holiday-cn", f"{year}.json").read_bytes()


def differences(calendar: Calendar, first: date, last: date) -> dict[date, str]:
    """The days on which a calendar and one of the packages do not agree."""
    found = {}
    for day in span(first, last):
        ours = calendar.is_working_day(day)
        if ours != chinese_calendar.is_workday(day):
            found[day] = "chinesecalendar"
        elif ours != OTHER.is_working_day(day):
            found[day] = "holidays"
    return found


def test_every_shipped_day_agrees_with_both_packages() -> None:
    first, last = CALENDAR.years[0].year, CALENDAR.years[-1].year
    assert (first, last) == (2015, 2026)
    assert differences(CALENDAR, date(first, 1, 1), date(last, 12, 31)) == {}


def test_control_a_forgotten_day_is_found() -> None:
    year = CALENDAR.years[0]
    wrong = CALENDAR.replacing([Year(2015, year.holidays, year.make_up[:-1])])
    assert differences(wrong, FIRST.replace(2015), LAST) == {date(2015, 10, 10): "chinesecalendar"}


def test_the_two_packages_differ_on_one_day_only() -> None:
    differ = [
        day
        for day in span(FIRST, LAST)
        if bool(chinese_calendar.is_workday(day)) != OTHER.is_working_day(day)
    ]
    assert differ == [KNOWN_DIFFERENCE]


def test_beyond_the_last_notice_one_refuses_and_the_other_guesses() -> None:
    new_year = date(2027, 1, 1)
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(new_year)
    assert not OTHER.is_working_day(new_year)


def test_every_listed_day_agrees_with_the_published_vectors() -> None:
    listed: dict[date, bool] = {}
    for file in vectors(2015, 2026):
        for row in json.loads(file)["days"]:
            listed[date.fromisoformat(row["date"])] = row["isOffDay"]
    for day, off in listed.items():
        if day.year > 2014:
            assert CALENDAR.is_working_day(day) is not off, day
    # Without the vectors, our own lists must still say what the days are.
    for year in CALENDAR.years:
        assert all(CALENDAR.is_working_day(day) for day in year.make_up)
        for each in year.holidays:
            assert not any(CALENDAR.is_working_day(day) for day in span(each.first, each.last))


def test_earlier_years_can_be_imported_and_agree() -> None:
    imported = [read_notice(file).year for file in vectors(2007, 2014)]
    calendar = CALENDAR.replacing(imported)
    first = calendar.years[0].year
    assert first == (2007 if FOLDER else 2015)
    assert differences(calendar, date(first, 1, 1), LAST) == {}


def test_importing_a_shipped_year_again_changes_no_day() -> None:
    again = CALENDAR.replacing(read_notice(file).year for file in vectors(2015, 2026))
    assert [year.digest for year in again.years] == [year.digest for year in CALENDAR.years]
