"""How long an officer's session lasts, what ends it, and what becomes of a form sent after that."""

import re
from typing import Any

import pytest
from django.conf import settings as used
from django.test import Client
from pytest_django.fixtures import Settings

from fadu.bureau.models import Account
from fadu.desk.tests.house import DESK, PASSWORD, House
from fadu.pages.models import Session
from fadu.site.cli import main

LOGIN, ACCOUNT = "/desk/login/", "/desk/account/"


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    settings.FADU_CLOCK = "2020-03-03"
    return House()


def enter(client: Client, password: str = PASSWORD, login: str = "examiner", **more: str) -> Any:
    return client.post(LOGIN, {"username": login, "password": password, **more})


def inside(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def age(client: Client, name: str, seconds: int) -> None:
    session = client.session
    session["fadu.session"][name] -= seconds
    session.save()


def test_the_session_gets_a_new_id_at_the_entry(house: House) -> None:
    client = Client()
    enter(client)
    planted = client.cookies["sessionid"].value
    client.post("/desk/leave/")
    client.cookies["sessionid"] = planted
    client.get(LOGIN)
    enter(client)
    assert client.cookies["sessionid"].value != planted
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert not inside(stranger)


def test_a_session_ends_when_nobody_asks_anything_for_long(house: House) -> None:
    client = Client()
    enter(client)
    age(client, "seen", used.FADU_IDLE_MINUTES * 60 - 5)
    assert inside(client)
    age(client, "seen", used.FADU_IDLE_MINUTES * 60 + 5)
    answer = client.get(DESK)
    assert "over=1" in answer["Location"]
    assert "登录已结束" in client.get(answer["Location"]).content.decode()
    assert not inside(client)


def test_a_session_ends_in_any_case(house: House) -> None:
    client = Client()
    enter(client)
    age(client, "began", used.FADU_SESSION_HOURS * 3600 + 5)
    assert not inside(client)


def test_a_new_password_ends_every_other_session(house: House) -> None:
    here, there = Client(), Client()
    enter(here)
    enter(there)
    changed = here.post(
        ACCOUNT, {"old": PASSWORD, "new": "quite another 1", "again": "quite another 1"}
    )
    assert changed.status_code == 302
    assert inside(here) and not inside(there)
    assert enter(Client()).status_code == 422
    assert enter(Client(), "quite another 1").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("wrong", "quite another 1", "quite another 1", "现在的密码不对"),
        (PASSWORD, "quite another 1", "something else", "不一致"),
        (PASSWORD, "12345678", "12345678", "数字"),
        (PASSWORD, "short", "short", "8"),
    ],
)
def test_a_password_is_not_changed_lightly(
    house: House, old: str, new: str, again: str, says: str
) -> None:
    client = Client()
    enter(client)
    answer = client.post(ACCOUNT, {"old": old, "new": new, "again": again})
    assert answer.status_code == 422 and says in answer.content.decode()
    assert enter(Client()).status_code == 302


def test_signing_out_everywhere(house: House) -> None:
    here, there = Client(), Client()
    enter(here)
    enter(there)
    here.post("/desk/account/leave-everywhere/")
    assert not inside(here) and not inside(there)


def test_who_is_dismissed_is_out_at_once(house: House) -> None:
    client = Client()
    enter(client)
    assert inside(client)
    assert main(["account", "examiner", "--close"]) == 0
    assert not inside(client)
    assert enter(Client()).status_code == 422
    assert main(["account", "examiner", "--reopen"]) == 0
    assert enter(Client()).status_code == 302


def test_the_administrator_opens_an_account_and_gives_a_first_password(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    officer = house.accounts["examiner"].officer
    house.accounts["examiner"].delete()
    assert main(["account", "li.wei", "--open", officer.staff_number]) == 0
    first = capsys.readouterr().out.split(": ")[1].split()[0]
    assert Account.objects.get(username="li.wei").officer_id == officer.id
    assert enter(Client(), first, "li.wei").status_code == 302
    assert main(["account", "li.wei2", "--open", officer.staff_number]) == 1
    assert main(["account", "nobody-at-all"]) == 1


# What was typed when the session ended


def test_what_was_typed_comes_back_to_the_same_officer(house: House) -> None:
    case = house.accepted()
    address = f"{DESK}cases/{case.number}/"
    client = Client()
    enter(client)
    age(client, "seen", used.FADU_IDLE_MINUTES * 60 + 5)
    typed = {"step": "examine", "outcome": "reject", "facts-reasons": "材料不实", "key": "k-1"}
    sent = client.post(address + "take/", {**typed, "proof-password": "x", "proof-code": "1"})
    assert sent.status_code == 302
    entered = enter(client, next=address)
    assert entered["Location"] == "/desk/held/"
    page = client.get("/desk/held/").content.decode()
    assert f'action="{address}take/"' in page
    for name, value in typed.items():
        assert f'name="{name}" value="{value}"' in page
    assert "proof-" not in page
    client.post("/desk/held/")
    assert client.get("/desk/held/").status_code == 302


def test_what_was_typed_is_not_shown_to_the_next_officer(house: House) -> None:
    client = Client()
    enter(client)
    age(client, "seen", used.FADU_IDLE_MINUTES * 60 + 5)
    client.post(f"{DESK}counter/realestate.transfer/", {"facts-unit": "secret of the first"})
    assert enter(client, login="head")["Location"] == f"{DESK}board/"
    assert client.get("/desk/held/").status_code == 302
    assert enter(client)["Location"] == DESK  # it is gone for good


def test_control_a_browser_in_which_nobody_had_entered_holds_nothing(house: House) -> None:
    client = Client()
    sent = client.post(f"{DESK}counter/realestate.transfer/", {"facts-unit": "typed by nobody"})
    assert "over" not in sent["Location"]
    assert enter(client)["Location"] == DESK


def test_what_a_stranger_sends_from_elsewhere_is_not_held(house: House) -> None:
    """A form of another site is refused before it could be held."""
    client = Client(enforce_csrf_checks=True)
    entered = Client()
    enter(entered)
    client.cookies = entered.cookies
    client.cookies.pop("sessionid")
    assert client.post(f"{DESK}counter/realestate.transfer/", {"a": "b"}).status_code == 403


def test_what_is_listed_was_typed_and_the_page_of_entry_says_what_happened(house: House) -> None:
    client = Client()
    enter(client)
    age(client, "seen", used.FADU_IDLE_MINUTES * 60 + 5)
    client.cookies.pop("sessionid")  # nothing of the session is left, not even its end
    typed = {
        "action": "discard",
        "version": "0",
        "revision": "0",
        "matter": "realestate.transfer",
        "name": "某人",
    }
    sent = client.post(f"{DESK}counter/realestate.transfer/", typed)
    assert "over=1" in sent["Location"]
    assert "您刚才填写的内容会保留" in client.get(sent["Location"]).content.decode()
    enter(client)
    page = client.get("/desk/held/").content.decode()
    assert re.findall(r"<li>([^<]+)</li>", page) == ["某人"]


# Where one is signed in

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit Safari/604.1"


def test_an_account_sees_where_it_is_signed_in_and_ends_the_others(house: House) -> None:
    here, there, another = Client(), Client(headers={"User-Agent": PHONE}), Client()
    enter(here)
    enter(there)
    enter(another, login="head")
    page = here.get(ACCOUNT).content.decode()
    assert page.count("最近使用：") == 2
    assert "Safari，苹果手机或平板" in page
    age(there, "began", 2 * 3600 + 5)
    assert "2小时前" in here.get(ACCOUNT).content.decode()
    here.post("/desk/account/end-others/")
    assert inside(here) and not inside(there) and inside(another)
    assert here.get(ACCOUNT).content.decode().count("最近使用：") == 1


def test_control_what_does_not_hold_any_more_is_not_listed(house: House) -> None:
    here, idle, void = Client(), Client(), Client()
    for client in (idle, void, here):
        enter(client)
    age(idle, "seen", used.FADU_IDLE_MINUTES * 60 + 5)
    session = void.session
    session["_auth_user_hash"] = "of an earlier password"
    session.save()
    assert here.get(ACCOUNT).content.decode().count("最近使用：") == 1


def test_the_row_of_a_session_says_whose_it_is_and_nothing_of_nobody(house: House) -> None:
    client = Client()
    enter(client)
    row = Session.objects.get()
    assert (row.officer, row.citizen) == (house.accounts["examiner"].id, None)
    client.post("/desk/leave/")
    assert not Session.objects.filter(officer__isnull=False).exists()
