"""The counter: an application taken in with the parties present; nothing typed is lost."""

import datetime
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.scans import pdf_of
from tests.stage import person

from fadu.desk import card, drafts
from fadu.desk.models import CounterDraft
from fadu.desk.tests.house import DESK, As, House
from fadu.procedure.models import Case
from fadu.record.evidence import folder
from fadu.registers.reception.models import Ticket

COUNTER = f"{DESK}counter/realestate.transfer/"

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def transfers() -> Any:
    return Case.objects.filter(procedure="realestate.transfer")


def begun(client: Client) -> str:
    """The address of a new page."""
    return str(client.get(COUNTER).headers["Location"])


def filled(action: Any = "open", **more: Any) -> dict[str, Any]:
    stated: dict[str, Any] = {
        "facts-unit": "511725001001GB00001F00010001",
        "facts-price": "500000.00",
        "facts-contract_date": "2020-01-06",
        "facts-co_ownership": "sole",
        "action": action,
        "writer": "one",
        "version": "0",
    }
    for role, name, number in (("transferor", "某人1", 1), ("transferee", "某人2", 2)):
        stated |= {
            f"{role}-count": "1",
            f"{role}-0-name": name,
            f"{role}-0-kind": "natural",
            f"{role}-0-identity": person("", number).identity,
        }
    return stated | more


def scan(name: str, words: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_of(words or name))


def test_a_case_begins_at_the_counter_and_its_slip_is_shown(house: House, enter: As) -> None:
    client = enter("window")
    sheet = begun(client)
    form = filled(**{"paper-scans": scan("合同.pdf")})
    slip = client.post(sheet, form, follow=True)
    case = transfers().get()
    page = text(slip)
    assert case.number in page and "查询码" in page and "某人1、某人2" in page
    assert slip.redirect_chain[-1][0].endswith(f"{case.number}/slip/")
    assert all(party.confirmed for party in case.state.parties)
    assert not CounterDraft.objects.exists()
    again = client.post(sheet, filled(), follow=True)
    assert case.number in text(again) and transfers().count() == 1
    assert case.number in text(client.get(sheet, follow=True))


def test_scans_are_put_to_papers_by_name_or_by_key(house: House, enter: As) -> None:
    client = enter("window")
    sheet = begun(client)
    names = ["02_扫描.pdf", "IMG7.pdf", "房屋.pdf"]
    client.post(sheet, filled("upload", **{"paper-scans": [scan(name) for name in names]}))
    draft = CounterDraft.objects.get()
    assert len(draft.data["papers"][drafts.SCANS]) == 2
    assert sum(len(files) for files in draft.data["papers"].values()) == 3
    page = text(client.get(sheet))
    first = draft.data["papers"][drafts.SCANS][0]["id"]
    assert f"assign:{first}:contract" in page
    client.post(sheet, filled(f"assign:{first}:contract", version="1"))
    draft.refresh_from_db()
    assert [file["id"] for file in draft.data["papers"]["contract"]] == [first]
    left = draft.data["papers"][drafts.SCANS][0]["id"]
    client.post(sheet, filled(f"drop:{left}", version="2"))
    client.post(sheet, filled(version="3"))
    assert len(transfers().get().state.papers) == 2


def test_the_counter_keeps_what_was_typed_and_stored(house: House, enter: As) -> None:
    client = enter("window")
    sheet = begun(client)
    form = filled(**{"paper-scans": scan("IMG1.pdf"), "facts-price": "五十万"})
    form["transferee-0-identity"] = "511725198001010000"
    wrong = client.post(sheet, form)
    page = text(wrong)
    assert wrong.status_code == 422
    for kept in ("五十万", "IMG1.pdf", "校验位不符", "某人2"):
        assert kept in page
    assert not transfers().exists()
    assert "五十万" in text(enter("window").get(sheet))


def test_the_draft_is_saved_in_the_background_and_gone_on_with_elsewhere(
    house: House, enter: As
) -> None:
    client = enter("window")
    sheet = begun(client)
    answer = client.post(f"{sheet}save/", filled(**{"facts-price": "十"}))
    assert answer.json()["version"] == 1
    assert set(answer.json()["faults"]) == {"id_facts-price"}
    elsewhere = enter("window")
    assert begun(elsewhere) == sheet
    assert "某人2" in text(elsewhere.get(sheet))
    assert "没有收完的" in text(elsewhere.get(f"{DESK}counter/"))
    client.post(sheet, {**filled("discard")})
    assert not CounterDraft.objects.exists()


def test_two_pages_do_not_overwrite_each_other_unseen(house: House, enter: As) -> None:
    client = enter("window")
    sheet = begun(client)
    assert client.post(f"{sheet}save/", filled(writer="one")).status_code == 200
    late = client.post(f"{sheet}save/", filled(writer="two", **{"facts-price": "7"}))
    assert late.status_code == 409 and late.json()["version"] == 1
    assert "500000.00" in text(client.get(sheet))
    # A page whose answer was lost is the one that wrote last: it goes on.
    assert client.post(f"{sheet}save/", filled(writer="one")).status_code == 200
    shown = client.post(sheet, filled("keep", writer="two", **{"facts-price": "8"}))
    assert shown.status_code == 409 and 'value="8"' in text(shown)
    client.post(sheet, filled("keep", writer="three", version="2", **{"facts-price": "8"}))
    assert CounterDraft.objects.get().data["facts"]["price"] == "8"


def test_a_session_that_ended_is_said_and_not_redirected(house: House, enter: As) -> None:
    sheet = begun(enter("window"))
    assert Client().post(f"{sheet}save/", filled()).status_code == 401
    assert not CounterDraft.objects.exists()


def test_control_without_the_key_a_repeated_request_is_a_second_case(
    house: House, enter: As
) -> None:
    """What makes a repeated page one case is its id; a page with another one is another case."""
    client = enter("window")
    for sheet in (begun(client), f"{COUNTER}{uuid4()}/"):
        client.post(sheet, filled())
    assert transfers().count() == 2


def test_parties_come_and_go_without_script(house: House, enter: As) -> None:
    client = enter("window")
    sheet = begun(client)
    added = client.post(sheet, filled("add:transferee"))
    assert added.headers["Location"].endswith("#id_transferee-1-identity")
    page = text(client.get(sheet))
    assert 'name="transferee-1-name"' in page and "某人1" in page
    more = {"transferee-count": "2", "version": "1"}
    client.post(sheet, filled("take-away:transferee-1", **more))
    assert 'name="transferee-1-name"' not in text(client.get(sheet))


def test_another_officers_draft_does_not_exist(house: House, enter: As) -> None:
    sheet = begun(enter("window"))
    enter("window").post(f"{sheet}save/", filled())
    assert enter("window2").get(sheet).status_code == 404
    assert enter("window2").post(f"{sheet}save/", filled()).status_code == 404
    assert begun(enter("window2")) != sheet


def test_two_persons_at_one_window_have_drafts_of_their_own(house: House, enter: As) -> None:
    client = enter("window")

    def do(action: str, **more: str) -> None:
        client.post(f"{DESK}counter/hall/", {"action": action, "key": str(uuid4()), **more})

    do("sit", window="1")
    for _ in range(2):
        do("give")
    do("next")
    first = begun(client)
    client.post(f"{first}save/", filled())
    do("finish")
    do("next")
    second = begun(client)
    assert second != first and "某人1" not in text(client.get(second))
    client.post(second, filled())
    ticket = Ticket.objects.get(label="A002")
    assert ticket.case == transfers().get().id and ticket.served_at


def test_only_the_window_takes_in(house: House, enter: As) -> None:
    assert "您今天的岗位不收件" in text(enter("examiner").get(f"{DESK}counter/"))
    assert enter("examiner").get(COUNTER).status_code == 404
    for page in ("", "save/"):
        address = f"{COUNTER}{uuid4()}/{page}"
        assert enter("examiner").post(address, filled()).status_code == 404


def test_what_nobody_goes_on_with_is_swept_with_its_files(house: House, enter: As) -> None:
    client = enter("window")
    sheet = begun(client)
    client.post(sheet, filled("upload", **{"paper-scans": scan("IMG1.pdf")}))
    draft = CounterDraft.objects.get()
    files = folder(draft.bureau, draft.id)
    assert drafts.sweep(draft.changed_at + datetime.timedelta(days=6)) == 0
    assert any(files.iterdir())
    assert drafts.sweep(draft.changed_at + datetime.timedelta(days=8)) == 1
    assert not any(files.iterdir())


@pytest.mark.parametrize(
    "line",
    [
        "王芳|女|汉|19750625|四川省渠县|{}|渠县公安局|20150101-长期",
        "姓名:王芳 性别:女 民族:汉 公民身份号码:{}",
        "王芳\t女\t汉族\t1975-06-25\t{}",
        "{},王芳",
    ],
)
def test_a_card_readers_line_is_split(line: str) -> None:
    number = person("", 1).identity
    assert card.filled({"identity": line.format(number), "name": ""}) == {
        "identity": number, "name": "王芳", "kind": "natural",
    }  # fmt: skip


def test_what_is_no_card_stays_as_it_was_typed() -> None:
    number = person("", 1).identity
    for typed in (number, "511725198001010000", "王芳 没带证", ""):
        row = {"identity": typed, "name": "", "kind": "natural"}
        assert card.filled(row) == row
    kept = card.filled({"identity": f"王芳|{number}", "name": "王方"})
    assert kept["name"] == "王方" and kept["identity"] == number


def test_a_credit_code_says_that_a_party_is_an_organisation() -> None:
    assert card.filled({"identity": "91350100M000100Y43", "kind": "natural"})["kind"] == "legal"


def test_the_draft_becomes_the_case(house: House, enter: As) -> None:
    client = enter("window")
    sheet = begun(client)
    client.post(sheet, filled())
    assert transfers().get().id == UUID(sheet.rstrip("/").rpartition("/")[2])
