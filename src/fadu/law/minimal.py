"""Periods that must run out before the next step: a notice of at least thirty days.

What must be done within a period ends on its last day; what must last for a period ends *after*
it. The next step is lawful on the day after the last one at the earliest. A last day on a rest day
rolls on here too (民法典 203): whoever may object until then finds an office open once more. That
article 203 reaches such periods is our reading, and the safe one.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from fadu.law.calendar import Calendar
from fadu.law.derivation import Line, day_words, text
from fadu.law.period import Due, due
from fadu.law.suspension import Suspension
from fadu.law.units import Hours, Immediate, Period, PeriodError
from fadu.law.words import Words


class Earliest(NamedTuple):
    """The first day on which the next step is lawful; `run`: the period that must run out."""

    on: date
    run: Due

    @property
    def provisional(self) -> bool:
        """Whether the answer is to be computed again."""
        return self.run.provisional

    @property
    def doubts(self) -> tuple[Words, ...]:
        """Why the answer is provisional, one sentence a reason."""
        return self.run.doubts

    @property
    def derivation(self) -> tuple[Line, ...]:
        """That of the period, and the step to the day after it."""
        on = day_words(self.on)
        said = Words(
            f"须满期，次日{on.zh}起方可进行下一步",
            f"it must run out in full: the next step is lawful from {on.en}",
        )
        return (*self.run.derivation, Line(said, self.on))

    def explain(self, language: str) -> str:
        """The day and its derivation as text, in Chinese for "zh", else in English."""
        on, start, said = day_words(self.on), day_words(self.run.start), self.run.period.words
        headline = Words(
            f"最早：{on.zh}{'（暂定）' if self.provisional else ''}　{start.zh}起满{said.zh}",
            f"Earliest {on.en}{' (provisional)' if self.provisional else ''}: "
            f"after {said.en} from {start.en}",
        )
        return text(headline, self.derivation, language)


def earliest(
    start: date, period: Period, calendar: Calendar, suspensions: Sequence[Suspension] = ()
) -> Earliest:
    """The first day after a period of at least `period` that starts by an event on `start`.

    PeriodError for hours and for "at once", which make no days to wait; else as `due`.
    """
    if isinstance(period, Hours | Immediate):
        said = period.words
        raise PeriodError(
            Words(f"不能按日满期：{said.zh}", f"no number of days to run out: {said.en}")
        )
    run = due(start, period, calendar, suspensions)
    return Earliest(run.on + timedelta(days=1), run)
