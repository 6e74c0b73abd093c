"""The clerk's page of the hall: sit, call, choose the matter, finish; by plain HTTP."""

import dataclasses
import re
from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest

from fadu.desk.hall import choices
from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.law.words import Words
from fadu.procedure.discover import procedures
from fadu.record.moment import clock_from
from fadu.registers.reception.acts import bookings
from fadu.registers.reception.models import Booking, Ticket

COUNTER, HALL = f"{DESK}counter/", f"{DESK}counter/hall/"
TRANSFER = "realestate.transfer"

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def do(client: Any, action: str, **more: str) -> Any:
    return client.post(HALL, {"action": action, "key": str(uuid4()), **more}, follow=True)


def test_a_number_is_called_served_and_done(house: House, enter: As) -> None:
    clerk = enter("window")
    assert "您坐几号窗口" in text(clerk.get(COUNTER))
    assert "第1号窗口" in text(do(clerk, "sit", window="1"))
    assert "A001" in text(do(clerk, "give", matter=TRANSFER))
    page = text(do(clerk, "next"))
    assert "<b>A001</b>" in page and "取号时选的" in page
    assert do(clerk, "next").status_code == 422
    begun = do(clerk, f"begin:{TRANSFER}")
    assert "转移登记" in text(begun) and Ticket.objects.get().served_at
    assert "正在办理" in text(clerk.get(COUNTER))
    page = text(do(clerk, "next"))
    assert "现在没有人等候您的窗口" in page and '我已接待</dt><dd class="figure">1' in page
    assert Ticket.objects.get().outcome == "served"


def test_a_number_that_does_not_come_and_one_that_is_sent_on(house: House, enter: As) -> None:
    one, two = enter("window"), enter("window2")
    do(one, "sit", window="1")
    do(two, "sit", window="2")
    assert "今天已有人" in text(do(two, "sit", window="1"))
    for _ in range(2):
        do(one, "give")
    do(one, "next")
    assert "已叫号" in text(do(one, "recall"))
    do(one, "missed")
    do(one, "next")
    do(one, "hand_on", to="2")
    page = text(do(two, "next"))
    assert "<b>A002</b>" in page
    assert Ticket.objects.filter(label="A002").count() == 2


def test_who_has_booked_for_today_is_seen_and_checked_in(house: House, enter: As) -> None:
    now = clock_from("2020-03-02").now()
    made = bookings.make(
        bureau=BUREAU, matter=TRANSFER, on=date(2020, 3, 3), slot=time(16), name="王芳",
        phone="13900000001", at=now, key="one",
    )  # fmt: skip
    assert isinstance(made, Booking)
    clerk = enter("window")
    page = text(clerk.get(COUNTER))
    assert "王芳" in page and "16:00" in page
    page = text(do(clerk, "give", booking=made.number))
    assert "Y001" in page and "今天的预约" not in page


def test_who_takes_nothing_in_sees_no_hall(house: House, enter: As) -> None:
    assert "您今天的岗位不收件" in text(enter("examiner").get(COUNTER))
    answer = do(enter("examiner"), f"begin:{TRANSFER}")
    assert "您今天的岗位不收件" in text(answer)
    assert enter("window").post(HALL, {"action": "nonsense"}).status_code == 302


def test_a_matter_is_found_by_a_word_of_its_title(house: House, enter: As) -> None:
    clerk = enter("window")
    for word in ("转移", "transfer"):
        shown = text(clerk.get(COUNTER, {"matter": word}))
        assert f"begin:{TRANSFER}" in shown and "没有这样的事项。 <a" not in shown
    nothing = text(clerk.get(COUNTER, {"matter": "采矿许可"}))
    assert f"begin:{TRANSFER}" not in nothing and "没有这样的事项" in nothing


def test_matters_beyond_the_keys_are_reached_by_their_words() -> None:
    one = procedures()[TRANSFER]
    many = {f"m{place}": dataclasses.replace(one, title=Words(f"事项{place}", f"Matter {place}"))
            for place in range(1, 13)}  # fmt: skip
    assert [choice.key for choice in choices(many, None)][-4:] == ["9", "", "", ""]
    found = choices(many, None, " 事项12 ")
    assert [(choice.procedure.title.zh, choice.key) for choice in found] == [("事项12", "1")]
