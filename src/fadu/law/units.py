"""The units in which law gives time, and their short form: 20wd, 30d, 3m, 24h, now, by 01-31."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.law.words import LawError, Words

# More is surely a slip of the key, and would leave the years that anybody can know.
_MOST = 9_999


class PeriodError(LawError, ValueError):
    """A text or number that is no period."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working days of the State Council's calendar (工作日)."""

    n: int

    def __post_init__(self) -> None:
        _check(self.n)

    def __str__(self) -> str:
        return f"{self.n}wd"

    @property
    def words(self) -> Words:
        """The period as a reader says it."""
        return _said(self.n, "个工作日", "working day")


@dataclass(frozen=True, slots=True)
class Days:
    """Calendar days (日); the last one rolls on from a rest day (民法典 203)."""

    n: int

    def __post_init__(self) -> None:
        _check(self.n)

    def __str__(self) -> str:
        return f"{self.n}d"

    @property
    def words(self) -> Words:
        """The period as a reader says it."""
        return _said(self.n, "日", "day")


@dataclass(frozen=True, slots=True)
class Months:
    """Calendar months (月); years are twelve each. Ends on the same-numbered day (民法典 202)."""

    n: int

    def __post_init__(self) -> None:
        _check(self.n)

    def __str__(self) -> str:
        return f"{self.n}m"

    @property
    def words(self) -> Words:
        """The period as a reader says it."""
        return _said(self.n, "个月", "month")


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours (小时). Dates know no hour, so the due date is the latest day they can end on."""

    n: int

    def __post_init__(self) -> None:
        _check(self.n)

    def __str__(self) -> str:
        return f"{self.n}h"

    @property
    def words(self) -> Words:
        """The period as a reader says it."""
        return _said(self.n, "小时", "hour")


@dataclass(frozen=True, slots=True)
class Immediate:
    """At once (当场、即时): on the starting day itself."""

    def __str__(self) -> str:
        return "now"

    @property
    def words(self) -> Words:
        """The period as a reader says it."""
        return Words("即时", "at once")


Period = WorkingDays | Days | Months | Hours | Immediate

_UNITS: dict[str, type[WorkingDays | Days | Months | Hours]] = {
    "wd": WorkingDays,
    "d": Days,
    "m": Months,
    "h": Hours,
}
_FORM = re.compile(r"([0-9]{1,9})(wd|d|m|h)", re.ASCII)


def parse_period(text: str) -> Period:
    """The period of a short form; `str()` gives the form back. PeriodError for anything else."""
    form = text.strip().lower()
    if form == "now":
        return Immediate()
    found = _FORM.fullmatch(form)
    if found is None:
        raise PeriodError(
            Words(
                f"不是期限：“{text}”（应如 20wd、30d、3m、24h、now）",
                f"no period: “{text}” (expected 20wd, 30d, 3m, 24h or now)",
            )
        )
    return _UNITS[found[2]](int(found[1]))


def _check(n: int) -> None:
    if not 1 <= n <= _MOST:
        raise PeriodError(
            Words(f"期限应在1至{_MOST}之间：{n}", f"a period is 1 to {_MOST:,} long, not {n}")
        )


def _said(n: int, zh: str, en: str) -> Words:
    return Words(f"{n}{zh}", f"{n} {en}" if n == 1 else f"{n} {en}s")


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_YEARDAY = re.compile(r"(before|by|on) ([0-9]{2})-([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class YearDay:
    """The same day every year: `before` it (the day excluded), `by` it (included), or `on` it."""

    bound: str
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.bound} {self.month:02d}-{self.day:02d}"

    @property
    def order(self) -> int:
        """Greater is later: the last day in time, of a leap year."""
        return (self.last(2000) - date(2000, 1, 1)).days

    @property
    def words(self) -> Words:
        """The day as a reader says it."""
        zh, en = f"{self.month}月{self.day}日", f"{self.day} {_MONTHS[self.month - 1]}"
        if self.bound == "before":
            return Words(f"{zh}前（不含当日）", f"before {en} (that day excluded)")
        return Words(f"{zh}前（含当日）", f"by {en}") if self.bound == "by" else Words(zh, en)

    def named(self, year: int) -> date:
        """The day that is named, in a year; 29 February falls back to the last of the month."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def last(self, year: int) -> date:
        """The last day in time."""
        return self.named(year) - timedelta(days=self.bound == "before")


def parse_yearday(text: str) -> YearDay:
    """The day of `before 03-01`, `by 01-31` or `on 12-04`; PeriodError for anything else."""
    found = _YEARDAY.fullmatch(text.strip())
    if found:
        month, day = int(found[2]), int(found[3])
        if 1 <= month <= len(_MONTHS) and 1 <= day <= _LONGEST[month - 1]:
            return YearDay(found[1], month, day)
    raise PeriodError(
        Words(
            f"不是每年的日子：“{text}”（应如 before 03-01、by 01-31、on 12-04）",
            f"no day of the year: “{text}” (expected before 03-01, by 01-31 or on 12-04)",
        )
    )
