"""The pages of the hall: a time is booked, found, moved, given up; the machine; the screen."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.office import BUREAU

from fadu.procedure.tracking import code_of
from fadu.record.actor import ByOfficer
from fadu.record.moment import clock_from
from fadu.registers.reception import book
from fadu.registers.reception.acts import hall
from fadu.registers.reception.models import Booking, BookingState, Seat, Ticket
from fadu.registers.reception.tests.hall import TRANSFER, called, key, opened

HALL = f"/{BUREAU}/hall/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday(settings: Settings, db: None) -> None:
    settings.FADU_CLOCK = "2020-03-03"
    opened()


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def form(**more: str) -> dict[str, str]:
    stated = {
        "matter": TRANSFER, "when": "2020-03-05T10:00", "name": "王芳", "phone": "13900000001",
        "key": key(),
    }  # fmt: skip
    return stated | more


def test_a_time_is_booked_moved_and_given_up() -> None:
    client = Client()
    page = text(client.get(f"{HALL}booking/"))
    assert "2020-03-05T10:00" in page and "2020-03-07T10:00" not in page
    stated = form()
    shown = text(client.post(f"{HALL}booking/", stated, follow=True))
    client.post(f"{HALL}booking/", stated)
    booking = Booking.objects.get()
    assert booking.number in shown and code_of(booking.id) in shown
    address = f"{HALL}booking/{booking.number}/"
    client.post(address, {"action": "change", "when": "2020-03-06T14:30"})
    assert "14:30" in text(client.get(address))
    client.post(address, {"action": "cancel"})
    assert "预约已取消" in text(client.get(address))
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED and not booking.phone


def test_what_was_typed_stays_when_a_booking_is_refused() -> None:
    for number in range(3):
        Client().post(f"{HALL}booking/", form(phone=f"1390000001{number}"))
    response = Client().post(f"{HALL}booking/", form())
    page = text(response)
    assert response.status_code == 422
    assert "这个时段刚刚约满" in page and "王芳" in page and "13900000001" in page
    wrong = text(Client().post(f"{HALL}booking/", form(phone="12", when="")))
    assert "还没有选时间" in wrong and "王芳" in wrong


def test_a_booking_shows_to_who_has_its_code_only() -> None:
    Client().post(f"{HALL}booking/", form())
    booking = Booking.objects.get()
    stranger = Client()
    address = f"{HALL}booking/{booking.number}/"
    assert "王芳" not in text(stranger.get(address, follow=True))
    stranger.post(address, {"action": "cancel"})
    wrong = stranger.post(f"{HALL}booking/find/", {"number": booking.number, "code": "AAAAAAAA"})
    assert wrong.status_code == 422
    nothing = {"number": "Y1", "code": code_of(booking.id)}
    assert stranger.post(f"{HALL}booking/find/", nothing).status_code == 422
    right = {"number": booking.number.lower(), "code": code_of(booking.id).lower()}
    assert "王芳" in text(stranger.post(f"{HALL}booking/find/", right, follow=True))
    booking.refresh_from_db()
    assert booking.state == BookingState.BOOKED


def test_the_machine_gives_numbers_to_those_in_the_hall() -> None:
    address = f"{HALL}machine/{book.kiosk_key(BUREAU)}/"
    assert Client().get(f"{HALL}machine/guessed/").status_code == 404
    assert Client().post(f"{HALL}machine/guessed/", {"matter": "", "key": key()}).status_code == 404
    touch = {"matter": TRANSFER, "key": key()}
    assert "A001" in text(Client().post(address, touch))
    assert "A001" in text(Client().post(address, touch))
    assert Ticket.objects.count() == 1
    assert "没有找到" in text(Client().post(address, {"booking": "Y0"}))


def test_a_booking_is_checked_in_at_the_machine() -> None:
    Client().post(f"{HALL}booking/", form(when="2020-03-05T10:00"))
    booking = Booking.objects.get()
    address = f"{HALL}machine/{book.kiosk_key(BUREAU)}/"
    assert "这个预约是2020-03-05的" in text(Client().post(address, {"booking": booking.number}))
    Booking.objects.update(on="2020-03-03")
    assert "Y001" in text(Client().post(address, {"booking": booking.number}))


def test_the_screen_shows_numbers_and_names_nobody() -> None:
    Client().post(f"{HALL}booking/", form())
    Booking.objects.update(on="2020-03-03")
    booking = Booking.objects.get()
    clerk = ByOfficer(Seat.objects.get(window=1).officer)
    client = Client()
    moment = clock_from("2020-03-03").now()
    hall.check_in(bureau=BUREAU, booking=booking.id, at=moment)
    assert "Y001" in text(client.get(f"{HALL}screen/"))
    called(clerk, moment)
    page = text(client.get(f"{HALL}screen/"))
    assert "请到 <strong>1</strong> 号窗口" in page
    assert "王芳" not in page and booking.phone not in page
