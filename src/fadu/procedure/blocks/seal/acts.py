"""The acts: a seal is taken into use, a seal is used."""

from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.blocks.seal import rules
from fadu.procedure.blocks.seal.book import Sealing, seal_now, sealing_under_lock
from fadu.procedure.blocks.seal.entries import SealTakenIntoUse, SealUsed
from fadu.procedure.blocks.seal.models import Seal, SealUse
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id

APPROVE_STEP = "approve"
SEQUENCE = "seal.use"


def _in_order(asked: Asked, seal: Seal | None) -> list[Refusal]:
    return rules.same_seal_in_order(asked.at.on, seal.since if seal else None)


seal_in_order = Gate(
    "seal_in_order", Words("不早于现用印章", "Not before the present seal"), rules.KEPT_APART,
    _in_order, needs=seal_now,
)  # fmt: skip


def _take(asked: Asked, known: None) -> SealTakenIntoUse:
    facts = asked.matter.facts
    name = Words(facts.name, facts.name_en or facts.name)
    return SealTakenIntoUse(new_id(), facts.code, name, asked.at.on)


def _enter_seal(told: SealTakenIntoUse, place: Place) -> None:
    Seal.objects.latest_of(place.bureau, told.code).update(until=told.since)
    Seal.objects.create(
        id=told.id,
        bureau=place.bureau,
        code=told.code,
        name_zh=told.name.zh,
        name_en=told.name.en,
        since=told.since,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


TAKE_INTO_USE = EffectiveAct(
    "seal.take_into_use",
    Words("启用印章", "Take a seal into use"),
    demands=(seal_in_order,),
    entry=SealTakenIntoUse,
    decide=_take,
    apply=_enter_seal,
)


def _seal(asked: Asked, known: Sealing) -> list[Refusal]:
    return rules.seal_in_use(asked.matter.facts.seal, known.seal is not None)


def _issued(asked: Asked, known: Sealing) -> list[Refusal]:
    issued = known.issued
    void_on = issued.void_on if issued else None
    return rules.document_issued(asked.matter.facts.reference, issued is not None, void_on)


def _made(asked: Asked, known: Sealing) -> list[Refusal]:
    if known.issued is None:
        return []  # said by its own gate
    return rules.document_made(asked.matter.facts.reference, known.printed)


def _copies(asked: Asked, known: Sealing) -> list[Refusal]:
    if known.issued is None:
        return []
    return rules.copies_left(asked.matter.facts.copies, known.issued.copies, known.sealed)


seal_in_use = Gate(
    "seal_in_use", Words("印章在用", "The seal is in use"), rules.KEPT_APART, _seal,
    needs=sealing_under_lock,
)  # fmt: skip
document_issued = Gate(
    "document_issued", Words("文件已签发", "The document was issued"), rules.KEPT_APART, _issued,
    needs=sealing_under_lock,
)  # fmt: skip
document_made = Gate(
    "document_made", Words("正式文件已生成", "The document’s file is made"), rules.KEPT_APART,
    _made, needs=sealing_under_lock,
)  # fmt: skip
copies_left = Gate(
    "copies_left", Words("不超过签发份数", "No more copies than issued"), rules.KEPT_APART,
    _copies, needs=sealing_under_lock,
)  # fmt: skip


def _use(asked: Asked, known: Sealing) -> SealUsed:
    assert known.seal is not None and known.issued is not None, "the gates were passed"
    assert isinstance(asked.by, ByOfficer), "the step belongs to a post"
    facts = asked.matter.facts
    return SealUsed(
        new_id(),
        known.seal.id,
        Words(known.seal.name_zh, known.seal.name_en),
        known.issued.id,
        facts.reference,
        asked.at.on.year,
        asked.draw(SEQUENCE),
        known.printed,
        facts.copies,
        facts.purpose,
        UUID(asked.matter.state.hands[APPROVE_STEP]),
        asked.by.officer,
        asked.at.on,
    )


def _enter_use(told: SealUsed, place: Place) -> None:
    SealUse.objects.create(
        id=told.id,
        bureau=place.bureau,
        seal_id=told.seal,
        issued_id=told.issued,
        number=told.number,
        year=told.year,
        printed=told.printed,
        copies=told.copies,
        purpose=told.purpose,
        approved_by=told.approved_by,
        sealed_by=told.sealed_by,
        sealed_on=told.on,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


USE = EffectiveAct(
    "seal.use",
    Words("用印", "Use a seal"),
    demands=(seal_in_use, document_issued, document_made, copies_left),
    entry=SealUsed,
    decide=_use,
    apply=_enter_use,
    needs=sealing_under_lock,
)
