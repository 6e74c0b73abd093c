"""The form of a table's file: what is misspelt, missing or inexact is named."""

from datetime import date
from fractions import Fraction

import pytest

from fadu.law.bands.exact import read_exact, read_interval, said, scaled, shown, within
from fadu.law.bounds import interval
from fadu.law.sheet import Sheet
from fadu.law.sources import UnknownCitation
from fadu.law.tests.banding import LAW, Row, table, tiers
from fadu.law.tests.banding import said as words
from fadu.law.words import Words

MU = Words("亩", " mu")
LISTED: Row = {"kind": "none", "title": words("轻微"), "demands": [], "source": LAW}


def test_an_article_that_is_not_encoded_cannot_be_the_basis() -> None:
    with pytest.raises(UnknownCitation):
        table(basis={"law": "行政处罚法", "article": 9999})


def test_a_table_as_it_is_read() -> None:
    made = table(to=date(2024, 12, 31), review=date(2024, 1, 1), lists=[LISTED])
    assert (made.since, made.until, made.review) == (
        date(2022, 1, 1),
        date(2024, 12, 31),
        date(2024, 1, 1),
    )
    assert made.covers(date(2022, 1, 1)) and made.covers(date(2024, 12, 31))
    assert not made.covers(date(2021, 12, 31)) and not made.covers(date(2025, 1, 1))
    assert [grade.code for grade in made.grades] == ["slight", "lighter", "graver", "serious"]
    assert [tier.number for tier in made.tiers] == [1, 2, 3, 4]
    assert (
        made.tiers[0].title.zh == "第1档（slight）" and made.tiers[0].title.en == "tier 1 (slight)"
    )
    assert made.basis is not None and made.basis.citations[0].article == 37
    assert made.lists[0].condition is None and not made.excerpt
    condition = made.tiers[0].condition
    assert condition is not None
    assert condition.words().zh == "地类为建设用地，且面积2亩以下"
    assert condition.words().en == "land class: 建设用地, and area at most 2 mu"
    assert made.exact(made.tiers[0]) == interval(at_least=Fraction(10000), at_most=Fraction(20000))
    bare = table(tiers=tiers((1, {"grade": None, "range": None})))
    assert bare.tiers[0].title == Words("第1档", "tier 1") and bare.exact(bare.tiers[0]) is None


def test_a_table_may_hold_for_one_day() -> None:
    made = table(to=date(2022, 1, 1))
    assert made.covers(date(2022, 1, 1)) and not made.covers(date(2022, 1, 2))


def test_standards_are_said_with_what_they_multiply() -> None:
    made = table(
        standard={"unit": "percent", "of": "gain", "title": {"zh": "违法所得", "en": "gain"}}
    )
    span = interval(at_least=Fraction(10), at_most=Fraction("30.5"))
    assert made.standard.said(span).zh == "违法所得的10%以上、30.5%以下"
    assert made.standard.said(span).en == "at least 10 and at most 30.5 % of the gain"
    fee: Row = {"unit": "times_fee", "of": "test.fee", "title": {"zh": "复垦费", "en": "fee"}}
    told = table(standard=fee).standard.said(interval(over=Fraction(5), under=Fraction(7)))
    assert told == Words("复垦费的超过5倍、不满7倍", "over 5 and under 7 times the fee")


def test_numbers_are_shown_exactly() -> None:
    assert [shown(Fraction(each)) for each in ("5", "5.5", "20/3", "0", "-0.05", "-3", "1/8")] == [
        "5", "5.5", "20/3", "0", "-0.05", "-3", "0.125",
    ]  # fmt: skip
    assert shown(Fraction(100)) == "100" and shown(Fraction(1, 1000)) == "0.001"


def test_intervals_are_said_in_the_words_of_the_law() -> None:
    assert said(interval(over=Fraction(2), at_most=Fraction(5)), MU).zh == "超过2亩、5亩以下"
    assert said(interval(at_least=Fraction(2), under=Fraction(5)), MU).zh == "2亩以上、不满5亩"
    assert said(interval(at_least=Fraction(2), under=Fraction(5)), MU).en == (
        "at least 2 and under 5 mu"
    )
    assert said(interval(at_least=Fraction(2), at_most=Fraction(2)), MU) == Words("2亩", "2 mu")
    assert said(interval(over=Fraction(2)), MU).en == "over 2 mu"
    assert said(interval(), MU) == Words("不限", "any")


def test_an_interval_within_another() -> None:
    outer = interval(over=Fraction(1), at_most=Fraction(5))
    assert within(outer, outer) and within(interval(over=Fraction(1), under=Fraction(5)), outer)
    assert not within(interval(at_least=Fraction(1), at_most=Fraction(5)), outer)
    assert not within(interval(over=Fraction(1)), outer)
    assert not within(interval(at_most=Fraction(5)), outer)
    assert within(outer, interval()) and not within(interval(), outer)
    assert not within(interval(at_least=Fraction(7)), outer)


def test_a_scaled_interval_keeps_its_ends() -> None:
    span = scaled(interval(over=Fraction(1), at_most=Fraction(5)), Fraction(100))
    assert span == interval(over=Fraction(100), at_most=Fraction(500))
    assert scaled(interval(over=Fraction(1)), Fraction(2)).high is None


def test_exact_numbers_in_a_file() -> None:
    row = Sheet({"whole": 5, "decimal": "5.05", "part": "20/3"}, "test")
    assert read_exact(row, "whole") == 5 and read_exact(row, "part") == Fraction(20, 3)
    assert read_exact(row, "decimal") == Fraction(505, 100)
    assert read_interval(Sheet({"over": "0.5"}, "test")) == interval(over=Fraction(1, 2))
