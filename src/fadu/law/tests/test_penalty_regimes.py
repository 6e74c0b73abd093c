"""The three regimes of penalty procedure, as the facts give them."""

import json
from datetime import date, timedelta

import pytest

from fadu.law.day_units import days_under
from fadu.law.parameters import Parameters
from fadu.law.regimes import NoRegime, Row, as_data, as_text, regime, regimes, table
from fadu.law.units import Days, WorkingDays

PARAMETERS = Parameters.load()
ROWS = {row.key: row for row in table(PARAMETERS)}
LAW = "行政处罚法"


def said(key: str) -> list[str]:
    """The last value of each regime, as its short form or as words."""
    cells = ROWS[key].cells
    return [
        str(cell[-1].value if cell[-1].unit == "period" else cell[-1].words.zh) for cell in cells
    ]


def test_the_regimes_follow_law_and_rule() -> None:
    assert [(each.letter, each.since, each.until) for each in regimes()] == [
        ("A", date(2014, 7, 1), date(2021, 7, 14)),
        ("B", date(2021, 7, 15), date(2024, 4, 30)),
        ("C", date(2024, 5, 1), None),
    ]
    assert [(each.law, each.rule) for each in regimes()] == [
        ("2017", "2020"),
        ("2021", "2020"),
        ("2021", "2024"),
    ]
    assert regimes()[1].title.zh == "B：2021-07-15至2024-04-30"
    assert regimes()[2].title.en == "C: from 2024-05-01"


def test_a_step_comes_under_the_regime_of_its_day() -> None:
    for each in regimes():
        assert regime(each.since) is each
        assert each.until is None or regime(each.until) is each
    with pytest.raises(NoRegime):
        regime(date(2014, 6, 30))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("pen.decide.limit", ["60d", "60d", "90d"]),
        ("pen.decide.extend", ["30d", "30d", "30d"]),
        ("pen.statement.window", ["3wd", "3wd", "5wd"]),
        ("pen.hearing.request", ["3wd", "5wd", "5wd"]),
        ("pen.hearing.notice", ["7d", "7wd", "7wd"]),
        ("pen.preserve.decide", ["7d", "7wd", "7wd"]),
        ("pen.serve", ["7d", "7wd", "7wd"]),
        ("pen.pay", ["15d", "15d", "15d"]),
        ("pen.timebar", ["24m", "24m", "24m"]),
    ],
)
def test_limits_side_by_side(key: str, expected: list[str]) -> None:
    assert said(key) == expected
    assert ROWS[key].moves is (len(set(expected)) > 1)


def test_what_a_regime_does_not_have_is_an_empty_cell() -> None:
    assert [len(cell) for cell in ROWS["pen.suspend.notify"].cells] == [0, 0, 1]
    assert [len(cell) for cell in ROWS["pen.timebar.harm"].cells] == [0, 1, 1]
    assert "  A  –" in as_text((ROWS["pen.suspend.notify"],))


def test_times_are_excluded_from_the_decision_limit_only_since_2024() -> None:
    first, second, third = (cell[-1].terms for cell in ROWS["pen.decide.excluded"].cells)
    assert (len(first), len(second)) == (0, 0)
    assert {"hearing", "appraisal", "public_notice", "mail"} <= third.codes


def test_sixty_days_hold_in_regime_b_because_the_law_lets_the_rule_say_so() -> None:
    (value,) = ROWS["pen.decide.limit"].cells[1]
    assert (LAW, 60) in {(each.law, each.article) for each in value.source.citations}
    assert value.note is not None and "规章" in value.note.zh
    assert "规章" in as_text((ROWS["pen.decide.limit"],))


def test_the_longer_time_for_asking_for_a_hearing_holds_in_regime_b() -> None:
    (value,) = ROWS["pen.hearing.request"].cells[1]
    assert value.period == WorkingDays(5)
    assert value.note is not None and "规章仍写三日" in value.note.zh


def test_the_days_of_each_regime_stand_in_the_table() -> None:
    law_days, rule_days = (ROWS[key].cells for key in ("cal.wd.penalty", "cal.wd.nrrule"))
    assert [sorted(cell[-1].terms.codes) for cell in law_days] == [[], *[["2", "3", "5", "7"]] * 2]
    assert [len(cell[-1].terms) for cell in rule_days] == [0, 0, 4]
    for each, cell in zip(regimes(), law_days, strict=True):
        expected = Days(7) if each.letter == "A" else WorkingDays(7)
        assert days_under(7, LAW, each.since, PARAMETERS).period == expected
        assert len(cell) == 1


def test_every_value_of_a_row_falls_in_its_regime_and_none_is_lost() -> None:
    for row in ROWS.values():
        for each, cell in zip(regimes(), row.cells, strict=True):
            for value in cell:
                held = (value.until or date.max, value.since or date.min)
                assert held[0] >= each.since and held[1] <= (each.until or date.max)
        kept = {value.since for cell in row.cells for value in cell}
        lost = {
            value.since
            for value in PARAMETERS.values(row.key)
            if value.layer == "national" and value.since not in kept
        }
        first = regimes()[0].since - timedelta(1)
        assert all((since or date.min) <= first for since in lost), row.key


def test_the_table_is_plain_json_and_text() -> None:
    rows = table(PARAMETERS)
    assert len(rows) >= 40
    data = json.loads(json.dumps(as_data(rows), ensure_ascii=False))
    limit = next(row for row in data if row["key"] == "pen.decide.limit")
    assert limit["moves"] is True and limit["title"]["zh"]
    assert [cell[-1]["words"]["en"] for cell in limit["cells"].values()] == [
        "60 days", "60 days", "90 days",
    ]  # fmt: skip
    assert limit["cells"]["B"][0]["note"]["en"] and limit["cells"]["A"][0]["note"] is None
    assert limit["cells"]["A"][0]["confidence"] == "V" and limit["cells"]["A"][0]["source"]["zh"]
    english = as_text(rows, "en")
    assert "90 days" in english and english.count("\n") == len(rows) * 4 - 1


def test_a_row_as_text_has_a_line_for_each_regime() -> None:
    row = ROWS["pen.hearing.notice"]
    assert as_text((row, row)) == "\n".join([as_text((row,), "zh")] * 2)
    assert as_text((row,), "en").split("\n") == [
        f"{row.title.en}  pen.hearing.notice",
        *(
            f"  {letter}  {cell[0].words.en} ({cell[0].source.words.en})"
            for letter, cell in zip("ABC", row.cells, strict=True)
        ),
    ]


def made(*times: tuple[date | None, date | None]) -> Row:
    """A row of whole numbers, each with the time in which it holds."""
    values = [
        {
            "layer": "national",
            "from": since,
            "to": until,
            "value": number,
            "source": {"law": LAW, "article": 37},
            "confidence": "V",
        }
        for number, (since, until) in enumerate(times, start=1)
    ]
    title = {"zh": "某限", "en": "limit"}
    key = {"title": title, "unit": "count", "tightens": "none", "values": values}
    (row,) = [
        each for each in table(PARAMETERS.having({"pen.made": key})) if each.key == "pen.made"
    ]
    return row


def test_what_changes_on_the_last_day_of_a_regime_stands_in_both() -> None:
    """B ends on 30 April 2024: what begins that day is of B and of C, what ends on 1 May too."""
    last, first = date(2024, 4, 30), date(2024, 5, 1)
    row = made((None, last - timedelta(1)), (last, None))
    assert [[value.value for value in cell] for cell in row.cells] == [[1], [1, 2], [2]]
    one, two = (f"{value.words.en} ({value.source.words.en})" for value in row.cells[1])
    assert as_text((row,), "en").split("\n")[2] == f"  B  {one}; {two}"
    row = made((None, first), (first + timedelta(1), None))
    assert [[value.value for value in cell] for cell in row.cells] == [[1], [1], [1, 2]]
    row = made((None, last), (first, None))
    assert [[value.value for value in cell] for cell in row.cells] == [[1], [1], [2]]
