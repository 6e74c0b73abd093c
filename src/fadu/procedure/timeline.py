"""The timeline of a case: it *is* the record, one line an entry, each with its sentence."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.bureau.models import Officer
from fadu.law.words import Words
from fadu.people.models import PersonalValue
from fadu.people.persons import WITHHELD
from fadu.procedure.discover import effective_acts
from fadu.record.actor import ByOfficer, ByParty, from_plain
from fadu.record.kinds import kind_named
from fadu.record.models import Entry, entries_of
from fadu.record.typed import from_plain as typed


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is told. `items` are the points of a one-time notice, `note` what an officer
    wrote besides (a reference to a personal value: see `notes`).
    """

    entry: Entry
    words: Words
    effect: Words | None
    who: Words
    at: datetime.date
    recorded_at: datetime.datetime
    hash: str
    items: tuple[dict[str, Any], ...]
    note: str = ""


def lines(bureau: str, case: UUID, *, latest: int | None = None) -> list[Line]:
    """The timeline of a case, oldest first; with `latest`, its last lines alone."""
    entries = list(entries_of(bureau, case).reverse()[:latest])[::-1]
    actors = [from_plain(entry.content["actor"]) for entry in entries]
    ids = {actor.officer for actor in actors if isinstance(actor, ByOfficer)}
    ids |= {absent for entry in entries if (absent := _absent(entry))}
    names = dict(Officer.objects.filter(bureau=bureau, id__in=ids).values_list("id", "name"))
    return [
        line_of(entry, _who(actor, _absent(entry), names))
        for entry, actor in zip(entries, actors, strict=True)
    ]


def _absent(entry: Entry) -> UUID | None:
    """In whose place the act was done; None when the actor acted for himself."""
    absent = entry.payload.get("in_place_of")
    return UUID(absent) if absent else None


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
        note=str(payload["act"].get("note", "")),
    )


def notes(bureau: str, told: Iterable[Line]) -> dict[str, str]:
    """What officers wrote, by the reference in the line; for officers' eyes, read in one go."""
    wanted = {line.note.removeprefix("personal:"): line.note for line in told if line.note}
    held = PersonalValue.objects.filter(bureau=bureau, id__in=wanted) if wanted else ()
    found = dict.fromkeys(wanted.values(), WITHHELD)
    return found | {wanted[str(value.id)]: value.value for value in held}


def effect_of(payload: dict[str, Any]) -> Words | None:
    """What the effective act of an entry did, told; None when it had none."""
    if "effect" not in payload:
        return None
    act = effective_acts()[payload["effect"]["act"]]
    sentence: Words = typed(act.entry, payload["effect"]["data"]).sentence()
    return sentence


def _who(actor: Any, absent: UUID | None, names: dict[UUID, str]) -> Words:
    if isinstance(actor, ByOfficer):
        name = names.get(actor.officer, str(actor.officer))
        if absent is None:
            return Words(name, name)
        away = names.get(absent, str(absent))
        return Words(f"{name}（代{away}）", f"{name} (in place of {away})")
    if isinstance(actor, ByParty):
        return Words("当事人", "Party")
    return Words("系统", "System")
