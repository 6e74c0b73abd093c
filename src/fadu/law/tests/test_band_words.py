"""What a proof and a fine say beside their figures: the rule, the words, the confidence."""

from datetime import date
from fractions import Fraction

import pytest

from fadu.law.bands.fine import Fine
from fadu.law.bands.measure import FactMissing, Facts
from fadu.law.bands.proof import prove
from fadu.law.bands.reckoning import reckon, tier_of
from fadu.law.bands.table import Table
from fadu.law.tests.banding import (
    COUNTY,
    PARAMETERS,
    Row,
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
from fadu.law.words import Words

ON = date(2023, 3, 1)
AGAIN: Row = {"title": {"zh": "再次违法", "en": "again"}, "kind": "flag"}
WITH_FEE = parameters(
    {
        "test.flat": key("fen_per_m2", national(30_00), title="开垦费"),
        "test.weak": key(
            "fen_per_m2", national({"least": 100_00, "most": 1000_00}, confidence="M")
        ),
    }
)


def fine(made: Table, part: Facts, rate: Fraction | None = None) -> Fine:
    """The fine for one line in the county on a usual day."""
    return reckon(made, ON, [part], WITH_FEE, COUNTY, rates=None if rate is None else [rate])


def with_again() -> Row:
    """The measures of the area table and a flag."""
    measures = sheet()["measures"]
    assert isinstance(measures, dict)
    return {**measures, "again": AGAIN}


def test_each_fault_names_the_rule_that_it_breaks() -> None:
    fields, multiples = (
        PARAMETERS.national(name, ON) for name in ("disc.fields", "disc.multiples")
    )
    assert fields is not None and multiples is not None
    assert [each.basis for each in report(violation=None).faults] == [fields.source]
    short = report(tiers=tiers((4, {"range": {"at_least": 700, "under": 1000}})))
    assert [(each.code, each.basis) for each in short.faults] == [("uncovered", multiples.source)]
    above = report(tiers=tiers((4, {"range": {"at_least": 700, "at_most": 1001}})))
    statute = PARAMETERS.national("test.area", ON)
    assert statute is not None
    assert [(each.code, each.basis) for each in above.faults] == [("outside", statute.source)]


def test_a_table_older_than_the_rule_cites_none() -> None:
    early = date(2001, 1, 1)
    assert PARAMETERS.national("disc.fields", early) is None
    found = prove(table(violation=None, **{"from": early}), PARAMETERS)
    assert [(each.code, each.basis) for each in found.faults] == [("field", None)]


@pytest.mark.parametrize(("count", "word"), [(6, "six"), (7, "7"), (8, "8")])
def test_more_tiers_than_have_a_word_are_counted_in_figures(count: int, word: str) -> None:
    rows = tiers()
    rows += [dict(rows[0]) for _ in range(count - 1)]
    found = report(tiers=rows)
    assert codes(found) == ["overlap"]
    assert f"belongs to {word} tiers," in found.faults[0].words.en


def test_a_remark_is_no_fault_and_has_its_words() -> None:
    (excerpt,) = report(excerpt=True).findings
    assert excerpt.fault is False
    assert excerpt.words == Words("节录不完整，不得用于裁量", "an excerpt: it decides no case")
    (order,) = report(tiers=swapped((200, 400), (100, 200))).findings
    assert (order.code, order.fault) == ("order", False)


def swapped(first: tuple[int, int], second: tuple[int, int]) -> list[Row]:
    """The tiers with other ranges for the two lowest."""
    ranges = [{"at_least": low, "at_most": high} for low, high in (first, second)]
    return tiers((1, {"range": ranges[0]}), (2, {"range": ranges[1]}))


@pytest.mark.parametrize(
    ("first", "second", "remarked"),
    [
        ((100, 400), (100, 300), True),  # its upper end alone is higher
        ((150, 300), (100, 400), True),  # its lower end alone is higher
        ((100, 400), (100, 400), False),
        ((100, 300), (100, 400), False),
        ((100, 300), (200, 400), False),
    ],
)
def test_either_end_that_costs_more_is_remarked_on(
    first: tuple[int, int], second: tuple[int, int], remarked: bool
) -> None:
    assert codes(report(tiers=swapped(first, second))) == (["order"] if remarked else [])


def test_a_line_says_its_area_its_tier_its_range_and_the_rate_taken() -> None:
    found = fine(table(), {"land": "built", "area": Fraction(10)}, Fraction("150.5"))
    assert found.parts[0].words == Words(
        "10平方米，第1档（slight）100元/平方米以上、200元/平方米以下：1000.00元至2000.00元"
        "；取150.5元/平方米，为1505.00元",
        "10 m², tier 1 (slight), at least 100 and at most 200 yuan per m²: "
        "1000.00 to 2000.00 yuan; at 150.5 yuan per m²: 1505.00 yuan",
    )
    open_ = fine(table(), {"land": "built", "area": Fraction(10)})
    assert "取" not in open_.parts[0].words.zh and "; at " not in open_.parts[0].words.en


def test_a_fine_is_as_sure_as_its_weakest_part_and_no_surer() -> None:
    facts: Facts = {"land": "built", "area": Fraction(10)}
    assert fine(table(statute="test.weak"), facts).confidence == "M", "weaker than the table's V2"
    assert fine(table(), facts).confidence == "V2"


def test_one_fee_for_all_land_needs_no_class() -> None:
    rows = tiers(
        (1, {"range": {"at_least": 5, "at_most": 6}}),
        (2, {"range": {"over": 6, "at_most": 7}}),
        (3, {"range": {"over": 7, "at_most": 8}}),
        (4, {"range": {"over": 8, "at_most": 10}}),
    )
    fee: Row = {"unit": "times_fee", "of": "test.flat", "title": said("开垦费")}
    flat = table(statute="test.fee", standard=fee, tiers=rows)
    assert fine(flat, {"land": "built", "area": Fraction(2)}, Fraction(6)).amount == 2 * 30_00 * 6


def test_a_class_that_only_the_fee_asks_for_is_named_when_missing() -> None:
    rows = [
        {
            "grade": "slight",
            "when": {"area": {"at_least": 0}},
            "range": {"at_least": 5, "at_most": 10},
        }
    ]
    fee: Row = {"unit": "times_fee", "of": "test.flat", "by": "land", "title": said("开垦费")}
    made = table(statute="test.fee", standard=fee, tiers=rows)
    with pytest.raises(FactMissing) as missing:
        fine(made, {"area": Fraction(2)})
    assert missing.value.words == Words("缺少事实：地类", "not known: land class")


def test_a_list_whose_condition_is_open_is_told_as_open_when_the_tier_is_not() -> None:
    row: Row = {
        "kind": "exempt",
        "title": said("初犯"),
        "when": {"again": False},
        "source": {"law": "行政处罚法", "article": 37},
    }
    row["demands"] = [said("已改正")]
    made = table(measures=with_again(), lists=[row])
    facts: Facts = {"land": "built", "area": Fraction(10)}
    found = fine(made, facts)
    assert [holds for _, holds in found.listed] == [None]
    assert "（条件待查明）" in found.explain()
    known = fine(made, {**facts, "again": False})
    assert [holds for _, holds in known.listed] == [True]
    assert "（条件待查明）" not in known.explain()


def test_one_tier_that_holds_decides_although_another_is_open() -> None:
    rows = tiers()[:2]
    rows[0]["when"], rows[1]["when"] = {"land": ["built"]}, {"area": {"over": 2}}
    made = table(tiers=rows)
    assert tier_of(made, {"land": "built"}).number == 1
    with pytest.raises(FactMissing):
        tier_of(made, {"land": "farm"})


def test_a_range_without_an_upper_end_in_a_low_grade_is_a_fault_and_no_crash() -> None:
    found = report(tiers=tiers((1, {"range": {"at_least": 100}})))
    assert codes(found) == ["outside"]
