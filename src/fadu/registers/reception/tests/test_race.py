"""Many hands at once, on both databases: no slot is given twice, no number is called twice."""

import dataclasses
import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import IntegrityError, connections
from tests.office import BUREAU, staffed

from fadu.record.ids import new_id
from fadu.record.moment import moment
from fadu.registers.reception import book
from fadu.registers.reception.acts import bookings, hall
from fadu.registers.reception.models import Booking, Queue, Ticket
from fadu.registers.reception.tests.hall import SERVED, at, key, taken

HANDS = 16
PLACES = 3
NOW = moment(2020, 3, 3, 9, 15)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def together(work: Callable[[int], Any]) -> list[Any]:
    """Do it in sixteen threads that start at once, each with a connection of its own."""
    barrier = threading.Barrier(HANDS)

    def one(place: int) -> Any:
        barrier.wait()
        try:
            return work(place)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(HANDS)))


def reach_for_ten(place: int) -> Any:
    """One of sixteen persons asks for ten o'clock tomorrow."""
    try:
        return bookings.make(
            bureau=BUREAU, matter="", on=datetime.date(2020, 3, 4), slot=datetime.time(10),
            name="某人", phone=f"139000000{place:02d}", at=NOW, key=key(),
        )  # fmt: skip
    except IntegrityError as fault:
        return fault


def test_sixteen_reach_for_a_slot_of_three_places() -> None:
    staffed()
    answers = together(reach_for_ten)
    assert sum(isinstance(answer, Booking) for answer in answers) == PLACES
    assert {a.codes for a in answers if not isinstance(a, Booking)} == {("slot_full",)}
    numbers = Booking.objects.values_list("number", "place")
    assert len({number for number, _ in numbers}) == len({place for _, place in numbers}) == PLACES


def test_control_without_the_lock_the_constraint_stops_them_by_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The polite refusal comes of the lock; without it only the constraint is left, and it holds.

    All sixteen read the free places before anybody writes, as a lock would have kept them from it.
    """
    staffed()
    queue = Queue.objects.create(id=new_id(), bureau=BUREAU, on=datetime.date(2020, 3, 4))
    monkeypatch.setattr(book, "queue_under_lock", lambda bureau, on: queue)
    monkeypatch.setattr(bookings, "_place", lambda *asked: 1)
    monkeypatch.setattr(queue, "save", lambda **fields: None)
    monkeypatch.setattr("fadu.registers.reception.acts.bookings.transaction.atomic", nullcontext)
    answers = together(reach_for_ten)
    assert sum(isinstance(answer, Booking) for answer in answers) == 1
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == HANDS - 1


def test_sixteen_windows_call_sixteen_numbers_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    order = book.order_of(BUREAU, at(8).on)
    wide = dataclasses.replace(order, windows=HANDS)
    monkeypatch.setattr(book, "order_of", lambda bureau, on: wide)
    people = list(staffed(**{f"c{n}": ["realestate.window"] for n in range(HANDS)}).values())
    for n, who in enumerate(people, start=1):
        hall.sit(bureau=BUREAU, window=n, by=who, at=at(8))
    for _ in range(HANDS):
        taken(at(9))

    def call(place: int) -> Any:
        return hall.call_next(
            bureau=BUREAU, served=SERVED, by=people[place], at=at(9, 5), key=key()
        )

    answers = together(call)
    assert all(isinstance(answer, Ticket) for answer in answers), answers
    assert len({answer.label for answer in answers}) == HANDS


def test_sixteen_people_take_sixteen_numbers() -> None:
    staffed()
    answers = together(lambda place: taken(at(9)))
    assert len({answer.label for answer in answers}) == HANDS
