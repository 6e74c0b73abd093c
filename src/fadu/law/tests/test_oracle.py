"""A hundred thousand random periods counted twice: by arrays, and by a finger on the calendar."""

from datetime import date, timedelta

import pytest

from fadu.law.backwards import latest
from fadu.law.calendar import Calendar
from fadu.law.minimal import earliest
from fadu.law.period import WorkingDays, due
from fadu.law.tests import oracle
from fadu.law.tests.oracle import Question, questions, walked

CALENDAR = Calendar.shipped()


def answered(question: Question) -> tuple[date, bool]:
    """The answer of the room, and whether it calls it provisional."""
    if question.way == "before":
        back = latest(question.start, question.period, CALENDAR)
        return back.on, back.provisional
    if question.way == "full":
        full = earliest(question.start, question.period, CALENDAR, question.stops)
        return full.on, full.provisional
    within = due(question.start, question.period, CALENDAR, question.stops, question.more)
    return within.on, within.provisional


def counted(question: Question) -> tuple[date, bool]:
    """The same of the oracle."""
    return walked(question), question.way != "before" and oracle.running(question)


def test_five_thousand_random_periods_agree() -> None:
    assert [each for each in questions(5_000, seed=1) if answered(each) != counted(each)] == []


@pytest.mark.slow
def test_a_hundred_thousand_random_periods_agree() -> None:
    assert [each for each in questions(100_000, seed=19) if answered(each) != counted(each)] == []


def test_every_kind_of_question_is_asked() -> None:
    asked = questions(5_000, seed=1)
    kinds = {(each.way, type(each.period).__name__) for each in asked}
    assert len(kinds) == 11
    assert sum(len(each.stops) > 1 for each in asked) > 1_000
    assert sum(bool(each.more) for each in asked) > 300
    assert sum(each.way != "before" and oracle.running(each) for each in asked) > 100


@pytest.mark.parametrize(
    ("day", "n"), [(date(2021, 10, 9), 7), (date(2020, 1, 31), 3), (date(2024, 2, 8), 5)]
)
def test_control_a_miscounted_day_is_found(
    day: date, n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Take one working day (or rest day) the other way round, and the two disagree."""
    question = Question("within", day - timedelta(days=3), WorkingDays(n))
    assert answered(question) == counted(question)
    monkeypatch.setattr(oracle, "WORKING", oracle.WORKING ^ {day})
    assert answered(question) != counted(question)
