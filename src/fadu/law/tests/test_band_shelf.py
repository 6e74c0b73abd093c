"""Several tables at once: a lower one refines and never leaves the one above."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from fadu.law.bands.proof import prove
from fadu.law.bands.refinement import above, compare
from fadu.law.bands.shelf import NoTable, Shelf
from fadu.law.bands.table import Table
from fadu.law.tests.banding import (
    CITY,
    COUNTY,
    PARAMETERS,
    PROVINCE,
    Row,
    key,
    national,
    parameters,
    said,
    sheet,
    table,
    tiers,
)
from fadu.law.words import Words

ON = date(2023, 1, 1)
RULE = PARAMETERS.value("disc.county", ON, PROVINCE).source
NAMED: Row = {"name": "county", "title": said("虚构县细化"), "layer": COUNTY}


def refined(*changes: tuple[int, Row]) -> list[Row]:
    """The county's tiers: the first of the province cut in two, some changed."""
    rows = tiers()
    half = {**rows[0], "when": {"land": ["built"], "area": {"at_most": "0.5"}}}
    rest = {**rows[0], "when": {"land": ["built"], "area": {"over": "0.5", "at_most": 2}}}
    whole = [
        {**half, "range": {"at_least": 100, "at_most": 150}},
        {**rest, "range": {"at_least": 150, "at_most": 200}},
        *rows[1:],
    ]
    for number, change in changes:
        whole[number - 1] = {**whole[number - 1], **change}
    return whole


def county(*changes: tuple[int, Row], **more: object) -> Table:
    """The county's table, with tiers and keys changed."""
    return table(**{**NAMED, "tiers": refined(*changes), **more})


def shelf(folder: Path, *sheets: Row, **more: Row) -> Shelf:
    """A shelf of files written to a folder."""
    for number, each in enumerate(sheets):
        text = yaml.safe_dump(each, allow_unicode=True, sort_keys=False)
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return Shelf.load(parameters(more), folder)


def test_a_refinement_inside_the_tiers_above_is_accepted() -> None:
    assert prove(county(), PARAMETERS).proven
    assert list(compare(county(), table(), PARAMETERS)) == []


def test_a_county_that_goes_beyond_the_range_is_told_where() -> None:
    lower = county((2, {"range": {"at_least": 150, "at_most": 250}}))
    assert prove(lower, PARAMETERS).proven, "by itself it is sound"
    (found,) = compare(lower, table(), PARAMETERS)
    assert found.code == "beyond" and found.fault
    assert "超过0.5亩、2亩以下" in found.words.zh and "以上级为准" in found.words.zh
    assert "第2档（slight）150元/平方米以上、250元/平方米以下" in found.words.zh
    assert "tier 1 (slight), at least 100 and at most 200 yuan per m²" in found.words.en
    assert found.example == {"land": "built", "area": Fraction(5, 4)}
    assert found.basis == RULE


def test_a_table_older_than_the_rule_is_held_to_the_one_above_without_it() -> None:
    early = date(2001, 1, 1)
    assert PARAMETERS.national("disc.county", early) is None
    lower = county((2, {"range": {"at_least": 150, "at_most": 250}}), **{"from": early})
    (found,) = compare(lower, table(**{"from": early}), PARAMETERS)
    assert (found.code, found.basis) == ("beyond", None)


def test_a_county_that_gives_another_grade_leaves_the_tier() -> None:
    (found,) = compare(county((1, {"grade": "lighter"})), table(), PARAMETERS)
    assert found.code == "beyond" and "0.5亩以下" in found.words.zh


def test_a_bound_moved_by_a_hair_is_seen() -> None:
    rows = refined()
    rows[1]["when"] = {"land": ["built"], "area": {"over": "0.5", "at_most": "2.0001"}}
    rows[2]["when"] = {"land": ["built"], "area": {"over": "2.0001"}}
    (found,) = compare(county(tiers=rows), table(), PARAMETERS)
    assert "超过2亩、2.0001亩以下" in found.words.zh


def test_a_county_may_measure_more_than_the_province() -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    measures["again"] = {"title": said("再犯"), "kind": "flag"}
    rows = tiers()
    first = {**rows[0], "when": {**rows[0]["when"], "again": False}}  # type: ignore[dict-item]
    second = {**rows[0], "when": {**rows[0]["when"], "again": True}}  # type: ignore[dict-item]
    first["range"], second["range"] = (
        {"at_least": 100, "at_most": 150},
        {"at_least": 150, "at_most": 200},
    )
    lower = county(measures=measures, tiers=[first, second, *rows[1:]])
    assert prove(lower, PARAMETERS).proven
    assert list(compare(lower, table(), PARAMETERS)) == []
    second["range"] = {"at_least": 150, "at_most": 201}
    lower = county(measures=measures, tiers=[first, second, *rows[1:]])
    (found,) = compare(lower, table(), PARAMETERS)
    assert "再犯：是" in found.words.zh and found.example["again"] is True


@pytest.mark.parametrize("change", ["unit", "classes", "within", "standard"])
def test_what_is_measured_otherwise_cannot_be_compared(change: str) -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    standard: Row = {"unit": "yuan_per_m2"}
    if change == "unit":
        measures["area"]["unit"] = "m2"
    elif change == "classes":
        measures["land"]["classes"]["water"] = said("水域")
    elif change == "within":
        measures["area"]["within"] = {"over": 0}
    else:
        standard = {"unit": "yuan"}
    lower = county(measures=measures, standard=standard)
    (found,) = compare(lower, table(), PARAMETERS)
    assert found.code == "not_comparable" and found.fault
    differs = {"classes": ("地类", "land class"), "standard": ("", "")}.get(
        change, ("面积", "area")
    )
    assert found.words == Words(
        f"衡量项“{differs[0]}”与上级《虚构省占地裁量基准》不同"
        if differs[0]
        else "处罚标准的单位与上级《虚构省占地裁量基准》不同",
        f"the measure {differs[1]} is not that of 虚构省占地裁量基准"
        if differs[1]
        else "the standard is measured otherwise than in 虚构省占地裁量基准",
    )
    assert found.basis == RULE


def test_multiples_of_different_things_cannot_be_compared() -> None:
    def priced(of: str, layer: str) -> Table:
        return table(layer=layer, standard={"unit": "times", "of": of, "title": said(of)})

    assert list(compare(priced("cost", COUNTY), priced("cost", PROVINCE), PARAMETERS)) == []
    (found,) = compare(priced("cost", COUNTY), priced("value", PROVINCE), PARAMETERS)
    assert found.code == "not_comparable"


def test_together_too_many_combinations_are_not_compared() -> None:
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    for number in range(12):
        measures[f"flag{number}"] = {"title": said("标志"), "kind": "flag"}
    (found,) = compare(county(), table(measures=measures), PARAMETERS)
    assert found.code == "too_many" and "too many to be proved" in found.words.en


def test_which_layer_stands_above_which() -> None:
    assert above(county(), table()) and above(table(layer=CITY), table())
    assert above(table(), table(layer="national"))
    assert not above(table(), county()) and not above(table(), table())
    assert not above(table(layer="national"), table())
    assert not above(county(layer="980101"), table()), "another province"
    assert not above(county(statute="test.fee"), table()), "another violation"
    assert not above(county(to=date(2022, 12, 31)), table(**{"from": date(2023, 1, 1)}))
    assert above(county(to=date(2023, 1, 1)), table(**{"from": date(2023, 1, 1)}))
    assert above(county(**{"from": date(2023, 1, 1)}), table(to=date(2023, 1, 1)))
    assert not above(county(**{"from": date(2023, 1, 1)}), table(to=date(2022, 12, 31)))


def test_the_most_local_proven_table_is_found(tmp_path: Path) -> None:
    found = shelf(tmp_path, sheet(), sheet(**NAMED, tiers=refined()))
    assert [each.proven for each in found.reports] == [True, True]
    assert found.find("test.area", ON, COUNTY).name == "county"
    assert found.find("test.area", ON, "990102").name == "occupation"
    assert found.find("test.area", ON, CITY).name == "occupation"
    with pytest.raises(NoTable, match="980101"):
        found.find("test.area", ON, "980101")
    with pytest.raises(NoTable):
        found.find("test.gain", ON, COUNTY)
    with pytest.raises(NoTable):
        found.find("test.area", date(2021, 12, 31), COUNTY)


def test_the_superior_prevails_over_a_county_that_leaves_it(tmp_path: Path) -> None:
    """Control: the same two files, one range moved, and the county's table is laid aside."""
    beyond = refined((2, {"range": {"at_least": 150, "at_most": 250}}))
    found = shelf(tmp_path, sheet(**NAMED, tiers=beyond), sheet())
    assert [(each.table.name, each.proven) for each in found.reports] == [
        ("occupation", True),
        ("county", False),
    ]
    assert found.find("test.area", ON, COUNTY).name == "occupation"
    (report,) = found.named("county")
    assert [each.code for each in report.faults] == ["beyond"]
    assert report.cells == 2 * 8, "what the proof looked at by itself is still told"


def test_a_table_above_that_fails_binds_nobody(tmp_path: Path) -> None:
    broken = tiers((1, {"when": {"land": ["built"], "area": {"under": 2}}}))
    found = shelf(tmp_path, sheet(tiers=broken), sheet(**NAMED, tiers=refined()))
    assert [each.proven for each in found.reports] == [False, True]
    assert found.find("test.area", ON, CITY[:2] + "0101").name == "county"
    with pytest.raises(NoTable):
        found.find("test.area", ON, CITY)


def test_a_city_between_is_held_to_the_province_and_binds_the_county(tmp_path: Path) -> None:
    city = sheet(name="city", title=said("市"), layer=CITY, tiers=refined())
    wide = sheet(**NAMED)
    found = shelf(tmp_path, sheet(), city, wide)
    assert [each.proven for each in found.reports] == [True, True, False]
    assert "《市》" in found.named("county")[0].faults[0].words.zh
    assert found.find("test.area", ON, COUNTY).name == "city"


def test_a_national_table_stands_first_and_binds_all(tmp_path: Path) -> None:
    nation = sheet(name="nation", title=said("国"), layer="national")
    beyond = refined((2, {"range": {"at_least": 150, "at_most": 250}}))
    found = shelf(tmp_path, sheet(**NAMED, tiers=beyond), sheet(), nation)
    assert [(each.table.name, each.proven) for each in found.reports] == [
        ("nation", True),
        ("occupation", True),
        ("county", False),
    ]
    assert ["《国》" in each.words.zh for each in found.named("county")[0].faults] == [True, False]


def test_versions_follow_each_other_and_do_not_overlap(tmp_path: Path) -> None:
    first = sheet(to=date(2022, 12, 31))
    second = sheet(**{"from": date(2023, 1, 1)})
    found = shelf(tmp_path, second, first)
    assert [each.table.since.year for each in found.named("occupation")] == [2022, 2023]
    assert found.find("test.area", date(2022, 12, 31), PROVINCE).until is not None
    assert found.find("test.area", date(2023, 1, 1), PROVINCE).until is None
    overlapping = shelf(tmp_path, sheet(), second)
    assert [[each.code for each in report.faults] for report in overlapping.reports] == [
        [],
        ["twice"],
    ]


def test_an_excerpt_decides_nothing(tmp_path: Path) -> None:
    found = shelf(tmp_path, sheet(excerpt=True))
    (report,) = found.reports
    assert report.proven and not report.decides
    assert [each.code for each in report.findings] == ["excerpt"]
    with pytest.raises(NoTable):
        found.find("test.area", ON, PROVINCE)


def test_a_file_that_is_no_table_costs_nothing_else(tmp_path: Path) -> None:
    found = shelf(tmp_path, {"name": "broken"}, sheet())
    assert [each.file for each in found.unreadable] == ["0.yaml"]
    assert "缺少此项" in found.unreadable[0].words.zh
    assert found.find("test.area", ON, PROVINCE).name == "occupation"


def test_a_changed_statute_takes_a_table_off_the_shelf(tmp_path: Path) -> None:
    changed = key("fen_per_m2", national({"least": 100_00, "most": 999_00}))
    found = shelf(tmp_path, sheet(), **{"test.area": changed})
    assert [each.code for each in found.reports[0].faults] == ["outside"]
