"""Accounts as stories: who opens one, who is taken for whom, and what a stranger learns."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as used
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import MONDAY, person

from fadu.jobs.models import Job
from fadu.jobs.worker import run_once
from fadu.people.accounts import Proof, by_password, end_sessions
from fadu.people.codes import PER_PHONE, TRIES, digits
from fadu.people.models import CitizenAccount, Person, PhoneCode
from fadu.people.persons import find
from fadu.portal.tests.visitors import APPLY, BUREAU, PAPERS, Town
from fadu.procedure.models import Case
from fadu.procedure.rebuild import table_digest

HERE = f"/{BUREAU}/"
REGISTER, CODE, ACCOUNT = HERE + "register/", HERE + "code/", HERE + "account/"
SECRET = "渠江边的柳树2020"
STRANGERS_PHONE = "13811112222"


@pytest.fixture
def texts(settings: Settings, tmp_path: Path) -> Path:
    settings.FADU_SMS_FOLDER = str(tmp_path / "sms")
    return tmp_path / "sms"


@pytest.fixture
def village(town: Town, texts: Path) -> Town:
    """The town before anybody had an account; persons 1 to 3 hold units, 7 is known to nobody."""
    CitizenAccount.objects.all().delete()
    return town


def stated(number: int, phone: str = "", **more: str) -> dict[str, str]:
    one = person("", number)
    told = {"kind": "natural", "name": one.name, "identity": one.identity}
    return told | {"phone": phone or one.phone, "password": SECRET, "again": SECRET} | more


def received(texts: Path, phone: str) -> str:
    """The code that the worker's text brought to this telephone; "" when none came."""
    run_once(worker="test", at=MONDAY.recorded_at)
    found = sorted(texts.glob(f"{phone}-*.txt"), key=lambda file: file.stat().st_mtime_ns)
    return "".join(re.findall(r"验证码(\d{6})", found[-1].read_text("utf-8"))) if found else ""


def type_code(client: Client, texts: Path, phone: str, **more: str) -> Any:
    return client.post(CODE, {"code": received(texts, phone), **more})


def opened(texts: Path, number: int, phone: str = "") -> Client:
    client = Client()
    told = stated(number, phone)
    assert client.post(REGISTER, told)["Location"].startswith(CODE)
    assert type_code(client, texts, told["phone"])["Location"].startswith(ACCOUNT)
    return client


def let_time_pass(minutes: int) -> None:
    for row in PhoneCode.objects.all():
        row.asked_at = row.asked_at - minutes * MINUTE
        row.save()


MINUTE = datetime.timedelta(minutes=1)


# Opening


def test_who_the_bureau_knows_by_telephone_opens_an_account_and_acts(
    village: Town, texts: Path
) -> None:
    client = opened(texts, 1)
    account = CitizenAccount.objects.get()
    (row,) = find(BUREAU, [person("", 1).identity]).values()
    assert account.person_id == row.id and account.proof == Proof.KNOWN_PHONE
    assert SECRET not in account.password
    assert client.get(APPLY).status_code == 200
    assert "身份已核实" in client.get(ACCOUNT).content.decode()


def test_a_stranger_with_a_known_number_gets_an_account_that_does_nothing(
    village: Town, texts: Path
) -> None:
    """The stranger knows name and number of a holder, and proves a telephone of his own."""
    client = opened(texts, 1, STRANGERS_PHONE)
    account = CitizenAccount.objects.get()
    assert account.person_id is None
    for address in (APPLY, HERE + "cases/", HERE + "cases/511725-2020-ZY-000001/"):
        assert client.get(address)["Location"] == ACCOUNT + "?unproved", address
    assert "还差一步" in client.get(ACCOUNT).content.decode()
    client.post(ACCOUNT + "prove/")
    assert CitizenAccount.objects.get().person_id is None


def test_control_the_owners_telephone_is_what_makes_the_difference(
    village: Town, texts: Path
) -> None:
    assert opened(texts, 1).get(APPLY).status_code == 200


def test_a_stranger_sees_the_same_whether_a_number_is_known(village: Town, texts: Path) -> None:
    """Known holder, owner with an account, unknown number: page for page the same."""
    opened(texts, 2)
    seen = []
    for number, phone in ((1, "13811110001"), (2, "13811110002"), (7, "13811110007")):
        client = Client()
        pages = [client.post(REGISTER, stated(number, phone), follow=True)]
        pages.append(client.post(CODE, {"code": received(texts, phone)}, follow=True))
        pages.append(client.get(APPLY, follow=True))
        pages.append(client.post(ACCOUNT + "prove/", follow=True))
        later = Client()
        entering = {"identity": person("", number).identity, "password": SECRET + "1"}
        pages.append(later.post(HERE + "enter/", entering, follow=True))
        text = "\n".join(page.content.decode() for page in pages)
        for own in (
            stated(number)["name"],
            phone,
            phone[:3] + "******" + phone[-2:],
            person("", number).identity,
            person("", number).identity[-2:],
        ):
            text = text.replace(own, "OWN")  # fmt: skip
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        seen.append(re.sub(r"\d{6}\*+", "", text))
    assert seen[0] == seen[1] == seen[2]


def test_control_the_owner_sees_something_else(village: Town, texts: Path) -> None:
    page = opened(texts, 1).get(ACCOUNT).content.decode()
    assert "还差一步" not in page


def test_what_a_neighbour_typed_as_telephone_proves_nothing(village: Town, texts: Path) -> None:
    """The seller names a buyer and gives a telephone of his own for him."""
    seller = opened(texts, 1)
    village.hand_in(
        seller, *PAPERS,
        **{"transferee-0-identity": person("", 7).identity, "transferee-0-name": "某人7",
           "transferee-0-phone": STRANGERS_PHONE},
    )  # fmt: skip
    false = opened(texts, 7, STRANGERS_PHONE)
    assert false.get(HERE + "cases/")["Location"] == ACCOUNT + "?unproved"


def test_being_first_keeps_nobody_out(village: Town, texts: Path) -> None:
    """A stranger states the number first; the owner comes later, and the stranger stays outside."""
    stranger = opened(texts, 1, STRANGERS_PHONE)
    owner = opened(texts, 1)
    assert owner.get(APPLY).status_code == 200
    assert stranger.get(APPLY).status_code == 302
    stranger_again = opened(texts, 1, "13811113333")
    assert stranger_again.get(APPLY)["Location"] == ACCOUNT + "?unproved"
    assert owner.get(APPLY).status_code == 200
    assert CitizenAccount.objects.filter(person__isnull=False).count() == 1


def test_the_owners_old_telephone_opens_nothing_once_it_was_changed(
    village: Town, texts: Path
) -> None:
    """A number given back to the network goes to somebody else."""
    owner = opened(texts, 1)
    owner.post(ACCOUNT + "telephone/", {"phone": "13922220001"})
    type_code(owner, texts, "13922220001")
    let_time_pass(61)
    successor = opened(texts, 1)  # the telephone of the register book
    assert successor.get(APPLY)["Location"] == ACCOUNT + "?unproved"
    assert owner.get(APPLY).status_code == 200


def test_an_unknown_person_by_the_real_name_service(
    village: Town, texts: Path, settings: Settings
) -> None:
    """Proved, the account applies; the act makes the person under the id that was kept for it."""
    settings.FADU_REAL_NAME = "fadu.site.demo.real_name.believes"
    client = opened(texts, 7)
    account = CitizenAccount.objects.get()
    assert account.proof == Proof.REAL_NAME
    assert account.person_id and not Person.objects.filter(id=account.person_id).exists()
    assert client.get(APPLY).status_code == 200
    seller = opened(texts, 1)
    number = village.hand_in(
        seller, *PAPERS,
        **{"transferee-0-identity": person("", 7).identity, "transferee-0-name": "某人7"},
    )  # fmt: skip
    assert Person.objects.get(id=account.person_id)
    assert number in client.get(HERE + "cases/").content.decode()


def test_the_real_name_service_does_not_give_a_known_person_away(
    village: Town, texts: Path, settings: Settings
) -> None:
    settings.FADU_REAL_NAME = "fadu.site.demo.real_name.believes"
    client = opened(texts, 1, STRANGERS_PHONE)
    assert client.get(APPLY)["Location"] == ACCOUNT + "?unproved"


def test_a_real_name_service_that_fails_proves_nothing(
    village: Town, texts: Path, settings: Settings
) -> None:
    settings.FADU_REAL_NAME = "fadu.portal.tests.test_accounts.broken"
    assert opened(texts, 7).get(APPLY).status_code == 302


def broken(*stated: Any) -> bool:
    raise ConnectionError("no line to the service")


def test_a_firm_opens_an_account(village: Town, texts: Path) -> None:
    client = Client()
    told = stated(7, kind="legal", name="渠县某公司", identity="91350100M000100Y43")
    client.post(REGISTER, told)
    assert type_code(client, texts, told["phone"]).status_code == 302
    assert "信用代码" in client.get(ACCOUNT).content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"identity": "511725199001010000"}, "校验位"),
        ({"kind": "legal"}, "统一社会信用代码"),
        ({"name": " "}, "请填写姓名"),
        ({"phone": "0818-7212345"}, "手机号码应为11位"),
        ({"again": "not the same"}, "不一致"),
        ({"password": "12345678", "again": "12345678"}, "数字"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    village: Town, texts: Path, changed: dict[str, str], says: str
) -> None:
    answer = Client().post(REGISTER, stated(7) | changed)
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page and SECRET not in page
    assert f'value="{(stated(7) | changed)["identity"]}"' in page
    assert not PhoneCode.objects.exists()


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


def enter(client: Client, number: int, secret: str) -> Any:
    typed = {"identity": person("", number).identity, "password": secret}
    return client.post(HERE + "enter/", typed)


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


def test_an_account_changes_nothing_of_the_record(village: Town, texts: Path) -> None:
    before = [table_digest(model, "default") for model in (Person, Case)]
    opened(texts, 1)
    opened(texts, 7)
    assert [table_digest(model, "default") for model in (Person, Case)] == before
