"""Appointments and their end: who gets a post, how, and until when."""

from collections.abc import Iterator
from datetime import date, timedelta

from fadu.bureau.holdings import DEPUTY, Holding
from fadu.bureau.models import Appointment, Tenure
from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.staff.acts.himself import gate_of
from fadu.registers.staff.book import Ending, Filling, ending, filling, term_over
from fadu.registers.staff.entries import Appointed, AppointmentEnded
from fadu.registers.staff.rules import appointments as rules
from fadu.registers.staff.rules.posts import SEPARATION

_DAY = timedelta(days=1)


def _span(asked: Asked) -> tuple[date, date | None]:
    """The days of the appointment: no earlier than it is approved."""
    facts = asked.matter.facts
    return max(facts.since, asked.at.on), facts.last + _DAY if facts.last else None


def _sound(asked: Asked, known: Filling) -> list[Refusal]:
    facts, officer = asked.matter.facts, known.officer
    since, until = _span(asked)
    found = [
        *rules.in_service(facts.officer, officer is not None and officer.serves(since)),
        *rules.post_known(facts.post, known.post is not None),
        *rules.ends_after_it_begins(since, facts.last),
    ]
    if found or officer is None:
        return found
    return rules.not_held_already(known.held, officer.id, facts.post, since, until)


def _apart(asked: Asked, known: Filling) -> list[Refusal]:
    since, until = _span(asked)
    if known.officer is None or (until is not None and until <= since):
        return []  # said by the other gate
    new = tuple(_new_holdings(asked.matter.facts.post, known, since, until))
    return rules.keeps_apart(new, known.held, known.pairs, known.titles, known.names)


def _new_holdings(post: str, known: Filling, since: date, until: date | None) -> Iterator[Holding]:
    """What the appointment gives: to the officer, and to who stands in for him on those days."""
    officer = known.officer
    assert officer is not None, "asked before"
    mine = Holding(officer.id, officer.person, post, False, Tenure.REGULAR, since, until)
    yield mine
    for absence in known.absences:
        deputy = absence.deputy
        if deputy is not None and mine.meets(absence.since, absence.until):
            first = max(since, absence.since)
            last = min(until, absence.until) if until else absence.until
            yield Holding(deputy.id, deputy.person, post, False, DEPUTY, first, last, officer.id)


def _rotation(asked: Asked, known: Filling) -> list[Refusal]:
    since, _ = _span(asked)
    held_since = _held_since(known, asked.matter.facts.post, since)
    if not known.rotates or held_since == since:
        return []
    title = known.titles.get(asked.matter.facts.post, Words("", ""))
    over = term_over(held_since, asked.matter.bureau, asked.at.on)
    return rules.rotation_kept(title, over, since)


def _held_since(known: Filling, post: str, since: date) -> date:
    """From when the officer would have held the post without a break, before `since` included."""
    ended = [one for one in known.before if one.post.code == post and one.until == since]
    return min((one.held_since for one in ended), default=since)


appointment_sound = Gate(
    "appointment_sound", Words("人员、岗位、日期成立", "Officer, post and days in order"),
    SEPARATION, _sound, needs=filling,
)  # fmt: skip
posts_apart = Gate(
    "posts_apart", Words("不兼任不相容岗位", "No incompatible posts in one hand"), SEPARATION,
    _apart, needs=filling,
)  # fmt: skip
rotation_kept = Gate(
    "rotation_kept", Words("轮岗到期的不续任", "No more after the term of rotation"), SEPARATION,
    _rotation, needs=filling,
)  # fmt: skip
not_his_appointment = gate_of(filling, lambda known: known.officer.id if known.officer else None)


def _appointed(asked: Asked, known: Filling) -> Appointed:
    facts, officer, post = asked.matter.facts, known.officer, known.post
    assert officer is not None and post is not None, "appointment_sound was passed"
    since, _ = _span(asked)
    return Appointed(
        new_id(), officer.id, officer.staff_number, post.id, post.code, post.name, facts.tenure,
        since, facts.last, _held_since(known, post.code, since),
    )  # fmt: skip


def _appoint(told: Appointed, place: Place) -> None:
    Appointment.objects.create(
        id=told.id,
        bureau=place.bureau,
        officer_id=told.officer,
        post_id=told.post,
        since=told.since,
        until=told.last + _DAY if told.last else None,
        tenure=told.tenure,
        held_since=told.held_since,
        case=place.case,
    )


APPOINT = EffectiveAct(
    "staff.appoint",
    Words("任职", "Appoint"),
    demands=(appointment_sound, posts_apart, rotation_kept, not_his_appointment),
    entry=Appointed,
    decide=_appointed,
    apply=_appoint,
    needs=filling,
)


def _ends(asked: Asked, known: Ending) -> list[Refusal]:
    row, on = known.row, max(asked.matter.facts.on, asked.at.on)
    # Never later than it ends by itself: an end prolongs nothing.
    ended = row is not None and row.until is not None and row.until <= on
    return rules.still_runs(row is not None, ended)


still_held = Gate(
    "still_held", Words("任职尚未结束", "The appointment still runs"), SEPARATION, _ends,
    needs=ending,
)  # fmt: skip
not_his_end = gate_of(ending, lambda known: known.row.officer_id if known.row else None)


def _ended(asked: Asked, known: Ending) -> AppointmentEnded:
    row = known.row
    assert row is not None, "still_held was passed"
    on = max(asked.matter.facts.on, asked.at.on)
    return AppointmentEnded(
        row.id, row.officer_id, row.officer.staff_number, row.post.name, max(on, row.since)
    )


def _end(told: AppointmentEnded, place: Place) -> None:
    rows = Appointment.objects.filter(bureau=place.bureau, id=told.appointment)
    rows.update(until=told.on, ended_by=place.case)


END = EffectiveAct(
    "staff.end_appointment",
    Words("免职", "End an appointment"),
    demands=(still_held, not_his_end),
    entry=AppointmentEnded,
    decide=_ended,
    apply=_end,
    needs=ending,
)
