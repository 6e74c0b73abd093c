"""The act of ruling on an attestation."""

from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.locking import locked
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.attestation.entries import Ruled
from fadu.registers.attestation.models import AttestationRuling
from fadu.registers.attestation.rules import (
    LISTED_ONLY,
    kept_needs_authority,
    supersedes_in_order,
)


def ruling_under_lock(matter: Matter) -> AttestationRuling | None:
    """The ruling in force on the proof, locked until the act is done; None when it is new."""
    return locked(AttestationRuling.objects.latest_of(matter.bureau, matter.facts.code)).first()


def _authority(asked: Asked, known: None) -> list[Refusal]:
    facts = asked.matter.facts
    return kept_needs_authority(facts.ruling, facts.authority)


def _in_order(asked: Asked, last: AttestationRuling | None) -> list[Refusal]:
    return supersedes_in_order(asked.at.on, last.since if last else None)


has_authority = Gate(
    "has_authority", Words("有设定依据", "Has a legal basis"), LISTED_ONLY, _authority
)
in_order = Gate(
    "in_order",
    Words("不早于前一决定", "Not before the last ruling"),
    LISTED_ONLY,
    _in_order,
    needs=ruling_under_lock,
)


def _decide(asked: Asked, known: None) -> Ruled:
    facts = asked.matter.facts
    return Ruled(
        new_id(), facts.code, facts.title, facts.ruling, facts.issuer, facts.authority, asked.at.on
    )


def _apply(ruled: Ruled, place: Place) -> None:
    AttestationRuling.objects.latest_of(place.bureau, ruled.code).update(until=ruled.since)
    AttestationRuling.objects.create(
        id=ruled.id,
        bureau=place.bureau,
        code=ruled.code,
        title=ruled.title,
        ruling=ruled.ruling,
        issuer=ruled.issuer,
        authority=ruled.authority,
        since=ruled.since,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


RULE = EffectiveAct(
    "attestation.rule",
    Words("作出证明事项清理决定", "Rule on a proof"),
    demands=(has_authority, in_order),
    entry=Ruled,
    decide=_decide,
    apply=_apply,
)
