"""Office hours: the time of working days in which somebody can be reached, and how much of it ran.

民法典 203 lets a day end at the close of business where there are business hours. Which hours an
office keeps is no law: whoever asks gives them, as text such as "09:00-12:00 13:30-17:00".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from fadu.law.calendar import Calendar
from fadu.law.moment import SHANGHAI
from fadu.law.words import LawError, Words

_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)
_DAY = timedelta(days=1)
_NONE = timedelta()


class HoursError(LawError, ValueError):
    """A text that names no office hours."""


class Stretch(NamedTuple):
    """From an instant to an instant, the last not included."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The hours of every working day, in order."""

    spans: tuple[tuple[time, time], ...]

    @classmethod
    def read(cls, text: str) -> "OfficeHours":
        """From text; HoursError where it names none, or hours that overlap or run backwards."""
        spans = []
        for part in text.split():
            told = _SPAN.fullmatch(part)
            try:
                if told is None:
                    raise ValueError
                first, last = time(int(told[1]), int(told[2])), time(int(told[3]), int(told[4]))
            except ValueError:
                raise _unread(text) from None
            spans.append((first, last))
        edges = [edge for span in spans for edge in span]
        if not spans or any(a >= b for a, b in pairwise(edges)):
            raise _unread(text)
        return cls(tuple(spans))

    @property
    def close(self) -> time:
        """When the office closes for the day."""
        return self.spans[-1][1]

    def stretches(self, first: datetime, last: datetime, calendar: Calendar) -> Iterator[Stretch]:
        """The office hours between two instants (aware), cut at both."""
        first, last = first.astimezone(SHANGHAI), last.astimezone(SHANGHAI)
        if last <= first:
            return
        reach = calendar.reaching(first.date(), last.date())
        day = first.date()
        while day <= last.date():
            if reach.is_working_day(day):
                yield from self._of(day, first, last)
            day += _DAY

    def _of(self, day: date, first: datetime, last: datetime) -> Iterator[Stretch]:
        for opens, closes in self.spans:
            begin = max(first, datetime.combine(day, opens, SHANGHAI))
            end = min(last, datetime.combine(day, closes, SHANGHAI))
            if begin < end:
                yield Stretch(begin, end)

    def between(self, first: datetime, last: datetime, calendar: Calendar) -> timedelta:
        """How much office time runs from one instant to another."""
        stretches = self.stretches(first, last, calendar)
        return sum((each.last - each.first for each in stretches), _NONE)


def _unread(text: str) -> HoursError:
    return HoursError(
        Words(
            f"“{text}”不是办公时间；请写成 09:00-12:00 13:30-17:00",
            f"“{text}” names no office hours; write 09:00-12:00 13:30-17:00",
        )
    )
