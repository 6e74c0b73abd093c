"""One year's notice: named rest days, make-up working days, and a count that proves them.

The count of working days in the file is recomputed when it is read, so that a mistyped day in a
notice imported by an administrator is refused instead of moving due dates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from fadu.law.sheet import Sheet
from fadu.law.words import LawError, Words

_SATURDAY = 5
_DAY = timedelta(days=1)


class CalendarError(LawError):
    """A year's file that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Consecutive rest days under one name, both ends included."""

    name: Words
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Year:
    """The rest days of a calendar year. `assumed`: no notice known, weekends only."""

    year: int
    holidays: tuple[Holiday, ...] = ()
    make_up: tuple[date, ...] = ()
    notice: Words | None = None
    confidence: str = ""
    assumed: bool = False

    def working(self) -> Iterator[tuple[date, bool]]:
        """Each day of the year with whether it is a working day."""
        off = {day for each in self.holidays for day in span(each.first, each.last)}
        make_up = set(self.make_up)
        for day in span(date(self.year, 1, 1), date(self.year, 12, 31)):
            yield day, day in make_up or (day.weekday() < _SATURDAY and day not in off)


def span(first: date, last: date) -> Iterator[date]:
    """The days from first to last, both included."""
    for offset in range((last - first).days + 1):
        yield first + offset * _DAY


def read_year(path: Path) -> Year:
    """The year in a YAML file; SheetError when it cannot be read, CalendarError when it is wrong.

    Wrong: a day outside the year, holidays that overlap or run backwards, a make-up day that is no
    weekend day or is itself a holiday, a count of working days other than the file states.
    """
    sheet = Sheet.read(path)
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
    stated = sheet.number("working_days")
    sheet.done()
    _check(found, stated, path.name)
    return found


def _check(found: Year, stated: int, name: str) -> None:
    earlier: date | None = None
    for each in found.holidays:
        if not found.year == each.first.year == each.last.year or each.first > each.last:
            raise _wrong(name, each.first, "假期不在本年或首尾颠倒", "outside the year or reversed")
        if earlier is not None and each.first <= earlier:
            raise _wrong(name, each.first, "假期重叠", "overlaps another holiday")
        earlier = each.last
    for day in found.make_up:
        resting = any(each.first <= day <= each.last for each in found.holidays)
        if day.year != found.year or day.weekday() < _SATURDAY or resting:
            raise _wrong(name, day, "调休上班日须为本年周末且非假期", "no weekend day to make up")
    count = sum(working for _, working in found.working())
    if count != stated:
        raise CalendarError(
            Words(
                f"{name}：工作日应为{stated}天，按所列日期为{count}天",
                f"{name}: {stated} working days stated, the days listed give {count}",
            )
        )


def _wrong(name: str, day: date, zh: str, en: str) -> CalendarError:
    return CalendarError(Words(f"{name}：{day}：{zh}", f"{name}: {day}: {en}"))
