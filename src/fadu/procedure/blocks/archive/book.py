"""Reading what is to be filed, and volumes and loans, under lock for gates."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.bureau.models import Officer
from fadu.documents.titles import title_of
from fadu.law.words import Words
from fadu.law.worth import Terms
from fadu.procedure.blocks.archive.entries import PieceFiled
from fadu.procedure.blocks.archive.models import Loan, Volume
from fadu.procedure.blocks.service.block import SERVE
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import by_digest
from fadu.procedure.in_force import parameters_of
from fadu.procedure.knowledge import papers_asked
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.procedure.models import Case, CaseDocument
from fadu.record.evidence import opened
from fadu.record.models import EvidenceFile, entries_of

RETENTION = "arch.case_file"
ORDER = "arch.order"
_PART = 1 << 20
_REFERENCE = re.compile(r"([0-9]{4})-([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A case as it would be filed now: pieces in order, what is missing, what is known of it."""

    case: Case | None
    volume: str
    pieces: tuple[PieceFiled, ...] = ()
    order: str = ""
    unmade: tuple[Words, ...] = ()
    lost: tuple[Words, ...] = ()
    retentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lending:
    """A volume as it stands, its open loan, and the borrower."""

    volume: Volume | None
    loan: Loan | None
    borrower: Officer | None


def compiled_under_lock(matter: Matter) -> Compiled:
    """What the filing meets; the case's row is locked until the act is done."""
    bureau, on = matter.bureau, matter.state.opened_on
    rows = Case.objects.filter(bureau=bureau, number=matter.facts.number)
    case = locked(rows).first()
    known = tuple(retentions(bureau, on))
    if case is None:
        return Compiled(None, "", retentions=known)
    volume = Volume.objects.filter(bureau=bureau, filed=case.id).first()
    pieces, order = in_order(pieces_of(case), on, bureau)
    documents = CaseDocument.objects.filter(bureau=bureau, case=case, rendered=False)
    unmade = tuple(title_of(one.text, one.version) for one in documents.order_by("id"))
    lost = tuple(piece.title for piece in pieces if not is_whole(bureau, piece))
    return Compiled(case, volume.reference if volume else "", pieces, order, unmade, lost, known)


def _terms(key: str, on: date, bureau: str) -> Terms | tuple[()]:
    value = parameters_of(bureau).find(key, on, bureau)
    return value.terms if value is not None and value.value is not None else ()


def retentions(bureau: str, on: date) -> dict[str, Words]:
    """The times for which a volume may be kept, by code, on a day."""
    return {term.code: term.words for term in _terms(RETENTION, on, bureau)}


def is_whole(bureau: str, piece: PieceFiled) -> bool:
    """Whether the file is there and is the one that was recorded."""
    row = EvidenceFile.objects.filter(bureau=bureau, id=piece.file).first()
    if row is None:
        return False
    try:
        found = hashlib.sha256()
        with opened(row) as content:
            while part := content.read(_PART):
                found.update(part)
    except FileNotFoundError:
        return False
    return found.hexdigest() == piece.sha256


def pieces_of(case: Case) -> list[PieceFiled]:
    """Every file of a case in the order of time: what was handed in, attached and made."""
    codes = {UUID(file): code for code, files in case.state.papers.items() for file in files}
    made = {row.id: row for row in CaseDocument.objects.filter(bureau=case.bureau, case=case)}
    procedure = by_digest().get(case.state.graph)
    found = []
    for entry in entries_of(case.bureau, case.id):
        for file in entry.payload.get("files", ()):
            held = file["evidence"]
            code = codes.get(UUID(held["id"]), "")
            kind, title = _titled(procedure, case, code)
            found.append(PieceFiled(kind, title, entry.at, UUID(held["id"]), held["sha256"]))
        if rendered := entry.payload.get("document"):
            row = made[UUID(rendered["id"])]
            title = title_of(row.text, row.version)
            found.append(PieceFiled("document", title, entry.at, row.id, rendered["sha256"]))
    return found


def _titled(procedure: Procedure | None, case: Case, code: str) -> tuple[str, Words]:
    place, _, name = code.partition("/")
    if not name:
        asked = papers_asked(procedure, case.state, case.bureau) if procedure else ()
        title = next((row["title"] for row in asked if row["code"] == code), None)
        return "paper", title or Words(code or "材料", code or "Paper")
    step_name, _, contribution = place.partition("+")
    step = procedure.step(step_name) if procedure else None
    aside = step.contribution(contribution) if step and contribution else step
    attachments = aside.attachments if aside else ()
    title = next((one.title for one in attachments if one.name == name), Words(name, name))
    return ("service" if step_name == SERVE else "proof"), title


def in_order(pieces: list[PieceFiled], on: date, bureau: str) -> tuple[tuple[PieceFiled, ...], str]:
    """The pieces by the rule and within a kind by time; by time alone where there is no rule."""
    rule = [term.code for term in _terms(ORDER, on, bureau)]
    if not rule:
        return tuple(pieces), ""
    place = {kind: number for number, kind in enumerate(rule)}
    return tuple(sorted(pieces, key=lambda one: place.get(one.kind, len(place)))), ",".join(rule)


def volume_of(bureau: str, reference: str) -> Volume | None:
    """The volume of a reference, locked inside an act."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    rows = Volume.objects.filter(bureau=bureau, year=int(found[1]), number=int(found[2]))
    return locked(rows).first()


def lending_under_lock(matter: Matter) -> Lending:
    """What a loan meets; the volume's row is locked until the act is done."""
    volume = volume_of(matter.bureau, matter.facts.volume)
    if volume is None:
        return Lending(None, None, None)
    loan = Loan.objects.filter(bureau=matter.bureau, volume=volume, returned_on=None).first()
    number = getattr(matter.facts, "borrower", "")
    officers = Officer.objects.filter(bureau=matter.bureau, staff_number=number)
    return Lending(volume, loan, officers.first())
