"""Reading items under lock, and periods that another calendar ends on another day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.calendar import Calendar
from fadu.law.period import Due
from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.entries import DueMove
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.registers.bulletin.models import Item, Version
from fadu.registers.bulletin.rules import ItemKind


@dataclass(frozen=True, slots=True)
class Held:
    """An item that stands, and its latest version."""

    id: UUID
    kind: ItemKind
    version: int


def corrected_under_lock(matter: Matter) -> Held | None:
    """The item that a draft corrects; None when it corrects none that stands."""
    return _held(matter.bureau, matter.facts.corrects)


def withdrawn_under_lock(matter: Matter) -> Held | None:
    """The item that is to be withdrawn; None when it does not stand."""
    return _held(matter.bureau, matter.facts.item)


def _held(bureau: str, number: str) -> Held | None:
    rows = Item.objects.filter(bureau=bureau, number=number, withdrawn_on__isnull=True)
    row = locked(rows).first() if number else None
    if row is None:
        return None
    return Held(row.id, ItemKind(row.kind), row.versions.count())


@dataclass(frozen=True, slots=True)
class Running:
    """A version whose period has not ended, and the end that a calendar gives."""

    version: Version
    fresh: Due

    @property
    def moves(self) -> bool:
        """Whether the day moves, or is provisional no more or only now."""
        held = self.version
        return (self.fresh.on, self.fresh.provisional) != (held.ends_on, held.provisional)

    @property
    def move(self) -> DueMove:
        """The end before and after, with its derivation."""
        held, fresh = self.version, self.fresh
        assert held.ends_on is not None, "running() takes no version without a period"
        lines = tuple(line.words for line in fresh.derivation)
        title = Words("公告期限", "Period of the publication")
        return DueMove(
            "period", title, held.ends_on, fresh.on, held.provisional, fresh.provisional, lines
        )


def running(bureau: str, calendar: Calendar, on: date) -> Iterator[Running]:
    """The periods that still run, by a calendar; what has ended or was withdrawn stays."""
    for version in Version.objects.published(bureau).filter(ends_on__gte=on):
        fresh = version.by(calendar)
        if fresh is not None:
            yield Running(version, fresh)


def running_under_lock(matter: Matter) -> Running | None:
    """The version whose period is to be reckoned anew; None where none runs."""
    facts = matter.facts
    rows = Version.objects.published(matter.bureau).filter(
        item__number=facts.item, number=facts.version, ends_on__gte=matter.state.opened_on
    )
    version = locked(rows).first()
    fresh = version.by(calendar_of(matter.bureau)) if version else None
    return Running(version, fresh) if version and fresh else None
