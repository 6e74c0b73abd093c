"""Bookings: working days and slots only, full is full, one number cannot hoard, data are swept."""

import datetime

import pytest
from tests.office import BUREAU, staffed

from fadu.law.calendar import Calendar
from fadu.people.persons import identity_index
from fadu.procedure.refusal import Refused
from fadu.record.moment import Moment, moment
from fadu.registers.reception import book, rules
from fadu.registers.reception.acts import bookings
from fadu.registers.reception.models import Booking, BookingState
from fadu.registers.reception.tests.hall import TRANSFER, key

NOW = moment(2020, 3, 3, 9, 15)
TOMORROW = datetime.date(2020, 3, 4)
TEN = datetime.time(10)


@pytest.fixture(autouse=True)
def bureau(db: None) -> None:
    staffed()


def make(
    on: datetime.date = TOMORROW, slot: datetime.time = TEN, phone: str = "13900000001",
    name: str = "王芳", at: Moment = NOW,
) -> Booking | Refused:  # fmt: skip
    return bookings.make(
        bureau=BUREAU, matter=TRANSFER, on=on, slot=slot, name=name, phone=phone, at=at, key=key()
    )


def codes(answer: Booking | Refused) -> tuple[str, ...]:
    return answer.codes if isinstance(answer, Refused) else ()


def good(answer: Booking | Refused) -> Booking:
    assert isinstance(answer, Booking), answer
    return answer


def test_slots_end_with_the_hours() -> None:
    found = [f"{slot:%H:%M}" for slot in rules.slots("09:00-10:15 13:30-14:30", 30)]
    assert found == ["09:00", "09:30", "13:30", "14:00"]
    assert rules.slots("09:00-09:20", 30) == ()


def test_working_days_only_with_make_up_days() -> None:
    found = rules.days(datetime.date(2020, 1, 17), 5, Calendar.shipped())
    assert datetime.date(2020, 1, 18) not in found  # a Saturday
    assert datetime.date(2020, 1, 19) in found  # a Sunday of work
    assert datetime.date(2020, 1, 24) not in found  # Spring Festival's eve
    last = Calendar.shipped().years[-1].year
    beyond = rules.days(datetime.date(last, 12, 31), 5, Calendar.shipped())
    assert all(day.year == last for day in beyond)


def test_what_cannot_be_booked_says_why() -> None:
    assert codes(make(on=datetime.date(2020, 3, 7))) == ("no_such_slot",)  # a Saturday
    assert codes(make(on=datetime.date(2020, 3, 31))) == ("no_such_slot",)  # too far ahead
    assert codes(make(slot=datetime.time(12))) == ("no_such_slot",)
    assert codes(make(on=NOW.on, slot=datetime.time(9))) == ("slot_begun",)
    assert codes(make(name=" ", phone="12")) == ("no_name", "no_phone")
    assert not Booking.objects.exists()


def test_a_slot_has_so_many_places_and_a_cancelled_one_is_free_again() -> None:
    made = [good(make(phone=f"1390000000{n}")) for n in range(3)]
    assert codes(make(phone="13900000009")) == ("slot_full",)
    assert [s.free for s in book.slots_on(BUREAU, TOMORROW, NOW) if s.begins == TEN] == [0]
    bookings.cancel(bureau=BUREAU, booking=made[1].id)
    assert good(make(phone="13900000009")).place == made[1].place


def test_one_telephone_number_cannot_hoard() -> None:
    made = [good(make(slot=datetime.time(hour), phone="139-0000 0001")) for hour in (9, 10)]
    assert codes(make(slot=datetime.time(11))) == ("too_many_bookings",)
    bookings.cancel(bureau=BUREAU, booking=made[0].id)
    good(make(slot=datetime.time(11)))


def test_a_booking_moves_and_keeps_its_number() -> None:
    booking = good(make())
    day = datetime.date(2020, 3, 6)
    moved = bookings.change(
        bureau=BUREAU, booking=booking.id, on=day, slot=datetime.time(14), at=NOW
    )
    assert good(moved).number == booking.number
    assert [s.free for s in book.slots_on(BUREAU, TOMORROW, NOW) if s.begins == TEN] == [3]
    for n in range(3):
        good(make(slot=datetime.time(9), phone=f"1390000001{n}"))
    full = bookings.change(
        bureau=BUREAU, booking=booking.id, on=TOMORROW, slot=datetime.time(9), at=NOW
    )
    assert codes(full) == ("slot_full",)
    bookings.cancel(bureau=BUREAU, booking=booking.id)
    over = bookings.change(bureau=BUREAU, booking=booking.id, on=TOMORROW, slot=TEN, at=NOW)
    assert codes(over) == ("booking_over",)


def test_the_same_request_books_once() -> None:
    one = key()
    made = {
        good(
            bookings.make(
                bureau=BUREAU, matter="", on=TOMORROW, slot=TEN, name="王芳",
                phone="13900000001", at=NOW, key=one,
            )
        ).id
        for _ in range(2)
    }  # fmt: skip
    assert len(made) == 1 and Booking.objects.count() == 1


def test_name_and_telephone_go_after_the_day() -> None:
    booking = good(make())
    assert Booking.objects.get().phone_index == identity_index("tel:13900000001")
    assert bookings.sweep(moment(2020, 3, 11).recorded_at) == 0
    assert bookings.sweep(moment(2020, 3, 12).recorded_at) == 1
    booking.refresh_from_db()
    assert (booking.name, booking.phone, booking.phone_index) == ("", "", "")
    assert booking.state == BookingState.BOOKED
    assert bookings.sweep(moment(2020, 3, 12).recorded_at) == 0
