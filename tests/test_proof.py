"""A decisive act is done by who can say the password now, not by who finds the desk open."""

import time
from typing import Any

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template import Context, Template
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from fadu.desk.tests.house import BUREAU, PASSWORD, House
from fadu.pages.proof import unproved
from fadu.pages.who import Visit, officer_required
from fadu.site.urls import urlpatterns as site_patterns

DECIDE = f"/desk/{BUREAU}/decide/"
DONE = "办结"


@officer_required
def decide(request: Visit, bureau: str) -> HttpResponseBase:
    """A page that offers a decisive act, written as pages do it."""
    refusal = unproved(request) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return HttpResponse(DONE)
    page = Template("{% load fadu %}{{ refusal.words|say }}{{ reasons }}{% proof %}")
    typed = {"request": request, "refusal": refusal, "reasons": request.POST.get("reasons", "")}
    return HttpResponse(page.render(Context(typed)), status=422 if refusal else 200)


urlpatterns = [path("desk/<str:bureau>/decide/", decide), *site_patterns]
pytestmark = pytest.mark.urls("tests.test_proof")


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    settings.FADU_CLOCK = "2020-03-03"
    settings.FADU_PROOF_MINUTES = 30
    return House()


def entered(login: str = "examiner") -> Client:
    client = Client()
    client.post("/desk/login/", {"username": login, "password": PASSWORD})
    return client


def age(client: Client, minutes: float) -> None:
    """Let the proof of this session have been given so long ago."""
    session = client.session
    session["fadu.proved"]["officer"]["at"] -= int(minutes * 60)
    session.save()


def post(client: Client, **typed: str) -> Any:
    return client.post(DECIDE, {"reasons": "材料齐全", **typed})


def test_who_has_just_entered_is_not_asked(house: House) -> None:
    client = entered()
    assert "proof-password" not in client.get(DECIDE).content.decode()
    assert post(client).content.decode() == DONE


def test_after_half_an_hour_the_password_is_asked_and_nothing_is_lost(house: House) -> None:
    client = entered()
    age(client, 31)
    assert 'name="proof-password"' in client.get(DECIDE).content.decode()
    asked = post(client)
    assert asked.status_code == 422
    assert "再次核实本人" in asked.content.decode() and "材料齐全" in asked.content.decode()
    wrong = post(client, **{"proof-password": "a guess"})
    assert wrong.status_code == 422 and "密码不对" in wrong.content.decode()
    assert post(client, **{"proof-password": PASSWORD}).content.decode() == DONE
    assert post(client).content.decode() == DONE  # and not again for half an hour


def test_control_just_within_the_half_hour(house: House) -> None:
    client = entered()
    age(client, 29)
    assert post(client).content.decode() == DONE


def test_the_password_of_a_colleague_proves_nothing(house: House) -> None:
    client = entered()
    age(client, 31)
    house.accounts["examiner"].set_password("another one")
    house.accounts["examiner"].save()
    client.force_login(house.accounts["examiner"])
    assert post(client, **{"proof-password": PASSWORD}).status_code == 422


def test_a_proof_is_no_one_elses(house: House) -> None:
    """The session's proof names the account; another account's proof is none."""
    client = entered()
    session = client.session
    session["fadu.proved"]["officer"]["account"] = str(house.accounts["head"].id)
    session.save()
    assert post(client).status_code == 422


def test_a_proof_from_the_future_is_none(house: House) -> None:
    """A machine whose clock was set back does not prove for ever."""
    client = entered()
    age(client, -120)
    assert post(client).status_code == 422


def test_an_open_session_without_a_password_proves_nothing(house: House) -> None:
    assert post(house.enter("examiner")).status_code == 422


def test_where_nothing_is_asked_an_old_session_will_do(house: House, settings: Settings) -> None:
    settings.FADU_PROOF_MINUTES = 0
    assert post(house.enter("examiner")).content.decode() == DONE


def test_seconds_are_the_machines_not_the_demos(house: House) -> None:
    """The house's clock may be fixed in 2020; proof runs out by the machine's."""
    at = entered().session["fadu.proved"]["officer"]["at"]
    assert abs(time.time() - at) < 60
