"""Certificates: entered as printed, renewed, withheld, given back, revoked, reviewed."""

from datetime import timedelta

from fadu.bureau.models import Certificate, CertificateSuspension
from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.staff.acts.himself import gate_of
from fadu.registers.staff.book import CardAsked, Cards, as_card, card_asked, cards_of
from fadu.registers.staff.entries import CertificateChanged, CertificateEntered
from fadu.registers.staff.facts import CardChange
from fadu.registers.staff.rules import appointments, certificates
from fadu.registers.staff.rules.certificates import HOLDING

_DAY = timedelta(days=1)


def _sound(asked: Asked, known: Cards) -> list[Refusal]:
    facts, today = asked.matter.facts, asked.at.on
    serves = known.officer is not None and known.officer.serves(today)
    held = [as_card(row, today) for row in known.held]
    return [
        *appointments.in_service(facts.officer, serves),
        *certificates.number_unused(facts.number, known.number_of_another),
        *certificates.entered_once(
            facts.number,
            any((row.number, row.since) == (facts.number, facts.since) for row in known.held),
        ),
        *(
            certificates.renewal_fits(as_card(known.old, today) if known.old else None, held)
            if facts.renews
            else certificates.new_card_fits(held)
        ),
    ]


card_sound = Gate(
    "card_sound", Words("证件与持证人相符", "Card and holder in order"), HOLDING, _sound,
    needs=cards_of,
)  # fmt: skip
not_his_card = gate_of(cards_of, lambda known: known.officer.id if known.officer else None)


def _entered(asked: Asked, known: Cards) -> CertificateEntered:
    facts, officer = asked.matter.facts, known.officer
    assert officer is not None, "card_sound was passed"
    return CertificateEntered(
        new_id(), officer.id, officer.staff_number, facts.kind, facts.number, facts.issuer,
        facts.since, facts.last, known.old.id if known.old else None,
    )  # fmt: skip


def _enter(told: CertificateEntered, place: Place) -> None:
    Certificate.objects.create(
        id=told.id,
        bureau=place.bureau,
        officer_id=told.officer,
        kind=told.kind,
        number=told.number,
        issuer=told.issuer,
        since=told.since,
        until=told.last + _DAY if told.last else None,
        renews=told.renews,
        case=place.case,
    )


CERTIFY = EffectiveAct(
    "staff.enter_certificate",
    Words("登记证件", "Enter a certificate"),
    demands=(card_sound, not_his_card),
    entry=CertificateEntered,
    decide=_entered,
    apply=_enter,
    needs=cards_of,
)


def _changes(asked: Asked, known: CardAsked) -> list[Refusal]:
    facts, row, today = asked.matter.facts, known.row, asked.at.on
    found = certificates.change_fits(as_card(row, today) if row else None, facts.change)
    if row is not None and facts.change is CardChange.REVIEW:
        found = [*found, *certificates.reviewed_in_time(facts.on, row.since, today)]
    return found


change_fits = Gate(
    "change_fits", Words("变动与证件现状相符", "The change fits the card"), HOLDING, _changes,
    needs=card_asked,
)  # fmt: skip
not_his_change = gate_of(card_asked, lambda known: known.row.officer_id if known.row else None)


def _changed(asked: Asked, known: CardAsked) -> CertificateChanged:
    facts, row = asked.matter.facts, known.row
    assert row is not None, "change_fits was passed"
    on = facts.on if facts.change is CardChange.REVIEW else max(facts.on, asked.at.on)
    open_stop = next((stop.id for stop in row.suspensions.all() if stop.until is None), None)
    return CertificateChanged(
        open_stop or new_id(), row.id, row.number, row.officer.staff_number, facts.change, on
    )


def _change(told: CertificateChanged, place: Place) -> None:
    card = Certificate.objects.filter(bureau=place.bureau, id=told.certificate)
    stop = CertificateSuspension.objects.filter(bureau=place.bureau, id=told.id)
    match told.change:
        case CardChange.SUSPEND:
            CertificateSuspension.objects.create(
                id=told.id,
                bureau=place.bureau,
                certificate_id=told.certificate,
                since=told.on,
                case=place.case,
            )
        case CardChange.RESUME:
            since = stop.values_list("since", flat=True).get()
            stop.update(until=max(told.on, since), ended_by=place.case)
        case CardChange.REVOKE:
            card.update(revoked_on=told.on)
        case CardChange.REVIEW:
            card.update(reviewed_on=told.on)


CHANGE_CARD = EffectiveAct(
    "staff.change_certificate",
    Words("变更证件状态", "Change how a certificate stands"),
    demands=(change_fits, not_his_change),
    entry=CertificateChanged,
    decide=_changed,
    apply=_change,
    needs=card_asked,
)
