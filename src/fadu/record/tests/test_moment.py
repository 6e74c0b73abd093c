"""The legal date and the instant of recording are apart, and the day is China's."""

import datetime

import pytest

from fadu.record.moment import (
    SHANGHAI,
    FixedDateClock,
    Moment,
    WallClock,
    clock_from,
    moment,
)

DAY = datetime.date(2020, 3, 2)


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text}Z")


@pytest.mark.parametrize(
    ("instant", "day", "stamp"),
    [
        (utc("2020-03-01T16:00"), DAY, "2020-03-02T00:00:00.000000+08:00"),
        (utc("2020-03-02T00:00"), DAY, "2020-03-02T08:00:00.000000+08:00"),
        (utc("2020-03-02T15:59:59.999999"), DAY, "2020-03-02T23:59:59.999999+08:00"),
    ],
)
def test_an_instant_is_held_in_chinas_time(
    instant: datetime.datetime, day: datetime.date, stamp: str
) -> None:
    held = Moment(day, instant)
    assert held.stamp == stamp
    assert held.recorded_at == instant
    assert held.recorded_at.tzinfo is SHANGHAI


def test_the_legal_date_may_lie_before_the_recording() -> None:
    assert Moment(datetime.date(2020, 2, 28), utc("2020-03-02T00:00")).on == datetime.date(
        2020, 2, 28
    )


def test_control_a_legal_date_after_its_recording_is_refused() -> None:
    with pytest.raises(ValueError, match="lies after its recording"):
        Moment(datetime.date(2020, 3, 3), utc("2020-03-02T15:59"))
    assert Moment(datetime.date(2020, 3, 3), utc("2020-03-02T16:00"))


def test_control_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment(DAY, utc("2020-03-02T00:00").replace(tzinfo=None))


def test_a_moment_for_people_is_ten_in_the_morning() -> None:
    assert moment(2020, 3, 2).stamp == "2020-03-02T10:00:00.000000+08:00"
    assert moment(2020, 3, 2, 23, 59).on == DAY


def test_the_wall_clock_reads_now() -> None:
    before = datetime.datetime.now(SHANGHAI)
    now = WallClock().now()
    after = datetime.datetime.now(SHANGHAI)
    assert before <= now.recorded_at <= after
    assert now.on in (before.date(), after.date())


def test_a_fixed_clock_stays_on_its_day() -> None:
    now = FixedDateClock(DAY).now()
    assert (now.on, now.recorded_at.date()) == (DAY, DAY)


def test_a_setting_names_the_clock() -> None:
    assert isinstance(clock_from("wall"), WallClock)
    assert clock_from("2020-03-02") == FixedDateClock(DAY)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        clock_from("yesterday")
