"""Dates as files write them: a day, a month, a year, “end of 2011” – each as the days it may be.

A rule may only find a lapse that holds for every one of those days, so nothing here guesses: what
is vague stays wide, and what cannot be read is no date.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fadu.law.numerals import arabic
from fadu.law.words import Words

_DAY = timedelta(days=1)
_EARLIEST, _LATEST = 1949, 2100
_FORM = re.compile(
    r"(?P<year>\d{4})\s*(?:年|[-/.])?\s*"
    r"(?:(?P<month>\d{1,2})\s*(?:月|[-/.])?\s*(?:(?P<day>\d{1,2})\s*日?)?)?",
    re.ASCII,
)
_ABOUT = re.compile(r"^(约|大约|about|around|approx\.?|circa|c\.)\s*|\s*(左右|前后)$", re.I)
_TIME = re.compile(r"(?<=\d)[t ]\d{1,2}:\d{2}\S*$", re.I)
_RANGE = re.compile(r"\s*(?:\.\.|~|～|—|–|至|到|\bto\b|\buntil\b)\s*", re.I)
# Wide on purpose: “the end of a year” is any day of its second half.
_PARTS: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...] = (
    (r"end|late|底|末|下半年|下旬|autumn", (7, 12), (16, 31)),
    (r"begin\w*|early|start|初|上半年|上旬|spring", (1, 6), (1, 15)),
    (r"mid\w*|middle|中旬|年中|中", (4, 9), (8, 23)),
)


_LONGEST = 60
_CHINESE = re.compile(r"[〇零○一二三四五六七八九十]+(?=[年月日])")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def _arabic(found: "re.Match[str]") -> str:
    """二〇一七 → 2017, 二十七 → 27."""
    text = found[0]
    return str(arabic(text)) if "十" in text else text.translate(_DIGITS)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that something may have happened on, both included; `text` as it was written."""

    first: date
    last: date
    text: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def words(self) -> Words:
        """As a reader says it: the day, or from when to when it may have been."""
        if self.exact:
            return Words(self.first.isoformat(), self.first.isoformat())
        return Words(f"{self.first}至{self.last}之间", f"between {self.first} and {self.last}")

    def before(self, other: "Span") -> bool:
        """Surely earlier, whatever day either was."""
        return self.last < other.first


def day(on: date) -> Span:
    """One day."""
    return Span(on, on, on.isoformat())


def hull(first: Span, last: Span) -> Span:
    """From the earliest day of one to the latest of the other."""
    return Span(
        min(first.first, last.first), max(first.last, last.last), f"{first.text}..{last.text}"
    )


def read_span(raw: object) -> Span | None:
    """The days that a value may mean; None when it is no date that we can read."""
    if isinstance(raw, datetime):
        return day(raw.date())
    if isinstance(raw, date):
        return day(raw)
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, int):
        return _read_text(str(raw))
    if isinstance(raw, str):
        return _read_text(raw.strip())
    if isinstance(raw, Mapping):
        return _ends(raw.get("from", raw.get("start")), raw.get("to", raw.get("end")))
    if isinstance(raw, list) and len(raw) == 2:
        return _ends(*raw)
    return None


def _ends(first: object, last: object) -> Span | None:
    one, other = read_span(first), read_span(last)
    if one is None or other is None or other.last < one.first:
        return None
    return hull(one, other)


def _read_text(text: str) -> Span | None:
    if len(text) > _LONGEST:
        return None
    if "年" in text and not text[:1].isdecimal():
        text = _CHINESE.sub(_arabic, text)
    one = _one(text)
    if one is not None:
        return one
    ends = _RANGE.split(text)
    if len(ends) != 2:
        return None
    first = _one(ends[0])
    # 2018年3月至5月: the year is said once.
    last = _one(ends[1]) or _one(f"{text[:4]}-{ends[1]}")
    if first is None or last is None or last.last < first.first:
        return None
    return Span(first.first, last.last, text)


def _one(text: str) -> Span | None:
    about = bool(_ABOUT.search(text))
    plain = _TIME.sub("", _ABOUT.sub("", text)).strip()
    found = _FORM.search(plain)
    if found is None:
        return None
    rest = (plain[: found.start()] + plain[found.end() :]).strip(" 的份of,，").lower()
    span = _span(found, rest, text)
    if span is None or not about:
        return span
    width = max((span.last - span.first) + _DAY, 7 * _DAY)
    return Span(span.first - width, span.last + width, text)


def _span(found: "re.Match[str]", rest: str, text: str) -> Span | None:
    year = int(found["year"])
    month, on = (int(found[name]) if found[name] else None for name in ("month", "day"))
    if not _EARLIEST <= year <= _LATEST or (month is not None and not 1 <= month <= 12):
        return None
    if on is not None:
        fits = month is not None and not rest and 1 <= on <= monthrange(year, month)[1]
        return Span(date(year, month or 1, on), date(year, month or 1, on), text) if fits else None
    months, days = _part(rest)
    if months is None:
        return None
    if month is not None:
        end = monthrange(year, month)[1]
        return Span(date(year, month, days[0]), date(year, month, min(days[1], end)), text)
    first, last = months
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), text)


def _part(rest: str) -> tuple[tuple[int, int] | None, tuple[int, int]]:
    if not rest:
        return (1, 12), (1, 31)
    for pattern, months, days in _PARTS:
        if re.fullmatch(rf"(?:the\s+)?(?:{pattern})(?:\s+of(?:\s+the)?)?", rest):
            return months, days
    return None, (1, 31)
