"""What changes the register book: import, transfer, handing out the certificate."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from fadu.documents.numbers import drawn_already
from fadu.law import unit_code
from fadu.law.certificate_number import CertificateNumber
from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.procedure.state import PartyState
from fadu.record.ids import new_id
from fadu.registers.realestate import book, rules
from fadu.registers.realestate.entries import (
    CertificateIssued,
    HolderEntered,
    Imported,
    Transferred,
    UnitImported,
)
from fadu.registers.realestate.models import Certificate, Holding, Restriction, Right, Unit
from fadu.registers.realestate.rules import CoOwnership, UnitState

CERTIFICATE = "realestate.certificate"


def _transferors(asked: Asked) -> list[UUID]:
    return [party.person for party in asked.matter.parties("transferor")]


def _free(asked: Asked, unit: UnitState | None) -> list[Refusal]:
    return [
        *rules.unit_is_free(unit, _transferors(asked)),
        *rules.entered_in_order(unit, asked.at.on),
    ]


def _consent(asked: Asked, unit: UnitState | None) -> list[Refusal]:
    return rules.holders_consent(unit, _transferors(asked))


def _shares(asked: Asked, known: None) -> list[Refusal]:
    facts = asked.matter.facts
    holders = [_holder(party) for party in asked.matter.parties("transferee")]
    return _fit(facts.co_ownership, holders, facts.unit)


def _fit(kind: CoOwnership, holders: Sequence[HolderEntered], unit: str) -> list[Refusal]:
    stated = [(holder.numerator, holder.denominator) for holder in holders]
    return [
        *rules.holders_once((holder.person for holder in holders), unit),
        *(
            rules.shares_stated(stated)
            or rules.shares_fit(kind, [rules.share_of(*share) for share in stated])
        ),
    ]


def _applied(asked: Asked, known: None) -> list[Refusal]:
    state = asked.matter.state
    return rules.all_applied(
        [(party.person, party.role, party.confirmed) for party in state.parties],
        frozenset(state.memory.get("withdrawing", ())),
    )


all_applied = Gate(
    "all_applied", Words("当事人均已申请", "All parties have applied"), rules.JOINTLY, _applied
)
unit_is_free = Gate(
    "unit_is_free",
    Words("可以处分", "Free to be disposed of"),
    rules.NOT_REGISTRABLE,
    _free,
    needs=book.unit_under_lock,
)
holders_consent = Gate(
    "holders_consent",
    Words("共有人同意", "Co-owners consent"),
    rules.CO_OWNERS,
    _consent,
    needs=book.unit_under_lock,
)
shares_fit = Gate("shares_fit", Words("份额相符", "Shares fit"), rules.BOOK, _shares)


def _holder(party: PartyState) -> HolderEntered:
    facts = party.facts
    return HolderEntered(party.person, facts.get("numerator"), facts.get("denominator"))


def _decide_transfer(asked: Asked, unit: UnitState | None) -> Transferred:
    assert unit is not None and unit.right is not None, "unit_is_free was asked"
    facts = asked.matter.facts
    bureau = book.bureau_of(asked.matter)
    year = asked.at.on.year
    serial = asked.draw(CERTIFICATE)
    return Transferred(
        unit=unit.id,
        unit_code=unit.code,
        ended=unit.right,
        right=new_id(),
        co_ownership=facts.co_ownership,
        holders=tuple(_holder(party) for party in asked.matter.parties("transferee")),
        certificate=new_id(),
        certificate_number=str(
            CertificateNumber(bureau.province_mark, year, bureau.short_zh, serial)
        ),
        certificate_year=year,
        certificate_serial=serial,
        price_fen=facts.price,
        since=asked.at.on,
    )


def _apply_transfer(entered: Transferred, place: Place) -> None:
    ended = Right.objects.filter(id=entered.ended, bureau=place.bureau, ended_by__isnull=True)
    if ended.update(until=entered.since, ended_by=place.entry) != 1:
        raise AssertionError(f"right {entered.ended} was not live: the gate was passed wrongly")
    _enter_right(
        place, entered.unit, entered.right, entered.co_ownership, entered.since, entered.holders
    )
    Certificate.objects.create(
        id=entered.certificate,
        bureau=place.bureau,
        right_id=entered.right,
        number=entered.certificate_number,
        year=entered.certificate_year,
        serial=entered.certificate_serial,
        case=place.case,
        entry=place.entry,
    )


def _enter_right(
    place: Place,
    unit: UUID,
    right: UUID,
    co_ownership: CoOwnership,
    since: date,
    holders: tuple[HolderEntered, ...],
) -> None:
    Right.objects.create(
        id=right,
        bureau=place.bureau,
        unit_id=unit,
        co_ownership=co_ownership,
        since=since,
        case=place.case,
        entry=place.entry,
    )
    Holding.objects.bulk_create(_holding(place, right, holder) for holder in holders)


def _holding(place: Place, right: UUID, holder: HolderEntered) -> Holding:
    return Holding(
        bureau=place.bureau,
        right_id=right,
        person=holder.person,
        numerator=holder.numerator,
        denominator=holder.denominator,
    )


TRANSFER = EffectiveAct(
    "realestate.transfer",
    Words("转移登记登簿", "Enter the transfer"),
    demands=(all_applied, unit_is_free, holders_consent, shares_fit),
    entry=Transferred,
    decide=_decide_transfer,
    apply=_apply_transfer,
    needs=book.unit_under_lock,
    documents=("realestate.certificate",),
)


def _decide_issue(asked: Asked, certificate: Certificate | None) -> CertificateIssued:
    assert certificate is not None, "the step follows the entry"
    return CertificateIssued(certificate.id, certificate.number, asked.at.on)


def _apply_issue(issued: CertificateIssued, place: Place) -> None:
    Certificate.objects.filter(id=issued.certificate, bureau=place.bureau).update(
        issued_on=issued.on
    )


ISSUE_CERTIFICATE = EffectiveAct(
    "realestate.issue_certificate",
    Words("发放不动产权证书", "Hand out the certificate"),
    demands=(),
    entry=CertificateIssued,
    decide=_decide_issue,
    apply=_apply_issue,
    needs=book.certificate_of,
)


def _rows_sound(asked: Asked, registered: frozenset[str]) -> list[Refusal]:
    """Every row of an import: a sound unit code, once, and holders whose shares fit."""
    facts = asked.matter.facts
    holders = _holders_by_unit(asked.matter)
    codes = [row.code for row in facts.rows]
    found = rules.units_once(codes, registered) + rules.holders_of_units(holders, codes)
    found += rules.serials_fit(row.serial for row in facts.rows)
    for row in facts.rows:
        problem = unit_code.problem(row.code)
        if problem:
            remedy = Words("请更正来源数据", "Correct the source")
            found.append(Refusal("bad_unit_code", problem, remedy, rules.BOOK, row.code))
        found += _fit(row.co_ownership, holders.get(row.code, ()), row.code)
    return found


rows_sound = Gate(
    "rows_sound",
    Words("数据合格", "Rows are sound"),
    rules.BOOK,
    _rows_sound,
    needs=book.registered,
)


def _holders_by_unit(matter: Matter) -> dict[str, list[HolderEntered]]:
    found: dict[str, list[HolderEntered]] = {}
    for party in matter.parties("holder"):
        found.setdefault(party.facts["unit"], []).append(_holder(party))
    return found


def _decide_import(asked: Asked, known: None) -> Imported:
    facts = asked.matter.facts
    holders = _holders_by_unit(asked.matter)
    bureau = book.bureau_of(asked.matter)
    return Imported(
        facts.source,
        tuple(
            UnitImported(
                id=new_id(),
                code=row.code,
                location=row.location,
                area_m2=row.area_m2,
                use=row.use,
                nature=row.nature,
                right=new_id(),
                co_ownership=row.co_ownership,
                since=row.since,
                holders=tuple(holders[row.code]),
                certificate=new_id(),
                certificate_number=str(
                    CertificateNumber(
                        bureau.province_mark, row.since.year, bureau.short_zh, row.serial
                    )
                ),
                certificate_year=row.since.year,
                certificate_serial=row.serial,
                restriction=new_id() if row.restriction else None,
                restriction_kind=row.restriction,
                restriction_source=row.restriction_source,
            )
            for row in facts.rows
        ),
    )


def _apply_import(imported: Imported, place: Place) -> None:
    bureau, entry = place.bureau, place.entry
    Unit.objects.bulk_create(
        Unit(
            id=row.id, bureau=bureau, code=row.code, location=row.location, area_m2=row.area_m2,
            use=row.use, nature=row.nature, entry=entry,
        )
        for row in imported.units
    )  # fmt: skip
    Right.objects.bulk_create(
        Right(
            id=row.right, bureau=bureau, unit_id=row.id, co_ownership=row.co_ownership,
            since=row.since, case=place.case, entry=entry,
        )
        for row in imported.units
    )  # fmt: skip
    Holding.objects.bulk_create(
        _holding(place, row.right, holder) for row in imported.units for holder in row.holders
    )
    Certificate.objects.bulk_create(
        Certificate(
            id=row.certificate, bureau=bureau, right_id=row.right, number=row.certificate_number,
            year=row.certificate_year, serial=row.certificate_serial, case=place.case,
            entry=entry, issued_on=row.since,
        )
        for row in imported.units
    )  # fmt: skip
    Restriction.objects.bulk_create(
        Restriction(
            id=row.restriction, bureau=bureau, unit_id=row.id, kind=row.restriction_kind,
            source=row.restriction_source, since=row.since, entry=entry,
        )
        for row in imported.units
        if row.restriction
    )  # fmt: skip
    # New certificates are numbered on from those taken over.
    highest: dict[int, int] = {}
    for row in imported.units:
        year = row.certificate_year
        highest[year] = max(highest.get(year, 0), row.certificate_serial)
    for year, serial in sorted(highest.items()):
        drawn_already(bureau, CERTIFICATE, year, serial)


IMPORT = EffectiveAct(
    "realestate.import",
    Words("导入既有登记簿", "Take over the register kept before"),
    demands=(rows_sound,),
    entry=Imported,
    decide=_decide_import,
    apply=_apply_import,
)
