"""What an act costs: line by line in fen, rounded down, never above the cap."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.law.bands.fine import Fine, yuan
from fadu.law.bands.measure import FactMissing, Facts
from fadu.law.bands.proof import prove
from fadu.law.bands.reckoning import OutsideTier, Unproven, bounded, reckon, tier_of
from fadu.law.bands.table import Table
from fadu.law.bounds import interval
from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.tests.banding import (
    COUNTY,
    LISTED,
    PARAMETERS,
    PROVINCE,
    Row,
    key,
    mu,
    parameters,
    said,
    table,
    tiers,
)

ON = date(2023, 3, 1)
AREA_TABLE = table()
FEES = {
    "test.fee.farm": key(
        "fen_per_m2",
        {"layer": PROVINCE, "from": None, "to": date(2022, 12, 31), "value": 25_00},
        {"layer": PROVINCE, "from": date(2023, 1, 1), "value": 30_01},
        {"layer": COUNTY, "from": date(2024, 1, 1), "value": 33_33, "confidence": "unconfirmed"},
        title="开垦费",
    ),
    "test.fee.built": key("fen_per_m2"),
}
WITH_FEES = parameters(FEES)


def of(unit: str, statute: str, *spans: tuple[int | str, int | str], **standard: object) -> Table:
    """A table of the same measures with one tier for built land and one for the rest."""
    (low, middle), (_, high) = spans
    rows: list[Row] = [
        {
            "grade": "slight",
            "when": {"land": ["built"]},
            "range": {"at_least": low, "at_most": middle},
        },
        {
            "grade": "graver",
            "when": {"land": ["farm"]},
            "range": {"over": middle, "at_most": high},
        },
    ]
    made = table(statute=statute, standard={"unit": unit, **standard}, tiers=rows)
    assert prove(made, WITH_FEES).proven, prove(made, WITH_FEES).findings
    return made


def fine(*parts: Facts, made: Table = AREA_TABLE, **more: object) -> Fine:
    """The fine in the county on a usual day."""
    return reckon(made, ON, parts, WITH_FEES, COUNTY, **more)  # type: ignore[arg-type]


def built(area: Fraction) -> Facts:
    """So much built land, in m²."""
    return {"land": "built", "area": area}


def farm(area: Fraction) -> Facts:
    """So much farmland, in m²."""
    return {"land": "farm", "area": area}


def test_a_line_for_each_land_class() -> None:
    found = fine(built(Fraction("1000")), farm(mu(4)), rates=[Fraction(150), Fraction(800)])
    first, second = found.parts
    assert (first.tier.number, second.tier.number) == (1, 4)
    assert (first.least, first.most, first.cap) == (100_000_00, 200_000_00, 1_000_000_00)
    assert first.amount == 150_000_00
    # 4 mu are 8000/3 m²: 2,133,333.33 1/3 yuan at 800; what is less than a fen is dropped.
    assert second.amount == 2_133_333_33
    assert (second.least, second.most) == (1_866_666_66, 2_666_666_66)
    assert found.amount == 150_000_00 + 2_133_333_33
    assert (found.least, found.most, found.cap) == (
        100_000_00 + 1_866_666_66,
        200_000_00 + 2_666_666_66,
        1_000_000_00 + 2_666_666_66,
    )
    assert "2283333.33元" in found.explain() and "第2项" in found.explain()
    assert "a fine of 2283333.33 yuan" in found.explain("en")
    assert "法定上限3666666.66元（《行政处罚法》第三十七条）" in found.explain()


def test_without_a_rate_there_is_a_range_and_no_amount() -> None:
    found = fine(built(Fraction(10)))
    assert (found.least, found.most, found.amount) == (1_000_00, 2_000_00, None)
    assert found.parts[0].amount is None and "罚款" not in found.explain()


@pytest.mark.parametrize(("area", "number"), [("2", 1), ("2.0000001", 2), ("1.9999999", 1)])
def test_the_bound_is_exact(area: str, number: int) -> None:
    assert tier_of(AREA_TABLE, built(mu(area))).number == number


def test_a_fee_by_place_class_and_day() -> None:
    made = of(
        "times_fee", "test.fee", (5, "7.5"), ("7.5", 10),
        of="test.fee", title=said("开垦费"), by="land",
    )  # fmt: skip
    found = fine(farm(Fraction("12.5")), made=made, rates=[Fraction(8)])
    # 12.5 m² × 30.01 yuan × 8
    assert found.amount == 3_001_00 and found.parts[0].quantity.fee is not None
    assert (found.parts[0].least, found.parts[0].most) == (2_813_43, 3_751_25)
    assert found.confidence == "V2", "the table is less certain than statute and fee"
    assert "30.01元/平方米" in found.explain() and "12.5平方米" in found.explain()
    before = reckon(made, date(2022, 12, 31), [farm(Fraction(2))], WITH_FEES, COUNTY)
    assert before.least == 2 * 25 * 750
    after = reckon(made, date(2024, 1, 1), [farm(Fraction(2))], WITH_FEES, COUNTY)
    assert after.most == 2 * 33_33 * 10, "the county's own fee"
    assert after.confidence == "unconfirmed", "as weak as its weakest part"
    with pytest.raises(ParameterMissing, match="the bureau must supply"):
        fine(built(Fraction(2)), made=made)


def test_a_share_of_the_gain() -> None:
    made = of("percent", "test.gain", (0, 20), (20, 50), of="gain", title=said("违法所得"))
    found = fine({"land": "farm", "gain": Fraction(333_33)}, made=made, rates=[Fraction("20.5")])
    assert found.parts[0].quantity.worth == 333_33
    assert found.amount == 68_33  # 6833.265 fen
    assert (found.least, found.most, found.cap) == (66_66, 166_66, 166_66)
    assert "违法所得333.33元" in found.explain()
    two = fine(
        {"land": "farm", "gain": Fraction(100_00)},
        {"land": "built", "gain": Fraction(300_00)},
        made=made,
    )
    assert (two.least, two.most) == (20_00, 50_00 + 60_00)


def test_a_multiple_of_a_market_value() -> None:
    made = of("times", "test.fee", (5, 7), (7, 10), of="value", title=said("市场价值"))
    found = fine({"land": "built", "value": Fraction(1_000_00)}, made=made, rates=[Fraction(6)])
    assert (found.amount, found.cap) == (6_000_00, 10_000_00)
    with pytest.raises(FactMissing, match="市场价值"):
        fine({"land": "built"}, made=made)
    with pytest.raises(FactMissing):
        fine({"land": "built", "value": Fraction(-1)}, made=made)


def test_a_fixed_sum_has_one_line() -> None:
    made = of("yuan", "test.fixed", (20_000, 30_000), (30_000, 50_000))
    found = fine({"land": "built"}, made=made, rates=[Fraction("20000.01")])
    assert (found.amount, found.least, found.most) == (2_000_001, 2_000_000, 3_000_000)
    with pytest.raises(Unproven, match="exactly one line"):
        fine({"land": "built"}, {"land": "farm"}, made=made)
    with pytest.raises(Unproven):
        fine(made=made)
    with pytest.raises(Unproven):
        fine(made=AREA_TABLE)


def test_facts_of_the_whole_act_count_in_every_line() -> None:
    found = fine({"area": Fraction(5)}, {"area": Fraction(6)}, common={"land": "built"})
    assert [part.tier.number for part in found.parts] == [1, 1]
    own = fine({"area": Fraction(5), "land": "farm"}, common={"land": "built"})
    assert own.parts[0].tier.number == 3, "the line's own fact prevails"


def test_a_missing_fact_is_named_and_never_assumed() -> None:
    with pytest.raises(FactMissing, match="land class"):
        fine({"area": Fraction(5)})
    with pytest.raises(FactMissing, match="area"):
        fine({"land": "built"})
    with pytest.raises(FactMissing, match="no value of this table"):
        fine({"land": "water", "area": Fraction(5)})
    with pytest.raises(FactMissing, match="no value of this table"):
        fine({"land": "built", "area": Fraction(-5)})
    with pytest.raises(FactMissing, match="no value of this table"):
        fine({"land": Fraction(1), "area": Fraction(5)})


def test_a_rate_outside_its_tier_is_refused() -> None:
    for rate in (Fraction("99.99"), Fraction("200.01")):
        with pytest.raises(OutsideTier, match="tier 1"):
            fine(built(Fraction(5)), rates=[rate])
    assert fine(built(Fraction(5)), rates=[Fraction(200)]).amount == 1_000_00
    with pytest.raises(OutsideTier, match="one rate"):
        fine(built(Fraction(5)), rates=[])


def test_an_unsound_table_decides_nothing_even_if_asked() -> None:
    overlap = table(tiers=tiers((2, {"when": {"land": ["built"], "area": {"at_least": 2}}})))
    with pytest.raises(Unproven, match="belongs to 2 tiers"):
        fine(built(mu(2)), made=overlap)
    assert fine(built(mu(3)), made=overlap).parts[0].tier.number == 2
    gap = table(tiers=tiers((2, {"when": {"land": ["built"], "area": {"over": 3}}})))
    with pytest.raises(Unproven, match="belongs to 0 tiers"):
        fine(built(mu(3)), made=gap)
    above = table(tiers=tiers((1, {"range": {"at_least": 100, "at_most": 1001}})))
    with pytest.raises(Unproven, match="leaves the statutory range"):
        fine(built(mu(1)), made=above)
    bare = table(tiers=tiers((1, {"range": None})))
    with pytest.raises(Unproven):
        fine(built(mu(1)), made=bare)


def test_a_table_is_not_applied_outside_its_time() -> None:
    short = table(to=date(2023, 2, 28))
    with pytest.raises(Unproven, match="not valid on 2023-03-01"):
        fine(built(Fraction(5)), made=short)
    assert reckon(short, date(2023, 2, 28), [built(Fraction(5))], WITH_FEES, COUNTY).most
    with pytest.raises(Unproven):
        reckon(AREA_TABLE, date(2021, 12, 31), [built(Fraction(5))], WITH_FEES, COUNTY)
    assert reckon(AREA_TABLE, date(2022, 1, 1), [built(Fraction(5))], WITH_FEES, COUNTY).most


def test_whole_fen_inside_included_and_excluded_ends() -> None:
    span = interval(at_least=Fraction(5), under=Fraction(7))
    assert bounded(span, Fraction(1)) == (5, 6)
    assert bounded(span, Fraction(3, 2)) == (7, 10)  # 7.5 and 10.5, never reached
    assert bounded(span, Fraction(0)) == (0, 0)
    assert bounded(interval(over=Fraction(5), at_most=Fraction(7)), Fraction(3, 2)) == (7, 10)
    assert bounded(interval(over=Fraction(5), at_most=Fraction(7)), Fraction(1)) == (5, 7)


def test_the_lists_beside_the_table_say_what_must_be_true() -> None:
    rows = [
        {**LISTED, "kind": "none", "title": said("轻微"), "when": {"area": {"under": "0.1"}}},
        {**LISTED, "kind": "reduced", "title": said("主动消除"), "demands": []},
        {**LISTED, "kind": "lighter", "title": said("建设用地"), "when": {"land": ["built"]}},
    ]
    made = table(lists=rows)
    small = fine(built(mu("0.05")), made=made)
    assert [(each.title.zh, holds) for each, holds in small.listed] == [
        ("轻微", True), ("主动消除", True), ("建设用地", True),
    ]  # fmt: skip
    assert "不予处罚清单：轻微，须查明：首次违法；已改正" in small.explain()
    assert "主动消除，须查明：无其他条件" in small.explain()
    large = fine(farm(mu(1)), made=made)
    assert [each.title.zh for each, _ in large.listed] == ["主动消除"]
    mixed = fine(farm(mu(1)), built(mu("0.05")), made=made)
    assert [each.title.zh for each, _ in mixed.listed] == ["轻微", "主动消除", "建设用地"]


def test_an_open_condition_of_a_list_is_told_as_open() -> None:
    measures: Row = {"again": {"title": said("再犯"), "kind": "flag"}}
    row = {**LISTED, "kind": "exempt", "title": said("初犯"), "when": {"again": False}}
    made = table(
        measures={**measures},
        standard={"unit": "yuan"},
        statute="test.fixed",
        tiers=[
            {
                "grade": "slight",
                "when": {"any": [{"again": True}, {"again": False}]},
                "range": {"at_least": 20_000, "at_most": 50_000},
            }
        ],
        lists=[row],
    )
    assert prove(made, PARAMETERS).proven
    assert fine({"again": True}, made=made).listed == ()
    assert fine({"again": False}, made=made).listed[0][1] is True
    with pytest.raises(FactMissing, match="再犯"):
        fine({}, made=made)


def test_the_fine_is_kept_as_plain_json() -> None:
    found = fine(built(mu(1)), rates=[Fraction("150.5")])
    data = json.loads(json.dumps(found.as_data(), ensure_ascii=False))
    assert data["table"] == "occupation" and data["since"] == "2022-01-01"
    assert (data["layer"], data["statute"], data["on"]) == (PROVINCE, "test.area", "2023-03-01")
    (part,) = data["parts"]
    assert part["facts"] == {"land": "built", "area": "2000/3"}
    assert (part["tier"], part["grade"], part["fee"]) == (1, "slight", None)
    assert (part["quantity"], part["rate"]) == ("2000/3", "301/2")
    assert part["amount"] == data["amount"] == 100_333_33
    assert (part["least"], part["most"], part["cap"]) == (66_666_66, 133_333_33, 666_666_66)
    assert (data["least"], data["most"], data["cap"]) == (66_666_66, 133_333_33, 666_666_66)
    assert [line["zh"] for line in data["lines"]] == found.explain().split("\n")
    assert part["words"]["zh"] in found.explain() and data["confidence"] == "V2"


def test_sums_are_written_with_two_decimals() -> None:
    assert [yuan(0), yuan(5), yuan(988000)] == ["0.00", "0.05", "9880.00"]


AREAS = st.fractions(min_value=0, max_value=5000, max_denominator=1000)
LINES = st.lists(st.tuples(st.sampled_from(["built", "farm"]), AREAS), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(LINES, st.lists(st.fractions(0, 1, max_denominator=500), min_size=4, max_size=4))
def test_the_sum_is_the_sum_of_the_lines_and_never_above_the_cap(
    lines: list[tuple[str, Fraction]], shares: list[Fraction]
) -> None:
    parts: list[Facts] = [{"land": land, "area": area} for land, area in lines]
    rates = []
    for part, share in zip(parts, shares, strict=False):
        span = tier_of(AREA_TABLE, part).span
        assert span is not None and span.low is not None and span.high is not None
        low, high = Fraction(span.low.value), Fraction(span.high.value)
        rates.append(low + (high - low) * share)
    found = fine(*parts, rates=rates)
    amounts = [part.amount for part in found.parts if part.amount is not None]
    assert found.amount == sum(amounts) and len(amounts) == len(parts)
    exact = sum(rate * 100 * area for rate, (_, area) in zip(rates, lines, strict=True))
    assert exact - len(parts) < found.amount <= exact, "rounded down, less than a fen a line"
    assert found.least <= found.amount <= found.most <= found.cap
    assert found.cap <= 1000_00 * sum(area for _, area in lines)
    for line in found.parts:
        assert line.amount is not None and line.least <= line.amount <= line.most <= line.cap


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["built", "farm"]), AREAS, AREAS)
def test_more_land_never_costs_less(land: str, one: Fraction, two: Fraction) -> None:
    less, more = sorted((one, two))
    smaller, larger = (fine({"land": land, "area": area}) for area in (less, more))
    assert smaller.least <= larger.least and smaller.most <= larger.most
    assert smaller.cap <= larger.cap


def test_no_fee_is_invented() -> None:
    """The fees of every place are the bureau's to supply: no value is shipped."""
    shipped = Parameters.load()
    fees = [name for name in shipped if name.startswith("land.fee.")]
    assert len(fees) >= 7
    assert all(shipped.values(name) == () for name in fees)
