"""Reading seals and their uses, under lock for gates."""

from dataclasses import dataclass

from django.db.models import Sum

from fadu.procedure.blocks.dispatch.acts import DOCUMENT
from fadu.procedure.blocks.dispatch.models import Issued
from fadu.procedure.blocks.seal.models import Seal, SealUse
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.procedure.models import CaseDocument
from fadu.record.models import EvidenceFile


@dataclass(frozen=True, slots=True)
class Sealing:
    """The seal and the document of a use, the digest of its file, and the copies sealed before."""

    seal: Seal | None
    issued: Issued | None
    printed: str
    sealed: int


def sealing_under_lock(matter: Matter) -> Sealing:
    """What a use meets; the document's row is locked, so that two uses share the copies rightly."""
    facts, bureau = matter.facts, matter.bureau
    issued = locked(Issued.objects.filter(bureau=bureau, reference=facts.reference)).first()
    seal = locked(Seal.objects.latest_of(bureau, facts.seal)).first()
    if issued is None:
        return Sealing(seal, None, "", 0)
    uses = SealUse.objects.filter(bureau=bureau, issued=issued)
    return Sealing(
        seal, issued, printed_of(issued), uses.aggregate(sealed=Sum("copies"))["sealed"] or 0
    )


def printed_of(issued: Issued) -> str:
    """The SHA-256 of the file that was made of an issued document; "" before it is made."""
    made = CaseDocument.objects.filter(
        bureau=issued.bureau, case=issued.case, entry=issued.entry, text=DOCUMENT, rendered=True
    ).first()
    if made is None:
        return ""
    return EvidenceFile.objects.get(bureau=issued.bureau, id=made.id).sha256


def seal_now(matter: Matter) -> Seal | None:
    """The seal of a code that is in use, locked until the act is done."""
    return locked(Seal.objects.latest_of(matter.bureau, matter.facts.code)).first()
