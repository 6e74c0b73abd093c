"""The meeting room over HTTP: convened from the queue, each heard, minutes with signed sheet."""

from collections.abc import Iterator
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fadu.bureau.models import Account
from fadu.procedure.blocks.deliberation.models import Resolution
from fadu.procedure.models import Case
from fadu.record.moment import moment
from fadu.site.demo.scans import scan_of
from tests.declared import declared
from tests.deliberating import DEMO, House, founded, number
from tests.office import BUREAU

ROOM = f"/desk/{BUREAU}/meetings/"
# The pages run by the clock of the machine.
EARLIER = moment(2020, 3, 2)


@pytest.fixture
def house(db: None) -> Iterator[House]:
    with declared(DEMO):
        yield founded()


def entered(house: House, who: str) -> Client:
    """The browser of an officer."""
    account = Account.objects.create(
        bureau=BUREAU, username=who, officer_id=house.cast[who].officer
    )
    client = Client()
    client.force_login(account)
    return client


def send(client: Client, address: str, status: int = 302, /, **said: Any) -> str:
    """Post a form; the page that came back, or where it led."""
    answer = client.post(address, {"key": str(uuid4()), **said})
    page = unescape(answer.content.decode())
    assert answer.status_code == status, page
    return answer["Location"] if status == 302 else page


def read(client: Client, address: str) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def convened(house: House, client: Client, *cases: UUID, day: str) -> str:
    """A meeting convened on the page; its address."""
    return send(
        client, ROOM, forum="executive", on=day, chair=house.id("head"),
        members=[house.id(who) for who in ("head", "ann", "ben")],
        agenda=[number(case) for case in cases],
    )  # fmt: skip


def today() -> str:
    """The day of the pages."""
    return timezone.localdate().isoformat()


def voiced(
    place: int, case: UUID, vote: str = "agree", opinion: str = "同意办理。"
) -> dict[str, str]:
    """What the form of a voice sends."""
    at = f"voice-{place}"
    return {
        "act": "voice", "place": str(place), f"{at}-item": number(case),
        f"{at}-opinion": opinion, f"{at}-vote": vote,
    }  # fmt: skip


def test_a_meeting_from_the_queue_to_its_resolutions(house: House) -> None:
    first, second = house.submit(EARLIER), house.submit(EARLIER)
    secretary, head = entered(house, "secretary"), entered(house, "head")
    ann, ben = entered(house, "ann"), entered(house, "ben")
    assert number(first) in read(secretary, ROOM) and "召集会议" in read(secretary, ROOM)
    assert "召集会议" not in read(ann, ROOM), "members see the queue and convene nothing"
    room = convened(house, secretary, first, second, day=today())
    everybody = [house.id(who) for who in ("head", "ann", "ben")]
    send(secretary, room, act="held", present=everybody)
    assert "还有 2 名成员没有发言" in read(head, room), "the head is told to wait"
    kept = send(head, room, 422, **voiced(1, first, opinion="我先说"))
    assert "主要负责人应当最后发言" in kept
    send(ann, room, **voiced(1, first, "disagree", "材料不足。"))
    send(ben, room, **{"act": "recuse", "place": "1", "recuse-1-item": number(first),
                       "recuse-1-reason": "近亲属"})  # fmt: skip
    send(head, room, **voiced(1, first))
    for who in (ann, ben, head):
        send(who, room, **voiced(2, second))
    page = read(ann, room)
    assert "材料不足。" in page and "回避" in page
    send(secretary, room, act="discussed")
    scan = SimpleUploadedFile("signed.pdf", scan_of("x"), "application/pdf")
    kept = send(secretary, room, 422, **{"act": "drawn_up", "drawn_up--text": "纪要正文"})
    assert "没有附上“与会人员签字页”" in kept and "纪要正文" in kept, "nothing typed is lost"
    send(secretary, room, **{"act": "drawn_up", "drawn_up--text": "纪要正文", "paper-signed": scan})
    send(head, room, act="confirmed")
    assert dict(Resolution.objects.values_list("case", "result")) == {
        first: "not_carried", second: "carried",
    }  # fmt: skip
    assert "决议：" in read(ben, room) and "没有办件在等待集体讨论" in read(secretary, ROOM)


def test_what_was_typed_stays_when_it_is_refused(house: House) -> None:
    case = house.submit(EARLIER)
    secretary = entered(house, "secretary")
    page = send(secretary, ROOM, 422, forum="party", on="2020-03-01", chair=house.id("ann"),
                members=[house.id("ann")], agenda=[number(case)])  # fmt: skip
    assert "没有在等待党组会讨论" in page and "一人不成会议" in page
    assert f'value="{number(case)}" checked' in page and 'value="party" checked' in page
    bare = send(secretary, ROOM, 422, forum="", on="", chair="")
    assert "请填写“召开日期”" in bare
    assert Case.objects.filter(procedure="deliberation.meeting").count() == 0
    wrong = send(secretary, ROOM, 422, forum="executive", on=today(), chair=house.id("head"),
                 members=["x"], agenda=[number(case)])  # fmt: skip
    assert "所列成员不是本局人员" in wrong


def test_the_room_is_for_those_who_meet(house: House) -> None:
    stranger = entered(house, "handler")
    assert stranger.get(ROOM).status_code == 404
    meeting = house.meet(house.submit())
    assert stranger.get(f"/desk/{BUREAU}/cases/{number(meeting)}/meeting/").status_code == 404


def test_the_case_page_of_a_meeting_leads_to_the_room(house: House) -> None:
    """It has no form for a list of members; a hand-made request is refused, not a fault."""
    secretary = entered(house, "secretary")
    room = convened(house, secretary, house.submit(EARLIER), day=today())
    page = room.removesuffix("meeting/")
    assert f'href="{room}"' in read(secretary, page)
    made = {"step": "roll", "outcome": "held", "held-present": "x"}
    assert "所列成员不是本局人员" in send(secretary, f"{page}take/", 422, **made)
    assert secretary.post(room, {"act": "nothing"}).status_code == 404
