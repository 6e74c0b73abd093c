"""The officers' way in, told as stories: right and wrong factors, guessers, old sessions."""

import re
import time
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings as used
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from fadu.desk.tests.house import DESK, PASSWORD, House
from fadu.pages import lockout
from fadu.site.cli import main

LOGIN, CODE, ACCOUNT = "/desk/login/", "/desk/login/code/", "/desk/account/"


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    settings.FADU_CLOCK = "2020-03-03"
    return House()


@pytest.fixture
def strict(house: House, settings: Settings) -> House:
    """The same house where a second factor is demanded."""
    settings.FADU_SECOND_FACTOR = True
    return house


def enter(client: Client, password: str = PASSWORD, login: str = "examiner", **more: str) -> Any:
    return client.post(LOGIN, {"username": login, "password": password, **more})


def inside(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def app_code(login: str = "examiner", *, steps_ahead: int = 0) -> str:
    """What the officer's authenticator shows."""
    device = TOTPDevice.objects.filter(user__username=login).latest("id")
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps_ahead * device.step
    return f"{totp.token():06}"


def enrolled(login: str = "examiner") -> list[str]:
    """Set up the officer's authenticator; the recovery codes."""
    client = Client()
    enter(client, login=login)
    client.get(CODE)
    page = client.post(CODE, {"code": app_code(login)}).content.decode()
    return re.findall(r'<li class="mono">([a-z2-7]{4} [a-z2-7]{4})</li>', page)


def allow_next_code() -> None:
    """Let 30 seconds pass for the devices: the next code may be used."""
    TOTPDevice.objects.update(last_t=-1)


# Two factors


def test_the_first_entry_sets_up_the_authenticator(strict: House) -> None:
    client = Client()
    assert enter(client, next=DESK + "cases/")["Location"].startswith(CODE)
    assert not inside(client)
    page = client.get(CODE).content.decode()
    assert "data:image/svg+xml" in page and "手工输入密钥" in page
    wrong = client.post(CODE, {"code": "000000"})
    assert wrong.status_code == 422 and not inside(client)
    TOTPDevice.objects.update(throttling_failure_count=0)
    shown = client.post(CODE, {"code": app_code(), "next": DESK + "cases/"}).content.decode()
    assert len(re.findall(r'<li class="mono">', shown)) == 10
    assert DESK + "cases/" in shown
    assert inside(client)


def test_no_path_reaches_the_desk_with_one_factor(strict: House) -> None:
    enrolled()
    client = Client()
    enter(client)
    for address in (DESK, DESK + "cases/", ACCOUNT, "/desk/held/", "/report/511725/2020/"):
        assert client.get(address).status_code == 302, address
    assert client.get("/desk/")["Location"] == LOGIN
    assert not inside(strict.enter("examiner"))  # a session that Django alone would accept


def test_control_without_the_demand_the_same_session_is_inside(house: House) -> None:
    assert inside(house.enter("examiner"))


def test_a_code_works_once(strict: House) -> None:
    enrolled()
    allow_next_code()
    code = app_code()
    first, second = Client(), Client()
    enter(first)
    first.post(CODE, {"code": code})
    assert inside(first)
    enter(second)
    assert second.post(CODE, {"code": code}).status_code == 422
    assert not inside(second)


def test_a_colleagues_code_opens_nothing(strict: House) -> None:
    enrolled("examiner")
    enrolled("head")
    allow_next_code()
    client = Client()
    enter(client, login="examiner")
    client.post(CODE, {"code": app_code("head")})
    assert not inside(client)


def test_a_recovery_code_enters_once(strict: House) -> None:
    codes = enrolled()
    assert len(codes) == 10
    for expected in (True, False):
        client = Client()
        enter(client)
        client.post(CODE, {"code": codes[0]})
        assert inside(client) is expected
    assert StaticToken.objects.filter(device__user__username="examiner").count() == 9


def test_guessing_codes_locks_the_account_out(strict: House) -> None:
    enrolled()
    client = Client()
    enter(client)
    for _ in range(used.FADU_LOCK_AFTER):
        answer = client.post(CODE, {"code": "123456"})
    assert answer.status_code == 429
    TOTPDevice.objects.update(throttling_failure_count=0, last_t=-1)
    assert client.post(CODE, {"code": app_code()}).status_code == 429
    assert not inside(client)


def test_the_code_page_needs_a_right_password_a_moment_ago(strict: House) -> None:
    enrolled()
    allow_next_code()
    assert Client().get(CODE)["Location"] == LOGIN
    client = Client()
    enter(client)
    session = client.session
    session["fadu.half-entered"]["at"] -= 601
    session.save()
    assert client.post(CODE, {"code": app_code()})["Location"] == LOGIN
    enter(client)
    strict.accounts["examiner"].set_password("changed meanwhile")
    strict.accounts["examiner"].save()
    assert client.post(CODE, {"code": app_code()})["Location"] == LOGIN
    assert not inside(client)


def test_an_administrator_takes_the_lost_phone_away(strict: House) -> None:
    enrolled()
    client = Client()
    enter(client)
    allow_next_code()
    client.post(CODE, {"code": app_code()})
    assert inside(client)
    assert main(["account", "examiner", "--second-factor"]) == 0
    assert not inside(client)
    enter(client)
    assert "data:image/svg+xml" in client.get(CODE).content.decode()


def test_the_half_entered_session_is_no_longer_the_planted_one(strict: House) -> None:
    enrolled()
    client = Client()
    client.post("/desk/login/", {"username": "examiner", "password": PASSWORD})
    half = client.cookies["sessionid"].value
    allow_next_code()
    client.post(CODE, {"code": app_code()})
    assert inside(client) and client.cookies["sessionid"].value != half


# Lock-out


def test_five_wrong_passwords_lock_and_the_page_says_until_when(
    house: House, settings: Settings
) -> None:
    settings.FADU_HELP_PHONE = "0818-7200000"
    client = Client()
    for _ in range(used.FADU_LOCK_AFTER - 1):
        assert enter(client, "a guess").status_code == 422
    locked = enter(client, "a guess")
    assert locked.status_code == 429
    page = locked.content.decode()
    assert re.search(r"请在 <time[^>]*>\d\d:\d\d</time> 以后再试", page) and "0818-7200000" in page
    assert enter(client).status_code == 429  # the right one does not help now
    assert main(["account", "examiner", "--unlock"]) == 0
    assert enter(client).status_code == 302


def test_control_four_wrong_ones_do_not_lock(house: House) -> None:
    client = Client()
    for _ in range(used.FADU_LOCK_AFTER - 1):
        enter(client, "a guess")
    assert enter(client).status_code == 302
    for _ in range(used.FADU_LOCK_AFTER - 1):  # and the right one has forgotten them
        assert enter(Client(), "a guess").status_code == 422


def test_a_guesser_elsewhere_does_not_lock_the_owner_out(house: House) -> None:
    guesser = Client(REMOTE_ADDR="10.0.0.7")
    for _ in range(used.FADU_LOCK_AFTER + 2):
        enter(guesser, "a guess")
    assert enter(guesser).status_code == 429
    assert enter(Client(REMOTE_ADDR="10.0.0.8")).status_code == 302


def test_many_guessers_at_one_account_lock_it(house: House) -> None:
    for place in range(used.FADU_LOCK_AFTER * lockout.ANYWHERE):
        enter(Client(REMOTE_ADDR=f"10.0.1.{place}"), "a guess")
    assert enter(Client(REMOTE_ADDR="10.0.2.1")).status_code == 429
    assert enter(Client(REMOTE_ADDR="10.0.2.1"), login="head").status_code == 302


def test_one_guesser_at_many_accounts_is_locked(house: House) -> None:
    for place in range(used.FADU_LOCK_AFTER * lockout.ADDRESS):
        enter(Client(REMOTE_ADDR="10.0.0.7"), "a guess", login=f"nobody{place}")
    assert enter(Client(REMOTE_ADDR="10.0.0.7")).status_code == 429
    assert enter(Client(REMOTE_ADDR="10.0.0.8")).status_code == 302


def test_a_header_made_up_changes_no_address(house: House, settings: Settings) -> None:
    """Without a proxy of ours X-Forwarded-For counts nothing; with one, what it added does."""
    for place in range(used.FADU_LOCK_AFTER):
        enter(Client(REMOTE_ADDR="10.0.0.7", HTTP_X_FORWARDED_FOR=f"9.9.9.{place}"), "a guess")
    assert enter(Client(REMOTE_ADDR="10.0.0.7")).status_code == 429
    settings.FADU_BEHIND_PROXY = True
    proxy = "10.0.0.1"
    for place in range(used.FADU_LOCK_AFTER):
        told = f"9.9.9.{place}, 10.0.0.9"
        enter(Client(REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR=told), "a guess", login="head")
    shut = Client(REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR="10.0.0.9")
    assert enter(shut, login="head").status_code == 429


def test_nothing_that_a_form_posts_is_kept_with_the_attempts(house: House) -> None:
    enter(Client(), "my other secret")
    row = AccessAttempt.objects.get()
    assert row.post_data == "" and row.get_data == "" and row.username == "examiner"


def test_wrong_user_and_wrong_password_answer_alike(house: House) -> None:
    pages = [
        re.sub(r'value="[^"]*"', "", enter(Client(), "a guess", login=login).content.decode())
        for login in ("examiner", "who-is-that")
    ]
    assert pages[0] == pages[1]
