"""One year's notice: named rest days, make-up working days, and a count that proves them.

The count of working days in the file is recomputed when it is read, so that a mistyped day in a
notice imported by an administrator is refused instead of moving due dates. A notice may reach into
the December before (the New Year of 2019 began on 30 December 2018): those days stand here, in the
year whose notice announced them, and `Calendar` lays them over the year before.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from fadu.law.sheet import Sheet
from fadu.law.words import LawError, Words

SATURDAY = 5
_DECEMBER = 12
_DAY = timedelta(days=1)


class CalendarError(LawError):
    """A year's file that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Consecutive rest days under one name, both ends included."""

    name: Words
    first: date
    last: date


@dataclass(frozen=True)
class Year:
    """The rest days that one notice announces. `assumed`: no notice known, weekends only."""

    year: int
    holidays: tuple[Holiday, ...] = ()
    make_up: tuple[date, ...] = ()
    notice: Words | None = None
    confidence: str = ""
    assumed: bool = False

    def working(self) -> Iterator[tuple[date, bool]]:
        """Each day of the year with whether it is a working day by this notice alone."""
        off = {day for each in self.holidays for day in span(each.first, each.last)}
        make_up = set(self.make_up)
        for day in span(date(self.year, 1, 1), date(self.year, 12, 31)):
            yield day, day in make_up or (day.weekday() < SATURDAY and day not in off)

    @cached_property
    def working_days(self) -> int:
        """How many working days the year has by this notice."""
        return sum(works for _, works in self.working())

    @cached_property
    def digest(self) -> str:
        """SHA-256 over what it changes, 32 signs of it; "" for an assumed year.

        That is: weekdays that rest and weekend days that are worked. Names and source are left out:
        two texts that give the same days are the same arrangement.
        """
        if self.assumed:
            return ""
        off = {day for one in self.holidays for day in span(one.first, one.last)}
        rests = sorted(day for day in off if day.weekday() < SATURDAY)
        told = [str(self.year), *map(str, rests), "|", *map(str, sorted(self.make_up))]
        return hashlib.sha256(" ".join(told).encode()).hexdigest()[:32]


def span(first: date, last: date) -> Iterator[date]:
    """The days from first to last, both included."""
    for offset in range((last - first).days + 1):
        yield first + offset * _DAY


def read_year(path: Path) -> Year:
    """The year in a YAML file; SheetError when it cannot be read, CalendarError when it is wrong.

    Wrong: a day outside the year (and the December before it), holidays that overlap or run
    backwards, a make-up day that is no weekend day or is itself a holiday, a count of working days
    other than the file states.
    """
    sheet = Sheet.read(path)
    found, stated = year_of(sheet)
    if stated is None:
        raise sheet.wrong("working_days", "缺少此项", "is missing")
    check(found, stated, path.name)
    return found


def year_of(sheet: Sheet) -> tuple[Year, int | None]:
    """The year in a sheet, and the count of working days if it states one; nothing is checked."""
    holidays = []
    for row in sheet.sheets("rest"):
        name = Words(row.text("zh"), row.text("en"))
        holidays.append(Holiday(name, row.day("from"), row.day("to")))
        row.done()
    found = Year(
        year=sheet.number("year"),
        holidays=tuple(sorted(holidays, key=lambda each: each.first)),
        make_up=tuple(sorted(sheet.days("make_up"))),
        notice=sheet.words_or_none("notice"),
        confidence=sheet.text("confidence"),
    )
    stated = sheet.number("working_days") if "working_days" in sheet else None
    sheet.done()
    return found, stated


def check(found: Year, stated: int | None, name: str) -> None:
    """CalendarError where the year contradicts itself, or the count that was stated."""
    earlier: date | None = None
    for each in found.holidays:
        if not (_belongs(found, each.first) and _belongs(found, each.last)):
            raise _wrong(name, each.first, "假期不在本年", "outside the year")
        if each.first > each.last:
            raise _wrong(name, each.first, "假期首尾颠倒", "reversed: ends before it begins")
        if earlier is not None and each.first <= earlier:
            raise _wrong(name, each.first, "假期重叠", "overlaps another holiday")
        earlier = each.last
    for day in found.make_up:
        resting = any(each.first <= day <= each.last for each in found.holidays)
        if not _belongs(found, day) or day.weekday() < SATURDAY or resting:
            raise _wrong(name, day, "调休上班日须为本年周末且非假期", "no weekend day to make up")
    if stated is not None and found.working_days != stated:
        count = found.working_days
        raise CalendarError(
            Words(
                f"{name}：工作日应为{stated}天，按所列日期为{count}天",
                f"{name}: {stated} working days stated, the days listed give {count}",
            )
        )


def _belongs(found: Year, day: date) -> bool:
    """Whether a notice for this year may speak of the day: of this year, or the December before."""
    return day.year == found.year or (day.year == found.year - 1 and day.month == _DECEMBER)


def _wrong(name: str, day: date, zh: str, en: str) -> CalendarError:
    return CalendarError(Words(f"{name}：{day}：{zh}", f"{name}: {day}: {en}"))
