"""Accounts as stories: who opens one, who is taken for whom, and what a stranger learns."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import person

from fadu.people.accounts import Proof
from fadu.people.identity import masked
from fadu.people.models import CitizenAccount, Person, PhoneCode
from fadu.people.persons import find
from fadu.people.telephone import masked_phone
from fadu.portal.tests.callers import (
    ACCOUNT,
    CODE,
    HERE,
    REGISTER,
    SECRET,
    STRANGERS_PHONE,
    let_time_pass,
    opened,
    received,
    stated,
    type_code,
)
from fadu.portal.tests.visitors import APPLY, BUREAU, PAPERS, Town
from fadu.procedure.models import Case
from fadu.procedure.rebuild import table_digest

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
        one = stated(number)
        for own in (
            one["name"],
            phone,
            masked_phone(phone),
            one["identity"],
            masked(one["identity"]),
        ):
            text = text.replace(own, "OWN")  # fmt: skip
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        seen.append(text)
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


def test_an_account_changes_nothing_of_the_record(village: Town, texts: Path) -> None:
    before = [table_digest(model, "default") for model in (Person, Case)]
    opened(texts, 1)
    opened(texts, 7)
    assert [table_digest(model, "default") for model in (Person, Case)] == before
