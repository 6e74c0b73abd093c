"""The clock strip: each clock of a case with its due date, and how that date was reached."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.period import Due, Line, Suspension
from fadu.law.weeks import Kind, Square, weeks
from fadu.law.words import Words
from fadu.procedure import clocks
from fadu.procedure.calendars import calendar_by, calendar_of
from fadu.procedure.declare import Procedure
from fadu.procedure.recomputing import STEP_TITLE
from fadu.procedure.state import CaseState

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
    picture (none where a period is too long for one), `notices` the holiday notices it rests on.
    `confirmed`: the limit has a source.
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
    notices: tuple[Words, ...] = ()
    confirmed: bool = True

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
    now = calendar_of(bureau)
    found = []
    for clock in state.clocks:
        due = clocks.explained(clock, procedure, calendar_by(bureau, clock.notices))
        title = clocks.TITLES.get(clock.name, Words(clock.name, clock.name))
        view = viewed(clock.name, title, clock.source, due, today, now, clock.stopped_on)
        sure = clocks.confirmed(clock.parameter, state.law_on, bureau)
        found.append(replace(view, confirmed=sure))
    step = procedure.step(state.step) if procedure else None
    if step is not None and step.limit.key:
        law = clocks.as_begun(
            clocks.LocalLaw(bureau, calendar_by(bureau, state.due_notices)), state
        )
        ledger = clocks.ledger_of(state.clocks)
        due_step = clocks.step_due(step.limit, state.since, state.law_on, law, ledger)
        if due_step is not None:
            _, source = clocks.period_of(step.limit.key, state.law_on, bureau)
            title = Words(f"{STEP_TITLE.zh}：{step.title.zh}", f"{STEP_TITLE.en}: {step.title.en}")
            view = viewed("step", title, source, due_step, today, now)
            sure = clocks.confirmed(step.limit.key, state.law_on, bureau)
            found.append(replace(view, confirmed=sure))
    return found


def viewed(
    name: str, title: Words, source: Words, due: Due, today: datetime.date, calendar: Calendar,
    stopped_on: datetime.date | None = None,
) -> ClockView:  # fmt: skip
    """A due date as a clock on a day; `stopped_on` once the case reached what it measures.

    The date was reckoned by its own calendar; what is left of it, by `calendar`, that of today.
    """
    running = any(item.end is None for item in due.suspensions) and stopped_on is None
    return ClockView(
        name=name,
        title=title,
        period=due.period.words,
        source=source,
        start=due.start,
        due=due.on,
        provisional=due.provisional,
        light="" if stopped_on or running else clocks.light(due.on, today, calendar),
        left=None if stopped_on or running else left(due.on, today, calendar),
        used=_between(due.start, stopped_on, calendar) if stopped_on else None,
        stopped_on=stopped_on,
        kept=bool(stopped_on and stopped_on <= due.on),
        suspended=running,
        suspensions=due.suspensions,
        lines=due.derivation,
        weeks=weeks(due),
        notices=tuple(_named(due)),
    )


def _named(due: Due) -> Iterator[Words]:
    """The holiday notices that a due date rests on, year by year, with the digest of their days."""
    known = {year.year: year for year in due.calendar.years}
    for text, digest in clocks.notices_of(due).items():
        year = known.get(int(text))
        if year is None or not digest:
            yield Words(f"{text}年：未公布，按周末推算", f"{text}: not published, weekends assumed")
            continue
        shipped = Words("随软件提供", "shipped with the software")
        source = year.notice or shipped
        yield Words(
            f"{text}年：{source.zh}，摘要 {digest[:8]}", f"{text}: {source.en}, digest {digest[:8]}"
        )


def left(due_on: datetime.date, today: datetime.date, calendar: Calendar) -> int | None:
    """Working days from today to a due date; negative when it has passed."""
    if today <= due_on:
        return _between(today, due_on, calendar)
    late = _between(due_on, today, calendar)
    return None if late is None else -max(late, 1)


def _between(start: datetime.date, end: datetime.date, calendar: Calendar) -> int | None:
    try:
        return calendar.reaching(start, end).working_days_between(start, end)
    except CalendarMissing:
        return None
