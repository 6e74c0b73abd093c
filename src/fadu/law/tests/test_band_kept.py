"""What a record keeps of a fine, of a rate outside its tier and of a statutory range: all of it."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from fadu.law.bands.deviation import Deviation, Place, deviation
from fadu.law.bands.fine import Fine
from fadu.law.bands.measure import Facts
from fadu.law.bands.reckoning import reckon
from fadu.law.bands.statute import outcome
from fadu.law.sources import cite
from fadu.law.tests.banding import (
    COUNTY,
    LISTED,
    PARAMETERS,
    Row,
    key,
    national,
    parameters,
    said,
    table,
    tiers,
)
from fadu.law.version import Outcome
from fadu.law.words import Words

ON = date(2023, 3, 1)
BASIS = cite("行政处罚法", 37)
WITH_FEE = parameters({"test.fee.built": key("fen_per_m2", national(30_00), title="开垦费")})
EXEMPT: Row = {
    **LISTED,
    "kind": "exempt",
    "title": said("初犯"),
    "source": {"law": "行政处罚法", "article": 33},
}
FEE: Row = {"unit": "times_fee", "of": "test.fee", "by": "land", "title": said("开垦费")}
MULTIPLES = [
    {
        "grade": grade,
        "when": {"land": ["built"], "area": {bound: 2}},
        "range": {"at_least": 5, "at_most": 10},
    }
    for grade, bound in (("slight", "at_most"), ("graver", "over"))
]


def kept(found: Fine) -> Any:
    """The fine as a record reads it back."""
    return json.loads(json.dumps(found.as_data()))


def test_a_fine_keeps_its_fee_its_grade_and_each_line_with_its_article() -> None:
    made = table(statute="test.fee", standard=FEE, tiers=MULTIPLES, lists=[EXEMPT])
    act: Facts = {"land": "built", "area": Fraction(10)}
    found = reckon(made, ON, [act], WITH_FEE, COUNTY, rates=[Fraction(6)])
    (part,) = kept(found)["parts"]
    assert part == {
        "facts": {"land": "built", "area": 10},
        "tier": 1,
        "grade": "slight",
        "quantity": 10 * 30_00,
        "fee": "test.fee.built",
        "least": 1500_00,
        "most": 3000_00,
        "cap": 3000_00,
        "rate": 6,
        "amount": 1800_00,
        "words": {"zh": found.parts[0].words.zh, "en": found.parts[0].words.en},
    }
    assert [(line.on, line.basis) for line in found.lines] == [
        (date(2022, 1, 1), BASIS),  # the table, and the law it refines
        (None, None),  # its line
        (None, None),  # the sum
        (None, None),  # the fine
        (None, BASIS),  # the cap
        (None, cite("行政处罚法", 33)),  # the list, by its own article
    ]
    assert [line.words.en.partition(" ")[0] for line in found.lines] == [
        "by", "line", "in", "a", "the", "list,",
    ]  # fmt: skip
    two = reckon(made, ON, [act, act], WITH_FEE, COUNTY)
    assert [line.words for line in two.lines[1:3]] == [
        Words(f"第{number}项：{part.words.zh}", f"line {number}: {part.words.en}")
        for number, part in enumerate(two.parts, start=1)
    ]


def test_a_fine_without_rate_grade_or_article_says_so() -> None:
    unnamed: Row = {**EXEMPT, "source": {"document": said("某文件")}}
    made = table(tiers=tiers((1, {"grade": None})), lists=[unnamed])
    found = reckon(made, ON, [{"land": "built", "area": Fraction(1)}], WITH_FEE, COUNTY)
    (part,) = kept(found)["parts"]
    assert [part[name] for name in ("grade", "rate", "amount", "fee")] == [None] * 4
    assert kept(found)["amount"] is None
    assert len(found.lines) == 5 and found.lines[-1].basis is None


KINDS = ("none", "exempt", "reduced", "lighter", "heavier")


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_leads_below_the_range_is_a_ground_for_it(kind: str) -> None:
    made = table(lists=[{**LISTED, "kind": kind, "title": said(kind)}])
    found = deviation(made, made.tiers[0], Fraction(99), ON, PARAMETERS, COUNTY)
    leads = kind in ("none", "exempt", "reduced")
    assert found.lawful is leads
    assert found.as_data() == {
        "place": "below_statute",
        "lawful": leads,
        "words": {
            "zh": "低于法定幅度，须有减轻、免予或者不予处罚的事由，并按规定批准"
            if leads
            else "低于法定幅度，本表没有所列事由",
            "en": "below the statute: a listed ground and the approval are needed"
            if leads
            else "below the statute, and the table lists no ground for it",
        },
        "approval": "disc.deviate.superior",
        "grounds": [said(kind)] if leads else [],
    }


def test_what_needs_no_approval_and_what_none_can_give() -> None:
    made = table(lists=[EXEMPT])
    inside, above = (
        deviation(made, made.tiers[0], Fraction(rate), ON, PARAMETERS, COUNTY)
        for rate in (200, 1001)
    )
    assert inside == Deviation(Place.INSIDE, True, Words("在档次之内", "inside the tier"))
    assert above == Deviation(
        Place.ABOVE_STATUTE,
        False,
        Words("高于法定幅度，任何批准都不能使其合法", "above the statute: nothing allows it"),
    )


def test_a_tier_without_a_range_holds_no_rate() -> None:
    made = table(tiers=tiers((1, {"range": None})))
    found = deviation(made, made.tiers[0], Fraction(150), ON, PARAMETERS, COUNTY)
    assert found.place is Place.OUTSIDE_TIER and found.approval is not None


def test_a_tier_that_leaves_the_statute_makes_nothing_lawful() -> None:
    made = table(tiers=tiers((1, {"range": {"at_least": 50, "at_most": 2000}})))
    low, high = (
        deviation(made, made.tiers[0], Fraction(rate), ON, PARAMETERS, COUNTY)
        for rate in (60, 1500)
    )
    assert (low.place, low.lawful) == (Place.BELOW_STATUTE, False)
    assert (high.place, high.lawful) == (Place.ABOVE_STATUTE, False)


def test_an_outcome_is_whole() -> None:
    known = parameters(
        {
            "test.open": key("fen_per_m2", national(None, note=said("未定"), confidence="V2")),
            "test.count": key("count", national(5)),
            "test.half": key("permille", national({"most": 500}, confidence="V2")),
        }
    )
    said_of = Words("幅度：50%以下", "幅度: up to 50 %")
    assert outcome("test.half", ON, known) == Outcome(
        True, said_of, "permille", 0, 500, (BASIS,), "V2"
    )
    assert outcome("test.half", ON, known, Fraction(300)) == Outcome(
        True, said_of, "fen", 0, 150, (BASIS,), "V2"
    )
    unsaid = outcome("test.open", ON, known, Fraction(1))
    value = known.national("test.open", ON)
    assert value is not None
    assert unsaid == Outcome(
        True,
        Words(f"幅度：{value.words.zh}", f"幅度: {value.words.en}"),
        "fen_per_m2",
        None,
        None,
        (BASIS,),
        "V2",
    )
    counted = outcome("test.count", ON, known, Fraction(2))
    assert (counted.unit, counted.least, counted.most) == ("count", None, None), "no money"
