"""Codes, entering and changing an account: wrong, late and repeated ones, and guessers."""

import re
from pathlib import Path

import pytest
from django.conf import settings as used
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import person

from fadu.jobs.models import Job
from fadu.people.accounts import by_password, end_sessions
from fadu.people.codes import PER_PHONE, TRIES, digits
from fadu.people.models import CitizenAccount, PhoneCode
from fadu.portal.tests.callers import (
    ACCOUNT,
    CODE,
    HERE,
    REGISTER,
    SECRET,
    STRANGERS_PHONE,
    enter,
    let_time_pass,
    opened,
    received,
    stated,
    type_code,
)
from fadu.portal.tests.visitors import APPLY, BUREAU, Town

# Codes


def test_a_wrong_code_opens_nothing_and_five_void_it(village: Town, texts: Path) -> None:
    client = Client()
    client.post(REGISTER, stated(1))
    right = received(texts, person("", 1).phone)
    for _ in range(TRIES):
        answer = client.post(CODE, {"code": "0" * 6 if right != "0" * 6 else "1" * 6})
        assert answer.status_code == 422 and "验证码不对" in answer.content.decode()
    assert client.post(CODE, {"code": right}).status_code == 422
    assert not CitizenAccount.objects.exists()


def test_control_four_wrong_codes_leave_the_fifth_try(village: Town, texts: Path) -> None:
    client = Client()
    client.post(REGISTER, stated(1))
    for _ in range(TRIES - 1):
        client.post(CODE, {"code": "x"})
    assert type_code(client, texts, person("", 1).phone).status_code == 302


def test_a_code_runs_out(village: Town, texts: Path) -> None:
    client = Client()
    client.post(REGISTER, stated(1))
    right = received(texts, person("", 1).phone)
    let_time_pass(6)
    assert client.post(CODE, {"code": right}).status_code == 422
    assert not CitizenAccount.objects.exists()


def test_a_code_works_once(village: Town, texts: Path) -> None:
    client = Client()
    client.post(REGISTER, stated(1))
    planted = dict(client.session)
    right = received(texts, person("", 1).phone)
    assert client.post(CODE, {"code": right}).status_code == 302
    again = Client()
    session = again.session
    session["fadu.asked"] = planted["fadu.asked"]
    session.save()
    again.cookies["sessionid"] = str(session.session_key)
    assert again.post(CODE, {"code": right}).status_code == 422


def test_a_code_of_another_is_no_good(village: Town, texts: Path) -> None:
    first, second = Client(), Client()
    first.post(REGISTER, stated(1))
    second.post(REGISTER, stated(7, STRANGERS_PHONE))
    strangers = received(texts, STRANGERS_PHONE)
    assert first.post(CODE, {"code": strangers}).status_code == 422


def test_codes_are_not_sent_without_end(village: Town, texts: Path) -> None:
    client = Client()
    client.post(REGISTER, stated(1))
    at_once = client.post(REGISTER, stated(1))
    assert at_once.status_code == 422 and "太频繁" in at_once.content.decode()
    for _ in range(PER_PHONE - 1):
        let_time_pass(2)
        assert client.post(REGISTER, stated(1)).status_code == 302
    let_time_pass(2)
    assert client.post(REGISTER, stated(1)).status_code == 422
    let_time_pass(60)
    assert client.post(REGISTER, stated(1)).status_code == 302


def test_who_leaves_takes_along_what_was_asked(village: Town, texts: Path) -> None:
    client = opened(texts, 1)
    client.post(ACCOUNT + "telephone/", {"phone": STRANGERS_PHONE})
    assert client.get(CODE).status_code == 200
    client.post(HERE + "leave/")
    assert client.get(CODE)["Location"] == HERE + "enter/"


def test_the_code_is_stored_nowhere(village: Town, texts: Path) -> None:
    client = Client()
    client.post(REGISTER, stated(1))
    code = PhoneCode.objects.get()
    for model in (PhoneCode, Job):
        for row in model.objects.values():
            assert digits(code.id) not in str(row)
    assert received(texts, person("", 1).phone) == digits(code.id)


def test_the_page_shows_the_code_in_the_demo_alone(
    village: Town, texts: Path, settings: Settings
) -> None:
    client = Client()
    client.post(REGISTER, stated(1))
    code = digits(PhoneCode.objects.get().id)
    assert code not in client.get(CODE).content.decode()
    settings.FADU_PROFILE = "demo"
    assert code in client.get(CODE).content.decode()


# Entering


def test_entering_by_a_code(village: Town, texts: Path) -> None:
    opened(texts, 1)
    let_time_pass(2)
    client = Client()
    one = person("", 1)
    client.post(HERE + "enter/code/", {"identity": one.identity, "phone": one.phone})
    assert type_code(client, texts, one.phone).status_code == 302
    assert client.get(APPLY).status_code == 200


@pytest.mark.parametrize("page", ["enter/code/", "forgotten/"])
def test_a_wrong_pair_of_number_and_telephone_tells_nothing(
    village: Town, texts: Path, page: str
) -> None:
    opened(texts, 1)
    let_time_pass(2)
    seen = []
    for number, phone in ((1, STRANGERS_PHONE), (7, "13811113322")):
        client = Client()
        typed = {"identity": person("", number).identity, "phone": phone}
        answer = client.post(HERE + page, typed, follow=True)
        seen.append(re.sub(r'value="\w+"', "", answer.content.decode()))
        assert received(texts, phone) == ""
        hidden = digits(PhoneCode.objects.latest("asked_at").id)
        guessed = client.post(CODE, {"code": hidden, "password": SECRET, "again": SECRET})
        assert guessed.status_code == 422
    assert seen[0] == seen[1]


def test_a_forgotten_password(village: Town, texts: Path) -> None:
    here = opened(texts, 1)
    let_time_pass(2)
    one, new = person("", 1), "another one 2020"
    client = Client()
    client.post(HERE + "forgotten/", {"identity": one.identity, "phone": one.phone})
    bad = type_code(client, texts, one.phone, password="short", again="short")
    assert bad.status_code == 422
    assert type_code(client, texts, one.phone, password=new, again=new).status_code == 302
    assert client.get(APPLY).status_code == 200
    assert here.get(APPLY).status_code == 302
    assert by_password(BUREAU, one.identity, new) and not by_password(BUREAU, one.identity, SECRET)


def test_guessing_locks_out_and_a_lock_tells_nothing(village: Town, texts: Path) -> None:
    opened(texts, 1)
    for number in (1, 7):
        client = Client()
        for _ in range(used.FADU_LOCK_AFTER - 1):
            assert enter(client, number, "a guess").status_code == 422
        locked = enter(client, number, "a guess")
        assert locked.status_code == 429 and "以后再试" in locked.content.decode()
    assert enter(Client(), 1, SECRET).status_code == 429
    assert enter(Client(REMOTE_ADDR="10.1.1.1"), 1, SECRET).status_code == 302


def test_the_session_begins_under_a_new_id(village: Town, texts: Path) -> None:
    opened(texts, 1)
    client = Client()
    client.post(REGISTER, stated(7))
    planted = client.cookies["sessionid"].value
    enter(client, 1, SECRET)
    assert client.cookies["sessionid"].value != planted


# The account


def test_another_password_ends_the_other_sessions(village: Town, texts: Path) -> None:
    here = opened(texts, 1)
    there = Client()
    enter(there, 1, SECRET)
    typed = {"old": "wrong", "password": "another one 2020", "again": "another one 2020"}
    assert here.post(ACCOUNT + "password/", typed).status_code == 422
    assert here.post(ACCOUNT + "password/", typed | {"old": SECRET}).status_code == 302
    assert here.get(APPLY).status_code == 200
    assert there.get(APPLY).status_code == 302


def test_another_telephone_needs_presence_and_a_code(
    village: Town, texts: Path, settings: Settings
) -> None:
    settings.FADU_PROOF_MINUTES = 30
    client = opened(texts, 1)
    session = client.session
    session["fadu.proved"]["citizen"]["at"] -= 31 * 60
    session.save()
    typed = {"phone": STRANGERS_PHONE}
    asked = client.post(ACCOUNT + "telephone/", typed)
    assert asked.status_code == 422 and "proof-password" in asked.content.decode()
    typed |= {"proof-password": SECRET}
    assert client.post(ACCOUNT + "telephone/", typed).status_code == 302
    assert CitizenAccount.objects.get().phone == person("", 1).phone
    type_code(client, texts, STRANGERS_PHONE)
    assert CitizenAccount.objects.get().phone == STRANGERS_PHONE


def test_a_closed_account_is_out_at_once(village: Town, texts: Path) -> None:
    client = opened(texts, 1)
    CitizenAccount.objects.update(active=False)
    assert client.get(APPLY).status_code == 302
    assert enter(Client(), 1, SECRET).status_code == 422


def test_signing_out_everywhere(village: Town, texts: Path) -> None:
    here, there = opened(texts, 1), Client()
    enter(there, 1, SECRET)
    there.post(ACCOUNT + "leave/")
    assert here.get(APPLY).status_code == 302 and there.get(APPLY).status_code == 302
    end_sessions(CitizenAccount.objects.get())


def test_a_citizen_sees_where_it_is_signed_in_and_ends_the_others(
    village: Town, texts: Path
) -> None:
    here, there = opened(texts, 1), Client()
    enter(there, 1, SECRET)
    assert here.get(ACCOUNT).content.decode().count("最近使用：") == 2
    assert "其他设备都已退出" in here.post(ACCOUNT + "end-others/", follow=True).content.decode()
    assert here.get(APPLY).status_code == 200 and there.get(APPLY).status_code == 302
    assert here.get(ACCOUNT).content.decode().count("最近使用：") == 1


def test_what_was_typed_when_the_session_ended_comes_back(village: Town, texts: Path) -> None:
    client = opened(texts, 1)
    key = client.get(APPLY).context["sheet"].draft.key
    session = client.session
    session["fadu.session"]["seen"] -= used.FADU_IDLE_MINUTES * 60 + 5
    session.save()
    typed = village.typed() | {"key": key, "action": "submit"}
    assert client.post(APPLY, typed)["Location"].startswith(HERE + "enter/")
    assert enter(client, 1, SECRET)["Location"] == HERE + "held/"
    page = client.get(HERE + "held/").content.decode()
    assert 'value="480,000.50"' in page and f'action="{APPLY}"' in page
    other = Client()
    enter(other, 1, SECRET)
    assert other.get(HERE + "held/").status_code == 302
