"""What the public reads, and how the desk drafts: over HTTP, as a browser would."""

import dataclasses
import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from tests.browse import entered, read
from tests.office import BUREAU
from tests.stage import done

from fadu.procedure.models import Case
from fadu.record.moment import Moment
from fadu.registers.bulletin.models import Version
from fadu.registers.bulletin.tests.house import (
    APRIL,
    MAY,
    NOTICE,
    TEXT,
    Cast,
    drafted,
    published,
    reviewed,
    withdrawn,
)

PUBLIC, DESK = f"/{BUREAU}/bulletin/", f"/desk/{BUREAU}/bulletin/"


@pytest.fixture
def public() -> Client:
    """Somebody who has not signed in."""
    return Client()


def typed(**more: str) -> dict[str, str]:
    """What is typed into the form of a draft."""
    fields = {"kind": "news", "title": "世界地球日", "body": "第一段。\r\n第二段。", "unit": "wd"}
    return {
        "key": str(uuid4()),
        **{f"draft-{name}": said for name, said in (fields | more).items()},
    }


def test_the_public_reads_who_answers_for_an_item(cast: Cast, public: Client) -> None:
    published(cast, NOTICE)
    listed = read(public, PUBLIC)
    assert "公示" in listed and "期限已满" in listed
    page = read(public, f"{PUBLIC}2020-0001/")
    for said in (
        "drafter（信息发布岗）",
        "reviewer（发布审查岗）",
        "本局决定",
        "2020年4月27日 星期一",
    ):
        assert said in page
    assert Version.objects.get().digest in page
    assert "为起始日，不计入" in page, "the derivation"


def test_a_text_is_shown_as_text(cast: Cast, public: Client) -> None:
    """Control: what looks like a script is read, not run, in page and feed alike."""
    published(cast, title="<b>粗</b>", body="<script>alert(1)</script>\n第二段")
    raw = public.get(f"{PUBLIC}2020-0001/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in raw and "<script>alert" not in raw
    assert "<p>第二段</p>" in raw
    feed = public.get(f"{PUBLIC}feed/").content.decode()
    assert "&lt;p&gt;&amp;lt;script&amp;gt;" in feed and "<script" not in feed


def test_english_readers_are_told_when_there_is_no_english(cast: Cast) -> None:
    published(cast)
    published(cast, title_en="Earth Day", body_en="Come and see.")
    reader = Client(headers={"accept-language": "en"})
    assert "There is no English text" in read(reader, f"{PUBLIC}2020-0001/")
    page = read(reader, f"{PUBLIC}2020-0002/")
    assert "Come and see." in page and "There is no English text" not in page


def test_a_corrected_and_a_withdrawn_item_say_so(cast: Cast, public: Client) -> None:
    published(cast)
    published(cast, at=MAY, corrects="2020-0001", remark="地点有误", body="改在滨河公园。")
    assert "地点有误" in read(public, f"{PUBLIC}2020-0001/")
    old = read(public, f"{PUBLIC}2020-0001/1/")
    assert "已被更正的旧版" in old and "文化广场" in old
    read(public, f"{PUBLIC}2020-0001/3/", 404)
    done(withdrawn(cast, "2020-0001"))
    for address in (f"{PUBLIC}2020-0001/", f"{PUBLIC}2020-0001/1/"):
        gone = read(public, address, 410)
        assert "内容重复" in gone and "文化广场" not in gone and "滨河公园" not in gone
    assert "还没有发布" in read(public, PUBLIC)
    assert "世界地球日" not in read(public, f"{PUBLIC}feed/")


def test_the_list_is_searched(cast: Cast, public: Client) -> None:
    published(cast)
    published(cast, NOTICE, MAY, title="批前公示")
    for query in ("q=批前", "kind=notice", "month=2020-05"):
        assert "批前公示" in read(public, f"{PUBLIC}?{query}"), query
    for query in ("q=地球", "kind=news", "month=2020-04"):
        assert "批前公示" not in read(public, f"{PUBLIC}?{query}"), query
    assert "没有符合条件" in read(public, f"{PUBLIC}?q=不存在")


def test_a_draft_is_typed_refused_mended_and_published(cast: Cast, public: Client) -> None:
    client = entered(cast.drafter)
    wrong = client.post(f"{DESK}draft/", typed(body="联系13900000001"))
    page = unescape(wrong.content.decode())
    assert wrong.status_code == 422
    assert "正文第 1 段第 3 字起疑为手机号码：139******01" in page
    assert "联系13900000001</textarea>" in page, "nothing that was typed is lost"
    assert not Case.objects.exists()
    empty = client.post(f"{DESK}draft/", typed(title=""))
    assert empty.status_code == 422 and "请填写“标题”" in unescape(empty.content.decode())
    data = typed()
    for _ in range(2):  # a double click
        assert client.post(f"{DESK}draft/", data).status_code == 302
    case = Case.objects.get()
    assert case.state.facts["body"] == "第一段。\n第二段。"
    assert case.number in read(client, DESK)
    done(reviewed(case.id, "approve", cast.reviewer, moment_of(client)))
    assert (
        "<p>第二段。</p>"
        in public.get(f"{PUBLIC}{Version.objects.get().item.number}/").content.decode()
    )


def moment_of(client: Client) -> Moment:
    """When the client's last page was asked for."""
    return client.get(DESK).wsgi_request.moment  # type: ignore[attr-defined,no-any-return]


def test_a_returned_draft_comes_back_filled_in(cast: Cast) -> None:
    client = entered(cast.drafter)
    client.post(f"{DESK}draft/", typed())
    case = Case.objects.get()
    done(reviewed(case.id, "return", cast.reviewer, moment_of(client), "请补充时间"))
    overview = read(client, DESK)
    (address,) = re.findall(r'href="([^"]*again=[^"]*)"', overview)
    page = read(client, address)
    assert "第一段。\n第二段。</textarea>" in page and 'value="世界地球日"' in page


def test_a_correction_starts_from_what_stands_and_a_withdrawal_asks_why(cast: Cast) -> None:
    published(cast)
    client = entered(cast.drafter)
    page = read(client, f"{DESK}draft/?corrects=2020-0001")
    assert 'value="2020-0001"' in page and TEXT.title in page
    read(client, f"{DESK}draft/?corrects=2020-0009", 404)
    answer = client.post(
        f"{DESK}2020-0001/withdraw/",
        {"key": str(uuid4()), "withdrawal-item": "2020-0001", "withdrawal-reason": " "},
    )
    assert answer.status_code == 422
    answer = client.post(
        f"{DESK}2020-0001/withdraw/",
        {"key": str(uuid4()), "withdrawal-item": "2020-0001", "withdrawal-reason": "有误"},
    )
    assert answer.status_code == 302
    assert Case.objects.get(procedure="bulletin.withdrawal").state.step == "decide"


def test_who_holds_neither_post_finds_no_such_page(cast: Cast, public: Client) -> None:
    published(cast)
    stranger = entered(cast.stranger)
    for address in (DESK, f"{DESK}draft/", f"{DESK}2020-0001/withdraw/"):
        assert stranger.get(address).status_code == 404
        assert public.get(address).status_code == 302
    assert "bulletin" not in read(stranger, f"/desk/{BUREAU}/")
    reviewer = entered(cast.reviewer)
    assert "起草新信息" not in read(reviewer, DESK)
    assert DESK in read(reviewer, f"/desk/{BUREAU}/")


def test_control_another_bureaus_item_is_not_found(cast: Cast, public: Client) -> None:
    published(cast, at=APRIL)
    Version.objects.update(bureau="511702")
    assert "世界地球日" not in read(public, PUBLIC)


def test_the_reviewer_reads_the_draft_as_it_will_appear(cast: Cast) -> None:
    case = Case.objects.get(id=done(drafted(NOTICE, cast.drafter)).case)
    shown = read(entered(cast.reviewer), f"/desk/{BUREAU}/cases/{case.number}/")
    assert "发布后的样子" in shown
    assert "<p>四月二十二日在文化广场设宣传点。</p>" in shown and "<p>欢迎参加。</p>" in shown
    assert "5个工作日" in shown and "没有英文文本" in shown
    assert "申请内容" not in shown and "还没有提交材料" not in shown
    assert "期限单位" not in shown and "材料 0 类" not in shown


def test_beside_a_correction_stands_what_it_corrects(cast: Cast) -> None:
    published(cast)
    number = Version.objects.get().item.number
    text = dataclasses.replace(TEXT, body="改为五月。", corrects=number, remark="日期改了")
    case = Case.objects.get(id=done(drafted(text, cast.drafter, MAY)).case)
    shown = read(entered(cast.reviewer), f"/desk/{BUREAU}/cases/{case.number}/")
    assert "现在公开的版本" in shown and "改为五月。" in shown and "日期改了" in shown
