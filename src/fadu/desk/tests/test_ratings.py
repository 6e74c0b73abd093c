"""The list of ratings: words for supervisors, and no case where the party stayed unnamed."""

import pytest
from pytest_django.fixtures import Settings
from tests.stage import THURSDAY, WEDNESDAY, case_of, done, key, party

from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.procedure.acts import rate
from fadu.procedure.models import Case
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
