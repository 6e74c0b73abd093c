"""The act of entering a notice: the next edition of the bureau's calendar."""

from dataclasses import dataclass

from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.procedure.calendars import Arrangement, calendar_under_lock
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.models import HolidayNotice
from fadu.procedure.recomputing import RECOMPUTE
from fadu.procedure.refusal import Refusal
from fadu.record.canonical import canonical
from fadu.record.ids import new_id
from fadu.record.typed import to_plain
from fadu.registers.calendar.entries import NoticeEntered
from fadu.registers.calendar.rules import (
    HOLIDAYS,
    follows,
    issued_before,
    standing,
    tells_something_new,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What stands before the act: the calendar in force, and how many notices made it."""

    calendar: Calendar
    editions: int


def known_under_lock(matter: Matter) -> Known:
    """The calendar, which no other act can change until this one is done."""
    calendar = calendar_under_lock(matter.bureau)
    return Known(calendar, HolidayNotice.objects.filter(bureau=matter.bureau).count())


def _issued(asked: Asked, known: None) -> list[Refusal]:
    return issued_before(asked.matter.facts.issued_on, asked.at.on)


def _follows(asked: Asked, known: Known) -> list[Refusal]:
    return follows(known.calendar, asked.matter.facts.arrangement())


def _new(asked: Asked, known: Known) -> list[Refusal]:
    found = asked.matter.facts.arrangement()
    before = standing(known.calendar, found.year)
    return tells_something_new(before, found, asked.matter.facts.reason)


issued = Gate("notice_issued", Words("通知已印发", "The notice was issued"), HOLIDAYS, _issued)
year_follows = Gate(
    "year_follows", Words("年份相连", "Years follow one another"), HOLIDAYS, _follows,
    needs=known_under_lock,
)  # fmt: skip
change_explained = Gate(
    "change_explained", Words("改动有理由", "A change has its reason"), HOLIDAYS, _new,
    needs=known_under_lock,
)  # fmt: skip


def _decide(asked: Asked, known: Known) -> NoticeEntered:
    facts = asked.matter.facts
    found = facts.arrangement()
    before = standing(known.calendar, found.year)
    return NoticeEntered(
        new_id(),
        known.editions + 1,
        found.year,
        facts.title,
        facts.number,
        facts.issued_on,
        facts.source,
        facts.reason,
        Arrangement(found.holidays, found.make_up),
        found.working_days,
        found.digest,
        before.digest if before else "",
    )


def _apply(told: NoticeEntered, place: Place) -> None:
    HolidayNotice.objects.create(
        id=told.id,
        bureau=place.bureau,
        edition=told.edition,
        year=told.year,
        title=told.title,
        number=told.number,
        issued_on=told.issued_on,
        source=told.source,
        reason=told.reason,
        days=canonical(to_plain(told.days)).decode(),
        digest=told.digest,
        replaced=told.replaced,
        entered_on=place.at,
        case=place.case,
        entry=place.entry,
    )


ENTER = EffectiveAct(
    "calendar.enter_notice",
    Words("录入放假安排，重算受影响的期限", "Enter the notice; due dates that it moves follow"),
    demands=(issued, year_follows, change_explained),
    entry=NoticeEntered,
    decide=_decide,
    apply=_apply,
    needs=known_under_lock,
    then=RECOMPUTE,
)
