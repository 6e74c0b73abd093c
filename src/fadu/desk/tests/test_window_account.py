"""An account opened at the window: by whom, for whom, and what it voids."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import person

from fadu.bureau.models import Officer
from fadu.desk.tests.house import BUREAU, DESK, PASSWORD, As, House
from fadu.people.accounts import Proof, by_password, state
from fadu.people.identity import PersonKind
from fadu.people.models import CitizenAccount, Person
from fadu.people.persons import find

PAGE = DESK + "counter/account/"


def typed(number: int, **more: str) -> dict[str, str]:
    one = person("", number)
    told = {"kind": "natural", "name": one.name, "identity": one.identity, "phone": one.phone}
    return told | {"seen": "on"} | more


def test_the_clerk_opens_an_account_for_a_holder(house: House, enter: As) -> None:
    house.unit()
    assert enter("window").post(PAGE, typed(1)).status_code == 302
    account = CitizenAccount.objects.get()
    (row,) = find(BUREAU, [person("", 1).identity]).values()
    assert account.person_id == row.id and account.proof == Proof.WINDOW
    assert account.proved_by == house.staff["window"] and account.phone == person("", 1).phone


def test_for_somebody_new_the_record_makes_the_person_later(house: House, enter: As) -> None:
    before = Person.objects.count()
    enter("window").post(PAGE, typed(9))
    account = CitizenAccount.objects.get()
    assert account.proved and Person.objects.count() == before


def test_what_a_stranger_had_stated_is_void(house: House, enter: As) -> None:
    one = person("", 1)
    state(BUREAU, PersonKind.NATURAL, one.name, one.identity, "13811112222", "unusable")
    stranger = CitizenAccount.objects.get()
    stranger.set_password("the stranger's own")
    stranger.save()
    assert by_password(BUREAU, one.identity, "the stranger's own")
    enter("window").post(PAGE, typed(1))
    assert by_password(BUREAU, one.identity, "the stranger's own") is None
    assert CitizenAccount.objects.get().phone == one.phone


def test_an_account_that_exists_takes_over_the_new_telephone(house: House, enter: As) -> None:
    enter("window").post(PAGE, typed(1))
    first = CitizenAccount.objects.get()
    enter("window").post(PAGE, typed(1, phone="13922223333"))
    account = CitizenAccount.objects.get()
    assert account.id == first.id and account.phone == "13922223333"
    assert account.generation > first.generation


@pytest.mark.parametrize("login", ["examiner", "head", "stranger"])
def test_only_the_window_opens_accounts(house: House, enter: As, login: str) -> None:
    answer = enter(login).post(PAGE, typed(1))
    assert "今天的岗位不收件" in answer.content.decode()
    assert Client().post(PAGE, typed(1)).status_code == 302
    assert not CitizenAccount.objects.exists()


def test_nobody_proves_his_own_identity(house: House, enter: As) -> None:
    house.unit()
    (row,) = find(BUREAU, [person("", 1).identity]).values()
    Officer.objects.filter(id=house.staff["window"]).update(person=row.id)
    answer = enter("window").post(PAGE, typed(1))
    assert answer.status_code == 422 and "不能为自己" in answer.content.decode()
    assert not CitizenAccount.objects.exists()
    assert enter("window2").post(PAGE, typed(1)).status_code == 302


def test_without_the_document_nothing_is_opened_and_nothing_lost(house: House, enter: As) -> None:
    answer = enter("window").post(PAGE, typed(1, seen=""))
    page = answer.content.decode()
    assert answer.status_code == 422 and "请先查验证件原件" in page
    assert person("", 1).identity in page and not CitizenAccount.objects.exists()


def test_the_clerk_proves_presence_first(house: House, settings: Settings) -> None:
    settings.FADU_PROOF_MINUTES = 30
    client = Client()
    client.post("/desk/login/", {"username": "window", "password": PASSWORD})
    session = client.session
    session["fadu.proved"]["officer"]["at"] -= 31 * 60
    session.save()
    answer = client.post(PAGE, typed(1))
    assert answer.status_code == 422 and "再次核实本人" in answer.content.decode()
    assert client.post(PAGE, typed(1) | {"proof-password": PASSWORD}).status_code == 302
