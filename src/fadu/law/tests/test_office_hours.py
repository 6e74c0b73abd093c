"""Office hours: read from text, and how much of them runs between two instants."""

from datetime import UTC, datetime, time, timedelta

import pytest

from fadu.law.calendar import Calendar
from fadu.law.moment import SHANGHAI
from fadu.law.office_hours import HoursError, OfficeHours

HOURS = OfficeHours.read("09:00-12:00 13:30-17:00")
FULL_DAY = timedelta(hours=6, minutes=30)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2020, month, day, hour, minute, tzinfo=SHANGHAI)


def ran(first: datetime, last: datetime) -> timedelta:
    return HOURS.between(first, last, Calendar.shipped())


@pytest.mark.parametrize(
    "text",
    ["", "9:00-12:00", "09:00", "12:00-09:00", "09:00-09:00", "09:00-12:00 11:00-17:00",
     "25:00-26:00", "09:00-12:00,13:30-17:00"],
)  # fmt: skip
def test_what_names_no_hours_is_refused(text: str) -> None:
    with pytest.raises(HoursError, match="09:00-12:00"):
        OfficeHours.read(text)


def test_a_day_runs_from_its_opening_to_its_close_without_the_break() -> None:
    assert HOURS.close == time(17)
    assert ran(at(3, 2, 0), at(3, 3, 0)) == FULL_DAY
    assert ran(at(3, 2, 11), at(3, 2, 14)) == timedelta(hours=1, minutes=30)
    assert ran(at(3, 2, 12), at(3, 2, 13, 30)) == timedelta()
    assert ran(at(3, 2, 16), at(3, 2, 10)) == timedelta(), "backwards nothing runs"


def test_nights_rest_days_and_holidays_do_not_run_and_make_up_days_do() -> None:
    assert ran(at(3, 6, 16), at(3, 9, 10)) == timedelta(hours=2), "Friday evening to Monday"
    assert ran(at(10, 1, 0), at(10, 9, 0)) == timedelta(), "the National Day of 2020"
    assert ran(at(10, 10, 0), at(10, 11, 0)) == FULL_DAY, "the Saturday that makes up for it"


def test_an_instant_in_another_zone_is_the_same_instant() -> None:
    utc = at(3, 2, 11).astimezone(UTC)
    assert ran(utc, at(3, 2, 14)) == ran(at(3, 2, 11), at(3, 2, 14))
