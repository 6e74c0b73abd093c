"""A rate outside its tier, and what the statute alone says on a day."""

from datetime import date
from fractions import Fraction

import pytest

from fadu.law.bands.deviation import Place, deviation
from fadu.law.bands.statute import NoStatute, outcome
from fadu.law.bands.table import Table
from fadu.law.tests.banding import (
    COUNTY,
    LISTED,
    PARAMETERS,
    PROVINCE,
    key,
    national,
    parameters,
    said,
    table,
)
from fadu.law.version import Act, Weight, choose

ON = date(2023, 3, 1)
AREA_TABLE = table()


def asking(rate: str, made: Table = AREA_TABLE, place: str = COUNTY) -> tuple[str, bool, str]:
    """Where a rate for tier 1 lies, whether it can be lawful, and who must approve."""
    with_rules = PARAMETERS
    found = deviation(made, made.tiers[0], Fraction(rate), ON, with_rules, place)
    return found.place.value, found.lawful, found.approval.key if found.approval else ""


def test_who_must_approve_a_rate_outside_its_tier() -> None:
    assert asking("150") == (Place.INSIDE, True, "")
    assert asking("201") == (Place.OUTSIDE_TIER, True, "disc.deviate.superior")
    assert asking("201", place=PROVINCE) == (Place.OUTSIDE_TIER, True, "disc.deviate.own")
    assert asking("1000") == (Place.OUTSIDE_TIER, True, "disc.deviate.superior")
    assert asking("1000.01") == (Place.ABOVE_STATUTE, False, "")
    assert asking("99.99") == (Place.BELOW_STATUTE, False, "disc.deviate.superior")
    row = {**LISTED, "kind": "reduced", "title": said("主动消除")}
    made = table(lists=[row, {**row, "kind": "lighter"}])
    assert asking("99.99", made) == (Place.BELOW_STATUTE, True, "disc.deviate.superior")
    found = deviation(made, made.tiers[0], Fraction(99), ON, PARAMETERS, COUNTY)
    assert [each.kind for each in found.grounds] == ["reduced"]
    data = found.as_data()
    assert data["place"] == "below_statute" and data["approval"] == "disc.deviate.superior"
    assert data["lawful"] is True and data["grounds"] == [said("主动消除")]
    inside = deviation(made, made.tiers[0], Fraction(100), ON, PARAMETERS, COUNTY)
    assert inside.as_data()["approval"] is None and inside.place is Place.INSIDE
    told = deviation(made, made.tiers[0], Fraction(300), ON, PARAMETERS, COUNTY)
    assert "报制定机关批准" in told.words.zh and "27号" in told.words.zh


def test_the_statute_alone_gives_the_outcome_that_versions_are_chosen_by() -> None:
    change = date(2021, 9, 1)
    moved = parameters(
        {
            "test.moved": key(
                "fen_per_m2",
                national({"most": 30_00}, None, date(2021, 8, 31)),
                national({"least": 100_00, "most": 1000_00}, change),
            ),
            "test.open": key("fen_per_m2", national(None, note=said("未定"))),
        }
    )
    old = outcome("test.moved", date(2021, 8, 31), moved)
    assert (old.least, old.most, old.unit, old.punishes) == (0, 30_00, "fen_per_m2", True)
    assert "占地" not in old.words.zh and "30元/平方米" in old.words.zh
    assert old.basis[0].article == 37 and old.confidence == "V"
    in_fen = outcome("test.moved", change, moved, Fraction("494.5"))
    assert (in_fen.least, in_fen.most, in_fen.unit) == (49_450_00, 494_500_00, "fen")
    assert outcome("test.gain", ON, PARAMETERS, Fraction(200)).most == 100
    assert outcome("test.fee", ON, PARAMETERS, Fraction(3)).least == 15
    assert outcome("test.fixed", ON, PARAMETERS, Fraction(1)).most == 50_000_00
    unsaid = outcome("test.open", ON, moved, Fraction(1))
    assert (unsaid.least, unsaid.most, unsaid.punishes) == (None, None, True)
    endless = outcome("test.endless", ON, PARAMETERS, Fraction(2))
    assert (endless.least, endless.most) == (2, None)
    with pytest.raises(NoStatute):
        outcome("test.none", ON, PARAMETERS)
    made = choose(
        Act(date(2020, 1, 1)), ON, lambda on: outcome("test.moved", on, moved), ["行政处罚法"]
    )
    assert (made.applies, made.weight) == ("act", Weight.HEAVIER)
