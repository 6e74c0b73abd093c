"""Whoever is asked finds it, answers on the case page with a file, and moves nothing."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.declared import declared
from tests.scans import scan
from tests.stage import TUESDAY, case_of, done

from fadu.desk.tests.consulted import CONSULTED
from fadu.desk.tests.house import DESK, PASSWORD, As, House, address
from fadu.procedure.facts import NoFacts
from fadu.procedure.models import Asking, Case
from fadu.procedure.replay import replay
from fadu.record.models import Entry

ASKED = f"{DESK}asked/"


@pytest.fixture
def consulting(house: House) -> Iterator[Case]:
    with declared(CONSULTED):
        opened = done(
            house.open(CONSULTED.name, NoFacts(), house.by("legal"), TUESDAY, channel="desk")
        )
        yield house.took(case_of(opened.case), "legal", "send", "send", TUESDAY)


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def reply(words: str = "无意见", /, **more: Any) -> dict[str, Any]:
    return {
        "step": "consult", "contribution": "opinion", "add-opinion-words": words,
        "key": str(uuid4()), **more,
    }  # fmt: skip


def gathered(**more: Any) -> dict[str, Any]:
    return {"step": "consult", "outcome": "gathered", "key": str(uuid4()), **more}


def test_whoever_is_asked_finds_it_with_its_count_and_opens_the_case(
    consulting: Case, enter: As
) -> None:
    """The archive has no part in the procedure: what it reads is what is asked of it."""
    outside = enter("stranger")
    inbox = text(outside.get(DESK))
    assert ASKED in inbox and "<b>1</b> 件" in inbox
    listed = text(outside.get(ASKED))
    assert consulting.number in listed and "回复意见" in listed
    page = text(outside.get(address(consulting)))
    assert 'name="add-opinion-words"' in page and 'name="paper-add-opinion-letter"' in page
    assert 'name="outcome"' not in page
    other = enter("window")
    assert ASKED not in text(other.get(DESK))
    assert consulting.number not in text(other.get(ASKED))
    assert other.get(address(consulting)).status_code == 404


def test_the_answer_goes_into_the_file_with_its_letter(consulting: Case, enter: As) -> None:
    outside, posting = enter("stranger"), address(consulting, "contribute/")
    sent = reply(**{"paper-add-opinion-letter": scan("复函.pdf")})
    assert outside.post(posting, sent).status_code == 302
    now = case_of(consulting.id)
    assert now.state.step == "consult" and now.state.memory["opinions"] == ["无意见"]
    assert list(now.state.papers) == ["consult+opinion/letter"]
    assert Asking.objects.get(case=now, post="archive").answered
    handler = text(enter("legal").get(address(consulting)))
    assert (
        "无意见" in handler
        and "复函" in handler
        and "“回复意见”所附" in handler
        and "已答复" in handler
    )
    assert ASKED not in text(outside.get(DESK))
    assert 'name="add-opinion-words"' not in text(outside.get(address(consulting)))
    assert not dict(replay(DESK.split("/")[2]))[consulting.id]


def test_two_clicks_answer_once(consulting: Case, enter: As) -> None:
    outside, sent = enter("stranger"), reply()
    for _ in range(2):
        assert outside.post(address(consulting, "contribute/"), sent).status_code == 302
    assert Entry.objects.filter(case=consulting.id, kind="case.contributed").count() == 1


def test_who_is_not_asked_sees_no_form_and_posts_in_vain(consulting: Case, enter: As) -> None:
    handler = enter("legal")
    assert 'name="add-opinion-words"' not in text(handler.get(address(consulting)))
    answer = handler.post(address(consulting, "contribute/"), reply())
    assert answer.status_code == 422 and "未请您提出" in text(answer)
    assert enter("window").post(address(consulting, "contribute/"), reply()).status_code == 404
    assert "opinions" not in case_of(consulting.id).state.memory


def test_a_refused_answer_keeps_what_was_typed_and_chosen(consulting: Case, enter: As) -> None:
    """Without script as well: the file that came with the page need not be chosen again."""
    outside, posting = enter("stranger"), address(consulting, "contribute/")
    wrong = outside.post(posting, reply("", **{"paper-add-opinion-letter": scan("复函.pdf")}))
    page = text(wrong)
    assert wrong.status_code == 422 and "请填写“意见”" in page and "复函.pdf" in page
    (held,) = [
        part.split('value="')[1].split('"')[0]
        for part in page.split("<input")
        if 'name="arrived-add-opinion-letter"' in part
    ]
    unfit = SimpleUploadedFile("复函.pdf", b"not a document", "application/pdf")
    refused = outside.post(posting, reply("有意见", **{"paper-add-opinion-letter": unfit}))
    assert refused.status_code == 422 and "有意见" in text(refused)
    sent = reply("有意见", **{"arrived-add-opinion-letter": held})
    assert outside.post(posting, sent).status_code == 302
    assert list(case_of(consulting.id).state.papers) == ["consult+opinion/letter"]


def test_a_step_takes_its_proof_and_keeps_it_over_the_confirmation(
    consulting: Case, enter: As, house: House
) -> None:
    for who in ("stranger", "head"):
        enter(who).post(address(consulting, "contribute/"), reply())
    handler, posting = enter("legal"), address(consulting, "take/")
    assert 'name="paper-gathered-posting"' in text(handler.get(address(consulting)))
    asked = handler.post(posting, gathered(**{"paper-gathered-posting": scan("posted.pdf")}))
    page = text(asked)
    assert asked.status_code == 200 and "posted.pdf" in page and "请确认" in page
    (held,) = [
        part.split('value="')[1].split('"')[0]
        for part in page.split("<input")
        if 'name="arrived-gathered-posting"' in part
    ]
    sent = gathered(**{"arrived-gathered-posting": held, "confirmed": "yes", "password": PASSWORD})
    assert handler.post(posting, sent).status_code == 302
    assert list(case_of(consulting.id).state.papers) == ["consult/posting"]
    assert "“征求意见”所附" in text(handler.get(address(consulting)))


def test_a_step_without_its_proof_is_refused(consulting: Case, enter: As) -> None:
    for who in ("stranger", "head"):
        enter(who).post(address(consulting, "contribute/"), reply())
    sent = gathered(confirmed="yes", password=PASSWORD)
    answer = enter("legal").post(address(consulting, "take/"), sent)
    assert answer.status_code == 422 and "没有附上“张贴照片”" in text(answer)
