"""The rules of registration, by their tables (scenarios/*.yaml)."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables import Line, Readers, lines, passes_and_refuses, scenarios

from fadu.law.parameters import Parameters
from fadu.registers.realestate import rules
from fadu.registers.realestate.rules import (
    CO_OWNERSHIP_WORDS,
    CoOwnership,
    Holder,
    UnitState,
    holders_consent,
    mu,
    share_of,
    shares_fit,
)

TABLE = scenarios(__file__, "rules.yaml")
UNIT = "511725001001GB00001F00010001"


def person(letter: str) -> UUID:
    """A, B, C … as persons."""
    return UUID(int=ord(letter))


def share(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None


def unit(told: dict[str, Any] | None) -> UnitState | None:
    """A unit as the table writes it."""
    if told is None:
        return None
    held = told.get("holders", {})
    return UnitState(
        id=UUID(int=1),
        code=UNIT,
        right=UUID(int=2) if told["kind"] else None,
        co_ownership=CoOwnership(told["kind"]) if told["kind"] else None,
        holders=tuple(Holder(person(letter), share(part)) for letter, part in held.items()),
        restrictions=tuple(told.get("restrictions", ())),
        since=told.get("since"),
    )


READERS: Readers = {
    "unit_is_free.unit": unit,
    "holders_consent.unit": unit,
    "entered_in_order.unit": unit,
    "unit_is_free.sellers": lambda letters: [person(letter) for letter in letters],
    "holders_consent.sellers": lambda letters: [person(letter) for letter in letters],
    "holders_once.holders": lambda letters: [person(letter) for letter in letters],
    "shares_fit.kind": CoOwnership,
    "shares_fit.shares": lambda parts: [share(part) for part in parts],
}


@pytest.mark.parametrize("line", lines(TABLE))
def test_the_rule_refuses_what_the_table_says(line: Line) -> None:
    line.check(rules, READERS)


@pytest.mark.parametrize("rule", TABLE)
def test_control_each_rule_is_seen_to_pass_and_to_refuse(rule: str) -> None:
    assert passes_and_refuses(TABLE, rule)


def test_the_share_that_consents_is_the_one_the_law_room_states() -> None:
    for on in (datetime.date(2020, 6, 1), datetime.date(2026, 6, 1)):
        stated = Parameters.load().value("reg.coown", on, "511725")
        assert stated.fraction == rules.CONSENTING
        assert rules.CO_OWNERS in stated.source.citations


parts = st.lists(st.integers(1, 10_000), min_size=2, max_size=6)


@given(parts)
def test_any_division_into_shares_that_sum_to_one_fits(weights: list[int]) -> None:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    assert not shares_fit(CoOwnership.SHARES, shares)


@given(parts, st.integers(1, 10_000))
def test_control_any_other_sum_does_not_fit(weights: list[int], more: int) -> None:
    shares: list[Fraction | None] = [Fraction(weight, sum(weights) + more) for weight in weights]
    assert shares_fit(CoOwnership.SHARES, shares)


@given(parts, st.data())
def test_two_thirds_decide_exactly(weights: list[int], data: st.DataObject) -> None:
    """Reckoned in whole numbers beside the rule: 3 × what asks ≥ 2 × all."""
    letters = "ABCDEF"[: len(weights)]
    asking = data.draw(st.sets(st.sampled_from(letters)))
    told = {
        "kind": "shares",
        "holders": {
            letter: f"{weight}/{sum(weights)}"
            for letter, weight in zip(letters, weights, strict=True)
        },
    }
    mine = sum(w for letter, w in zip(letters, weights, strict=True) if letter in asking)
    refused = holders_consent(unit(told), [person(letter) for letter in asking])
    assert bool(refused) is (3 * mine < 2 * sum(weights))


@pytest.mark.parametrize(
    ("numerator", "denominator", "fraction"),
    [(None, None, None), (1, 2, Fraction(1, 2)), (2, 4, Fraction(1, 2)), (1, 1, Fraction(1))],
)
def test_a_share_is_read_from_its_two_numbers(
    numerator: int | None, denominator: int | None, fraction: Fraction | None
) -> None:
    assert share_of(numerator, denominator) == fraction


@pytest.mark.parametrize("stated", [(3, 2), (0, 2), (1, 0), (-1, -2), (1, None), (None, 2)])
def test_control_no_share_is_no_fraction(stated: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="is no share"):
        share_of(*stated)


@pytest.mark.parametrize(
    ("area", "shown"), [("2000", "3.00"), ("666.67", "1.00"), ("98.60", "0.15"), ("3.34", "0.01")]
)
def test_square_metres_in_mu(area: str, shown: str) -> None:
    assert mu(Decimal(area)) == Decimal(shown)


def test_half_a_hundredth_of_a_mu_is_rounded_up() -> None:
    assert mu(Decimal("110")) == Decimal("0.17")
    assert mu(Decimal("30") / 9) == Decimal("0.01")


def test_every_co_ownership_has_words() -> None:
    assert set(CO_OWNERSHIP_WORDS) == set(CoOwnership)
