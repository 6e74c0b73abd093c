"""The acts of the archive: a case is filed, a volume is lent and comes back."""

import json
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.blocks.archive import rules
from fadu.procedure.blocks.archive.book import (
    Compiled,
    Lending,
    compiled_under_lock,
    lending_under_lock,
)
from fadu.procedure.blocks.archive.entries import VolumeFiled, VolumeLent, VolumeReturned
from fadu.procedure.blocks.archive.models import Loan, Volume
from fadu.procedure.discover import procedures
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.typed import to_plain

COMPILE = "compile"
CATALOGUE = "archive.catalogue"
_SEQUENCE = "archive.volume"


def _officer(asked: Asked) -> UUID:
    assert isinstance(asked.by, ByOfficer), "the step belongs to a post"
    return asked.by.officer


def _there(asked: Asked, found: Compiled) -> list[Refusal]:
    return rules.case_there(asked.matter.facts.number, found.case is not None)


def _closed(asked: Asked, found: Compiled) -> list[Refusal]:
    status = found.case.status if found.case else ""
    return rules.case_closed(asked.matter.facts.number, status)


def _whole(asked: Asked, found: Compiled) -> list[Refusal]:
    return rules.nothing_missing(found.unmade, found.lost)


def _retention(asked: Asked, found: Compiled) -> list[Refusal]:
    return rules.retention_known(asked.matter.facts.retention, found.retentions)


case_there = Gate(
    "case_there", Words("有此案件", "The case is there"), rules.FILED, _there,
    needs=compiled_under_lock,
)  # fmt: skip
case_closed = Gate(
    "case_closed", Words("案件已办结", "The case is closed"), rules.FILED, _closed,
    needs=compiled_under_lock,
)  # fmt: skip
filed_once = Gate(
    "filed_once", Words("一案一卷", "One case, one volume"), rules.FILED,
    lambda asked, found: rules.filed_once(found.volume),
    needs=compiled_under_lock,
)  # fmt: skip
nothing_missing = Gate(
    "nothing_missing", Words("材料齐全、未改动", "Nothing missing, nothing altered"), rules.FILED,
    _whole, needs=compiled_under_lock,
)  # fmt: skip
retention_known = Gate(
    "retention_known", Words("保管期限在列", "A known retention"), rules.FILED, _retention,
    needs=compiled_under_lock,
)  # fmt: skip


def _file(asked: Asked, found: Compiled) -> VolumeFiled:
    assert found.case is not None, "the gate case_there was passed"
    declared = procedures().get(found.case.procedure)
    title = declared.title.zh if declared else found.case.procedure
    return VolumeFiled(
        new_id(),
        found.case.id,
        found.case.number,
        title,
        asked.at.on.year,
        asked.draw(_SEQUENCE),
        asked.matter.facts.retention,
        found.order,
        found.pieces,
        UUID(asked.matter.state.hands[COMPILE]),
        _officer(asked),
        asked.at.on,
    )


def _enter_volume(told: VolumeFiled, place: Place) -> None:
    Volume.objects.create(
        id=told.id,
        bureau=place.bureau,
        filed=told.filed,
        year=told.year,
        number=told.number,
        title=told.title,
        case_number=told.case_number,
        retention=told.retention,
        order=told.order,
        pieces_text=json.dumps(to_plain(told.pieces), ensure_ascii=False, sort_keys=True),
        pieces_count=len(told.pieces),
        compiled_by=told.compiled_by,
        received_by=told.received_by,
        filed_on=told.on,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


FILE = EffectiveAct(
    "archive.file",
    Words("归档", "File a case"),
    demands=(case_there, case_closed, filed_once, nothing_missing, retention_known),
    entry=VolumeFiled,
    decide=_file,
    apply=_enter_volume,
    needs=compiled_under_lock,
    documents=(CATALOGUE,),
)


def _volume(asked: Asked, found: Lending) -> list[Refusal]:
    return rules.volume_there(asked.matter.facts.volume, found.volume is not None)


def _in(asked: Asked, found: Lending) -> list[Refusal]:
    return rules.not_out(asked.matter.facts.volume, found.loan is not None)


def _out(asked: Asked, found: Lending) -> list[Refusal]:
    if found.volume is None:
        return []
    return rules.is_out(asked.matter.facts.volume, found.loan is not None)


def _borrower(asked: Asked, found: Lending) -> list[Refusal]:
    if found.volume is None:
        return []
    facts, borrower = asked.matter.facts, found.borrower
    himself = borrower is not None and borrower.id == _officer(asked)
    return [
        *rules.borrower_known(facts.borrower, borrower is not None, himself),
        *rules.due_sound(facts.due_on, asked.at.on),
    ]


volume_there = Gate(
    "volume_there", Words("有此案卷", "The volume is there"), rules.FILED, _volume,
    needs=lending_under_lock,
)  # fmt: skip
not_out = Gate(
    "not_out", Words("案卷在架", "The volume is in"), rules.FILED, _in, needs=lending_under_lock
)
is_out = Gate(
    "is_out", Words("案卷已借出", "The volume is out"), rules.FILED, _out, needs=lending_under_lock
)
borrower_known = Gate(
    "borrower_known", Words("借阅人为本局他人", "The borrower is another officer"), rules.FILED,
    _borrower, needs=lending_under_lock,
)  # fmt: skip


def _lend(asked: Asked, found: Lending) -> VolumeLent:
    assert found.volume is not None and found.borrower is not None, "the gates were passed"
    facts = asked.matter.facts
    return VolumeLent(
        new_id(),
        found.volume.id,
        found.volume.reference,
        found.borrower.id,
        found.borrower.staff_number,
        facts.purpose,
        _officer(asked),
        facts.due_on,
        asked.at.on,
    )


def _enter_loan(told: VolumeLent, place: Place) -> None:
    Loan.objects.create(
        id=told.id,
        bureau=place.bureau,
        volume_id=told.volume,
        borrower=told.borrower,
        purpose=told.purpose,
        lent_by=told.lent_by,
        lent_on=told.on,
        due_on=told.due_on,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


LEND = EffectiveAct(
    "archive.lend",
    Words("借出案卷", "Lend a volume"),
    demands=(volume_there, not_out, borrower_known),
    entry=VolumeLent,
    decide=_lend,
    apply=_enter_loan,
    needs=lending_under_lock,
)


def _return(asked: Asked, found: Lending) -> VolumeReturned:
    assert found.loan is not None and found.volume is not None, "the gate is_out was passed"
    return VolumeReturned(found.loan.id, found.volume.reference, asked.at.on)


def _enter_return(told: VolumeReturned, place: Place) -> None:
    Loan.objects.filter(bureau=place.bureau, id=told.loan).update(returned_on=told.on)


RETURN_LOAN = EffectiveAct(
    "archive.return",
    Words("归还案卷", "Return of a volume"),
    demands=(volume_there, is_out),
    entry=VolumeReturned,
    decide=_return,
    apply=_enter_return,
    needs=lending_under_lock,
)
