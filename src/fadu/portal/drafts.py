"""Keeping a draft: what was typed, which files were uploaded; turning it into an application."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from fadu.law.entries import PaperRow
from fadu.law.words import Words
from fadu.pages.forms import typed, typed_parties
from fadu.pages.papers import FileView, takes_recordings
from fadu.pages.uploading import handed_in
from fadu.pages.who import Visit
from fadu.people.accounts import holder
from fadu.people.models import Person
from fadu.portal.matters import matters
from fadu.portal.models import Draft
from fadu.procedure.declare import Procedure
from fadu.procedure.facts import fields_of
from fadu.procedure.refusal import Refusal
from fadu.record.evidence import Stored, folder
from fadu.record.hashing import Digests
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.moment import Moment

# The sections of an application, one page each.
FACTS, PARTIES, PAPERS = "facts", "parties", "papers"


def current(bureau: str, person: Person, procedure: Procedure, at: Moment) -> Draft:
    """The citizen's draft of an application; a new one names the citizen as its first party."""
    draft = Draft.objects.filter(
        bureau=bureau, person=person.id, procedure=procedure.name
    ).first()  # fmt: skip
    if draft is None:
        draft = Draft(
            id=new_id(), bureau=bureau, person=person.id, procedure=procedure.name,
            case=new_id(), key=str(new_id()), changed_at=at.recorded_at,
            data={"facts": {}, "parties": {}, "papers": {}},
        )  # fmt: skip
        draft.data["parties"] = {procedure.roles[0].name: [own_row(bureau, person)]}
        draft.save()
    return draft


def kept_by(bureau: str, person: Person) -> list[tuple[Draft, Procedure]]:
    """The citizen's drafts of matters that can still be applied for, latest change first.

    A draft that was opened and never written in is none.
    """
    public = {procedure.name: procedure for procedure in matters()}
    rows = Draft.objects.filter(bureau=bureau, person=person.id, procedure__in=public)
    rows = rows.filter(data__revision__gte=1)
    return [(row, public[row.procedure]) for row in rows.order_by("-changed_at")]


def own_row(bureau: str, person: Person) -> dict[str, str]:
    """The citizen as a party: what the bureau already knows need not be typed."""
    own = holder(bureau, person.id)
    return {
        "name": own.name, "kind": person.kind, "identity": own.identity, "phone": own.phone
    }  # fmt: skip


def take_in(
    draft: Draft, procedure: Procedure, posted: Mapping[str, Any], sections: Collection[str]
) -> None:
    """Write what was typed in these sections of a page into the draft; the others stay."""
    if FACTS in sections:
        draft.data["facts"] = {
            item.name: typed(posted, f"facts-{item.name}") for item in fields_of(procedure.facts)
        }
    if PARTIES in sections:
        draft.data["parties"] = {
            role.name: typed_parties(role, posted) for role in procedure.roles
        }  # fmt: skip


def take_files(draft: Draft, asked: Sequence[PaperRow], request: Visit) -> dict[str, Words]:
    """Keep the files of a page under their paper codes; what is wrong with any, by code."""
    files, refusals = handed_in(request, draft.case, takes_recordings(asked))
    codes = {row["code"] for row in asked}
    for file in files:
        if file.code not in codes:
            continue
        held = draft.data["papers"].setdefault(file.code, [])
        if all(each["sha256"] != file.stored.digests.sha256 for each in held):
            held.append({**file.stored.plain(), "name": file.name})
    return by_code(refusals)


def by_code(refusals: Iterable[Refusal]) -> dict[str, Words]:
    """What is wrong with files and what to do, in one sentence for each paper."""
    found: dict[str, Words] = {}
    for refusal in refusals:
        words, remedy, before = refusal.words, refusal.remedy, found.get(refusal.subject)
        said = Words(f"{words.zh}。{remedy.zh}。", f"{words.en}. {remedy.en}.")
        both = Words(before.zh + said.zh, f"{before.en} {said.en}") if before else said
        found[refusal.subject] = both
    return found


def drop_file(draft: Draft, file: str) -> None:
    """Take an uploaded file out of the draft."""
    papers = draft.data["papers"]
    for code, held in list(papers.items()):
        papers[code] = [each for each in held if each["id"] != file]
        if not papers[code]:
            del papers[code]


def grow(draft: Draft, role: str) -> None:
    """Room for another party of a role."""
    draft.data["parties"].setdefault(role, []).append({})


def shrink(draft: Draft, prefix: str) -> None:
    """Take a party away ("transferee-1")."""
    role, _, place = prefix.rpartition("-")
    rows = draft.data["parties"].get(role, [])
    if place.isdigit() and int(place) < len(rows):
        del rows[int(place)]


def become(draft: Draft, role: str, own: dict[str, str]) -> None:
    """Put the citizen's own row first among the parties of a role, and nowhere else."""
    parties = draft.data["parties"]
    moved: dict[str, str] = own
    for rows in parties.values():
        for row in [row for row in rows if row.get("identity") == own["identity"]]:
            moved = {**own, **{name: row[name] for name in own if row.get(name)}}
            rows.remove(row)
    rows = parties.setdefault(role, [])
    empty = [row for row in rows if not any(row.get(name) for name in ("name", "identity"))]
    if empty:
        rows.remove(empty[0])
    rows.insert(0, moved)


def discard(draft: Draft) -> None:
    """Delete a draft, and its files as far as none is part of the record.

    A second tab may have kept a draft that was handed in meanwhile: its folder is then that of a
    case, and nothing in it is touched.
    """
    place = folder(draft.bureau, draft.case)
    recorded = Entry.objects.filter(bureau=draft.bureau, case=draft.case).exists()
    for path in place.glob("*") if place.is_dir() and not recorded else ():
        path.unlink()
    draft.delete()


def files_of(draft: Draft) -> dict[str, list[FileView]]:
    """The uploaded files by paper code, as pages list them."""
    return {
        code: [
            FileView(UUID(file["id"]), file["media_type"], file["size"], file["name"])
            for file in held
        ]
        for code, held in draft.data["papers"].items()
    }


def papers_of(draft: Draft) -> dict[str, list[Stored]]:
    """The uploaded files by paper code, as the engine takes them."""
    return {
        code: [
            Stored(
                UUID(file["id"]), file["media_type"], file["size"],
                Digests(sha256=file["sha256"], sm3=file["sm3"]),
            )
            for file in held
        ]
        for code, held in draft.data["papers"].items()
    }  # fmt: skip
