"""The timeline of a case: it *is* the record, one line an entry, each with its sentence."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.bureau.models import Officer
from fadu.law.words import Words
from fadu.procedure.discover import effective_acts
from fadu.record.actor import ByOfficer, ByParty, from_plain
from fadu.record.kinds import kind_named
from fadu.record.models import Entry, entries_of
from fadu.record.typed import from_plain as typed


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is told. `items` are the points of a one-time notice."""

    entry: Entry
    words: Words
    effect: Words | None
    who: Words
    at: datetime.date
    recorded_at: datetime.datetime
    hash: str
    items: tuple[dict[str, Any], ...]


def lines(bureau: str, case: UUID) -> list[Line]:
    """The timeline of a case, oldest first."""
    entries = list(entries_of(bureau, case))
    actors = [from_plain(entry.content["actor"]) for entry in entries]
    ids = {actor.officer for actor in actors if isinstance(actor, ByOfficer)}
    names = dict(Officer.objects.filter(bureau=bureau, id__in=ids).values_list("id", "name"))
    return [
        line_of(entry, _who(actor, names)) for entry, actor in zip(entries, actors, strict=True)
    ]


def line_of(entry: Entry, who: Words) -> Line:
    """One entry told."""
    payload = entry.payload
    told = typed(kind_named(entry.kind), payload["act"])
    return Line(
        entry=entry,
        words=told.sentence(),
        effect=effect_of(payload),
        who=who,
        at=entry.at,
        recorded_at=entry.recorded_at,
        hash=entry.sha256,
        items=tuple(payload["act"].get("items", ())),
    )


def effect_of(payload: dict[str, Any]) -> Words | None:
    """What the effective act of an entry did, told; None when it had none."""
    if "effect" not in payload:
        return None
    act = effective_acts()[payload["effect"]["act"]]
    sentence: Words = typed(act.entry, payload["effect"]["data"]).sentence()
    return sentence


def _who(actor: Any, names: dict[UUID, str]) -> Words:
    if isinstance(actor, ByOfficer):
        name = names.get(actor.officer, str(actor.officer))
        return Words(name, name)
    if isinstance(actor, ByParty):
        return Words("当事人", "Party")
    return Words("系统", "System")
