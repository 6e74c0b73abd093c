"""Writing: what cannot be seen is set right or refused; what is rare is in order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.people.writing import LONGEST, Kind, fault, file_name, narrow, tidy

RARE = {
    "Extension A": "㐂",
    "Extension B": "𠮷",
    "Extension C": "𪜀",
    "Extension D": "𫝀",
    "Extension E": "𫠠",
    "Extension F": "𬺰",
    "Extension G": "𰀀",
    "Extension H": "\U00031350",
    "Extension I": "\U0002ebf0",
    "compatibility": "\ufa11",
    "middle dot": "买买提·吐尔逊",
    "Tibetan": "བཀྲ་ཤིས་",
    "Yi": "ꆈꌠ",
    "Latin": "José O’Neil",
    "markup": "<script>alert(1)</script>",
    "formula": '=HYPERLINK("x")',
}


@pytest.mark.parametrize("name", RARE.values(), ids=RARE)
def test_a_rare_name_stays_as_it_is(name: str) -> None:
    assert tidy(name, Kind.NAME) == name
    assert fault(name, Kind.NAME) is None


REFUSED = {
    "right to left": ("张\u202e三", "第 2 个字符是改变书写方向的隐形符号（U+202E）"),
    "isolate": ("张三\u2066", "第 3 个字符是改变书写方向的隐形符号（U+2066）"),
    "NUL": ("\0张三", "第 1 个字符是控制字符（U+0000）"),
    "escape": ("张\x1b三", "控制字符（U+001B）"),
    "half a pair": ("张\ud800", "乱码（文字编码出错）（U+D800）"),
    "wrong encoding": ("\ufffd\ufffd", "乱码"),
    "private": ("张\ue000", "自造字"),
    "tag": ("张\U000e0041", "看不见的字符（U+E0041）"),
    "filler": ("\u3164", "看不见的字符（U+3164）"),
    "joiner": ("张\u200d三", "看不见的连接符（U+200D）"),
    "marks": ("e" + "\u0301" * 30, "过多的附加符号"),
}


@pytest.mark.parametrize(("name", "said"), REFUSED.values(), ids=REFUSED)
def test_control_what_shows_otherwise_is_refused_with_its_place(name: str, said: str) -> None:
    wrong = fault(tidy(name, Kind.NAME), Kind.NAME)
    assert wrong is not None
    assert said in wrong.zh
    assert "Character" in wrong.en and "delete it" in wrong.en


def test_what_pasting_brings_along_is_set_right() -> None:
    assert tidy("\ufeff 张\u200b三\u00ad ", Kind.NAME) == "张三"
    assert tidy("Jose\u0301", Kind.NAME) == "José"
    assert tidy("一\r\n二\r三", Kind.TEXT) == "一\n二\n三"
    assert tidy("一\r\n二", Kind.LINE) == "一 二"


def test_a_name_is_not_turned_into_another_by_composing() -> None:
    assert unicodedata.normalize("NFC", "\uf9fd") != "\uf9fd"
    assert tidy("\uf9fde\u0301", Kind.NAME) == "\uf9fdé"


def test_joiners_stay_in_a_text() -> None:
    assert fault("👨\u200d👩", Kind.TEXT) is None


@pytest.mark.parametrize("kind", Kind)
def test_the_longest_text_passes_and_one_more_is_counted(kind: Kind) -> None:
    assert fault("字" * LONGEST[kind], kind) is None
    wrong = fault("字" * (LONGEST[kind] + 1), kind)
    assert wrong is not None and f"现在有 {LONGEST[kind] + 1} 字" in wrong.zh


def test_full_width_numbers_become_narrow() -> None:
    assert narrow("５１１７２５１９９３１００１３０２Ｘ") == "51172519931001302X"
    assert narrow("１，２００．５０") == "1,200.50"


def test_the_name_of_a_file_is_shown_without_tricks() -> None:
    assert file_name("C:\\扫描\\合同\u202efdp.exe") == "合同fdp.exe"
    assert file_name("../../etc/pass\0wd") == "passwd"
    assert file_name("\ud800") == ""
    assert len(file_name("长" * 500 + ".pdf")) == 120


@given(st.text(st.characters(exclude_categories=[])), st.sampled_from(Kind))
def test_what_passes_can_be_stored_and_is_tidy_already(text: str, kind: Kind) -> None:
    kept = tidy(text, kind)
    assert tidy(kept, kind) == kept
    if fault(kept, kind) is None:
        assert kept.encode().decode() == kept
        assert "\0" not in kept


@given(st.text(st.characters(exclude_categories=[])))
def test_the_name_of_any_file_can_be_stored_and_shown(text: str) -> None:
    assert fault(file_name(text), Kind.LINE) is None or max(text) >= "\u0300"
    file_name(text).encode()
