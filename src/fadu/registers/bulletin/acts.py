"""The acts of publishing: a version goes out, an item is withdrawn."""

import hashlib
import json
from uuid import UUID

from fadu.law.period import due, parse_period
from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import notices_of
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.models import HolidayNotice
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer
from fadu.record.canonical import canonical
from fadu.record.ids import new_id
from fadu.registers.bulletin.book import (
    Held,
    Running,
    corrected_under_lock,
    running_under_lock,
    withdrawn_under_lock,
)
from fadu.registers.bulletin.entries import PeriodMoved, Published, Withdrawn
from fadu.registers.bulletin.models import Item, Version
from fadu.registers.bulletin.rules import (
    HOLIDAYS,
    REVIEW,
    corrects_what_stands,
    period_fits,
    period_moves,
    plain_text,
    remark_given,
    stands,
    whole_in_english,
    without_personal_numbers,
)

DRAFT = "draft"
TEXTS = ("title", "body", "title_en", "body_en", "place", "remark", "period_basis")


def _texts(asked: Asked) -> dict[str, str]:
    return {name: getattr(asked.matter.facts, name) for name in TEXTS}


def _impersonal(asked: Asked, known: None) -> list[Refusal]:
    return without_personal_numbers(_texts(asked))


def _sound(asked: Asked, known: None) -> list[Refusal]:
    facts = asked.matter.facts
    return [
        *plain_text(_texts(asked)),
        *period_fits(facts.kind, facts.period, facts.period_basis),
        *whole_in_english(facts.title_en, facts.body_en),
    ]


def _corrects(asked: Asked, held: Held | None) -> list[Refusal]:
    facts = asked.matter.facts
    standing = held.kind if held else None
    return corrects_what_stands(facts.corrects, facts.kind, standing, facts.remark)


def _stands(asked: Asked, held: Held | None) -> list[Refusal]:
    return stands(asked.matter.facts.item, held.kind if held else None)


def _reason_sound(asked: Asked, known: None) -> list[Refusal]:
    reason = {"reason": asked.matter.facts.reason}
    return [*without_personal_numbers(reason), *plain_text(reason)]


def _remark(asked: Asked, known: None) -> list[Refusal]:
    return remark_given(getattr(asked.facts, "remark", ""))


no_personal_numbers = Gate(
    "no_personal_numbers", Words("不含个人号码", "Nobody’s numbers"), REVIEW, _impersonal
)
soundly_drafted = Gate(
    "soundly_drafted", Words("文字与期限完整", "Text and period sound"), REVIEW, _sound
)
correction_fits = Gate(
    "correction_fits", Words("更正对象有效", "What is corrected stands"), REVIEW,
    _corrects, needs=corrected_under_lock,
)  # fmt: skip
return_explained = Gate(
    "return_explained", Words("退回写明理由", "A return is explained"), REVIEW, _remark, stated=True
)
item_stands = Gate(
    "item_stands", Words("信息未撤下", "The item stands"), REVIEW, _stands,
    needs=withdrawn_under_lock,
)  # fmt: skip
reason_sound = Gate(
    "reason_sound", Words("理由不含个人号码", "Reason without numbers"), REVIEW, _reason_sound
)


def _publish(asked: Asked, held: Held | None) -> Published:
    facts, state = asked.matter.facts, asked.matter.state
    assert isinstance(asked.by, ByOfficer), "the step belongs to a post"
    number = facts.corrects
    if not number:
        number = f"{asked.at.on.year}-{asked.draw('bulletin'):04d}"
    period = f"{facts.period}{facts.unit}" if facts.period else ""
    ends = (
        due(asked.at.on, parse_period(period), calendar_of(asked.matter.bureau)) if period else None
    )
    told = {"kind": facts.kind.value, **_texts(asked), "period": period}
    return Published(
        new_id(),
        held.id if held else new_id(),
        number,
        held.version + 1 if held else 1,
        facts.kind,
        facts.title,
        facts.body,
        facts.title_en,
        facts.body_en,
        facts.place,
        facts.remark,
        period,
        facts.period_basis,
        ends.on if ends else None,
        UUID(state.hands[DRAFT]),
        asked.by.officer,
        hashlib.sha256(canonical(told)).hexdigest(),
        asked.at.on,
        ends.provisional if ends else False,
        notices_of(ends) if ends else {},
    )


def _enter(told: Published, place: Place) -> None:
    if told.version == 1:
        Item.objects.create(
            id=told.item,
            bureau=place.bureau,
            number=told.number,
            kind=told.kind,
            published_on=told.on,
        )
    Version.objects.filter(bureau=place.bureau, item=told.item, until__isnull=True).update(
        until=told.on
    )
    Version.objects.create(
        id=told.id,
        bureau=place.bureau,
        item_id=told.item,
        number=told.version,
        title_zh=told.title,
        body_zh=told.body,
        title_en=told.title_en,
        body_en=told.body_en,
        place=told.place,
        remark=told.remark,
        period=told.period,
        period_basis=told.period_basis,
        ends_on=told.ends_on,
        announced=told.ends_on,
        provisional=told.provisional,
        notices=json.dumps(told.notices, sort_keys=True),
        published_on=told.on,
        drafted_by=told.drafted_by,
        reviewed_by=told.reviewed_by,
        digest=told.digest,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


def _withdraw(asked: Asked, held: Held | None) -> Withdrawn:
    assert held is not None, "the gate item_stands was passed"
    facts = asked.matter.facts
    return Withdrawn(held.id, facts.item, facts.reason, asked.at.on)


def _take_off(told: Withdrawn, place: Place) -> None:
    Item.objects.filter(bureau=place.bureau, id=told.item).update(
        withdrawn_on=told.on, withdrawal_reason=told.reason
    )


def _moves(asked: Asked, held: Running | None) -> list[Refusal]:
    return period_moves(held is not None and held.moves)


period_still_moves = Gate(
    "period_still_moves", Words("期限确有变动", "The period moves"), HOLIDAYS, _moves,
    needs=running_under_lock,
)  # fmt: skip


def _reckon(asked: Asked, held: Running | None) -> PeriodMoved:
    assert held is not None, "the gate period_still_moves was passed"
    notice = HolidayNotice.objects.filter(bureau=asked.matter.bureau).latest("edition")
    return PeriodMoved(
        held.version.id,
        asked.matter.facts.item,
        held.move,
        notices_of(held.fresh),
        notice.id,
        notice.year,
        notice.number,
        notice.digest,
    )


def _move(told: PeriodMoved, place: Place) -> None:
    Version.objects.filter(bureau=place.bureau, id=told.version).update(
        ends_on=told.move.new,
        provisional=told.move.provisional,
        notices=json.dumps(told.notices, sort_keys=True),
    )


PUBLISH = EffectiveAct(
    "bulletin.publish",
    Words("发布", "Publish"),
    demands=(no_personal_numbers, soundly_drafted, correction_fits),
    entry=Published,
    decide=_publish,
    apply=_enter,
    needs=corrected_under_lock,
)
WITHDRAW = EffectiveAct(
    "bulletin.withdraw",
    Words("撤下", "Withdraw"),
    demands=(item_stands, reason_sound),
    entry=Withdrawn,
    decide=_withdraw,
    apply=_take_off,
    needs=withdrawn_under_lock,
)
MOVE = EffectiveAct(
    "bulletin.move_period",
    Words("重算公告期限", "Reckon a period anew"),
    demands=(period_still_moves,),
    entry=PeriodMoved,
    decide=_reckon,
    apply=_move,
    needs=running_under_lock,
)
