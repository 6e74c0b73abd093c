"""Counting working days by cumulative arrays.

Two lists say everything: how many working days there are up to each day (`_rank`), and which day is
the k-th working day (`_working`). The n-th working day after a date is then one look-up in each,
with no walking, however long the period. `bulk.py` keeps the same arrays for numpy.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cache, reduce
from itertools import pairwise
from pathlib import Path

from fadu.law.calendar.year import SATURDAY, CalendarError, Holiday, Year, read_year, span
from fadu.law.words import LawError, Words

_HERE = Path(__file__).parent
# Farther than this from the published years, a weekend-only answer would be worth nothing.
_HORIZON = 30
_DECEMBER = 12
_WEEKEND = Words("周末", "a weekend")


class CalendarMissing(LawError):
    """A question that needs a year whose notice is not known; `year` is the one to import."""

    def __init__(self, year: int) -> None:
        super().__init__(
            Words(
                f"{year}年的放假安排未收录，不能计算工作日",
                f"the holiday notice of {year} is not known: working days cannot be counted",
            )
        )
        self.year = year


class Calendar:
    """The working days of consecutive years. Immutable."""

    __slots__ = (
        "_assuming",
        "_firsts",
        "_lasts",
        "_make_up",
        "_origin",
        "_rank",
        "_working",
        "assumes",
        "holidays",
        "years",
    )

    def __init__(self, years: Iterable[Year]) -> None:
        """CalendarError when no year is given or one is missing in between."""
        self.years = tuple(sorted(years, key=lambda each: each.year))
        if not self.years or any(b.year != a.year + 1 for a, b in pairwise(self.years)):
            raise CalendarError(
                Words("年份须连续且不重复", "years must follow one another without gap")
            )
        # Index 0 is the day before the first year, so that a period may start on it.
        self._origin = date(self.years[0].year, 1, 1).toordinal() - 1
        self._rank = [0]
        self._working: list[date] = []
        said = _said(self.years)
        for day in span(date(self.years[0].year, 1, 1), date(self.years[-1].year, 12, 31)):
            resting = said.get(day, _WEEKEND if day.weekday() >= SATURDAY else None)
            if resting is None:
                self._working.append(day)
            self._rank.append(len(self._working))
        self.holidays: tuple[Holiday, ...] = _stretches(said)
        self._firsts = [each.first for each in self.holidays]
        self._lasts = [each.last for each in self.holidays]
        self._make_up = tuple(sorted(day for day, name in said.items() if name is None))
        # Whether any year is assumed rather than published.
        self.assumes = any(year.assumed for year in self.years)
        self._assuming: dict[int, Calendar] = {}

    @property
    def published(self) -> tuple[Year, ...]:
        """The years whose notices are known."""
        return tuple(year for year in self.years if not year.assumed)

    @classmethod
    def shipped(cls) -> "Calendar":
        """The calendar of the years shipped beside this module (cached)."""
        return _shipped()

    @classmethod
    def load(cls, *folders: Path) -> "Calendar":
        """The shipped years and those of the folders' YYYY.yaml; a later folder replaces a year.

        Replacing matters: the notice of a new year may move the last days of the old one.
        """
        return cls.shipped().replacing(year for folder in folders for year in _read(folder))

    def replacing(self, years: Iterable[Year]) -> "Calendar":
        """The published years and these; a later one replaces an earlier one on the same year.

        CalendarError when a year is then missing in between.
        """
        known = {year.year: year for year in self.published}
        return Calendar((known | {year.year: year for year in years}).values())

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after `start` (before it, for negative n), `start` not counted.

        CalendarMissing when the answer lies in, or depends on, a year that is not known;
        ValueError for n = 0, which asks for nothing.
        """
        index = start.toordinal() - self._origin
        if n > 0 <= index:
            try:
                return self._working[self._rank[index] + n - 1]
            except IndexError:
                raise CalendarMissing(max(self.years[-1].year + 1, start.year)) from None
        if n == 0:
            raise ValueError("the 0th working day is no day")
        if n < 0 < index < len(self._rank):
            place = self._rank[index - 1] + n
            if place >= 0:
                return self._working[place]
            raise CalendarMissing(self.years[0].year - 1)
        raise CalendarMissing(start.year)

    def is_working_day(self, day: date) -> bool:
        """Whether people work that day; CalendarMissing outside the known years."""
        index = self._index(day)
        return self._rank[index] != self._rank[index - 1]

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`.

        CalendarMissing outside the known years; ValueError when `end` precedes `start`.
        """
        if end < start:
            raise ValueError(f"{end} precedes {start}")
        first = start.toordinal() - self._origin
        if first < 0:
            raise CalendarMissing(start.year)
        if end == start:
            return 0
        return self._rank[self._index(end)] - self._rank[first]

    def holidays_between(self, first: date, last: date) -> tuple[Holiday, ...]:
        """The holidays that have a day in first … last."""
        return self.holidays[bisect_left(self._lasts, first) : bisect_right(self._firsts, last)]

    def make_up_between(self, first: date, last: date) -> tuple[date, ...]:
        """The make-up working days in first … last."""
        return self._make_up[bisect_left(self._make_up, first) : bisect_right(self._make_up, last)]

    def assumed_between(self, first: date, last: date) -> tuple[int, ...]:
        """The years touched by first … last for which weekends only are assumed."""
        if not self.assumes:
            return ()
        return tuple(y.year for y in self.years if y.assumed and first.year <= y.year <= last.year)

    def assuming(self, year: int) -> "Calendar":
        """This calendar stretched to `year` by years of weekends only, each marked as assumed.

        CalendarMissing when `year` is more than 30 years from the published ones.
        """
        first, last = self.years[0].year, self.years[-1].year
        if first <= year <= last:
            return self
        published = [each.year for each in self.published]
        if not published or not published[0] - _HORIZON <= year <= published[-1] + _HORIZON:
            raise CalendarMissing(year)
        if year not in self._assuming:
            missing = range(year, first) if year < first else range(last + 1, year + 1)
            extra = [Year(each, assumed=True) for each in missing]
            self._assuming[year] = Calendar([*self.years, *extra])
        return self._assuming[year]

    def reaching(self, *days: date) -> "Calendar":
        """This calendar, stretched so far that it knows or assumes the years of these days."""
        return reduce(Calendar.assuming, (day.year for day in days), self)

    def notices_between(self, first: date, last: date) -> dict[str, str]:
        """Year and digest of every notice that a count from first to last rests on ("" assumed).

        In December the notice of the next year has a word as well, or may still have one.
        """
        known = {year.year: year.digest for year in self.years}
        until = last.year + (last.month == _DECEMBER)
        return {str(year): known.get(year, "") for year in range(first.year, until + 1)}

    def differing(self, other: "Calendar") -> tuple[date, date] | None:
        """First and last day that the two do not treat alike; None where there is none.

        Alike means: worked or not, and by a notice or by assumption.
        """
        years = {year.year for calendar in (self, other) for year in calendar.years}
        first, last = date(min(years), 1, 1), date(max(years), 12, 31)
        mine, its = self.reaching(first, last), other.reaching(first, last)
        known, its_known = ({y.year for y in one.published} for one in (mine, its))
        differ = [
            day
            for day in span(first, last)
            if mine.is_working_day(day) != its.is_working_day(day)
            or (day.year in known) != (day.year in its_known)
        ]
        return (differ[0], differ[-1]) if differ else None

    def arrays(self) -> tuple[int, list[int], list[date]]:
        """Ordinal of index 0, working days up to each index, and the working days: for `bulk`."""
        return self._origin, self._rank, self._working

    def __repr__(self) -> str:
        assumed = [year.year for year in self.years if year.assumed]
        return f"<Calendar {self.years[0].year}-{self.years[-1].year}, assumed {assumed}>"

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._origin
        if not 0 < index < len(self._rank):
            raise CalendarMissing(day.year)
        return index


def _said(years: Iterable[Year]) -> dict[date, Words | None]:
    """What the notices say of single days: the name of the rest, or None for a make-up day.

    The later notice has the last word on the December before its year.
    """
    said: dict[date, Words | None] = {}
    for year in years:
        for each in year.holidays:
            said |= dict.fromkeys(span(each.first, each.last), each.name)
        said |= dict.fromkeys(year.make_up, None)
    return said


def _stretches(said: dict[date, Words | None]) -> tuple[Holiday, ...]:
    """The rest days that are said, as holidays: consecutive days of one name together."""
    found: list[Holiday] = []
    for day, name in sorted(said.items()):
        last = found[-1] if found else None
        if name is None:
            continue
        if last is not None and last.name == name and (day - last.last).days == 1:
            found[-1] = Holiday(name, last.first, day)
        else:
            found.append(Holiday(name, day, day))
    return tuple(found)


def _read(folder: Path) -> list[Year]:
    return [read_year(path) for path in sorted(folder.glob("[0-9]*.yaml"))]


@cache
def _shipped() -> Calendar:
    return Calendar(_read(_HERE))
