"""Reading items under lock."""

from dataclasses import dataclass
from uuid import UUID

from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.registers.bulletin.models import Item
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
