"""The cells of a table: where numbers are cut, and how a proof joins them for a reader."""

from fractions import Fraction

import pytest

from fadu.law.bands.cells import MOST, Cell, Space, TooManyCells, cut
from fadu.law.bands.exact import shown
from fadu.law.bands.measure import FactMissing
from fadu.law.bounds import Bound, Interval, interval
from fadu.law.tests.banding import Row, codes, mu, report, said, sheet, table, tiers
from fadu.law.words import Words


def measures(**more: object) -> Row:
    """The measures of the area table and more."""
    found = sheet()["measures"]
    assert isinstance(found, dict)
    return {**found, **more}


def point(number: int | str) -> Cell:
    """The cell of a bound."""
    value = Fraction(number)
    return Cell(value, Interval(Bound(value, True), Bound(value, True)))


def stretch(sample: str, low: int, high: int | None = None) -> Cell:
    """The cell of an open stretch between bounds."""
    above = None if high is None else Bound(Fraction(high), False)
    return Cell(Fraction(sample), Interval(Bound(Fraction(low), False), above))


@pytest.mark.parametrize(
    ("marks", "domain", "expected"),
    [
        ([2], interval(at_least=0), [point(0), stretch("1", 0, 2), point(2), stretch("3", 2)]),
        ([2, 2, 0], interval(over=0), [stretch("1", 0, 2), point(2), stretch("3", 2)]),
        ([1, 9], interval(at_least=2, at_most=5), [point(2), stretch("7/2", 2, 5), point(5)]),
        ([], interval(over=2, under=5), [stretch("7/2", 2, 5)]),
        ([], interval(at_least=0), [point(0), stretch("1", 0)]),
    ],
)
def test_a_number_is_cut_at_each_bound_and_between(
    marks: list[int], domain: Interval, expected: list[Cell]
) -> None:
    assert cut(map(Fraction, marks), domain) == tuple(expected)


def test_the_bounds_of_one_number_do_not_cut_another() -> None:
    second = {"title": said("天数"), "kind": "number", "unit": "days"}
    rows = tiers((1, {"when": {"land": ["built"], "area": {"at_most": 2}, "late": {"under": 9}}}))
    space = Space.of(table(measures=measures(late=second), tiers=rows))
    assert [(axis.measure.name, len(axis.cells)) for axis in space.axes] == [
        ("land", 2),
        ("area", 6),
        ("late", 4),
    ]


def test_fifty_thousand_combinations_are_looked_at_and_no_more() -> None:
    five = {str(code): said(str(code)) for code in range(5)}
    made: Row = {
        **{f"class{n}": {"title": said("类"), "kind": "class", "classes": five} for n in range(5)},
        **{f"flag{n}": {"title": said("否"), "kind": "flag"} for n in range(4)},
    }
    rows = tiers((1, {"when": {"flag0": True}}))[:1]
    assert len(Space.of(table(measures=made, tiers=rows))) == MOST == 50_000
    made["class0"] = {"title": said("类"), "kind": "class", "classes": {**five, "5": said("5")}}
    with pytest.raises(TooManyCells) as refused:
        Space.of(table(measures=made, tiers=rows))
    assert refused.value.words == Words(
        "衡量项的组合达60000种，无法逐一验证",
        "the measures combine in 60000 ways, too many to be proved",
    )


def test_two_gaps_along_a_number_are_told_apart() -> None:
    rows = tiers(
        (1, {"when": {"land": ["built"], "area": {"under": 2}}}),
        (2, {"when": {"land": ["built"], "area": {"over": 2, "at_most": 5}}}),
    )
    found = report(tiers=rows)
    assert [each.words.zh for each in found.faults] == [
        "地类：建设用地，面积2亩：不属于任何档次",
        "地类：建设用地，面积超过5亩：不属于任何档次",
    ], "what lies between them has its tier"


def test_classes_with_one_in_its_tier_between_them_are_one_gap() -> None:
    land = {code: said(code) for code in ("bare", "farm", "built", "water")}
    known = {"land": {"title": said("地类"), "kind": "class", "classes": land}}
    found = report(measures=measures(**known))
    assert [each.words.zh for each in found.faults] == ["地类：bare、water：不属于任何档次"]


def test_a_number_narrowed_by_its_upper_end_still_begins_at_nought() -> None:
    area = {"title": said("面积"), "kind": "number", "unit": "mu", "within": {"at_most": 9}}
    rows = tiers(
        (1, {"when": {"land": ["built"], "area": {"at_least": 0, "at_most": 2}}}),
        (3, {"when": {"land": ["farm"], "area": {"at_least": 0, "at_most": "3.5"}}}),
    )
    found = report(measures=measures(area=area), tiers=rows)
    assert codes(found) == [], "no act has an area below nought, so none must be covered"
    rows[0]["when"] = {"land": ["built"], "area": {"over": 0, "at_most": 2}}
    (nought,) = report(measures=measures(area=area), tiers=rows).faults
    assert (nought.code, nought.example["area"]) == ("gap", 0), "control: nought itself must be"
    measure = found.table.measures["area"]
    assert measure.domain == interval(at_least=0, at_most=9)
    assert measure.read({"area": mu(9)}) == 9
    with pytest.raises(FactMissing):
        measure.read({"area": mu("-0.5")})
    with pytest.raises(FactMissing):
        measure.read({"area": mu("9.01")})


@pytest.mark.parametrize(
    ("name", "fact", "plainly"),
    [
        ("area", Fraction(-2000, 3), "-2000/3"),
        ("area", Fraction(-11, 2), "-5.5"),
        ("area", "many", "many"),
        ("area", True, "True"),
        ("land", "moon", "moon"),
        ("land", False, "False"),
        ("again", "yes", "yes"),
        ("again", Fraction(1), "1"),
    ],
)
def test_a_fact_that_the_table_does_not_know_is_named(
    name: str, fact: Fraction | str | bool, plainly: str
) -> None:
    again = {"title": said("再犯"), "kind": "flag"}
    measure = table(measures=measures(again=again)).measures[name]
    with pytest.raises(FactMissing) as refused:
        measure.read({name: fact})
    assert refused.value.words == Words(
        f"{measure.title.zh}（{name}）：{plainly} 不是本表所列的值",
        f"{measure.title.en} ({name}): {plainly} is no value of this table",
    )


def test_a_decimal_as_long_as_it_may_be_is_shown_exactly() -> None:
    assert shown(Fraction(1, 10**30)) == "0." + "0" * 29 + "1"
