"""The list of ratings: words for supervisors, and no case where the party stayed unnamed."""

from html import unescape
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings
from tests.stage import THURSDAY, WEDNESDAY, case_of, done, key, party

from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.procedure.acts import rate
from fadu.procedure.models import Case, Rating, RatingAnswer
from fadu.procedure.rating import Rated
from fadu.record.moment import moment

LIST = f"{DESK}ratings/"


@pytest.fixture
def case(house: House, settings: Settings) -> Case:
    """A closed transfer: rated low and unnamed by the seller, high and named by the buyer."""
    settings.FADU_CLOCK = "2020-03-07"
    found = house.at_entry(house.unit())
    done(house.take(found, "enter", "entered", "registrar", WEDNESDAY))
    done(house.take(found, "issue", "issued", "window", THURSDAY))
    at = moment(2020, 3, 6)
    for number, said in ((1, Rated(2, "等了很久")), (2, Rated(5, "很好", anonymous=False))):
        by = party(number)
        done(rate(found, said, bureau=BUREAU, by=by, at=at, key=key()))
    return case_of(found)


def page(enter: As, login: str, show: str = "") -> str:
    answer = enter(login).get(LIST, {"show": show} if show else {})
    return answer.content.decode() if answer.status_code == 200 else ""


def test_a_supervisor_reads_the_words_and_not_the_case(case: Case, enter: As) -> None:
    shown = page(enter, "head")
    assert "等了很久" in shown
    assert "很好" not in shown
    assert case.number not in shown


def test_named_ratings_lead_to_their_case(case: Case, enter: As) -> None:
    shown = page(enter, "head", "all")
    assert "等了很久" in shown
    assert shown.count(case.number) == 2  # in the address and as a word, once


def test_control_who_supervises_nothing_finds_no_list(case: Case, enter: As) -> None:
    assert page(enter, "window") == ""
    assert page(enter, "examiner") == ""


def answer(enter: As, login: str, rating: Rating, text: str) -> tuple[int, str]:
    """Answer a rating in the list; status and page."""
    sent = {"key": str(uuid4()), "text": text}
    told = enter(login).post(f"{LIST}{rating.id}/?show=owed", sent, follow=True)
    return told.status_code, unescape(told.content.decode())


def test_a_low_rating_is_answered_and_then_not_owed_any_more(case: Case, enter: As) -> None:
    low = Rating.objects.get(score=2)
    assert "等了很久" in page(enter, "head", "owed")
    status, shown = answer(enter, "head", low, "已增开一个窗口")
    assert (status, "没有待回应的差评" in shown) == (200, True)
    assert "已增开一个窗口" in page(enter, "head", "low")


def test_a_refused_answer_loses_nothing_that_was_typed(case: Case, enter: As) -> None:
    status, shown = answer(enter, "head", Rating.objects.get(score=2), "啊" * 1001)
    assert (status, "啊" * 1001 in shown, "文字超过1000字" in shown) == (422, True, True)


def test_control_who_supervises_nothing_cannot_answer(case: Case, enter: As) -> None:
    status, _ = answer(enter, "examiner", Rating.objects.get(score=2), "好")
    assert (status, RatingAnswer.objects.exists()) == (404, False)
