"""The hall: who is called when, what a window may do, and that no number is called twice."""

import pytest
from django.db import IntegrityError, transaction
from tests.office import BUREAU

from fadu.figures.count import recount
from fadu.figures.scope import Period, Scope
from fadu.procedure.refusal import Refused
from fadu.record.ids import new_id
from fadu.record.moment import moment
from fadu.registers.reception.acts import bookings, hall
from fadu.registers.reception.figures import SERVING, VISITS, WAITED
from fadu.registers.reception.models import Booking, Seat, Ticket
from fadu.registers.reception.rules import instant
from fadu.registers.reception.tests.hall import (
    SERVED,
    TRANSFER,
    at,
    called,
    key,
    label,
    opened,
    taken,
)

pytestmark = pytest.mark.django_db


def booked(hour: int, minute: int = 0) -> Booking:
    made = bookings.make(
        bureau=BUREAU, matter=TRANSFER, on=at(8).on, slot=at(hour, minute).recorded_at.time(),
        name="王芳", phone="13900000001", at=at(8), key=key(),
    )  # fmt: skip
    assert isinstance(made, Booking)
    return made


def test_numbers_are_called_in_the_order_of_arrival() -> None:
    cast = opened()
    assert called(cast.one, at(9)) is None
    taken(at(9, 1))
    taken(at(9, 2))
    assert label(called(cast.one, at(9, 3))) == "A001"
    assert label(called(cast.two, at(9, 3))) == "A002"
    assert label(called(cast.one, at(9, 4))) == "still_called"


def test_a_booking_that_comes_in_time_goes_first_and_a_late_one_does_not() -> None:
    cast = opened()
    early, late = booked(10), booked(9)
    taken(at(9, 20))
    for booking, when in ((late, at(9, 16)), (early, at(9, 30))):
        assert isinstance(hall.check_in(bureau=BUREAU, booking=booking.id, at=when), Ticket)
    # Before its half-hour begins, a booking waits like everybody; one that came late, too.
    assert label(called(cast.one, at(9, 40))) == "Y002"
    hall.serve(bureau=BUREAU, by=cast.one, at=at(9, 41))
    assert label(called(cast.one, at(10))) == "Y003"
    assert label(called(cast.two, at(10))) == "A001"


def test_a_booking_becomes_one_number() -> None:
    opened()
    booking = booked(10)
    first = hall.check_in(bureau=BUREAU, booking=booking.id, at=at(9))
    again = hall.check_in(bureau=BUREAU, booking=booking.id, at=at(9, 1))
    assert isinstance(first, Ticket) and isinstance(again, Ticket)
    assert first.id == again.id
    gone = booked(11)
    bookings.cancel(bureau=BUREAU, booking=gone.id)
    answer = hall.check_in(bureau=BUREAU, booking=gone.id, at=at(9))
    assert label(answer) == "booking_cancelled"
    tomorrow = moment(2020, 3, 4, 9)
    other = booked(14)
    assert label(hall.check_in(bureau=BUREAU, booking=other.id, at=tomorrow)) == "another_day"


def test_a_number_sent_on_is_called_first_at_the_other_window_only() -> None:
    cast = opened()
    taken(at(9))
    taken(at(9, 1))
    called(cast.one, at(9, 5))
    hall.serve(bureau=BUREAU, by=cast.one, at=at(9, 6))
    assert label(hall.hand_on(bureau=BUREAU, window=1, by=cast.one, at=at(9, 7))) == (
        "no_other_window"
    )
    on = hall.hand_on(bureau=BUREAU, window=2, by=cast.one, at=at(9, 8))
    assert isinstance(on, Ticket) and on.leg == 2
    assert label(called(cast.one, at(9, 9))) == "A002"
    assert label(called(cast.two, at(9, 10))) == "A001"


def test_matters_of_other_windows_are_not_called_and_advice_is() -> None:
    cast = opened()
    taken(at(9))
    advice = taken(at(9, 1), matter="")
    answer = hall.call_next(bureau=BUREAU, served=(), by=cast.one, at=at(9, 2), key=key())
    assert label(answer) == advice.label


def test_a_repeated_call_calls_nobody_else() -> None:
    cast = opened()
    taken(at(9))
    taken(at(9))
    one = key()
    answers = [
        hall.call_next(bureau=BUREAU, served=SERVED, by=cast.one, at=at(9, 5), key=one)
        for _ in range(2)
    ]
    assert [label(answer) for answer in answers] == ["A001", "A001"]


def test_who_calls_sits_at_a_window_and_a_window_has_one_officer() -> None:
    cast = opened()
    taken(at(9))
    assert label(called(cast.one, moment(2020, 3, 4, 9))) == "no_window"
    answer = hall.sit(bureau=BUREAU, window=2, by=cast.one, at=at(9))
    assert isinstance(answer, Refused) and answer.codes == ("window_taken",)
    answer = hall.sit(bureau=BUREAU, window=9, by=cast.one, at=at(9))
    assert isinstance(answer, Refused) and answer.codes == ("no_such_window",)
    called(cast.one, at(9, 1))
    refused = hall.leave(bureau=BUREAU, by=cast.one, at=at(9, 2))
    assert isinstance(refused, Refused)
    hall.miss(bureau=BUREAU, by=cast.one, at=at(9, 3))
    assert hall.leave(bureau=BUREAU, by=cast.one, at=at(9, 4)) is None


def test_a_clock_that_is_set_back_stops_nobody() -> None:
    cast = opened()
    taken(at(9, 30))
    assert label(called(cast.one, at(9))) == "A001"
    hall.serve(bureau=BUREAU, by=cast.one, at=at(8, 50))
    done = hall.finish(bureau=BUREAU, by=cast.one, at=at(8, 40))
    assert isinstance(done, Ticket) and (done.waited, done.served) == (0, 0)


def test_no_numbers_on_a_rest_day_but_on_a_make_up_day() -> None:
    opened()
    sunday = hall.take_number(bureau=BUREAU, matter="", at=moment(2020, 3, 1), key=key())
    assert label(sunday) == "rest_day"
    make_up = moment(2020, 1, 19)  # a Sunday of work before the Spring Festival of 2020
    assert label(hall.take_number(bureau=BUREAU, matter="", at=make_up, key=key())) == "A001"


def test_waiting_and_serving_are_figures_that_open() -> None:
    cast = opened()
    taken(at(9))
    taken(at(9))
    called(cast.one, at(9, 10))
    hall.serve(bureau=BUREAU, by=cast.one, at=at(9, 12))
    hall.finish(bureau=BUREAU, by=cast.one, at=at(9, 42))
    called(cast.one, at(9, 50))
    hall.miss(bureau=BUREAU, by=cast.one, at=at(9, 55))
    scope = Scope(BUREAU, Period.month(2020, 3), at(18).recorded_at)
    assert recount(WAITED, scope).shown.zh == "30.00"
    assert recount(SERVING, scope).shown.zh == "30.00"
    assert recount(VISITS, scope).value == 2
    earlier = Scope(BUREAU, Period.month(2020, 3), at(9, 45).recorded_at)
    assert recount(WAITED, earlier).shown.zh == "10.00"
    assert recount(VISITS, earlier).value == 1


def test_control_the_tables_themselves_refuse_what_the_verbs_never_do() -> None:
    cast = opened()
    first, second = taken(at(9)), taken(at(9))
    called(cast.one, at(9, 5))

    def broken(**values: object) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(id=second.id).update(**values)

    broken(window=1, called_at=at(9, 6).recorded_at)  # two numbers at one window
    broken(label=first.label)  # a number given twice
    broken(called_at=at(8).recorded_at, window=2)  # called before it was taken
    broken(called_at=at(9, 6).recorded_at, window=2, served_at=at(9, 5).recorded_at)
    broken(called_at=at(9, 6).recorded_at, window=2, ended_at=at(9, 5).recorded_at)
    for values in ({"window": 1, "officer": new_id()}, {"window": 3, "officer": cast.one.officer}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(id=new_id(), bureau=BUREAU, on=at(8).on, **values)
    booking = booked(10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(
            id=new_id(), bureau=BUREAU, number="Y2", on=booking.on, slot=booking.slot,
            place=booking.place, state="booked", booked_at=instant(booking.on, booking.slot),
            key=key(),
        )  # fmt: skip
