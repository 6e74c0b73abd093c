"""The counter: an application taken in with the parties present; nothing typed is lost."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.scans import pdf_of
from tests.stage import person

from fadu.desk.tests.house import DESK, As, House
from fadu.procedure.models import Case

PDF = pdf_of("signed")

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def transfers() -> Any:
    return Case.objects.filter(procedure="realestate.transfer")


def filled() -> dict[str, Any]:
    stated: dict[str, Any] = {
        "facts-unit": "511725001001GB00001F00010001",
        "facts-price": "500000.00",
        "facts-contract_date": "2020-01-06",
        "facts-co_ownership": "sole",
        "action": "open",
    }
    for role, name, number in (("transferor", "某人1", 1), ("transferee", "某人2", 2)):
        stated |= {
            f"{role}-count": "1",
            f"{role}-0-name": name,
            f"{role}-0-kind": "natural",
            f"{role}-0-identity": person("", number).identity,
        }
    return stated


def slip_of(page: str) -> str:
    found = re.search(r'name="slip" value="([^"]+)"', page)
    assert found
    return found[1]


COUNTER = f"{DESK}counter/realestate.transfer/"


def test_a_case_begins_at_the_counter(house: House, enter: As) -> None:
    client = enter("window")
    assert "转移登记" in text(client.get(f"{DESK}counter/"))
    form = {**filled(), "slip": slip_of(text(client.get(COUNTER)))}
    form["paper-contract"] = SimpleUploadedFile("合同.pdf", PDF)
    page = text(client.post(COUNTER, form, follow=True))
    case = transfers().get()
    assert f"已收件，编号 {case.number}" in page
    assert all(party.confirmed for party in case.state.parties)
    assert list(case.state.papers) == ["contract"]
    del form["paper-contract"]
    client.post(COUNTER, form)
    assert transfers().count() == 1


def test_the_counter_keeps_what_was_typed_and_stored(house: House, enter: As) -> None:
    client = enter("window")
    form = {**filled(), "slip": slip_of(text(client.get(COUNTER)))}
    form["paper-contract"] = SimpleUploadedFile("合同.pdf", PDF)
    form["transferee-0-identity"] = "511725198001010000"
    form["facts-price"] = "五十万"
    wrong = client.post(COUNTER, form)
    page = text(wrong)
    assert wrong.status_code == 422
    assert "五十万" in page
    assert "合同.pdf" in page
    assert "校验位不符" in page
    assert not transfers().exists()
    kept = {**filled(), "slip": slip_of(page)}
    client.post(COUNTER, kept)
    assert list(transfers().get().state.papers) == ["contract"]


def test_parties_come_and_go_without_script(house: House, enter: As) -> None:
    client = enter("window")
    form = {**filled(), "action": "add:transferee"}
    page = text(client.post(COUNTER, form))
    assert 'name="transferee-1-name"' in page
    assert "某人1" in page
    form |= {"transferee-count": "2", "action": "take-away:transferee-1"}
    assert 'name="transferee-1-name"' not in text(client.post(COUNTER, form))


def test_a_slip_of_another_officer_is_worthless(house: House, enter: As) -> None:
    foreign = {**filled(), "slip": "forged", "action": "upload"}
    assert "需要重新上传" in text(enter("window").post(COUNTER, foreign))


def test_only_the_window_takes_in(house: House, enter: As) -> None:
    assert "您今天的岗位不收件" in text(enter("examiner").get(f"{DESK}counter/"))
    assert enter("examiner").get(COUNTER).status_code == 404
    assert enter("examiner").post(COUNTER, filled()).status_code == 404
