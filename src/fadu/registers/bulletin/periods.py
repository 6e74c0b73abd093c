"""What the engine asks of this register when a holiday notice comes: periods that it moves."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from fadu.law.calendar import Calendar
from fadu.procedure.acts import enter
from fadu.procedure.recomputing import RowMoving
from fadu.procedure.refusal import Answer
from fadu.record.actor import BySystem
from fadu.record.moment import Moment
from fadu.registers.bulletin.book import running
from fadu.registers.bulletin.models import Version
from fadu.registers.bulletin.procedures import MOVED, PERIOD, PeriodFacts

NAME = "bulletin"


def moving(bureau: str, calendar: Calendar, on: date) -> Iterator[RowMoving]:
    """Every period that still runs and that the calendar ends otherwise; nothing is written."""
    for one in running(bureau, calendar, on):
        if one.moves:
            item = one.version.item
            yield RowMoving(one.version.id, item.number, item.kind_words, (one.move,))


def recompute(row: UUID, *, bureau: str, by: BySystem, at: Moment, key: str) -> Answer:
    """Reckon the period of a version anew, by an entry of its own."""
    version = Version.objects.select_related("item").get(bureau=bureau, id=row)
    facts = PeriodFacts(version.item.number, version.number)
    return enter(PERIOD.name, facts, MOVED, bureau=bureau, by=by, at=at, key=key)
