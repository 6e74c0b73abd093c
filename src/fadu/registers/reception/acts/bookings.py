"""Bookings: a half-hour is booked, changed, given up; the personal data go after the day."""

import datetime
from uuid import UUID

from django.db import transaction

from fadu.law.words import Words
from fadu.people.persons import identity_index
from fadu.procedure.refusal import Refusal, Refused, refused
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.registers.reception import book
from fadu.registers.reception.models import Booking, BookingState
from fadu.registers.reception.rules import contact, free_place, not_hoarding, slot_is_open

_OVER = Refused(
    (
        Refusal(
            "booking_over",
            Words("这个预约已经取消或已报到", "This booking was cancelled, or has arrived"),
            Words("需要时请另行预约", "Book another time if you need one"),
        ),
    )
)


def make(
    *, bureau: str, matter: str, on: datetime.date, slot: datetime.time, name: str, phone: str,
    at: Moment, key: str,
) -> Booking | Refused:  # fmt: skip
    """Book a slot. The same `key` books once; a full slot is refused, whoever else was quicker."""
    wrong = refused(contact(name, phone))
    if wrong:
        return wrong
    digits = phone.replace(" ", "").replace("-", "")
    with transaction.atomic():
        queue = book.queue_under_lock(bureau, on)
        done = Booking.objects.filter(bureau=bureau, key=key).first()
        if done is not None:
            return done
        index = identity_index(f"tel:{digits}")
        order = book.order_of(bureau, at.on)
        held = Booking.objects.filter(bureau=bureau, phone_index=index, on__gte=at.on)
        open_now = held.filter(state=BookingState.BOOKED).count()
        place = _place(bureau, on, slot, at)
        reasons = not_hoarding(open_now, order)
        if isinstance(place, Refused):
            return Refused((*place.refusals, *reasons))
        wrong = refused(reasons)
        if wrong:
            return wrong
        queue.booked += 1
        queue.save(update_fields=["booked"])
        return Booking.objects.create(
            id=new_id(), bureau=bureau, number=f"Y{on:%Y%m%d}{queue.booked:03d}", on=on,
            slot=slot, place=place, matter=_declared(matter), name=name.strip()[:40],
            phone=digits, phone_index=index, state=BookingState.BOOKED,
            booked_at=at.recorded_at, key=key,
        )  # fmt: skip


def _declared(matter: str) -> str:
    return matter if any(one.name == matter for one in book.matters()) else ""


def _place(bureau: str, on: datetime.date, slot: datetime.time, at: Moment) -> int | Refused:
    """A free place of a slot that is open."""
    order = book.order_of(bureau, at.on)
    reasons = slot_is_open(on, slot, order, book.open_days(bureau, at.on), at)
    if reasons:
        return Refused(tuple(reasons))
    live = Booking.objects.filter(bureau=bureau, on=on, slot=slot)
    taken = live.exclude(state=BookingState.CANCELLED).values_list("place", flat=True)
    place = free_place(taken, order.places)
    return Refused((place,)) if isinstance(place, Refusal) else place


def change(
    *, bureau: str, booking: UUID, on: datetime.date, slot: datetime.time, at: Moment
) -> Booking | Refused:
    """Move a booking to another slot; its number and code stay."""
    with transaction.atomic():
        found = _under_lock(bureau, booking, on)
        if found.state != BookingState.BOOKED:
            return _OVER
        if (found.on, found.slot) == (on, slot):
            return found
        place = _place(bureau, on, slot, at)
        if isinstance(place, Refused):
            return place
        found.on, found.slot, found.place = on, slot, place
        found.save(update_fields=["on", "slot", "place"])
        return found


def cancel(*, bureau: str, booking: UUID) -> Booking | Refused:
    """Give a booking up; its place is free at once, and name and telephone are gone."""
    with transaction.atomic():
        found = _under_lock(bureau, booking)
        if found.state == BookingState.ARRIVED:
            return _OVER
        found.state = BookingState.CANCELLED
        found.name = found.phone = found.phone_index = ""
        found.save(update_fields=["state", "name", "phone", "phone_index"])
        return found


def _under_lock(bureau: str, booking: UUID, *others: datetime.date) -> Booking:
    """A booking with the queues of its day and of others locked, always in the order of days."""
    while True:
        day = Booking.objects.values_list("on", flat=True).get(bureau=bureau, id=booking)
        for each in sorted({day, *others}):
            book.queue_under_lock(bureau, each)
        found = Booking.objects.get(bureau=bureau, id=booking)
        if found.on == day:
            return found


def sweep(at: datetime.datetime) -> int:
    """Blank name and telephone of bookings whose day is past for long enough; how many."""
    count = 0
    kept = Booking.objects.exclude(name="", phone="", phone_index="")
    for bureau in set(kept.values_list("bureau", flat=True)):
        days = datetime.timedelta(days=book.order_of(bureau, at.date()).keep_days)
        old = kept.filter(bureau=bureau, on__lt=at.date() - days)
        count += old.update(name="", phone="", phone_index="")
    return count
