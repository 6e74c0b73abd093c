"""The proof of a discretion table: each defect is found, and shown by an act that has it."""

from datetime import date
from fractions import Fraction

import pytest

from fadu.law.bands.cells import Space, in_base
from fadu.law.bands.findings import Report
from fadu.law.bands.measure import UNITS
from fadu.law.bands.proof import prove
from fadu.law.tests.banding import (
    CITY,
    PARAMETERS,
    PROVINCE,
    SOURCED,
    codes,
    key,
    national,
    parameters,
    report,
    said,
    sheet,
    table,
    tiers,
)


def shows(found: Report, code: str) -> list[int]:
    """For each finding of the code, how many tiers its example falls into."""
    measures = found.table.measures
    return [
        len(
            found.table.matching(
                {name: in_base(measures[name], value) for name, value in each.example.items()}
            )
        )
        for each in found.findings
        if each.code == code
    ]


def test_a_sound_table_is_proven_over_every_combination() -> None:
    found = report()
    assert codes(found) == [] and found.proven
    # Land class: two. Area: 0, to 2, 2, to 3.5, 3.5, beyond.
    assert found.cells == 2 * 6
    assert "12种组合" in found.verdict.zh and "each of 12" in found.verdict.en


def test_two_mu_in_two_tiers_are_an_overlap() -> None:
    when = {"land": ["built"], "area": {"at_least": 2}}
    found = report(tiers=tiers((2, {"when": when})))
    assert codes(found) == ["overlap"] and not found.proven
    assert shows(found, "overlap") == [2]
    (fault,) = found.faults
    assert fault.example == {"land": "built", "area": Fraction(2)}
    assert "面积2亩" in fault.words.zh and "第1档" in fault.words.zh and "第2档" in fault.words.zh
    assert "2 mu" in fault.words.en and "belongs to two tiers" in fault.words.en
    assert "1 fault;" in found.verdict.en


def test_two_mu_in_no_tier_are_a_gap() -> None:
    when = {"land": ["built"], "area": {"under": 2}}
    found = report(tiers=tiers((1, {"when": when})))
    assert codes(found) == ["gap"] and shows(found, "gap") == [0]
    assert found.faults[0].example["area"] == 2
    assert "不属于任何档次" in found.faults[0].words.zh
    assert "area: 2 mu: belongs to no tier" in found.faults[0].words.en


def test_a_gap_is_told_as_wide_as_it_is() -> None:
    when = {"land": ["farm"], "area": {"over": 5}}
    found = report(tiers=tiers((4, {"when": when})))
    assert codes(found) == ["gap"]
    assert "超过3.5亩、5亩以下" in found.faults[0].words.zh
    assert "over 3.5 and at most 5 mu" in found.faults[0].words.en
    assert shows(found, "gap") == [0]


def test_a_land_class_that_no_tier_names_is_a_gap_over_all_areas() -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    measures["land"]["classes"]["unused"] = said("未利用地")
    measures["land"]["classes"]["water"] = said("水域")
    found = report(measures=measures)
    assert codes(found) == ["gap"], "one finding for both classes and all areas"
    assert found.faults[0].words.zh == "地类：未利用地、水域：不属于任何档次"


def test_three_tiers_at_one_place_are_counted() -> None:
    rows = tiers()
    rows.append({**rows[0], "when": {"area": {"at_least": 2, "at_most": 3}}})
    rows.append({**rows[0], "when": {"land": ["built"], "area": {"at_most": 2}}})
    found = report(tiers=rows)
    overlaps = [each.words.en for each in found.faults]
    assert any("belongs to three tiers" in each for each in overlaps)
    assert {3, 2} == set(shows(found, "overlap"))


def test_any_and_all_join_measures() -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    measures["again"] = {"title": {"zh": "再次违法", "en": "again"}, "kind": "flag"}
    grave = {"any": [{"area": {"over": 5}}, {"all": [{"land": ["farm"]}, {"again": True}]}]}
    rest_built = {"land": ["built"], "area": {"at_most": 5}}
    rest_farm = {"land": ["farm"], "area": {"at_most": 5}, "again": False}
    rows = [
        {"grade": "slight", "when": rest_built, "range": {"at_least": 100, "at_most": 300}},
        {"grade": "lighter", "when": rest_farm, "range": {"at_least": 300, "at_most": 600}},
        {"grade": "serious", "when": grave, "range": {"at_least": 600, "at_most": 1000}},
    ]
    found = report(measures=measures, tiers=rows)
    assert found.proven and found.cells == 2 * 4 * 2
    words = found.table.tiers[2].condition
    assert words is not None
    assert words.words().zh == "面积超过5亩，或者（地类为农用地，且再次违法：是）"
    assert words.words().en == "area over 5 mu, or (land class: 农用地, and again: yes)"
    broken = [*rows[:1], {**rows[1], "when": {**rest_farm, "again": True}}, *rows[2:]]
    found = report(measures=measures, tiers=broken)
    assert sorted(codes(found)) == ["gap", "overlap"]
    assert shows(found, "gap") == [0] and shows(found, "overlap") == [2]
    assert "再次违法：否" in next(each for each in found.faults if each.code == "gap").words.zh


def test_a_tier_that_no_act_can_reach_is_named() -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    measures["area"]["within"] = {"at_least": 0, "at_most": 3}
    found = report(measures=measures)
    assert codes(found) == ["idle"] and "第4档" in found.faults[0].words.zh


def test_a_domain_bounds_what_must_be_covered() -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    measures["area"]["within"] = {"over": 1}
    rows = tiers((1, {"when": {"land": ["built"], "area": {"over": 1, "at_most": 2}}}))
    assert report(measures=measures, tiers=rows).proven
    measures["area"]["within"] = {"at_least": 1}
    assert codes(report(measures=measures, tiers=rows)) == ["gap"]


@pytest.mark.parametrize(
    ("span", "expected", "said_zh"),
    [
        ({"at_least": 99, "at_most": 200}, "outside", "99元/平方米以上"),
        ({"at_least": "99.99", "at_most": 200}, "outside", "99.99元/平方米以上"),
        ({"over": 100, "at_most": 200}, "uncovered", "100元/平方米：没有档次涵盖"),
        ({"at_least": 100, "under": 200}, None, ""),
        ({"at_least": 100, "at_most": 150}, "uncovered", "超过150元/平方米、不满200元/平方米"),
    ],
)
def test_the_lowest_range_against_the_statute(
    span: dict[str, object], expected: str | None, said_zh: str
) -> None:
    found = report(tiers=tiers((1, {"range": span})))
    assert codes(found) == ([expected] if expected else [])
    assert not expected or said_zh in found.faults[0].words.zh


def test_the_highest_range_against_the_statute() -> None:
    above = report(tiers=tiers((4, {"range": {"at_least": 700, "at_most": "1000.01"}})))
    assert codes(above) == ["outside"] and "《行政处罚法》" in above.faults[0].words.zh
    open_end = report(tiers=tiers((4, {"range": {"at_least": 700}})))
    assert codes(open_end) == ["outside"]
    short = report(tiers=tiers((4, {"range": {"at_least": 700, "under": 1000}})))
    assert codes(short) == ["uncovered"]
    assert "1000 yuan per m² is covered by no tier" in short.faults[0].words.en


def test_two_holes_in_the_ranges_are_two_findings() -> None:
    found = report(
        tiers=tiers(
            (1, {"range": {"at_least": 100, "at_most": 150}}),
            (3, {"range": {"at_least": 400, "at_most": 600}}),
        )
    )
    assert codes(found) == ["uncovered", "uncovered"]
    assert [each.example["rate"] for each in found.faults] == [175, 650]


def test_a_statute_that_changes_while_the_table_is_valid_is_held_against_both_times() -> None:
    change, day_before = date(2023, 1, 1), date(2022, 12, 31)
    both = parameters(
        {
            "test.moved": key(
                "fen_per_m2",
                national({"least": 100_00, "most": 1000_00}, None, day_before),
                national({"least": 100_00, "most": 900_00}, change),
            )
        }
    )
    assert codes(prove(table(statute="test.moved"), both)) == ["outside"]
    assert prove(table(statute="test.moved", to=day_before), both).proven
    assert codes(prove(table(statute="test.moved", to=change), both)) == ["outside"]


def test_a_statute_that_ends_before_the_table_proves_nothing() -> None:
    ended = parameters(
        {"test.old": key("fen_per_m2", national({"most": 1000_00}, None, date(2023, 6, 1)))}
    )
    found = prove(table(statute="test.old"), ended)
    assert codes(found) == ["no_statute"] and "2023-06-02" in found.faults[0].words.zh
    later = parameters({"test.new": key("fen_per_m2", national({"most": 1}, date(2023, 6, 1)))})
    assert codes(prove(table(statute="test.new"), later)) == ["no_statute"]


@pytest.mark.parametrize("statute", ["test.none", "test.gain", "test.promise"])
def test_without_a_range_in_the_same_unit_nothing_is_proved(statute: str) -> None:
    found = report(statute=statute)
    assert codes(found) == ["no_statute"] and not found.proven
    assert "无法验证" in found.faults[0].words.zh


def test_a_statute_without_an_upper_end_is_no_range() -> None:
    rows = tiers()[:1]
    found = report(statute="test.endless", standard={"unit": "yuan"}, tiers=rows)
    assert "no_statute" in codes(found)


def test_what_the_state_council_demands_of_a_table_is_missed_when_missing() -> None:
    found = report(
        violation=None,
        basis=None,
        tiers=tiers((1, {"grade": None}), (2, {"range": None}), (3, {"when": None})),
    )
    fields = [each.words.zh for each in found.faults if each.code == "field"]
    assert fields == [
        "缺少违法行为",
        "缺少法定依据",
        "缺少第1档的裁量阶次",
        "缺少第2档（lighter）的具体标准",
        "缺少第3档（graver）的适用条件",
    ]
    assert "gap" in codes(found), "a tier without a condition holds nothing"


def test_as_many_grades_as_the_province_asks_for() -> None:
    row = {"layer": PROVINCE, "from": None, "value": {"least": 3, "most": 4}}
    asking = PARAMETERS.having({"disc.tiers": {"values": [{**row, **SOURCED}]}})
    assert prove(table(), asking).proven
    merged = tiers((2, {"grade": "slight"}), (4, {"grade": "graver"}))
    found = prove(table(tiers=merged), asking)
    assert codes(found) == ["grades"] and not found.proven
    assert "共2个裁量阶次" in found.faults[0].words.zh and found.faults[0].basis is not None
    city = prove(table(tiers=merged, layer=CITY), asking)
    assert codes(city) == ["grades"], "the rule of the province binds its cities"
    assert prove(table(tiers=merged, layer="98"), asking).proven, "another province"
    assert prove(table(tiers=merged, layer="national"), asking).proven
    excerpt = prove(table(tiers=merged, excerpt=True), asking)
    assert codes(excerpt) == ["grades", "excerpt"], "an excerpt cannot be counted"
    assert excerpt.proven and not excerpt.decides


def test_a_graver_grade_that_costs_less_is_remarked_on() -> None:
    found = report(
        tiers=tiers(
            (1, {"range": {"at_least": 200, "at_most": 400}}),
            (2, {"range": {"at_least": 100, "at_most": 200}}),
        )
    )
    assert codes(found) == ["order"] and found.proven
    assert "第1档" in found.findings[0].words.zh and "第2档" in found.findings[0].words.zh


def test_too_many_combinations_are_refused_and_not_left_half_done() -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    for number in range(13):
        measures[f"flag{number}"] = {"title": said("标志"), "kind": "flag"}
    found = report(measures=measures)
    assert codes(found) == ["too_many"] and found.cells == 0
    assert "98304种" in found.faults[0].words.zh


def test_findings_are_plain_json() -> None:
    when = {"land": ["built"], "area": {"at_least": "1.5"}}
    found = report(tiers=tiers((2, {"when": when})))
    data = found.faults[0].as_data()
    assert data["code"] == "overlap" and data["fault"] is True and data["basis"] is None
    assert data["example"] == {"land": "built", "area": "3/2"}
    grades = report(statute="test.none").faults[0].as_data()
    assert grades["example"] == {}


def test_the_space_is_cut_at_every_bound_and_in_between() -> None:
    space = Space.of(table())
    areas = {place: space.example(place)["area"] for place in space.places()}
    assert sorted({each for each in areas.values() if isinstance(each, Fraction)}) == [
        0, 1, 2, Fraction(11, 4), Fraction(7, 2), Fraction(9, 2),
    ]  # fmt: skip
    assert UNITS["mu"].size == Fraction(2000, 3)
