"""Unit codes by GB/T 37346: what is sound is read, what is wrong is told place by place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.law.unit_code import UNIT_CODE, UnitCodeError, parse, problem, tidy

SAMPLE = "421127001008GB00665F00010089"


def test_a_sample_in_use_is_read_in_its_parts() -> None:
    code = parse(SAMPLE)
    assert (code.division, code.area, code.sub_area) == ("421127", "001", "008")
    assert (code.tenure, code.kind, code.serial) == ("G", "B", "00665")
    assert (code.attachment, code.unit) == ("F", "00010089")
    assert code.parcel == "421127001008GB00665"
    assert code.grouped == "421127 001 008 GB 00665 F 00010089"
    assert code.words.zh == "国家所有，建设用地使用权（地表），房屋等建筑物、构筑物"
    assert code.words.en == "state-owned; construction land, surface; building"


@pytest.mark.parametrize(
    "code",
    [
        "511725001001GB00001F00010001",
        "511725001001JC00001F00010001",
        "511725999999ZD99999W00000000",
        "511725001001GB00001L00010001",
        "511725001001GB00001Q00010001",
    ],
)
def test_a_sound_code_passes(code: str) -> None:
    assert problem(code) is None


def test_a_letter_of_the_standard_that_was_not_read_is_no_fault() -> None:
    assert "standard" in parse(SAMPLE.replace("GB", "GN")).words.en


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("", "现有0位", "this one has 0"),
        (SAMPLE[:-1], "现有27位", "this one has 27"),
        (SAMPLE + "1", "现有29位", "this one has 29"),
        (SAMPLE + "\n", "现有29位", "this one has 29"),
        (SAMPLE.replace("001008", "00100 "), "第10至12位", "places 10 to 12"),
        ("４２１１２７" + SAMPLE[6:], "第1至6位（县级区划）", "places 1 to 6 (division)"),
        ("42112٧" + SAMPLE[6:], "第1至6位（县级区划）", "places 1 to 6 (division)"),
        (SAMPLE.replace("GB", "XB"), "第13位", "place 13"),
        (SAMPLE.replace("GB", "G1"), "第14位", "place 14"),
        (SAMPLE.replace("F", "A"), "第20位", "place 20"),
        ("4211A7" + SAMPLE[6:], "第1至6位（县级区划）", "places 1 to 6 (division)"),
        (SAMPLE[:-1] + "九", "第21至28位", "places 21 to 28"),
        (SAMPLE.lower(), "应为大写字母", "is a capital"),
    ],
)
def test_each_fault_is_named_by_its_place(code: str, zh: str, en: str) -> None:
    told = problem(code)
    assert told is not None
    assert zh in told.zh and en in told.en
    with pytest.raises(UnitCodeError, match="28"):
        parse(code)


def test_all_faults_are_told_at_once() -> None:
    told = problem("42112700100XXB00665A00010089")
    assert told is not None
    assert all(place in told.zh for place in ("第10至12位", "第13位", "第20位"))


def test_a_unit_of_another_county_is_told() -> None:
    assert problem(SAMPLE, "421127") is None
    told = problem(SAMPLE, "511725")
    assert told is not None
    assert "应为511725" in told.zh and "511725 is expected" in told.en


def test_what_was_typed_is_made_tidy() -> None:
    assert tidy(" ４２１１２７ 001 008 gb 00665 f 00010089\n") == SAMPLE


@given(st.from_regex(UNIT_CODE, fullmatch=True))
def test_every_code_of_the_form_is_read_and_written_back(text: str) -> None:
    code = parse(text)
    assert str(code) == text
    assert tidy(code.grouped) == text


@given(st.text(alphabet="0123456789GJZBFLQWgx０ ", min_size=26, max_size=30))
def test_reading_and_the_pattern_of_forms_agree(text: str) -> None:
    assert (problem(text) is None) == bool(re.fullmatch(UNIT_CODE, text))
