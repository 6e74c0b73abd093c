"""Every citation resolves on every day of its value; what dangles is found."""

from datetime import date

import pytest

from fadu.law.parameters import Parameters
from fadu.law.proof import dangling, gaps
from fadu.law.sources import cite

HEARING = cite("行政处罚法", 42)  # hearings to 2021-07-14, qualified officers since


def test_all_shipped_values_are_proved() -> None:
    parameters = Parameters.load()
    assert len(list(parameters)) > 150
    assert [fault.en for fault in dangling(parameters)] == []


def value(source: object, since: date | None, until: date | None) -> Parameters:
    """The shipped parameters and one more value."""
    row = {"layer": "national", "from": since, "to": until, "value": "5wd", "confidence": "V"}
    title = {"zh": "某期限", "en": "a limit"}
    key = {"title": title, "unit": "period", "tightens": "none"}
    return Parameters.load().having({"a": {**key, "values": [{**row, "source": source}]}})


@pytest.mark.parametrize(
    ("article", "since", "until", "faults"),
    [
        (64, date(2021, 7, 15), None, []),
        (64, None, None, []),
        (64, date(2021, 7, 14), None, ["from 2021-07-14 to 2021-07-14"]),
        (40, date(2015, 1, 1), date(2021, 7, 14), []),
        (40, date(2015, 1, 1), None, ["from 2021-07-15 on"]),
    ],
)
def test_an_article_must_stand_on_every_day(
    article: int, since: date | None, until: date | None, faults: list[str]
) -> None:
    source = {"law": "行政处罚法", "article": article}
    found = [fault.en for fault in dangling(value(source, since, until))]
    assert len(found) == len(faults)
    assert all(text in fault for text, fault in zip(faults, found, strict=True))
    assert all(fault.startswith("a: ") for fault in found)


def test_a_value_cannot_outlive_its_law() -> None:
    source = {"law": "物权法"}
    assert [f.en for f in dangling(value(source, date(2015, 1, 1), date(2020, 12, 31)))] == []
    (fault,) = dangling(value(source, date(2015, 1, 1), None))
    assert "from 2021-01-01 on" in fault.en
    assert "2021-01-01以后" in fault.zh


def test_a_renumbered_place_that_stands_in_both_wordings_has_no_gap() -> None:
    assert not list(gaps(HEARING, date(2015, 1, 1), date.max))
    (before,) = gaps(cite("民法典", 201), date(2020, 12, 30), date(2021, 6, 1))
    assert "2020-12-30 to 2020-12-31" in before.en
