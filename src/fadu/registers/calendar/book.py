"""Reading: what a notice would move, and what became of those that were entered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from fadu.bureau.models import Officer
from fadu.jobs.models import Job
from fadu.law.calendar import Calendar, Year
from fadu.law.calendar.notice import remarks, told
from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clock_entries import DueMove
from fadu.procedure.figures import title_of
from fadu.procedure.models import Case, Clock, HolidayNotice
from fadu.procedure.recomputing import (
    RECOMPUTE,
    RECOMPUTE_CASE,
    RECOMPUTE_ROW,
    preview,
    rows_moving,
)
from fadu.procedure.refusal import Refusal
from fadu.record.models import Entry
from fadu.registers.calendar.procedures import NoticeFacts
from fadu.registers.calendar.rules import (
    follows,
    issued_before,
    standing,
    tells_something_new,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A due date that a notice would move."""

    number: str
    matter: Words
    move: DueMove


@dataclass(frozen=True, slots=True)
class Looked:
    """A notice before it is entered: what it says, what is odd, what stands against it, what moves.

    `dates` and `cases` count all that moves; `past` those of the new days that have passed already.
    """

    year: Year
    before: Year | None
    understood: tuple[Words, ...]
    remarks: tuple[Words, ...]
    refusals: tuple[Refusal, ...]
    moved: tuple[Moved, ...]
    cases: int
    past: int

    @property
    def dates(self) -> int:
        """How many due dates move."""
        return len(self.moved)


def look(bureau: str, facts: NoticeFacts, on: date) -> Looked:
    """Look at a notice as the act would, and at everything that it moves; nothing is written."""
    looked = look_at_days(bureau, facts.arrangement(), on)
    refusals = (
        *issued_before(facts.issued_on, on),
        *looked.refusals,
        *tells_something_new(looked.before, looked.year, facts.reason),
    )
    return replace(looked, refusals=refusals)


def look_at_days(bureau: str, found: Year, on: date) -> Looked:
    """The same as far as the days alone tell: a text was read, its source is still to be stated."""
    calendar = calendar_of(bureau)
    before = standing(calendar, found.year)
    gap = follows(calendar, found)
    moved = () if gap else tuple(moving(bureau, calendar, found, on))
    return Looked(
        found,
        before,
        tuple(told(found)),
        tuple(remarks(found)),
        tuple(gap),
        moved,
        len({one.number for one in moved}),
        sum(one.move.new < on for one in moved),
    )


def moving(bureau: str, calendar: Calendar, found: Year, on: date) -> Iterator[Moved]:
    """Every due date that would move, case by case, then those that registers keep."""
    after = calendar.replacing([found])
    for case, moves in preview(bureau, calendar, after, on):
        for move in moves:
            yield Moved(case.number, title_of(case.procedure), move)
    for _, row in rows_moving(bureau, after, on):
        for move in row.moves:
            yield Moved(row.number, row.matter, move)


@dataclass(frozen=True, slots=True)
class Entered:
    """A notice that was entered: by whom, how many cases it has moved, how many still wait."""

    notice: HolidayNotice
    officer: str
    number: str
    moved: int
    waiting: int


def entered(bureau: str) -> list[Entered]:
    """The notices of a bureau, the latest first."""
    rows = list(HolidayNotice.objects.filter(bureau=bureau).order_by("-edition"))
    cases = Case.objects.in_bulk([row.case for row in rows])
    hands = {case.id: case.state.hands.get("enter", "") for case in cases.values()}
    officers = Officer.objects.filter(bureau=bureau, id__in=[one for one in hands.values() if one])
    names = {str(officer.id): officer.name for officer in officers}
    return [
        Entered(
            row, names.get(hands[row.case], ""), cases[row.case].number, *_progress(bureau, row)
        )
        for row in rows
    ]


def _progress(bureau: str, row: HolidayNotice) -> tuple[int, int]:
    moved = Entry.objects.filter(bureau=bureau, key__startswith=f"system:calendar:{row.id}:")
    waiting = Job.objects.pending().filter(bureau=bureau)
    here = waiting.filter(
        kind__in=(RECOMPUTE_CASE, RECOMPUTE_ROW), key__startswith=f"{row.id}:"
    ).count()
    return moved.values("case").distinct().count(), here + waiting.filter(
        kind=RECOMPUTE, key=str(row.entry)
    ).count()


def provisional(bureau: str, on: date) -> int:
    """How many running clocks of open cases wait for a notice, or for the end of a stop."""
    running = Clock.objects.filter(bureau=bureau, provisional=True, stopped_on__isnull=True)
    return running.filter(case__status="open", suspended=False, due__gte=on).count()
