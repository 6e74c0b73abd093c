"""Reading, looking at and entering a notice: over HTTP, as a browser would; and on the line."""

import io
from collections.abc import Mapping
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from tests.browse import entered
from tests.office import BUREAU, staffed

from fadu.procedure.models import HolidayNotice
from fadu.record.actor import ByOfficer

DESK = f"/desk/{BUREAU}/calendar/"
# Imaginary: no notice of 2027 is known.
TEXT = """关于2027年部分节假日安排的通知（假想，测试用）
一、元旦：1月1日至3日放假，共3天。
二、春节：2月5日至11日放假调休，共7天。2月13日（周六）上班。
三、国庆节：10月1日至7日放假，共7天。
请于12月1日前报送。"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> dict[str, ByOfficer]:
    """Who may enter a notice, and who may not."""
    return staffed(legal=["legal"], stranger=["archive"])


def typed(**more: str) -> dict[str, str]:
    """The form, filled in."""
    fields = {
        "year": "2027",
        "title": "假想的通知",
        "number": "测试〔2026〕1号",
        "issued_on": "2020-01-01",
        "source": "测试",
        "rest": "元旦：2027-01-01 至 2027-01-03\n国庆节：2027-10-01 至 2027-10-07",
        "make_up": "2027-02-13",
        "reason": "",
    }
    filled = {f"notice-{name}": value for name, value in (fields | more).items()}
    return {"key": str(uuid4()), **filled}


def page(client: Client, data: Mapping[str, object], status: int = 200) -> str:
    """What a posted form comes back as."""
    answer = client.post(f"{DESK}enter/", data)
    assert answer.status_code == status, answer.content.decode()[:500]
    return unescape(answer.content.decode())


def test_a_text_is_read_back_and_what_was_not_understood_is_named(
    cast: dict[str, ByOfficer],
) -> None:
    client = entered(cast["legal"])
    shown = page(client, {"read": "yes", "text": TEXT})
    assert "春节：2027年2月5日（周五）至2027年2月11日（周四）休息，共7天" in shown
    assert "请于12月1日前报送" in shown
    assert "没有列出中秋节" in shown
    assert "元旦：2027-01-01 至 2027-01-03" in shown
    assert 'name="enter"' not in shown
    file = io.BytesIO(TEXT.encode())
    file.name = "notice.txt"
    assert "共7天" in page(client, {"read": "yes", "file": file})
    wrong = page(client, {"read": "yes", "text": TEXT.replace("共7天", "共8天", 1)}, 422)
    assert "写明共8天" in wrong
    assert "请于12月1日前报送" in wrong  # what was pasted is kept


def test_nothing_is_entered_before_it_was_seen(cast: dict[str, ByOfficer]) -> None:
    client = entered(cast["legal"])
    form = typed()
    unseen = page(client, {**form, "enter": "yes"})
    assert "请看过下面的变动后再录入" in unseen
    looked = page(client, {**form, "look": "yes"})
    seen = looked.split('name="seen" value="')[1].split('"')[0]
    other = {**form, "notice-make_up": "", "seen": seen, "enter": "yes"}
    assert "请看过下面的变动后再录入" in page(client, other)
    assert not HolidayNotice.objects.exists()
    answer = client.post(f"{DESK}enter/", {**form, "seen": seen, "enter": "yes"})
    assert answer.status_code == 302
    again = client.post(f"{DESK}enter/", {**form, "seen": seen, "enter": "yes"})
    assert again.status_code in (302, 422)
    assert HolidayNotice.objects.count() == 1
    shown = unescape(client.get(DESK).content.decode())
    assert "测试〔2026〕1号" in shown
    assert "2028年：" in shown


def test_refusals_come_back_with_what_was_typed(cast: dict[str, ByOfficer]) -> None:
    client = entered(cast["legal"])
    shown = page(
        client, {**typed(year="2026", rest="元旦：2026-01-01", make_up=""), "look": "yes"}, 422
    )
    assert "改动须写明理由" in shown
    shown = page(client, {**typed(rest="元旦是一月一日"), "look": "yes"}, 422)
    assert "不是一行放假安排" in shown
    assert "元旦是一月一日" in shown
    assert "有改动" not in shown


def test_others_see_the_years_and_cannot_enter(cast: dict[str, ByOfficer]) -> None:
    client = entered(cast["stranger"])
    shown = unescape(client.get(DESK).content.decode())
    assert "2015年" in shown
    assert "录入放假通知" not in shown
    assert client.get(f"{DESK}enter/").status_code == 404
    assert client.post(f"{DESK}enter/", {**typed(), "look": "yes"}).status_code == 404
    assert Client().get(DESK).status_code == 302
