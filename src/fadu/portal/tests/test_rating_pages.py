"""Rating through the pages: by who has entered, or by number, code and end of the identity."""

import pytest
from django.test import Client
from tests.stage import THURSDAY, WEDNESDAY, done, person

from fadu.people.models import PersonalValue
from fadu.portal.tests.visitors import BUREAU, Town
from fadu.procedure.acts import answer_rating
from fadu.procedure.models import Case, Rating
from fadu.procedure.tracking import code_of
from fadu.record.moment import moment

RATE = f"/{BUREAU}/rate/"


@pytest.fixture
def case(town: Town) -> Case:
    """A transfer from person 1 to person 2 that has been closed."""
    case = town.stage.at_entry(town.units[1])
    done(town.stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    done(town.stage.take(case, "issue", "issued", "window", THURSDAY))
    return Case.objects.get(id=case)


@pytest.fixture
def town(town: Town, settings: pytest.FixtureRequest) -> Town:
    settings.FADU_CLOCK = "2020-03-06"  # type: ignore[attr-defined]
    return town


def page(case: Case, rest: str = "rate/") -> str:
    return f"/{BUREAU}/cases/{case.number}/{rest}"


def test_a_party_rates_its_closed_case_once(town: Town, case: Case) -> None:
    client = town.browser(1)
    assert page(case) in client.get(page(case, "")).content.decode()
    answer = client.post(page(case), {"score": "2", "text": "等了很久", "key": "a"})
    assert answer["Location"] == page(case, "")
    row = Rating.objects.get()
    assert (row.score, row.anonymous) == (2, True)
    assert row.text
    assert PersonalValue.objects.get(id=row.text).value == "等了很久"
    shown = client.get(page(case, "")).content.decode()
    assert "一名当事人作出评价（匿名）" in shown
    assert page(case) not in shown
    again = client.get(page(case)).content.decode()
    assert "您已经评价过本案" in again
    assert 'name="score"' not in again


def test_without_a_mark_nothing_typed_is_lost(town: Town, case: Case) -> None:
    client = town.browser(1)
    answer = client.post(page(case), {"text": "写了很多", "named": "on", "key": "b"})
    shown = answer.content.decode()
    assert "请选择满意程度" in shown
    assert "写了很多" in shown
    assert "checked" in shown
    assert not Rating.objects.exists()


def test_an_open_case_cannot_be_rated(town: Town) -> None:
    number = town.hand_in(town.browser(1), "application")
    shown = town.browser(1).get(f"/{BUREAU}/cases/{number}/rate/").content.decode()
    assert "尚未办结" in shown


def test_a_stranger_finds_no_case_to_rate(town: Town, case: Case) -> None:
    assert town.browser(3).post(page(case), {"score": "1"}).status_code == 404
    assert not Rating.objects.exists()


def test_at_the_window_by_code(town: Town, case: Case) -> None:
    typed = {
        "number": case.number, "code": code_of(case.id), "score": "5", "key": "c",
        "tail": person("", 2).identity[-4:].lower(),
    }  # fmt: skip
    assert Client().post(RATE, typed)["Location"] == RATE
    row = Rating.objects.get()
    assert [party.role for party in case.state.parties if party.person == row.person] == [
        "transferee"
    ]


@pytest.mark.parametrize("wrong", [{"code": "AAAAAAAA"}, {"tail": "0000"}, {"number": "nothing"}])
def test_every_mistake_gets_one_answer(town: Town, case: Case, wrong: dict[str, str]) -> None:
    typed = {
        "number": case.number, "code": code_of(case.id), "score": "5", "key": "d",
        "tail": person("", 2).identity[-4:],
    }  # fmt: skip
    shown = Client().post(RATE, typed | wrong).content.decode()
    assert "不相符" in shown
    assert not Rating.objects.exists()


def test_the_answer_is_read_by_who_rated_and_by_nobody_else(town: Town, case: Case) -> None:
    town.browser(1).post(page(case), {"score": "1", "text": "等了很久", "key": "e"})
    at = moment(2020, 3, 6, 23)
    done(answer_rating(Rating.objects.get().id, "已增开窗口", bureau=BUREAU,
                       by=town.stage.by("head"), at=at, key="f"))  # fmt: skip
    for rest in ("", "rate/"):
        shown = town.browser(1).get(page(case, rest)).content.decode()
        assert "等了很久" in shown and "已增开窗口" in shown
        assert "已增开窗口" not in town.browser(2).get(page(case, rest)).content.decode()
    typed = {
        "number": case.number, "code": code_of(case.id), "score": "5", "key": "g",
        "tail": person("", 1).identity[-4:],
    }  # fmt: skip
    assert "已增开窗口" in Client().post(RATE, typed).content.decode()
    assert "已增开窗口" not in Client().post(RATE, typed | {"tail": "0000"}).content.decode()
