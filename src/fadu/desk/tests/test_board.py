"""The board: every number opens exactly its list, within what a supervisor answers for."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from tests.stage import MONDAY, TUESDAY, done, key

from fadu.desk import boards
from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.procedure.acts import hand_over, suspend
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.models import Task
from fadu.record.moment import moment
from fadu.registers.power.procedures import ItemFacts
from fadu.registers.power.rules import ItemKind, Standing

pytestmark = pytest.mark.django_db
BOARD = f"{DESK}board/"
NUMBER = re.compile(
    r'<a [^>]*href="([^"]+)"[^>]*>(?:(?!</a>).)*?<span class="figure" data-number>(\d+)<'
)
CELL = re.compile(r'<a href="([^"]+)" data-number>(\d+)</a>')


def numbers(client: Client) -> list[tuple[str, int]]:
    """Every number on the board with the address that it opens."""
    page = client.get(BOARD).content.decode()
    found = [(unescape(there), int(number)) for there, number in NUMBER.findall(page)]
    found += [(unescape(there), int(number)) for there, number in CELL.findall(page)]
    assert len(found) == page.count("data-number"), "a number opens nothing"
    return found


def wrong(client: Client) -> list[str]:
    """The numbers whose list has another length."""
    told = []
    for there, number in numbers(client):
        page = client.get(there)
        leaf = page.context["listed"].leaf
        shown = len(re.findall(r"data-key-item>", page.content.decode()))
        if leaf.total != number or shown != min(number, 20):
            told.append(f"{there}: {number}, its list {leaf.total}")
    return told


@pytest.fixture
def busy(house: House, settings: Settings) -> House:
    """Late, new, closed, suspended, silent, returned and handed-over cases, a day later."""
    settings.FADU_CLOCK = "2020-03-04"
    late = house.accepted(moment(2020, 1, 6))
    house.accepted(TUESDAY)
    still = house.accepted(moment(2020, 1, 7))
    done(suspend(still.id, "public_notice", bureau=BUREAU, by=house.by("examiner"),
                 at=moment(2020, 1, 8), key=key()))  # fmt: skip
    silent = house.received(moment(2020, 2, 24))
    take_lawful_defaults(moment(2020, 2, 26))
    assert Task.objects.get(case=silent).step == "examine"
    back = house.received(MONDAY, papers=False)
    house.took(back, "window", "receive", "notice", MONDAY)
    house.took(back, "window", "supplement", "supplemented", MONDAY)
    done(hand_over(late.id, house.staff["examiner2"], bureau=BUREAU, by=house.by("head"),
                   at=MONDAY, key=key()))  # fmt: skip
    for at in (moment(2020, 2, 3), moment(2020, 3, 2)):
        refused = house.took(house.accepted(at), "examiner", "examine", "refuse", at)
        assert refused.state.step == "refused"
    gone = house.received(moment(2020, 2, 4), papers=False)
    house.took(gone, "window", "receive", "decline", moment(2020, 2, 4))
    case = house.at_entry(house.unit())
    done(house.take(case, "enter", "entered", "registrar", TUESDAY))
    done(house.take(case, "issue", "issued", "window", TUESDAY))
    return house


@pytest.mark.parametrize("login", ["head", "director"])
def test_every_number_opens_exactly_its_list(busy: House, enter: As, login: str) -> None:
    client = enter(login)
    told = dict(numbers(client))
    assert len(told) > 20
    assert not wrong(client)
    some = {
        name: told[f"{BOARD}{name}/"] for name in ("late", "still", "stopped", "again", "silence")
    }
    assert all(some.values()), some
    assert told[f"{BOARD}promise-all/"] == 1
    assert told[f"{BOARD}closed/?month=2020-02"] == 1


def test_control_a_list_that_says_another_thing_is_found(
    busy: House, enter: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "tasks_behind", lambda board, name: board.tasks)
    told = wrong(enter("head"))
    assert any("/late/" in each for each in told)
    assert not any("/waiting/:" in each for each in told)


def test_the_head_counts_his_section_and_the_director_the_bureau(busy: House, enter: As) -> None:
    item = ItemFacts("x.1", "某事项", ItemKind.LICENCE, Standing.HELD, "条例")
    done(busy.open("power.adjustment", item, busy.by("legal"), TUESDAY))
    of = {login: dict(numbers(enter(login)))[f"{BOARD}waiting/"] for login in ("head", "director")}
    assert of["director"] == of["head"] + 1


def test_the_list_behind_a_month_names_it_in_words(busy: House, enter: As) -> None:
    client, address = enter("director"), f"{BOARD}closed/?month=2020-02"
    assert "2020年2月办结" in client.get(address).content.decode()
    english = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "Closed in Feb 2020" in english


def test_others_have_no_board(busy: House, enter: As) -> None:
    for login in ("examiner", "window", "legal", "stranger"):
        client = enter(login)
        for page in (BOARD, f"{BOARD}late/", f"{BOARD}received/?month=2020-01"):
            assert client.get(page).status_code == 404
        assert BOARD not in client.get(DESK).content.decode()
    assert Client().get(BOARD).status_code == 302


@pytest.mark.parametrize(
    "asked", ["nothing/", "received/", "received/?month=2020-13", "closed/?month=2017-01",
              "received/?month=2020-1", "waiting/?officer=me", "promise/", "promise-some/"],
)  # fmt: skip
def test_what_is_no_number_is_not_found(busy: House, enter: As, asked: str) -> None:
    assert enter("head").get(f"{BOARD}{asked}").status_code == 404


def test_few_questions_and_no_more_for_more_cases(house: House, enter: As) -> None:
    client = enter("head")
    client.get(BOARD)
    asked = []
    for more in (2, 6):
        for _ in range(more):
            house.accepted(MONDAY)
        with CaptureQueriesContext(connection) as told:
            client.get(BOARD)
        asked.append(len(told))
    assert asked[0] == asked[1] <= 30


def test_the_months_are_those_of_the_annual_report(busy: House, enter: As) -> None:
    page: Any = enter("director").get("/report/511725/2020/cases.received/")
    of_report = page.context["counted"].value
    told = numbers(enter("director"))
    assert sum(number for there, number in told if "received/?month=2020" in there) == of_report
