"""Texts into terms: two characters are enough in Chinese, whole words elsewhere."""

import pytest

from fadu.search.words import asked, compact, looks_like_a_number, marked, terms


def test_a_word_of_two_characters_is_a_term() -> None:
    assert {"渠江", "江街", "街道"} <= terms(["渠江街道1号"])


def test_a_single_character_is_a_term_too() -> None:
    assert {"渠", "号"} <= terms(["渠江街道1号"])


def test_control_a_word_that_does_not_stand_there_is_no_term() -> None:
    assert "渠街" not in terms(["渠江街道"])


@pytest.mark.parametrize("text", ["ＺＹ０００１", "zy0001", "ZY0001"])
def test_full_width_and_capitals_are_the_same(text: str) -> None:
    assert terms([text]) == {"zy0001"}


def test_a_number_is_found_without_its_zeros() -> None:
    assert {"000123", "123"} <= terms(["511725-2020-ZY-000123"])
    assert "0" in terms(["000"])


def test_traditional_and_simplified_are_left_as_they_are() -> None:
    assert not terms(["東門"]) & terms(["东门"])


def test_rare_characters_of_names_and_villages_are_characters() -> None:
    rare = "\U00020bb7\U0002a6a5"
    assert rare in terms([f"住{rare}村"])


def test_case_numbers_lose_their_dashes() -> None:
    assert compact("511725-2020-ＺＹ-000001") == "5117252020zy000001"
    assert compact("川(2020)渠县不动产权第0000001号") == "川2020渠县不动产权第0000001号"


def test_what_is_typed_is_cut_once_and_not_for_ever() -> None:
    assert asked("转移 转移 ZY") == ("转移", "zy")
    assert len(asked(" ".join(f"a{n}" for n in range(99)))) == 12
    assert asked("——！？") == ()


def test_hits_are_marked_in_the_text_as_it_was_written() -> None:
    assert marked("渠江街道ＺＹ1号", ["街道", "zy1"]) == [
        ("渠江", False),
        ("街道ＺＹ1", True),
        ("号", False),
    ]
    assert marked("渠江街道", ["江街河"]) == [("渠", False), ("江街", True), ("道", False)]
    assert marked("", ["a"]) == []


def test_a_character_that_folds_into_two_keeps_its_place() -> None:
    assert marked("㎡和½", ["和"]) == [("㎡", False), ("和", True), ("½", False)]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2020-ZY-0001", True), ("511725", True), ("12", False), ("转移登记", False), ("1 号", False)],
)
def test_numbers_are_told_from_words(text: str, is_one: bool) -> None:
    assert looks_like_a_number(text) is is_one
