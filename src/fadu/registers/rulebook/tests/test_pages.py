"""Pages of the desk: over HTTP, as a browser would."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.browse import entered, read
from tests.office import BUREAU, Cast
from tests.scans import pdf_of
from tests.stage import done

from fadu.bureau.models import Account
from fadu.procedure.models import Case
from fadu.record.models import EvidenceFile
from fadu.record.moment import moment
from fadu.registers.rulebook.models import RecordedValue
from fadu.registers.rulebook.tests.house import (
    PROMISE,
    SHORTER,
    decided,
    proposed,
    recorded,
)

DESK = f"/desk/{BUREAU}/rulebook/"
MARCH = moment(2027, 3, 1)
PROPOSE = f"{DESK}{PROMISE}/propose/"


def typed(**more: str) -> dict[str, str]:
    """What is typed into the form, and the key that the page gave."""
    fields = {
        "key": PROMISE, "layer": "county", "value": "4wd", "since": "2027-03-01",
        "certainty": "V", "document": "本局决定",
    }  # fmt: skip
    told = {f"value-{name}": said for name, said in (fields | more).items()}
    return {"key": str(uuid4()), **told}


def scan(name: str = "decision.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    """A scan of the source's own paper, as a browser without script sends it."""
    return SimpleUploadedFile(name, pdf_of("a decision") if content is None else content)


def with_scan(form: dict[str, str], **more: Any) -> dict[str, Any]:
    """The form with the paper of its source."""
    return {**form, "paper-source": scan(), **more}


def test_only_the_two_posts_have_these_pages(cast: Cast) -> None:
    assert "规则参数库" in read(entered(cast.legal), DESK)
    read(entered(cast.director), f"{DESK}{PROMISE}/")
    stranger = entered(cast.window)
    for address in (DESK, f"{DESK}{PROMISE}/", PROPOSE):
        read(stranger, address, 404)
    assert Client().get(DESK).status_code == 302


def test_every_page_of_the_rulebook_marks_its_place_in_the_row_of_pages(cast: Cast) -> None:
    client = entered(cast.legal)
    marked = f'<a href="{DESK}" aria-current="page"'
    for address in (DESK, f"{DESK}{PROMISE}/", PROPOSE):
        page = read(client, address)
        assert marked in page
        assert page.count('aria-current="page"') == 1
    assert marked not in read(client, f"/desk/{BUREAU}/")


def test_the_director_does_not_propose(cast: Cast) -> None:
    client = entered(cast.director)
    assert "提出数值" not in read(client, f"{DESK}{PROMISE}/")
    read(client, PROPOSE, 404)


def test_what_the_bureau_must_supply_comes_first_and_words_find_the_rest(cast: Cast) -> None:
    client = entered(cast.legal)
    page = read(client, DESK)
    assert "等待本局提供的数值" in page
    assert PROMISE not in page, "it has a value"
    assert PROMISE in read(client, f"{DESK}?q=承诺 转移")
    assert PROMISE in read(client, f"{DESK}?q=PROMISE.local")
    awaited = read(client, f"{DESK}svc.tolerance/")
    assert "等待录入：" in awaited and "由谁提供" in awaited
    assert "没有这样的参数" in read(client, f"{DESK}?q=没有的词")


def test_look_first_then_hand_in(cast: Cast) -> None:
    """What it changes is shown before the button that hands it in."""
    client, form = entered(cast.legal), typed()
    assert "提请审定" not in read(client, PROPOSE).replace("再提请审定", "")
    looked = client.post(PROPOSE, with_scan(form))
    page = unescape(looked.content.decode())
    assert looked.status_code == 200
    assert re.search(r"现在对本局适用</dt><dd>5个工作日", page)
    assert "<b>4个工作日</b>" in page
    assert 'value="submit"' in page
    assert not Case.objects.exists()
    (arrived,) = re.findall(r'name="arrived-source" value="([0-9a-f-]{36})" checked', page)
    form |= {"do": "submit", "arrived-source": arrived}
    assert client.post(PROPOSE, form).status_code == 302
    assert "承诺办结时限" in read(client, DESK)
    assert client.post(PROPOSE, form).status_code == 302
    assert Case.objects.count() == 1, "the same key is one proposal"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"value": "31wd"}, "下级只能收紧"),
        ({"value": "四天"}, "不是期限"),
        ({"document": ""}, "没有写明来源"),
        ({"since": "2019-01-01"}, "须说明理由"),
        ({"since": "三月"}, "日期"),
        ({"value": ""}, "取消本局的数值须说明理由"),
    ],
)
def test_a_refusal_keeps_what_was_typed(cast: Cast, fault: dict[str, str], said: str) -> None:
    client = entered(cast.legal)
    for do in ("look", "submit"):
        answer = client.post(PROPOSE, with_scan(typed(document_en="Kept", **fault), do=do))
        page = unescape(answer.content.decode())
        assert answer.status_code == 422
        assert said in page
        assert 'value="Kept"' in page
        assert not Case.objects.exists()


def test_the_story_of_a_value_is_told(cast: Cast) -> None:
    case = recorded(cast)
    page = read(entered(cast.director), f"{DESK}{PROMISE}/")
    for said in ("第 1 版", "4个工作日", "提出：legal", "审定：director", SHORTER.document):
        assert said in page.replace("第 1  版", "第 1 版"), said
    assert Case.objects.get(id=case).number in page
    english = Client(headers={"accept-language": "en"})
    english.force_login(Account.objects.get())
    assert "Promised times of the bureau" in read(english, f"{DESK}{PROMISE}/")


def test_the_paper_of_a_source_is_read_by_the_approver_and_named_to_the_public(cast: Cast) -> None:
    client = entered(cast.legal)
    assert client.post(PROPOSE, with_scan(typed(), do="submit")).status_code == 302
    case, file = Case.objects.get(), EvidenceFile.objects.get()
    address = f"/desk/{BUREAU}/cases/{case.number}/files/{file.id}/"
    director = entered(cast.director)
    assert address in read(director, f"/desk/{BUREAU}/cases/{case.number}/")
    sent = director.get(address)
    assert b"".join(sent.streaming_content) == pdf_of("a decision")  # type: ignore[attr-defined]
    assert entered(cast.window).get(address).status_code == 404
    done(decided(case.id, "approve", cast.director, MARCH))
    page = read(director, f"{DESK}{PROMISE}/")
    assert address in page and file.sha256 in page
    public = read(Client(), f"/{BUREAU}/laws/values/{PROMISE}/")
    assert "本局决定" in public and file.sha256 in public
    assert str(file.id) not in public, "named, not handed out"


def test_a_named_document_without_its_paper_is_refused_and_an_article_needs_none(
    cast: Cast,
) -> None:
    client = entered(cast.legal)
    answer = client.post(PROPOSE, typed(document_en="Kept") | {"do": "submit"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "没有上传来源文件" in page and 'value="Kept"' in page
    article = typed(document="", law="不动产登记暂行条例", article="20")
    assert client.post(PROPOSE, article | {"do": "submit"}).status_code == 302


def test_the_paper_is_inspected_like_every_file(cast: Cast) -> None:
    client = entered(cast.legal)
    wrong = {"paper-source": scan("decision.pdf", b"<script>alert(1)</script>"), "do": "submit"}
    answer = client.post(PROPOSE, typed(document_en="Kept") | wrong)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "“decision.pdf”是网页或矢量图" in page and 'value="Kept"' in page
    assert not Case.objects.exists() and not EvidenceFile.objects.exists()


def test_control_another_officers_upload_does_not_count(cast: Cast) -> None:
    """The name of an arrival alone is worth nothing: it belongs to who brought it."""
    form = typed()
    page = unescape(entered(cast.both).post(PROPOSE, with_scan(form)).content.decode())
    (arrived,) = re.findall(r'name="arrived-source" value="([0-9a-f-]{36})" checked', page)
    stolen = form | {"arrived-source": arrived, "do": "submit"}
    answer = entered(cast.legal).post(PROPOSE, stolen)
    assert answer.status_code == 422
    assert "没有上传来源文件" in unescape(answer.content.decode())


def test_the_public_reads_a_recorded_value_beside_the_shipped_ones(cast: Cast) -> None:
    recorded(cast)
    page = read(Client(), f"/{BUREAU}/laws/values/{PROMISE}/")
    assert SHORTER.document in page
    assert "4个工作日" in page


def test_a_returned_value_is_filled_in_again(cast: Cast) -> None:
    case = done(proposed(SHORTER, cast.legal)).case
    done(decided(case, "return", cast.director, remark="请写文号"))
    number = Case.objects.get(id=case).number
    client = entered(cast.legal)
    assert f"?again={number}" in read(client, DESK)
    page = read(client, f"{PROPOSE}?again={number}")
    assert SHORTER.document in page
    assert ">4wd</textarea>" in page.replace("\n", "")
    assert not RecordedValue.objects.exists()


def test_the_approver_sees_what_it_changes_beside_the_case(cast: Cast) -> None:
    case = done(proposed(SHORTER, cast.legal)).case
    number = Case.objects.get(id=case).number
    page = read(entered(cast.director), f"/desk/{BUREAU}/cases/{number}/")
    for said in (
        "拟录入的数值",
        "现在适用的数值",
        "录入后适用的数值",
        "4个工作日",
        "转移登记",
    ):
        assert said in page, said
