"""Absences, their early end, and standing deputies."""

from datetime import timedelta
from uuid import UUID

from fadu.bureau.models import Absence, StandingDeputy
from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.registers.staff.book import (
    Cover,
    Running,
    absence_cover,
    absence_under_lock,
    standing_cover,
)
from fadu.registers.staff.entries import AbsenceEnded, AbsenceEntered, DeputyNamed
from fadu.registers.staff.rules.absence import (
    absence_dates,
    absent_once,
    by_himself_or_supervisor,
    by_supervisor,
    deputy_compatible,
    deputy_is_another,
    deputy_is_there,
    known_officer,
    needed_by_nobody,
    return_fits,
)
from fadu.registers.staff.rules.posts import SEPARATION


def _actor(asked: Asked) -> UUID | None:
    return asked.by.officer if isinstance(asked.by, ByOfficer) else None


def _by_whom(asked: Asked, cover: Cover) -> list[Refusal]:
    officer = cover.officer.id if cover.officer else None
    return [
        *known_officer(asked.matter.facts.officer, cover.officer, "officer"),
        *by_himself_or_supervisor(_actor(asked), officer, cover.supervisors),
    ]


def _days(asked: Asked, cover: Cover) -> list[Refusal]:
    facts = asked.matter.facts
    return [
        *absence_dates(facts.since, facts.last, asked.at.on),
        *absent_once(cover.span, cover.officer),
        *needed_by_nobody(cover.span, cover.officer),
    ]


def _deputy(asked: Asked, cover: Cover) -> list[Refusal]:
    return _stands_in(cover, present=True)


def _stands_in(cover: Cover, *, present: bool) -> list[Refusal]:
    """What stands against the deputy that is named; `present`: he has to be there as well."""
    if not cover.named:
        return []
    deputy, officer = cover.deputy, cover.officer
    if deputy is None or not deputy.posts:
        return known_officer(cover.named, deputy, "deputy")
    posts = officer.posts if officer else ()
    return [
        *deputy_is_another(officer.id if officer else None, deputy.id),
        *(deputy_is_there(cover.span, deputy) if present else ()),
        *deputy_compatible(posts, deputy, cover.span, cover.incompatible, cover.titles),
    ]


def _standing(asked: Asked, cover: Cover) -> list[Refusal]:
    """Absences of the deputy are no matter here: what counts is asked again for each absence."""
    return [
        *known_officer(asked.matter.facts.officer, cover.officer, "officer"),
        *by_supervisor(_actor(asked), cover.supervisors),
        *_stands_in(cover, present=False),
    ]


def _returns(asked: Asked, running: Running) -> list[Refusal]:
    officer = running.officer.id if running.officer else None
    fits = return_fits(asked.matter.facts.on, asked.at.on, running.span)
    if officer is None:
        return fits
    return [*fits, *by_himself_or_supervisor(_actor(asked), officer, running.supervisors)]


declared_by_right = Gate(
    "declared_by_right", Words("由本人或负责人登记", "By the officer or a head"), SEPARATION,
    _by_whom, needs=absence_cover,
)  # fmt: skip
days_free = Gate(
    "days_free", Words("日期合理且不重叠", "Sensible days, none twice"), SEPARATION,
    _days, needs=absence_cover,
)  # fmt: skip
deputy_fits = Gate(
    "deputy_fits", Words("代理人在岗且岗位相容", "Deputy there, posts compatible"), SEPARATION,
    _deputy, needs=absence_cover,
)  # fmt: skip
standing_fits = Gate(
    "standing_fits", Words("AB角岗位相容", "Standing deputy compatible"), SEPARATION,
    _standing, needs=standing_cover,
)  # fmt: skip
may_return = Gate(
    "may_return", Words("外出未结束", "The absence still lasts"), SEPARATION,
    _returns, needs=absence_under_lock,
)  # fmt: skip


def _absent(asked: Asked, cover: Cover) -> AbsenceEntered:
    facts, officer, deputy = asked.matter.facts, cover.officer, cover.deputy
    assert officer is not None, "the gate declared_by_right was passed"
    return AbsenceEntered(
        new_id(),
        officer.id,
        officer.number,
        deputy.id if deputy else None,
        deputy.number if deputy else "",
        facts.since,
        facts.last,
        facts.reason,
    )


def _enter_absence(told: AbsenceEntered, place: Place) -> None:
    Absence.objects.create(
        id=told.id,
        bureau=place.bureau,
        officer_id=told.officer,
        deputy_id=told.deputy,
        reason=told.reason,
        since=told.since,
        until=told.last + timedelta(days=1),
        case=place.case,
    )


def _returned(asked: Asked, running: Running) -> AbsenceEnded:
    assert running.id is not None and running.officer is not None, "may_return was passed"
    officer = running.officer
    return AbsenceEnded(running.id, officer.id, officer.staff_number, asked.matter.facts.on)


def _end_absence(told: AbsenceEnded, place: Place) -> None:
    Absence.objects.filter(bureau=place.bureau, id=told.absence).update(
        until=told.on, ended_by=place.case
    )


def _named(asked: Asked, cover: Cover) -> DeputyNamed:
    officer, deputy = cover.officer, cover.deputy
    assert officer is not None, "the gate standing_fits was passed"
    return DeputyNamed(
        new_id(),
        officer.id,
        officer.number,
        deputy.id if deputy else None,
        deputy.number if deputy else "",
        asked.at.on,
    )


def _name_deputy(told: DeputyNamed, place: Place) -> None:
    standing = StandingDeputy.objects.filter(bureau=place.bureau, officer=told.officer)
    standing.filter(until__isnull=True).update(until=told.since)
    if told.deputy is not None:
        StandingDeputy.objects.create(
            id=told.id,
            bureau=place.bureau,
            officer_id=told.officer,
            deputy_id=told.deputy,
            since=told.since,
            case=place.case,
        )


ABSENT = EffectiveAct(
    "staff.enter_absence",
    Words("登记外出", "Enter an absence"),
    demands=(declared_by_right, days_free, deputy_fits),
    entry=AbsenceEntered,
    decide=_absent,
    apply=_enter_absence,
    needs=absence_cover,
)
RETURNED = EffectiveAct(
    "staff.end_absence",
    Words("登记返岗", "End an absence"),
    demands=(may_return,),
    entry=AbsenceEnded,
    decide=_returned,
    apply=_end_absence,
    needs=absence_under_lock,
)
NAMED = EffectiveAct(
    "staff.name_deputy",
    Words("指定AB角", "Name a standing deputy"),
    demands=(standing_fits,),
    entry=DeputyNamed,
    decide=_named,
    apply=_name_deputy,
    needs=standing_cover,
)
