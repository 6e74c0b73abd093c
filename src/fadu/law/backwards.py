"""Counting back from a day: the last day on which something may still be done before it.

A hearing is announced seven working days before it is held, a renewal applied for thirty working
days before a permit ends. The day counted from is not itself counted (民法典 201, read backwards);
the n-th day before it is the last in time. It does not move when it is a rest day: moving it later
would take days from whom the period protects, and nothing forbids to act earlier. So the last day
on which an office is open is told beside it.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.derivation import Line, assumed_lines, day_words, rest_lines, text, weekend_lines
from fadu.law.units import Days, Hours, Immediate, Months, Period, PeriodError, WorkingDays
from fadu.law.words import Words

_DAY = timedelta(days=1)


class Latest(NamedTuple):
    """The last lawful day before `event`. `in_office`: the last working day up to it."""

    on: date
    event: date
    period: Period
    calendar: Calendar
    in_office: date

    @property
    def provisional(self) -> bool:
        """Whether the answer is to be computed again."""
        return bool(self._assumed())

    @property
    def doubts(self) -> tuple[Words, ...]:
        """Why the answer is provisional, one sentence a reason."""
        return tuple(line.words for line in assumed_lines(self._assumed()))

    @property
    def derivation(self) -> tuple[Line, ...]:
        """How the day was reached, from the day counted from back to it."""
        event = day_words(self.event)
        told = [
            Line(
                Words(
                    f"从{event.zh}往前算，当日不计入（读法）",
                    f"counted back from {event.en}, that day not counted (our reading)",
                ),
                self.event,
            )
        ]
        told += self._counted()
        said, on = self.period.words, day_words(self.on)
        told.append(Line(Words(f"前{said.zh}为{on.zh}", f"{said.en} before is {on.en}"), self.on))
        if self.in_office != self.on:
            office = day_words(self.in_office)
            told.append(
                Line(
                    Words(
                        f"该日为休息日，不往后顺延（读法）；在办公时间内办理的，最迟{office.zh}",
                        "that is a rest day and does not roll on (our reading); in office hours, "
                        f"by {office.en}",
                    ),
                    self.in_office,
                )
            )
        return (*told, *assumed_lines(self._assumed()))

    def explain(self, language: str) -> str:
        """The day and its derivation as text, in Chinese for "zh", else in English."""
        on, event, said = day_words(self.on), day_words(self.event), self.period.words
        headline = Words(
            f"最迟：{on.zh}{'（暂定）' if self.provisional else ''}　{event.zh}前{said.zh}",
            f"Latest {on.en}{' (provisional)' if self.provisional else ''}: "
            f"{said.en} before {event.en}",
        )
        return text(headline, self.derivation, language)

    def _counted(self) -> list[Line]:
        if not isinstance(self.period, WorkingDays):
            return []
        told, resting = rest_lines(self.calendar, self.on, self.event - _DAY)
        told.sort(key=lambda line: line.on or self.event, reverse=True)
        weekend = (self.event - self.on).days - self.period.n - resting
        return told + weekend_lines(weekend)

    def _assumed(self) -> tuple[int, ...]:
        last = self.event - _DAY if isinstance(self.period, WorkingDays) else self.on
        return self.calendar.assumed_between(self.in_office, last)


def latest(event: date, period: Period, calendar: Calendar) -> Latest:
    """The last day on which what must be done `period` before `event` may still be done.

    PeriodError for hours and for "at once", which days cannot count back; CalendarMissing when the
    answer lies more than 30 years from the published holiday notices.
    """
    if isinstance(period, Hours | Immediate):
        said = period.words
        raise PeriodError(
            Words(f"不能按日倒算：{said.zh}", f"days cannot count back a period of {said.en}")
        )
    reach = calendar.assuming(event.year)
    while True:
        try:
            on = _back(event, period, reach)
            working = reach.is_working_day(on)
            in_office = on if working else reach.add_working_days(on, -1)
        except CalendarMissing as missing:
            reach = reach.assuming(missing.year)
        else:
            return Latest(on, event, period, reach, in_office)


def _back(event: date, period: WorkingDays | Days | Months, calendar: Calendar) -> date:
    match period:
        case WorkingDays():
            return calendar.add_working_days(event, -period.n)
        case Days():
            return event - period.n * _DAY
        case Months():
            year, month = divmod(event.year * 12 + event.month - 1 - period.n, 12)
            calendar.assuming(year)  # refuses absurd years before `date` does
            return date(year, month + 1, min(event.day, monthrange(year, month + 1)[1]))
