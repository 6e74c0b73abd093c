"""Counter drafts: what is typed is kept on the server, until it is handed in or thrown away."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from fadu.desk import card
from fadu.desk.asked import actor
from fadu.desk.models import CounterDraft
from fadu.law.entries import PaperRow
from fadu.pages.forms import typed, typed_parties
from fadu.pages.papers import FileView
from fadu.pages.who import Visit
from fadu.procedure.declare import Procedure
from fadu.procedure.facts import fields_of
from fadu.procedure.locking import locked
from fadu.record.evidence import Stored, folder
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.registers.reception import book
from fadu.registers.reception.acts import hall

# Scans that nobody has put to a paper yet stand under this code.
SCANS = "scans"
KEPT_FOR = datetime.timedelta(days=7)
_NUMBERED = re.compile(r"0*([1-9][0-9]?)[^0-9]")


def current_ticket(request: Visit) -> UUID | None:
    """The number at the officer's window, when somebody stands there."""
    seat = hall.seat_of(request.bureau.code, actor(request), request.moment)
    at_window = book.current(seat.bureau, seat.on, seat.window) if seat else None
    return at_window.id if at_window else None


def place_of(request: Visit, procedure: Procedure) -> UUID:
    """Where the officer goes on with a matter: the draft of this number, or a new one."""
    own = CounterDraft.objects.filter(
        bureau=request.bureau.code, officer=actor(request).officer, procedure=procedure.name
    )
    found = own.filter(ticket=current_ticket(request)).order_by("-changed_at").first()
    return found.id if found else new_id()


def draft_of(request: Visit, procedure: Procedure, draft: UUID) -> CounterDraft:
    """The officer's draft under this id, or an empty one; 404 when it is another's."""
    found = CounterDraft.objects.filter(id=draft).first()
    own = (request.bureau.code, actor(request).officer, procedure.name)
    if found is None:
        found = CounterDraft(
            id=draft, bureau=own[0], officer=own[1], procedure=own[2],
            ticket=current_ticket(request), changed_at=request.moment.recorded_at,
            data={"facts": {}, "parties": {}, "papers": {}},
        )  # fmt: skip
    if (found.bureau, found.officer, found.procedure) != own:
        raise Http404
    return found


def own_drafts(request: Visit) -> list[CounterDraft]:
    """What the officer has not finished, the last one first."""
    own = CounterDraft.objects.filter(bureau=request.bureau.code, officer=actor(request).officer)
    return list(own.order_by("-changed_at"))


def take_in(draft: CounterDraft, procedure: Procedure, posted: Mapping[str, Any]) -> None:
    """Write what was typed on the page into the draft; a card reader's line is split."""
    draft.data["facts"] = {
        item.name: typed(posted, f"facts-{item.name}") for item in fields_of(procedure.facts)
    }
    draft.data["parties"] = {
        role.name: [card.filled(row) for row in typed_parties(role, posted)]
        for role in procedure.roles
    }


def keep(draft: CounterDraft, at: datetime.datetime, *, writer: str, version: int) -> bool:
    """Save the draft; False when another page has saved it since and nothing was overwritten.

    A page whose answer was lost on the way sends the version it knew: it wrote last itself, so that
    is no conflict. The caller decides what a page that comes too late is told.
    """
    with transaction.atomic():
        stored = locked(CounterDraft.objects.filter(id=draft.id)).first()
        if stored and stored.version != version and stored.writer != writer:
            return False
        draft.version = (stored.version if stored else 0) + 1
        draft.writer, draft.changed_at = writer[:40], at
        draft.save()
    return True


def grow(draft: CounterDraft, role: str) -> None:
    """Room for another party of a role."""
    draft.data["parties"].setdefault(role, []).append({})


def shrink(draft: CounterDraft, prefix: str) -> None:
    """Take a party away ("transferee-1")."""
    role, _, place = prefix.rpartition("-")
    rows = draft.data["parties"].get(role, [])
    if place.isdigit() and int(place) < len(rows):
        del rows[int(place)]


def add_file(
    draft: CounterDraft, code: str, stored: Stored, name: str, asked: Sequence[PaperRow]
) -> None:
    """Keep a stored file once; a scan whose name says which paper it is goes there."""
    papers = draft.data["papers"]
    here = [file for files in papers.values() for file in files]
    if any(file["sha256"] == stored.digests.sha256 for file in here):
        return
    place = (guess(name, asked) or SCANS) if code == SCANS else code
    papers.setdefault(place, []).append({**stored.plain(), "name": name})


def guess(name: str, asked: Sequence[PaperRow]) -> str:
    """The paper that a scan's name means: "3-….pdf", its title, or its code; "" for none."""
    said = [row["code"] for row in asked if row["title"].zh in name or row["code"] in name]
    if len(said) == 1:
        return said[0]
    number = _NUMBERED.match(name)
    place = int(number[1]) if number else 0
    return asked[place - 1]["code"] if 0 < place <= len(asked) else ""


def assign(draft: CounterDraft, file: str, code: str) -> None:
    """Put a stored file to a paper."""
    moved = [
        each for files in draft.data["papers"].values() for each in files if each["id"] == file
    ]
    drop(draft, file)
    if moved:
        draft.data["papers"].setdefault(code, []).append(moved[0])


def drop(draft: CounterDraft, file: str) -> None:
    """Take a file out again."""
    papers = draft.data["papers"]
    for code, files in list(papers.items()):
        papers[code] = [each for each in files if each["id"] != file]
        if not papers[code]:
            del papers[code]


def discard(draft: CounterDraft) -> None:
    """Throw a draft away, and its files unless a case was opened with them meanwhile."""
    place = folder(draft.bureau, draft.id)
    recorded = Entry.objects.filter(bureau=draft.bureau, case=draft.id).exists()
    for path in place.glob("*") if place.is_dir() and not recorded else ():
        path.unlink()
    CounterDraft.objects.filter(id=draft.id).delete()


def sweep(at: datetime.datetime) -> int:
    """Throw away what nobody has gone on with for a week; how many."""
    old = list(CounterDraft.objects.filter(changed_at__lt=at - KEPT_FOR))
    for draft in old:
        discard(draft)
    return len(old)


def views_of(draft: CounterDraft) -> dict[str, list[FileView]]:
    """The files by paper code, as pages list them."""
    return {code: [_view(file) for file in files] for code, files in draft.data["papers"].items()}


def _view(file: Mapping[str, Any]) -> FileView:
    return FileView(UUID(file["id"]), file["media_type"], file["size"], file["name"])


def papers_of(draft: CounterDraft, codes: Iterable[str]) -> dict[str, list[Stored]]:
    """The files by paper code, as the engine takes them."""
    papers = draft.data["papers"]
    return {code: [Stored.of(file) for file in papers[code]] for code in codes if code in papers}
