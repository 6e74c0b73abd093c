"""Which version of the law decides a case, and why."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.law.sources import UnknownCitation, law
from fadu.law.version import (
    CONTINUING_ENDS,
    OLD_UNLESS_LIGHTER,
    Act,
    Choice,
    Outcome,
    VersionError,
    Weight,
    choose,
    weigh,
)
from fadu.law.words import Words

CHANGE = date(2021, 9, 1)
SAID = Words("按面积罚款", "a fine by area")
RANGES = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda two: (min(two), max(two)))


def fine(least: int | Fraction | None, most: int | Fraction | None, unit: str = "fen") -> Outcome:
    """A penalty between two sums."""
    return Outcome(True, SAID, unit, least, most)


NONE = Outcome(False, Words("不处罚", "no penalty"))


def occupation(on: date) -> Outcome:
    """A fine by area whose range rose on a day, as that for occupied land did."""
    return fine(100, 1000) if on >= CHANGE else fine(0, 30)


@pytest.mark.parametrize(
    ("earlier", "later", "weight"),
    [
        (fine(0, 30), fine(0, 30), Weight.SAME),
        (fine(0, 30), fine(100, 1000), Weight.HEAVIER),
        (fine(100, 1000), fine(0, 30), Weight.LIGHTER),
        (fine(10, 50), fine(10, 40), Weight.LIGHTER),
        (fine(10, 50), fine(5, 50), Weight.LIGHTER),
        (fine(10, 50), fine(20, 50), Weight.HEAVIER),
        (fine(10, 50), fine(10, 60), Weight.HEAVIER),
        (fine(0, 50), fine(10, 40), Weight.UNCLEAR),
        (fine(10, 40), fine(0, 50), Weight.UNCLEAR),
        (fine(0, 30, "fen_per_m2"), fine(0, 30), Weight.UNCLEAR),
        (fine(0, None), fine(0, 30), Weight.UNCLEAR),
        (fine(0, 30), fine(None, 30), Weight.UNCLEAR),
        (fine(None, 30), fine(0, 30), Weight.UNCLEAR),
        (fine(0, 30), fine(0, None), Weight.UNCLEAR),
        (fine(None, None), fine(None, None), Weight.UNCLEAR),
        (fine(None, 30), fine(None, 30), Weight.SAME),
        (NONE, NONE, Weight.SAME),
        (NONE, fine(0, 1), Weight.HEAVIER),
        (fine(0, 1), NONE, Weight.LIGHTER),
        (fine(Fraction(1, 3), 1), fine(Fraction(1, 4), 1), Weight.LIGHTER),
    ],
)
def test_which_of_two_outcomes_is_lighter(earlier: Outcome, later: Outcome, weight: Weight) -> None:
    assert weigh(earlier, later) is weight


@given(RANGES, RANGES)
def test_weighing_turns_round_with_its_sides(one: tuple[int, int], two: tuple[int, int]) -> None:
    turned = {Weight.LIGHTER: Weight.HEAVIER, Weight.HEAVIER: Weight.LIGHTER}
    there, back = weigh(fine(*one), fine(*two)), weigh(fine(*two), fine(*one))
    assert back is turned.get(there, there)
    assert (there is Weight.SAME) == (one == two)


@given(RANGES, RANGES, st.integers(0, 2000), st.integers(0, 2000))
def test_what_applies_is_never_the_heavier_one(
    one: tuple[int, int], two: tuple[int, int], begun: int, later: int
) -> None:
    start = date(2019, 1, 1) + timedelta(begun)
    made = choose(
        Act(start),
        start + timedelta(later),
        lambda on: fine(*one) if on < CHANGE else fine(*two),
    )
    if made.chosen is None:
        assert made.weight is Weight.UNCLEAR
        return
    ranges = [(each.outcome.least, each.outcome.most) for each in (made.at_act, made.at_decision)]
    chosen = (made.chosen.outcome.least, made.chosen.outcome.most)
    assert chosen == min(ranges) and chosen[1] == min(
        most for _, most in ranges if most is not None
    )


def test_an_act_under_the_old_law_keeps_it_when_the_new_is_heavier() -> None:
    made = choose(Act(date(2019, 5, 1)), date(2022, 3, 1), occupation, ["行政处罚法"])
    assert (made.applies, made.weight, made.on) == ("act", Weight.HEAVIER, date(2019, 5, 1))
    assert made.chosen is made.at_act
    assert made.at_act.wordings[0].version == "2017"
    assert made.at_decision.wordings[0].version == "2021"
    assert (made.straddles, made.confidence) == (False, "V")
    assert made.lines[-1].basis == OLD_UNLESS_LIGHTER
    assert "行为时" in made.explain() and "at the act" in made.explain("en")
    assert len(made.lines) == 3, "a plain act needs no word on continuing or straddling"


@pytest.mark.parametrize("later", [fine(0, 10), NONE])
def test_the_later_law_applies_when_it_is_lighter_or_does_not_punish(later: Outcome) -> None:
    made = choose(
        Act(date(2019, 5, 1)),
        date(2022, 3, 1),
        lambda on: later if on >= CHANGE else fine(0, 30),
    )
    assert (made.applies, made.on, made.chosen) == (
        "decision",
        date(2022, 3, 1),
        made.at_decision,
    )
    assert "较轻" in made.explain()


def test_an_unclear_choice_is_left_to_the_officer() -> None:
    made = choose(
        Act(date(2019, 5, 1)),
        date(2022, 3, 1),
        lambda on: fine(10, 40) if on >= CHANGE else fine(0, 50),
    )
    assert (made.applies, made.on, made.chosen) == (None, None, None)
    assert "须由承办机关选择" in made.explain() and made.as_data()["applies"] is None


def test_occupied_land_comes_under_the_law_of_today_and_says_that_it_began_before() -> None:
    """Case D12: begun 2018-12, still there in 2023, when the law had changed."""
    act = Act.of("land.pen.occupy", date(2018, 12, 1))
    assert act.continuing and act.by_reading and act.ended is None
    made = choose(act, date(2023, 6, 1), occupation)
    assert (made.applies, made.on) == ("act", date(2023, 6, 1))
    assert made.straddles and made.at_begin.outcome.most == 30
    assert made.confidence == "M", "that occupied land continues is a reading"
    assert made.lines[0].basis == CONTINUING_ENDS
    assert "仍在继续" in made.explain() and "请在案卷中说明" in made.explain()
    assert "读法" in made.explain() and "goes on" in made.explain("en")


def test_restored_land_ends_the_act_and_keeps_the_old_law() -> None:
    act = Act.of("land.pen.occupy", date(2018, 12, 1), date(2021, 8, 31))
    made = choose(act, date(2023, 6, 1), occupation)
    assert (made.applies, made.on) == ("act", date(2021, 8, 31))
    assert not made.straddles, "begin and end are under the same law"
    assert made.at_act.outcome.most == 30
    later = choose(
        Act.of("land.pen.occupy", date(2018, 12, 1), CHANGE), date(2023, 6, 1), occupation
    )
    assert later.straddles and later.at_act.outcome.most == 1000


def test_an_ordinary_violation_does_not_continue_and_never_straddles() -> None:
    act = Act.of("land.pen.transfer", date(2021, 8, 31))
    assert (act.ended, act.continuing, act.by_reading) == (date(2021, 8, 31), False, False)
    spread = Act(date(2021, 8, 1), date(2021, 10, 1))
    made = choose(spread, date(2022, 1, 1), occupation)
    assert not made.straddles and made.on == date(2021, 10, 1)


def test_a_continuing_act_by_words_is_certain() -> None:
    made = choose(Act(date(2022, 1, 1), None, continuing=True), date(2023, 1, 1), occupation)
    assert made.confidence == "V" and not made.straddles
    assert "读法" not in made.explain()


def test_before_the_clause_was_in_force_the_order_is_unconfirmed_and_cites_nothing() -> None:
    """Article 37 of the wording of 2017 speaks of officers: to cite it would mislead."""
    clause = date(2021, 7, 15)
    known = law("行政处罚法")
    assert known is not None and known.version(clause).since == clause
    before = choose(Act(date(2019, 5, 1)), clause - timedelta(1), occupation)
    assert before.confidence == "unconfirmed"
    assert all(line.basis != OLD_UNLESS_LIGHTER for line in before.lines)
    assert "未经核实" in before.explain() and "unconfirmed" in before.explain("en")
    after = choose(Act(date(2019, 5, 1)), clause, occupation)
    assert after.confidence == "V" and after.lines[-1].basis == OLD_UNLESS_LIGHTER
    early = choose(Act.of("land.pen.occupy", date(2019, 5, 1)), clause - timedelta(1), occupation)
    assert early.lines[0].basis is None and early.confidence == "unconfirmed"
    assert choose(Act.of("land.pen.occupy", date(2019, 5, 1)), clause, occupation).lines[
        0
    ].basis == (CONTINUING_ENDS)


@pytest.mark.parametrize(
    ("act", "decided"),
    [
        (Act(date(2022, 1, 2)), date(2022, 1, 1)),
        (Act(date(2021, 1, 1), date(2022, 1, 2)), date(2022, 1, 1)),
    ],
)
def test_an_act_after_its_decision_is_refused(act: Act, decided: date) -> None:
    with pytest.raises(VersionError, match="after the decision"):
        choose(act, decided, occupation)


def test_the_day_of_the_decision_itself_is_no_contradiction() -> None:
    assert choose(Act(date(2022, 1, 1)), date(2022, 1, 1), occupation).applies == "act"
    same = Act(date(2021, 12, 1), date(2022, 1, 1))
    assert choose(same, date(2022, 1, 1), occupation).on == date(2022, 1, 1)


def test_an_act_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(VersionError, match="before it began"):
        Act(date(2022, 1, 2), date(2022, 1, 1))
    assert Act(date(2022, 1, 1), date(2022, 1, 1)).ended == date(2022, 1, 1)


def test_a_law_that_is_not_encoded_is_no_snapshot() -> None:
    with pytest.raises(UnknownCitation):
        choose(Act(date(2022, 1, 1)), date(2022, 1, 1), occupation, ["没有这部法"])


def test_a_law_without_a_version_that_day_says_so() -> None:
    made = choose(Act(date(2014, 1, 1)), date(2022, 1, 1), occupation, ["不动产登记暂行条例"])
    first = made.at_act.wordings[0]
    assert (first.version, first.since, first.until) == (None, None, None)
    assert made.at_decision.wordings[0].version is not None
    assert "无版" in made.explain() and "none" in made.explain("en")


def test_the_choice_is_kept_as_plain_json_and_read_without_the_program() -> None:
    made: Choice = choose(
        Act.of("land.pen.occupy", date(2018, 12, 1)),
        date(2023, 6, 1),
        lambda on: Outcome(
            True, SAID, "fen", Fraction(7, 2), 8, (OLD_UNLESS_LIGHTER,), confidence="V2"
        ),
        ["行政处罚法"],
    )
    data = json.loads(json.dumps(made.as_data(), ensure_ascii=False))
    assert data["act"] == {
        "begun": "2018-12-01",
        "ended": None,
        "continuing": True,
        "by_reading": True,
    }
    assert data["decided"] == data["on"] == "2023-06-01" and data["applies"] == "act"
    assert (data["weight"], data["straddles"], data["confidence"]) == ("same", False, "M")
    begin = data["at_begin"]
    assert begin["on"] == "2018-12-01"
    assert begin["wordings"] == [
        {"law": "行政处罚法", "version": "2017", "since": None, "until": "2021-07-14"}
    ]
    assert begin["outcome"]["least"] == "7/2" and begin["outcome"]["most"] == 8
    assert begin["outcome"]["basis"][0]["article"] == 37
    assert begin["outcome"]["confidence"] == "V2" and begin["outcome"]["punishes"] is True
    assert begin["outcome"]["unit"] == "fen" and begin["outcome"]["words"]["en"] == SAID.en
    assert data["at_act"]["on"] == data["at_decision"]["on"] == "2023-06-01"
    assert [line["zh"] for line in data["lines"]] == made.explain().split("\n")
    assert data["lines"][0]["basis"]["paragraph"] == 2
