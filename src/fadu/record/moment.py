"""When an act happens: its legal date, apart from the instant at which it is recorded."""

import datetime
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Moment:
    """The legal date `on` (a date in China) and the clock's instant `recorded_at` (aware).

    The legal date may lie before the recording (a paper handed in yesterday and entered today),
    never after it.
    """

    on: datetime.date
    recorded_at: datetime.datetime

    def __post_init__(self) -> None:
        """Hold the instant in Shanghai time, and refuse a legal date after it."""
        if self.recorded_at.tzinfo is None:
            raise ValueError("recorded_at needs a time zone")
        local = self.recorded_at.astimezone(SHANGHAI)
        if self.on > local.date():
            raise ValueError(f"legal date {self.on} lies after its recording {local}")
        object.__setattr__(self, "recorded_at", local)

    @property
    def stamp(self) -> str:
        """The instant as it stands in a leaf: microseconds and +08:00."""
        return self.recorded_at.isoformat(timespec="microseconds")


def moment(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> Moment:
    """A moment in Shanghai, legal date and recording on the same day."""
    instant = datetime.datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)
    return Moment(instant.date(), instant)


class Clock(Protocol):
    """Where a page, a worker or a command line reads the time; rules and acts are given it."""

    def now(self) -> Moment:
        """The moment it is."""
        ...


class WallClock:
    """The machine's clock, in Shanghai time."""

    def now(self) -> Moment:
        """Now."""
        instant = datetime.datetime.now(SHANGHAI)
        return Moment(instant.date(), instant)


@dataclass(frozen=True, slots=True)
class FixedDateClock:
    """A fixed date with the running time of day: the demo's clock."""

    date: datetime.date

    def now(self) -> Moment:
        """The fixed date, at the time of day it is."""
        time = datetime.datetime.now(SHANGHAI).timetz()
        return Moment(self.date, datetime.datetime.combine(self.date, time, SHANGHAI))


def clock_from(setting: str) -> Clock:
    """The clock a setting names: "wall", or an ISO date for a fixed one."""
    if setting == "wall":
        return WallClock()
    return FixedDateClock(datetime.date.fromisoformat(setting))
