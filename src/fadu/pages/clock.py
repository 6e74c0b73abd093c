"""The clock strip: each clock of a case with its due date, and how that date was reached."""

import datetime
from dataclasses import dataclass

from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.period import Due, Line, Suspension
from fadu.law.weeks import Kind, Square, weeks
from fadu.law.words import Words
from fadu.procedure import clocks
from fadu.procedure.declare import Procedure
from fadu.procedure.state import CaseState

STEP = Words("本环节时限", "Limit of this step")
LIGHTS = {
    "green": Words("按时", "On time"),
    "amber": Words("将到期", "Nearly due"),
    "red": Words("已超期", "Overdue"),
}
DAYS = {
    Kind.START: Words("起始日，不计", "starting day, not counted"),
    Kind.MAKE_UP: Words("调休上班，计入", "make-up working day, counted"),
    Kind.WEEKEND: Words("周末，不计", "weekend, not counted"),
    Kind.HOLIDAY: Words("放假，不计", "holiday, not counted"),
    Kind.SUSPENDED: Words("停止计时，不计", "clock stopped, not counted"),
}


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock as `pages/parts/clocks.html` draws it.

    `left` is in working days, negative when late, None when the clock has stopped or stands still;
    `used` the working days it took, once stopped. `lines` is the derivation, `weeks` the same as a
    picture (none where a period is too long for one).
    """

    name: str
    title: Words
    period: Words
    source: Words
    start: datetime.date
    due: datetime.date
    provisional: bool
    light: str
    left: int | None
    used: int | None
    stopped_on: datetime.date | None
    kept: bool
    suspended: bool
    suspensions: tuple[Suspension, ...]
    lines: tuple[Line, ...]
    weeks: tuple[tuple[Square, ...], ...]

    @property
    def marks(self) -> tuple[tuple[str, Words], ...]:
        """The kinds of day that the strip shows besides counted ones, for its key."""
        shown = {square.kind for week in self.weeks for square in week}
        return tuple((kind.value, words) for kind, words in DAYS.items() if kind in shown)

    @property
    def light_words(self) -> Words:
        """The light in words: colour alone says nothing to many readers."""
        if self.suspended:
            return Words("暂停计时", "Stopped for now")
        if self.stopped_on:
            kept = Words("按时完成", "Kept"), Words("超期完成", "Kept late")
            return kept[0] if self.kept else kept[1]
        return LIGHTS.get(self.light, Words("", ""))

    @property
    def left_words(self) -> Words:
        """How much is left, or how late it is."""
        if self.left is None:
            return Words("", "")
        if self.left < 0:
            return Words(f"已超期 {-self.left} 个工作日", f"{_days(-self.left)} late")
        if self.left == 0:
            return Words("今天到期", "due today")
        return Words(f"还剩 {self.left} 个工作日", f"{_days(self.left)} left")


def _days(number: int) -> str:
    return f"{number} working day" if number == 1 else f"{number} working days"


def strip(
    state: CaseState, procedure: Procedure | None, today: datetime.date, bureau: str
) -> list[ClockView]:
    """The clocks of a case: promised, statutory, and that of the waiting step."""
    found = []
    for clock in state.clocks:
        due = clocks.explained(clock, procedure)
        title = clocks.TITLES.get(clock.name, Words(clock.name, clock.name))
        found.append(viewed(clock.name, title, clock.source, due, today, clock.stopped_on))
    step = procedure.step(state.step) if procedure else None
    if step is not None and step.limit.key:
        due_step = clocks.step_due(step.limit, state.since, state.law_on, bureau)
        if due_step is not None:
            _, source = clocks.period_of(step.limit.key, state.law_on, bureau)
            title = Words(f"{STEP.zh}：{step.title.zh}", f"{STEP.en}: {step.title.en}")
            found.append(viewed("step", title, source, due_step, today, None))
    return found


def viewed(
    name: str, title: Words, source: Words, due: Due, today: datetime.date,
    stopped_on: datetime.date | None,
) -> ClockView:  # fmt: skip
    """A due date as a clock on a day; `stopped_on` once the case reached what it measures."""
    running = any(item.end is None for item in due.suspensions) and stopped_on is None
    return ClockView(
        name=name,
        title=title,
        period=due.period.words,
        source=source,
        start=due.start,
        due=due.on,
        provisional=due.provisional,
        light="" if stopped_on or running else clocks.light(due.on, today),
        left=None if stopped_on or running else left(due.on, today),
        used=_between(due.start, stopped_on) if stopped_on else None,
        stopped_on=stopped_on,
        kept=bool(stopped_on and stopped_on <= due.on),
        suspended=running,
        suspensions=due.suspensions,
        lines=due.derivation,
        weeks=weeks(due),
    )


def left(due_on: datetime.date, today: datetime.date) -> int | None:
    """Working days from today to a due date; negative when it has passed."""
    if today <= due_on:
        return _between(today, due_on)
    late = _between(due_on, today)
    return None if late is None else -max(late, 1)


def _between(start: datetime.date, end: datetime.date) -> int | None:
    try:
        return Calendar.shipped().working_days_between(start, end)
    except CalendarMissing:
        return None
