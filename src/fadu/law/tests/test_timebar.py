"""Until when an act must have been found out."""

import json
from datetime import date, timedelta

import pytest

from fadu.law.derivation import Line
from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.sources import cite
from fadu.law.timebar import TimeBar, time_bar
from fadu.law.version import HELD_TO_CONTINUE, Act
from fadu.law.words import Words

COUNTY = "511725"


PARAMETERS = Parameters.load()
TIMEBAR = {"title": {"zh": "处罚时效", "en": "Time bar"}, "unit": "period", "tightens": "none"}


def bar(act: Act, found: date | None, harm: bool | None = None) -> TimeBar:
    """The bar under the fixture."""
    return time_bar(act, found, PARAMETERS, COUNTY, harm=harm)


def test_two_years_from_the_end_of_the_act() -> None:
    act = Act(date(2022, 1, 1), date(2022, 5, 7))
    told = bar(act, date(2024, 5, 7), harm=False)
    assert (told.runs_from, told.until, told.barred) == (act.ended, date(2024, 5, 7), False)
    assert bar(act, date(2024, 5, 8), harm=False).barred is True
    assert told.lines[0].on == date(2024, 5, 7) and told.lines[0].basis is not None
    assert "在时效内" in told.lines[-1].words.zh
    assert "已过时效" in bar(act, date(2024, 5, 8), harm=False).lines[-1].words.zh


def test_the_last_day_does_not_roll_on_from_a_rest_day() -> None:
    act = Act(date(2021, 8, 7))
    assert bar(act, None).until == date(2023, 8, 7)
    sunday = Act(date(2021, 10, 1))  # 2023-10-01 is a Sunday and the National Day
    assert bar(sunday, None).until == date(2023, 10, 1)


def test_the_bar_has_not_begun_while_the_act_goes_on() -> None:
    told = bar(Act.of("land.pen.occupy", date(2005, 3, 1)), date(2026, 1, 1))
    assert (told.runs_from, told.until, told.until_harm, told.barred) == (None, None, None, False)
    assert "尚未起算" in told.lines[0].words.zh and "未经核实" in told.lines[1].words.zh


def test_five_years_where_life_health_or_financial_safety_was_harmed() -> None:
    act = Act(date(2022, 5, 7))
    last = date(2027, 5, 7)
    assert bar(act, last, harm=True).barred is False
    assert bar(act, last + timedelta(1), harm=True).barred is True
    assert bar(act, last, harm=False).barred is True
    unknown = bar(act, last)
    assert unknown.barred is None and unknown.until_harm == last
    assert "不明" in unknown.lines[-1].words.zh
    assert bar(act, last + timedelta(1)).barred is True, "barred either way"
    assert bar(act, date(2024, 5, 7)).barred is False, "in time either way"


def test_an_act_that_ended_before_the_longer_bar_has_only_the_short_one() -> None:
    act = Act(date(2021, 7, 14))
    told = bar(act, date(2024, 1, 1), harm=True)
    assert (told.barred, told.until_harm) == (True, None)
    assert "没有更长的时效" in told.lines[1].words.zh
    assert len(bar(act, date(2024, 1, 1), harm=None).lines) == 2
    assert bar(act, date(2024, 1, 1)).barred is True
    assert bar(Act(date(2021, 7, 15)), date(2024, 1, 1), harm=True).barred is False


def test_an_unknown_day_of_finding_is_not_judged() -> None:
    told = bar(Act(date(2022, 5, 7)), None, harm=False)
    assert told.barred is None and told.lines[-1].on is None
    assert "不能判断" in told.lines[-1].words.zh


def test_without_the_years_nothing_is_said() -> None:
    with pytest.raises(ParameterMissing):
        time_bar(Act(date(2022, 1, 1)), None, Parameters(()), COUNTY)


def test_a_bar_that_rests_on_a_document_cites_no_article() -> None:
    months = {"layer": "national", "from": None, "value": "24m", "confidence": "V2"}
    row = {**months, "source": {"document": {"zh": "虚构文件", "en": "a document"}}}
    known = Parameters(()).having({"pen.timebar": {**TIMEBAR, "values": [row]}})
    told = time_bar(Act(date(2022, 5, 7)), date(2022, 6, 1), known, COUNTY)
    assert [line.basis for line in told.lines] == [None, None]
    assert "虚构文件" in told.lines[0].words.zh and told.barred is False


def test_the_bar_is_plain_json() -> None:
    data = json.loads(json.dumps(bar(Act(date(2022, 5, 7)), date(2024, 5, 7)).as_data()))
    assert data["runs_from"] == "2022-05-07" and data["until"] == "2024-05-07"
    assert data["until_harm"] == "2027-05-07" and data["barred"] is False
    assert [line["on"] for line in data["lines"]] == ["2024-05-07", "2027-05-07", "2024-05-07"]


def test_every_line_has_its_words_its_day_and_its_article() -> None:
    short = Line(
        Words(
            "处罚时效24个月，自2022-05-07起至2024-05-07（《行政处罚法》第三十六条）",
            "Time bar: 24 months from 2022-05-07, to 2024-05-07 "
            "(Administrative Penalty Law, art. 36)",
        ),
        date(2024, 5, 7),
        cite("行政处罚法", 36),
    )
    long = Line(
        Words(
            "涉及生命健康、金融安全且有危害后果的时效60个月，自2022-05-07起至2027-05-07"
            "（《行政处罚法》第三十六条）",
            "Time bar where life, health or financial safety was harmed: 60 months from "
            "2022-05-07, to 2027-05-07 (Administrative Penalty Law, art. 36)",
        ),
        date(2027, 5, 7),
        cite("行政处罚法", 36),
    )
    found = date(2024, 5, 8)
    open_ = Words(
        "是否危害生命健康、金融安全不明，不能判断",
        "whether life, health or financial safety was harmed is not known: it decides",
    )
    act = Act(date(2022, 5, 7))
    assert bar(act, found).lines == (short, long, Line(open_, found))
    unknown = Words("发现日期不明，不能判断", "the day of finding it is not known")
    assert bar(act, None).lines == (short, long, Line(unknown))
    in_time = Words("2024-05-07发现，在时效内", "found on 2024-05-07: in time")
    assert bar(act, date(2024, 5, 7)).lines[-1] == Line(in_time, date(2024, 5, 7))


def test_what_has_not_begun_and_what_has_no_longer_bar_say_the_day() -> None:
    going = Words(
        "行为自2005-03-01起仍在继续，时效尚未起算",
        "the act goes on since 2005-03-01: the time bar has not begun",
    )
    begun = date(2005, 3, 1)
    assert bar(Act.of("land.pen.occupy", begun), None).lines == (
        Line(going, begun),
        Line(HELD_TO_CONTINUE),
    )
    ended, found = date(2021, 7, 14), date(2024, 1, 1)
    first, second, last = bar(Act(ended), found, harm=True).lines
    assert (first.on, first.basis) == (date(2023, 7, 14), cite("行政处罚法", 29))
    no_longer = Words(
        "行为终了（2021-07-14）时的规定没有更长的时效",
        "the law of the end of the act, 2021-07-14, has no longer bar",
    )
    assert second == Line(no_longer, ended)
    assert last == Line(
        Words("2024-01-01发现，已过时效", "found on 2024-01-01: time-barred"), found
    )
