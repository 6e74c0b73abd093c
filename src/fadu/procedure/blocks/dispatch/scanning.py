"""手写签批稿纸扫描归件: the scan of a hand-signed sheet, and two persons who compared it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.blocks.dispatch import rules
from fadu.procedure.blocks.dispatch.acts import SHEET, number_stands, officer_of
from fadu.procedure.blocks.dispatch.entries import ScanConfirmed
from fadu.procedure.blocks.dispatch.models import Issued, SignedScan
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.locking import locked
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.models import CaseDocument
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.record.models import EvidenceFile

COMPARE = "compare"
SCAN = "scan"
_MEMORY = "scan"


@dataclass(frozen=True, slots=True)
class Compared:
    """The sheet as it was printed and the scan that came back: digests, the file, what is known."""

    issued: Issued | None
    sheet: str
    file: UUID | None
    scan: str
    known: bool


def compared_under_lock(matter: Matter) -> Compared:
    """What is compared; the document's row is locked until the act is done."""
    bureau = matter.bureau
    rows = Issued.objects.filter(bureau=bureau, reference=matter.facts.reference)
    issued = locked(rows).first()
    held = matter.state.memory.get(_MEMORY)
    file = EvidenceFile.objects.filter(bureau=bureau, id=held["file"]).first() if held else None
    scan = file.sha256 if file else ""
    if issued is None:
        return Compared(None, "", file.id if file else None, scan, known=False)
    known = SignedScan.objects.filter(bureau=bureau, issued=issued, scan=scan).exists()
    return Compared(issued, _sheet_of(issued), file.id if file else None, scan, known)


def _sheet_of(issued: Issued) -> str:
    made = CaseDocument.objects.filter(
        bureau=issued.bureau, case=issued.case, entry=issued.entry, text=SHEET, rendered=True
    ).first()
    return EvidenceFile.objects.get(bureau=issued.bureau, id=made.id).sha256 if made else ""


def _made(asked: Asked, compared: Compared) -> list[Refusal]:
    if compared.issued is None or compared.sheet:
        return []
    return rules.sheet_made(asked.matter.facts.reference)


def _once(asked: Asked, compared: Compared) -> list[Refusal]:
    return rules.scan_once(asked.matter.facts.reference) if compared.known else []


sheet_made = Gate(
    "sheet_made", Words("稿纸已生成", "The sheet is made"), rules.CHAIN, _made,
    needs=compared_under_lock,
)  # fmt: skip
scan_once = Gate(
    "scan_once", Words("同一扫描件只归一次", "A scan is filed once"), rules.CHAIN, _once,
    needs=compared_under_lock,
)  # fmt: skip


def handed_in(asked: Asked) -> Mapping[str, Any]:
    """The case remembers which file is compared."""
    files = asked.attached.get(SCAN, ())
    return {_MEMORY: {"file": files[0]}} if files else {}


def _confirm(asked: Asked, compared: Compared) -> ScanConfirmed:
    assert compared.issued is not None and compared.file is not None, "the gates were passed"
    return ScanConfirmed(
        new_id(),
        compared.issued.id,
        compared.issued.reference,
        compared.sheet,
        compared.scan,
        compared.file,
        UUID(asked.matter.state.hands[COMPARE]),
        officer_of(asked),
        asked.at.on,
    )


def _enter(told: ScanConfirmed, place: Place) -> None:
    SignedScan.objects.create(
        id=told.id,
        bureau=place.bureau,
        issued_id=told.issued,
        sheet=told.sheet,
        scan=told.scan,
        file=told.file,
        first=told.first,
        second=told.second,
        confirmed_on=told.on,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


CONFIRM = EffectiveAct(
    "dispatch.confirm_scan",
    Words("确认扫描件与稿纸一致", "Confirm that the scan is the sheet"),
    demands=(number_stands, sheet_made, scan_once),
    entry=ScanConfirmed,
    decide=_confirm,
    apply=_enter,
    needs=compared_under_lock,
)
