"""Identity numbers: what is well formed, what is found out, what is shown."""

import datetime
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fadu.people.identity import (
    PersonKind,
    credit_check_character,
    masked,
    masked_name,
    normalise,
    problem,
    resident_check_character,
)

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_published_resident_numbers_hold(number: str) -> None:
    assert problem(PersonKind.NATURAL, number) is None


def test_a_published_credit_code_holds() -> None:
    assert problem(PersonKind.LEGAL, "91350100M000100Y43") is None


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("110105194912310021", "校验位"),
        ("11010519491231002x", "18位"),
        ("1101051949123100", "18位"),
        ("11010519491231002X0", "18位"),
        ("1101051949123100XX", "18位"),
        ("", "18位"),
        ("110105491231002", "18位"),
        ("110105194902300025", "不是一个日期"),
        ("110105190002290029", "不是一个日期"),
        ("110105194913310029", "不是一个日期"),
        ("110105000012310029", "不是一个日期"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "18位"),
        ("11010519491231002X\n", "18位"),
    ],
)
def test_a_wrong_resident_number_is_told_why(number: str, says: str) -> None:
    told = problem(PersonKind.NATURAL, number)
    assert told is not None
    assert says in told.zh
    assert told.en


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("91350100M000100Y44", "校验位"),
        ("91350100M000100I43", "18位"),
        ("91350100M000100Y4", "18位"),
        ("91350100m000100Y43", "18位"),
        ("", "18位"),
    ],
)
def test_a_wrong_credit_code_is_told_why(number: str, says: str) -> None:
    told = problem(PersonKind.LEGAL, number)
    assert told is not None
    assert says in told.zh


def test_the_kinds_are_not_mixed_up() -> None:
    assert problem(PersonKind.LEGAL, "11010519491231002X") is not None
    assert problem(PersonKind.NATURAL, "91350100M000100Y43") is not None


residents = st.builds(
    lambda division, born, serial: f"{division:06d}{born:%Y%m%d}{serial:03d}",
    st.integers(110000, 659999),
    st.dates(min_value=datetime.date(1900, 1, 1)),
    st.integers(0, 999),
).map(lambda first: first + resident_check_character(first))
organisations = st.text(CREDIT, min_size=17, max_size=17).map(
    lambda first: first + credit_check_character(first)
)


@given(residents, st.integers(0, 17), st.sampled_from(string.digits + "X"))
def test_any_one_changed_character_of_a_resident_number_is_found(
    number: str, place: int, other: str
) -> None:
    assert problem(PersonKind.NATURAL, number) is None
    assume(number[place] != other)
    changed = number[:place] + other + number[place + 1 :]
    assert problem(PersonKind.NATURAL, changed) is not None


@given(residents, st.integers(0, 16))
def test_two_neighbours_changed_over_are_found(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    pair = number[place + 1] + number[place]
    changed = number[:place] + pair + number[place + 2 :]
    assert problem(PersonKind.NATURAL, changed) is not None


@given(organisations, st.integers(0, 17), st.sampled_from(CREDIT))
def test_any_one_changed_character_of_a_credit_code_is_found(
    number: str, place: int, other: str
) -> None:
    assert problem(PersonKind.LEGAL, number) is None
    assume(number[place] != other)
    changed = number[:place] + other + number[place + 1 :]
    assert problem(PersonKind.LEGAL, changed) is not None


@given(residents)
def test_control_a_check_by_length_alone_would_find_nothing(number: str) -> None:
    """The property above rests on the check character: exactly one of eleven fits."""
    fitting = [
        last
        for last in string.digits + "X"
        if problem(PersonKind.NATURAL, number[:17] + last) is None
    ]
    assert fitting == [number[17]]


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "11010519491231002X",
        "110105　19491231002x",
        "110105194912310\t02X\n",
    ],
)
def test_what_people_type_is_brought_to_one_form(typed: str) -> None:
    assert normalise(typed) == "11010519491231002X"


@given(residents)
def test_full_width_is_the_same_number(number: str) -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in number)
    assert wide != number
    assert normalise(wide) == normalise(number) == number


def test_masks_show_what_tells_persons_apart_and_no_birthday() -> None:
    assert masked("11010519491231002X") == "110105**********2X"
    assert "19491231" not in masked("11010519491231002X")
    assert masked("12345678") == "****"
    assert masked("") == "****"


@pytest.mark.parametrize(
    ("name", "shown"), [("张三", "张*"), ("欧阳小明", "欧***"), ("张", "张*"), ("", "*")]
)
def test_a_name_for_the_public_is_its_first_character(name: str, shown: str) -> None:
    assert masked_name(name) == shown
