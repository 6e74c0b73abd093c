"""Values recorded beside the shipped ones: on their own days, in their order, never looser."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.law.amending import Amendment, amended
from fadu.law.layers import Loosening
from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.sheet import SheetError
from fadu.law.typing_in import Mistyped, typed
from fadu.law.units import PeriodError

KEY, HERE = "test.limit", "511725"
START, DAY = date(2020, 1, 1), timedelta(days=1)
DOCUMENT = {"document": {"zh": "样例", "en": "sample"}}


def row(value: object) -> dict[str, object]:
    """A row of a parameter file."""
    return {"value": value, "source": DOCUMENT, "confidence": "V"}


def held(*, county: str | None = "5wd") -> Parameters:
    """A limit of the nation, and one of the county."""
    values = [{"layer": "national", "from": None, **row("30wd")}]
    if county:
        values.append({"layer": HERE, "from": START, **row(county)})
    told = {
        "title": {"zh": "样例", "en": "sample"}, "unit": "period", "tightens": "lower",
        "values": values,
    }  # fmt: skip
    return Parameters(()).having({KEY: told})


def by(since: int, until: int | None, value: object | None, layer: str = HERE) -> Amendment:
    """An amendment from the so-manieth day to another."""
    last = None if until is None else START + until * DAY
    return Amendment(KEY, layer, START + since * DAY, last, None if value is None else row(value))


def test_it_holds_on_its_own_days() -> None:
    found = amended(held(), [by(10, 19, "4wd")])
    said = [found.value(KEY, START + n * DAY, HERE).value for n in (9, 10, 19, 20)]
    assert said == ["5wd", "4wd", "4wd", "5wd"]


def test_without_a_value_the_layer_above_speaks() -> None:
    found = amended(held(), [by(10, None, None)])
    assert found.value(KEY, START + 10 * DAY, HERE).value == "30wd"
    assert found.value(KEY, START + 9 * DAY, HERE).value == "5wd"


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40), st.one_of(st.none(), st.integers(1, 30))),
        max_size=6,
    )
)
@settings(max_examples=300, deadline=None)
def test_on_each_day_the_last_amendment_speaks(told: list[tuple[int, int, int | None]]) -> None:
    """A second reckoning, day by day, from the last amendment to the first."""
    amendments = [by(min(a, b), max(a, b), None if n is None else f"{n}wd") for a, b, n in told]
    found = amended(held(), amendments)
    for place in range(42):
        day = START + place * DAY
        expected = "5wd"
        for each in amendments:
            if each.since <= day <= (each.until or date.max):
                expected = "30wd" if each.row is None else str(each.row["value"])
        assert found.value(KEY, day, HERE).value == expected


def test_control_an_amendment_cannot_loosen_or_be_anything() -> None:
    with pytest.raises(Loosening):
        amended(held(), [by(0, None, "31wd")])
    with pytest.raises(Loosening):
        amended(held(), [by(0, None, "4wd", "national")])
    with pytest.raises(ParameterMissing):
        amended(held(), [Amendment("test.none", HERE, START, None, None)])
    for value, fault in ((5, SheetError), ("five", PeriodError)):
        with pytest.raises(fault):
            amended(held(), [by(0, None, value)])


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        (" ５wd ", "period", "5wd"),
        ("80", "fen", 8000),
        ("80.5", "fen", 8050),
        ("1,000", "count", 1000),
        ("100-1000", "fen_per_m2", {"least": 10_000, "most": 100_000}),
        ("100 至 1000", "fen_per_m2", {"least": 10_000, "most": 100_000}),
        ("-3", "permille", {"most": 30}),
        ("5.5", "hundredths", 550),
        ("a|甲|one", "set", [{"code": "a", "zh": "甲", "en": "one"}]),
        (
            "id|身份证明|Identity|required by_sharing recordings", "papers",
            [{"code": "id", "title": {"zh": "身份证明", "en": "Identity"}, "required": True,
              "tolerable": False, "by_sharing": True, "recordings": True}],
        ),
        ("不计入", "rule", "不计入"),
        ("2/3", "fraction", "2/3"),
    ],
)  # fmt: skip
def test_what_is_typed_means_a_value(text: str, unit: str, value: object) -> None:
    assert typed(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "count"), ("five", "count"), ("1.5", "count"), ("0.001", "fen"), ("-", "fen"),
        ("NaN", "fen"), ("Infinity", "count"), ("a|甲", "set"), ("a|甲|one|x", "set"),
        ("id|甲|one|free", "papers"),
    ],
)  # fmt: skip
def test_control_what_means_nothing_is_refused(text: str, unit: str) -> None:
    with pytest.raises(Mistyped):
        typed(text, unit)
