"""Joining and leaving: who belongs to the bureau, and the end of every right at once."""

from uuid import UUID

from django.db.models import F, Q

from fadu.bureau.models import Account, Appointment, Officer, StandingDeputy
from fadu.law.words import Words
from fadu.people.persons import known
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.staff.acts.himself import gate_of
from fadu.registers.staff.book import Leaver, Newcomer, leaver, newcomer
from fadu.registers.staff.entries import OfficerJoined, OfficerLeft
from fadu.registers.staff.rules import appointments as rules
from fadu.registers.staff.rules.posts import SEPARATION


def _joins(asked: Asked, coming: Newcomer) -> list[Refusal]:
    serves = coming.before is not None and coming.before.serves(asked.at.on)
    before = coming.before.staff_number if coming.before else ""
    return [
        *rules.joins_once(before if serves else ""),
        *rules.keeps_number(coming.number, before),
        *rules.number_free(coming.number, coming.number_of, coming.person),
    ]


joins_in_order = Gate(
    "joins_in_order", Words("本人未在岗，工号不重复", "Not serving, number free"), SEPARATION,
    _joins, needs=newcomer,
)  # fmt: skip


def _joined(asked: Asked, coming: Newcomer) -> OfficerJoined:
    identifier = coming.before.id if coming.before else new_id()
    since = max(asked.matter.facts.since, asked.at.on)
    return OfficerJoined(identifier, coming.person, coming.number, since)


def _join(told: OfficerJoined, place: Place) -> None:
    """The name is the one stated in this case, also when the record is applied again."""
    bureau = place.bureau
    name = known(bureau, [told.person], case=place.case)[told.person].name
    row = {"bureau": bureau, "person": told.person, "staff_number": told.staff_number}
    serving = {"name": name, "left": None, "left_by": None}
    Officer.objects.update_or_create(id=told.id, defaults={**row, **serving})


JOIN = EffectiveAct(
    "staff.join",
    Words("到岗登记", "Enter who joins"),
    demands=(joins_in_order,),
    entry=OfficerJoined,
    decide=_joined,
    apply=_join,
    needs=newcomer,
)


def _leaves(asked: Asked, going: Leaver) -> list[Refusal]:
    facts, officer = asked.matter.facts, going.officer
    on = max(facts.on, asked.at.on)
    if officer is None:
        return rules.in_service(facts.officer, found=False)
    left = officer.left if officer.left is not None and officer.left <= on else None
    return rules.not_left_already(left)


leaves_once = Gate(
    "leaves_once", Words("尚未离任", "Has not left"), SEPARATION, _leaves, needs=leaver
)
not_his_leaving = gate_of(leaver, lambda going: going.officer.id if going.officer else None)


def _left(asked: Asked, going: Leaver) -> OfficerLeft:
    facts, officer = asked.matter.facts, going.officer
    assert officer is not None, "leaves_once was passed"
    on = max(facts.on, asked.at.on)
    return OfficerLeft(officer.id, officer.staff_number, on, facts.reason)


def _leave(told: OfficerLeft, place: Place) -> None:
    bureau, on = place.bureau, told.on
    Officer.objects.filter(bureau=bureau, id=told.officer).update(left=on, left_by=place.case)
    held = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), bureau=bureau, officer=told.officer
    )
    held.filter(since__gt=on).update(until=F("since"), ended_by=place.case)
    held.filter(since__lte=on).update(until=on, ended_by=place.case)
    pairs = StandingDeputy.objects.filter(
        Q(officer=told.officer) | Q(deputy=told.officer), bureau=bureau, until__isnull=True
    )
    pairs.update(until=on)
    if on <= place.at:
        close_accounts(told.officer)


def close_accounts(*officers: UUID) -> int:
    """End the ways in of officers who have left, and every session; how many were open."""
    open_ways = Account.objects.filter(officer__in=officers, is_active=True)
    return open_ways.update(is_active=False, generation=F("generation") + 1)


LEAVE = EffectiveAct(
    "staff.leave",
    Words("离任登记", "Enter who leaves"),
    demands=(leaves_once, not_his_leaving),
    entry=OfficerLeft,
    decide=_left,
    apply=_leave,
    needs=leaver,
)
