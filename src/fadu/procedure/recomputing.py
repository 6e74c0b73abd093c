"""The verb `recompute`: due dates that still lie ahead, anew by the calendar in force.

Asked for by the worker after a holiday notice was entered. What is pure (`moved`) serves the
preview before the notice is entered as well, so that both say the same.
"""

import dataclasses
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from fadu.law.calendar import Calendar
from fadu.law.period import Due
from fadu.law.words import Words
from fadu.procedure import clocks, transition
from fadu.procedure.clock_entries import CaseDueMoved, DueMove
from fadu.procedure.clocks import LocalLaw
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import by_digest, modules
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.models import Case, Clock, HolidayNotice, Task
from fadu.procedure.office import named, post_of
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState, ClockState
from fadu.record.actor import BySystem
from fadu.record.moment import Moment

RECOMPUTE = "calendar.recompute"
RECOMPUTE_CASE = "calendar.recompute_case"
RECOMPUTE_ROW = "calendar.recompute_row"
STEP = "step"
STEP_TITLE = Words("本环节时限", "Limit of this step")


def recompute(case: UUID, *, bureau: str, by: BySystem, at: Moment, key: str) -> Answer:
    """Move the due dates of an open case that the calendar in force gives otherwise.

    Refused where nothing moves: dates of closed cases and dates that have passed stay as they are.
    """
    request = {"verb": "recompute", "case": case, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        if locked.state.status != "open":
            return Refused((transition.closed(),))
        after, moves = moved(locked.state, locked.procedure, locked.law, at.on)
        notice = HolidayNotice.objects.filter(bureau=bureau).order_by("-edition").first()
        if not moves or notice is None:
            return Refused((_nothing_moves(),))
        told = CaseDueMoved(
            moves, notice.id, notice.year, notice.title, notice.number, notice.digest
        )
        return Planned(by=by, act=told, after=after, post=_post(locked))

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _post(locked: Locked) -> str:
    """Of the declaration; where the version is no longer declared, that of the waiting task."""
    if locked.procedure is not None:
        return post_of(locked.procedure, locked.state.step)
    return Task.objects.get(case=locked.id).post


def moved(
    state: CaseState, procedure: Procedure | None, law: LocalLaw, on: datetime.date
) -> tuple[CaseState, tuple[DueMove, ...]]:
    """The state by another calendar, and what moves: no clock that has stopped, no day gone by."""
    moves = []
    running = []
    for clock in state.clocks:
        if clock.stopped_on is None and clock.due >= on:
            fresh = clocks.explained(clock, procedure, law.calendar)
            if (fresh.on, fresh.provisional) != (clock.due, clock.provisional):
                moves.append(clock_move(clock, fresh))
                clock = clocks.reckoned(clock, procedure, law.calendar)
        running.append(clock)
    step = procedure.step(state.step) if procedure else None
    if step is not None and state.due is not None and state.due >= on:
        ledger = clocks.ledger_of(state.clocks)
        due = clocks.step_due(
            step.limit, state.since, state.law_on, clocks.as_begun(law, state), ledger
        )
        if due and (due.on, due.provisional) != (state.due, state.due_provisional):
            title = Words(
                f"{STEP_TITLE.zh}（{step.title.zh}）", f"{STEP_TITLE.en} ({step.title.en})"
            )
            moves.append(_move(STEP, title, state.due, state.due_provisional, due))
            state = transition.due_by(state, due)
    return dataclasses.replace(state, clocks=tuple(running)), tuple(moves)


def clock_move(clock: ClockState, fresh: Due) -> DueMove:
    """The due date of a clock before and after."""
    title = clocks.TITLES.get(clock.name, Words(clock.name, clock.name))
    return _move(clock.name, title, clock.due, clock.provisional, fresh)


def _move(name: str, title: Words, old: datetime.date, vague: bool, fresh: Due) -> DueMove:
    lines = tuple(line.words for line in fresh.derivation)
    return DueMove(name, title, old, fresh.on, vague, fresh.provisional, lines)


def reached(bureau: str, before: Calendar, after: Calendar, on: datetime.date) -> QuerySet[Case]:
    """The open cases with a due date ahead whose days the two calendars do not treat alike."""
    differing = before.differing(after)
    if differing is None:
        return Case.objects.none()
    first, last = differing
    ahead = max(first, on)
    here = {"case": OuterRef("pk"), "due__gte": ahead}
    running = Clock.objects.filter(stopped_on__isnull=True, start__lte=last, **here)
    waiting = Task.objects.filter(since__lte=last, **here)
    found = Case.objects.filter(bureau=bureau, status="open")
    return found.filter(Exists(running) | Exists(waiting)).order_by("opened_on", "number")


def preview(
    bureau: str, before: Calendar, after: Calendar, on: datetime.date
) -> Iterator[tuple[Case, tuple[DueMove, ...]]]:
    """What would move in which case if `after` took the place of `before`; nothing is written."""
    law = LocalLaw(bureau, after)
    for case in reached(bureau, before, after, on).iterator(500):
        _, moves = moved(case.state, by_digest().get(case.state.graph), law, on)
        if moves:
            yield case, moves


@dataclass(frozen=True, slots=True)
class RowMoving:
    """A row of a register with a date that another calendar moves.

    An app with a `periods.py` keeps such rows: `NAME` is the register, `moving(bureau, calendar,
    on)` gives them, `recompute(row, bureau=, by=, at=, key=)` moves one, by an entry of its own.
    """

    id: UUID
    number: str
    matter: Words
    moves: tuple[DueMove, ...]


def rows_moving(
    bureau: str, calendar: Calendar, on: datetime.date
) -> Iterator[tuple[str, RowMoving]]:
    """The rows of all registers that a calendar moves, each with the name of its register."""
    for module in modules("periods"):
        for row in module.moving(bureau, calendar, on):
            yield module.NAME, row


def recompute_row(
    register: str, row: UUID, *, bureau: str, by: BySystem, at: Moment, key: str
) -> Answer:
    """Move a row of a register."""
    module = next(each for each in modules("periods") if register == each.NAME)
    answer: Answer = module.recompute(row, bureau=bureau, by=by, at=at, key=key)
    return answer


def _nothing_moves() -> Refusal:
    return Refusal(
        "nothing_moves",
        Words("本案没有因放假安排变动的期限", "No due date of this case moves"),
        Words("无需重算", "There is nothing to reckon anew"),
    )
