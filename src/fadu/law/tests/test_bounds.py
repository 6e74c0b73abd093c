"""Bounds as article 1259 reads them; what lies between two intervals, and what lies in both."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.law.bounds import (
    INCLUSIVE_WORDS,
    WORDS,
    Bound,
    BoundsError,
    Interval,
    bounded,
    interval,
)

ends = st.one_of(st.none(), st.builds(Bound, st.integers(0, 6), st.booleans()))
HALVES = [Fraction(n, 2) for n in range(-2, 16)]


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    while True:
        try:
            return Interval(draw(ends), draw(ends))
        except BoundsError:
            continue


@pytest.mark.parametrize(
    ("word", "inside", "outside"),
    [
        ("以上", (5, 6), (4,)),
        ("届满", (5, 6), (4,)),
        ("超过", (6,), (4, 5)),
        ("以外", (6,), (4, 5)),
        ("以下", (4, 5), (6,)),
        ("以内", (4, 5), (6,)),
        ("不满", (4,), (5, 6)),
    ],
)
def test_the_words_of_article_1259(
    word: str, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    found = bounded(word, 5)
    assert all(number in found for number in inside)
    assert not any(number in found for number in outside)
    assert INCLUSIVE_WORDS.article == 1259


def test_every_word_is_tested_and_another_is_refused() -> None:
    assert set(WORDS) == {"以上", "以下", "以内", "届满", "不满", "超过", "以外"}
    with pytest.raises(BoundsError) as refused:
        bounded("左右", 5)
    assert "左右" in refused.value.words.zh
    assert refused.value.words.en.startswith("no word of a bound")


def test_it_is_said_in_the_words_of_the_law() -> None:
    assert interval(at_least=2, under=5).words.zh == "2以上、不满5"
    assert interval(at_least=2, under=5).words.en == "at least 2 and under 5"
    assert interval(over=2, at_most=5).words.zh == "超过2、5以下"
    assert interval(over=2, at_most=5).words.en == "over 2 and at most 5"
    assert (interval().words.zh, interval().words.en) == ("不限", "without bound")


def test_numbers_of_all_exact_kinds_compare() -> None:
    found = interval(over=Fraction(1, 3), at_most=Decimal("2.5"))
    assert Decimal("0.34") in found
    assert Fraction(5, 2) in found
    assert 3 not in found
    assert Fraction(1, 3) not in found


def test_no_number_or_two_ends_are_refused() -> None:
    assert 5 in interval(at_least=5, at_most=5)
    for wrong in ({"over": 5, "at_most": 5}, {"at_least": 6, "under": 5}):
        with pytest.raises(BoundsError, match="没有一个数符合"):
            interval(**wrong)
    for twice in ({"at_least": 1, "over": 1}, {"at_most": 1, "under": 2}):
        with pytest.raises(BoundsError, match="两个界限"):
            interval(**twice)


def test_the_narrower_end_bounds_an_overlap() -> None:
    closed, open_ended = interval(at_least=1, at_most=5), interval(over=1, under=5)
    for one, other in ((closed, open_ended), (open_ended, closed)):
        assert one.overlap(other) == open_ended
    assert interval(at_most=5).overlap(interval(at_most=7)) == interval(at_most=5)


@given(intervals(), intervals())
def test_overlap_and_gap_say_what_asking_number_by_number_says(
    one: Interval, other: Interval
) -> None:
    both, between = one.overlap(other), one.gap(other)
    assert [n for n in HALVES if n in one and n in other] == [
        n for n in HALVES if both is not None and n in both
    ]
    above = [n for n in HALVES if _above(n, one) and _below(n, other)]
    assert above == [n for n in HALVES if between is not None and n in between]


def _above(number: Fraction, this: Interval) -> bool:
    return this.high is not None and number not in this and number >= this.high.value


def _below(number: Fraction, this: Interval) -> bool:
    return this.low is not None and number not in this and number <= this.low.value


def test_tiers_of_a_table_meet_leave_a_gap_or_overlap() -> None:
    """Up to 2 and over 2 meet; up to 2 and from 3 leave a gap; up to 2 and from 2 share the 2."""
    low = interval(at_most=2)
    assert low.gap(interval(over=2)) is None
    assert low.overlap(interval(over=2)) is None
    assert low.gap(interval(at_least=3)) == interval(over=2, under=3)
    assert low.overlap(interval(at_least=2)) == interval(at_least=2, at_most=2)
