"""The board of lights: every waiting case shows one light, and every number opens its list."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import MONDAY, done, key

from fadu.desk import lights
from fadu.desk.boards import Board
from fadu.desk.queue import matters
from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.jobs.models import ClockFault
from fadu.procedure.acts import hand_over, suspend
from fadu.procedure.models import Task
from fadu.record.moment import moment

pytestmark = pytest.mark.django_db
PAGE = f"{DESK}board/lights/"
CELL = re.compile(r'<a href="([^"]+)" class="light[^"]*" data-number>(\d+)</a>')
WAYS = ("section", "post", "matter", "officer")


@pytest.fixture
def busy(house: House, settings: Settings) -> House:
    """One case of each light, and more that are late."""
    settings.FADU_CLOCK = "2020-03-04"
    late = house.accepted(moment(2020, 1, 6))
    done(hand_over(late.id, house.staff["examiner2"], bureau=BUREAU, by=house.by("head"),
                   at=MONDAY, key=key()))  # fmt: skip
    still = house.accepted(moment(2020, 1, 7))
    done(suspend(still.id, "public_notice", bureau=BUREAU, by=house.by("examiner"),
                 at=moment(2020, 1, 8), key=key()))  # fmt: skip
    house.accepted(MONDAY)
    house.accepted(moment(2020, 3, 4))
    house.received(moment(2020, 3, 4))
    back = house.received(MONDAY, papers=False)
    house.took(back, "window", "receive", "notice", MONDAY)
    house.at_entry(house.unit((70,)), (70,), (71,))
    return house


def numbers(client: Client, way: str) -> list[tuple[str, int]]:
    """Every number of the page with the address that it opens."""
    page = client.get(f"{PAGE}?by={way}").content.decode()
    found = [(unescape(there), int(number)) for there, number in CELL.findall(page)]
    assert len(found) == page.count("data-number"), "a number opens nothing"
    return found


def wrong(client: Client, way: str) -> list[str]:
    """The numbers whose list has another length."""
    told = []
    for there, number in numbers(client, way):
        total = client.get(there).context["listed"].leaf.total
        if total != number:
            told.append(f"{there}: {number}, its list {total}")
    return told


@pytest.mark.parametrize("way", WAYS)
def test_every_number_opens_exactly_its_list(busy: House, enter: As, way: str) -> None:
    client = enter("head")
    assert len(numbers(client, way)) >= 14
    assert wrong(client, way) == []


@pytest.mark.parametrize("way", WAYS)
def test_every_waiting_case_shows_one_light(busy: House, way: str) -> None:
    board = Board(BUREAU, matters(), moment(2020, 3, 4))
    rows = lights.table(board, lights.SPLITS[way])
    assert sum(row.total for row in rows) == Task.objects.count() == 7
    shown = {name: sum(row.counts[name] for row in rows) for name in lights.BY_NAME}
    assert shown["light-suspended"] == 1
    assert shown["light-overdue"] == 1, "the late one that stands still by law is not called late"
    assert shown["light-none"] == 1, "the applicant's own time"
    assert shown["light-red"] >= 1 and sum(shown.values()) == 7


def test_control_a_light_that_overlaps_another_is_found(
    busy: House, enter: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lights, "tasks_behind", lambda board, light: board.tasks)
    assert wrong(enter("head"), "post")


def test_the_rows_are_named(busy: House, enter: As) -> None:
    client = enter("director")
    for way, name in zip(WAYS, ("不动产登记中心", "登记审核岗", "转移登记", "未指定"), strict=True):
        assert name in client.get(f"{PAGE}?by={way}").content.decode()
    page: Any = client.get(f"{DESK}board/light-overdue/?post=realestate.examiner")
    assert "登记审核岗" in page.content.decode()


def test_only_who_supervises_sees_it(busy: House, enter: As) -> None:
    assert enter("examiner").get(PAGE).status_code == 404
    assert enter("head").get(f"{PAGE}?by=party").status_code == 404
    assert PAGE in enter("head").get(f"{DESK}board/").content.decode()


def test_a_clock_in_doubt_is_said_on_top(house: House, enter: As) -> None:
    client = enter("head")
    assert "时钟曾被往回拨" not in client.get(PAGE).content.decode()
    ClockFault.objects.create(noticed_at=MONDAY.recorded_at, seen_at=MONDAY.recorded_at)
    assert "时钟曾被往回拨" in client.get(PAGE).content.decode()
