"""“N days” under a law and on a day: the clauses of legal-facts' section on arithmetic."""

from datetime import date

import pytest

from fadu.law.day_units import days_under
from fadu.law.parameters import Parameters
from fadu.law.period import Days, WorkingDays
from fadu.law.sources import UnknownCitation

PARAMETERS = Parameters.load()


# It has no clause of its own.
LAW = "不动产登记暂行条例"


def clauses(value: object) -> Parameters:
    """The shipped values with one clause more."""
    entry = {
        "layer": "national", "from": date(2016, 1, 1), "to": date(2019, 12, 31), "value": value,
        "source": {"law": LAW}, "confidence": "V",
    }  # fmt: skip
    unit = "set" if isinstance(value, list) else "days"
    title = {"zh": "试", "en": "trial"}
    key = {"title": title, "unit": unit, "tightens": "none", "values": [entry]}
    return PARAMETERS.having({"cal.wd.trial": key})


# law, day, the numbers that are working days, the numbers that are calendar days
SHIPPED = (
    ("行政处罚法", date(2021, 7, 14), (), (2, 3, 5, 7, 15, 90)),
    ("行政处罚法", date(2021, 7, 15), (2, 3, 5, 7), (15, 90)),
    ("自然资源行政处罚办法", date(2024, 5, 1), (3, 5, 7, 10), (15, 30, 90)),
    ("行政许可法", date(2019, 4, 23), (5, 10, 20, 45), ()),
    ("行政强制法", date(2012, 1, 1), (1, 3, 10), (11, 15, 30)),
    ("行政复议法", date(2023, 12, 31), (5, 7), (3, 10, 30, 60)),
    ("行政复议法", date(2024, 1, 1), (3, 5, 7, 10), (30, 60)),
)


@pytest.mark.parametrize(("law", "on", "working", "running"), SHIPPED)
def test_what_the_shipped_clauses_say(
    law: str, on: date, working: tuple[int, ...], running: tuple[int, ...]
) -> None:
    for n in working:
        assert days_under(n, law, on, PARAMETERS).period == WorkingDays(n)
    for n in running:
        assert days_under(n, law, on, PARAMETERS).period == Days(n)


@pytest.mark.parametrize(("n", "working"), [(9, True), (10, True), (11, False)])
def test_a_range_of_numbers(n: int, working: bool) -> None:
    reading = days_under(n, LAW, date(2018, 1, 1), clauses({"most": 10}))
    assert reading.period == (WorkingDays(n) if working else Days(n))
    assert reading.clause is not None
    assert reading.clause.key == "cal.wd.trial"


@pytest.mark.parametrize(("n", "working"), [(3, True), (4, False), (5, True), (30, False)])
def test_a_set_of_numbers(n: int, working: bool) -> None:
    three_and_five = [
        {"code": "3", "zh": "3日", "en": "3 days"},
        {"code": "5", "zh": "5日", "en": "5"},
    ]
    reading = days_under(n, LAW, date(2018, 1, 1), clauses(three_and_five))
    assert reading.period == (WorkingDays(n) if working else Days(n))
    assert ("不在按工作日计算之列" in reading.words.zh) is not working
    assert ("not among" in reading.words.en) is not working
    assert "《不动产登记暂行条例》" in reading.words.zh


def test_an_empty_set_means_calendar_days() -> None:
    reading = days_under(3, LAW, date(2018, 1, 1), clauses([]))
    assert reading.period == Days(3)
    assert reading.clause is not None


def test_a_rule_holds_for_every_number() -> None:
    reading = days_under(45, "行政许可法", date(2020, 1, 1), PARAMETERS)
    assert reading.period == WorkingDays(45)
    assert reading.words.zh == "45个工作日（《行政许可法》第八十二条）"


@pytest.mark.parametrize("on", [date(2015, 12, 31), date(2020, 1, 1)])
def test_outside_its_time_a_clause_is_silent(on: date) -> None:
    trial = clauses({"most": 10})
    reading = days_under(5, LAW, on, trial)
    assert (reading.period, reading.clause) == (Days(5), None)
    assert "该法未规定" in reading.words.zh
    assert "no clause" in reading.words.en
    for inside in (date(2016, 1, 1), date(2019, 12, 31)):
        assert days_under(5, LAW, inside, trial).period == WorkingDays(5)


def test_a_law_that_is_not_encoded_is_refused() -> None:
    with pytest.raises(UnknownCitation):
        days_under(5, "没有这部法", date(2021, 7, 15), PARAMETERS)
