"""How a text may be written: what is set right by itself, and what is refused, and where.

| kind | what it is | line breaks | joiners (U+200C, U+200D) |
|---|---|---|---|
| NAME | name of a person or an organisation | no | refused |
| LINE | one line: an address, a number of a deed | no | refused |
| TEXT | reasons, explanations | yes | kept |

Set right without a word, because it changes nothing that anybody can see: Unicode is brought to its
composed form (NFC); zero-width spaces, byte order marks and soft hyphens, which come along when one
pastes from another program, are taken out; line ends become one kind; a tab or line break in one
line becomes a space. NFC would turn compatibility ideographs into others (a name is written as on
the certificate), so these stay as they are.

Refused, because it shows otherwise than it is written, or not at all: control characters, signs
that turn the direction of writing, half of a surrogate pair, fillers, private characters that no
other machine shows alike, and the mark that stands where an encoding went wrong. Rare ideographs of
any extension (A to I) are in order; a document says so when no face here covers one.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from fadu.law.words import Words


class Kind(StrEnum):
    """What is written."""

    NAME = "name"
    LINE = "line"
    TEXT = "text"


LONGEST = {Kind.NAME: 100, Kind.LINE: 500, Kind.TEXT: 10_000}
_UNSEEN = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD))
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_MOST_MARKS = 8
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{9}")


@dataclass(frozen=True, slots=True)
class _Bad:
    characters: re.Pattern[str]
    words: Words


_REFUSED = (
    _Bad(
        re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        Words("改变书写方向的隐形符号", "an invisible sign that turns the direction of writing"),
    ),
    _Bad(
        re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]"),
        Words("控制字符", "a control character"),
    ),
    _Bad(
        re.compile("[\ufffd\ud800-\udfff]"),
        Words("乱码（文字编码出错）", "a broken character (the encoding went wrong)"),
    ),
    _Bad(
        re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]"),
        Words("自造字，别的电脑显示不出来", "a private character that other computers do not show"),
    ),
    _Bad(
        re.compile(
            "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u3164\uffa0"
            "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
            "\U000e0000-\U000e0fff]"
        ),
        Words("看不见的字符", "a character that nobody can see"),
    ),
)
_JOINERS = _Bad(
    re.compile("[\u200c\u200d]"), Words("看不见的连接符", "an invisible joiner")
)  # fmt: skip


def tidy(text: str, kind: Kind) -> str:
    """The text as it is kept: see the head of this file. What is refused stays in it."""
    parts = _COMPATIBILITY.split(text.translate(_UNSEEN))
    composed = "".join(
        part if place % 2 else unicodedata.normalize("NFC", part)
        for place, part in enumerate(parts)
    )
    composed = composed.replace("\r\n", "\n").replace("\r", "\n")
    if kind is not Kind.TEXT:
        composed = re.sub("[\t\n]+", " ", composed)
    return composed.strip()


def fault(text: str, kind: Kind) -> Words | None:
    """What is wrong with a tidy text: which character, where, and what to do; or None."""
    if len(text) > LONGEST[kind]:
        return Words(
            f"最多 {LONGEST[kind]} 字，现在有 {len(text)} 字，请缩短",
            f"At most {LONGEST[kind]} characters; there are {len(text)}. Make it shorter",
        )
    for bad in _REFUSED if kind is Kind.TEXT else (*_REFUSED, _JOINERS):
        found = bad.characters.search(text)
        if found:
            return _said(text, found.start(), bad.words)
    found = _MARKS.search(text)
    if found:
        return _said(text, found.start(), Words("过多的附加符号", "too many marks on one letter"))
    return None


def _said(text: str, place: int, what: Words) -> Words:
    code = f"U+{ord(text[place]):04X}"
    return Words(
        f"第 {place + 1} 个字符是{what.zh}（{code}），请删去后重新输入这一处",
        f"Character {place + 1} is {what.en} ({code}); delete it and type that place again",
    )


def narrow(text: str) -> str:
    """Full-width digits, letters and signs turned to half-width: for numbers, dates, codes."""
    return "".join(
        chr(ord(each) - 0xFEE0) if "！" <= each <= "～" else each for each in text
    ).replace("\u3000", " ")


def file_name(text: str, longest: int = 120) -> str:
    """The name of a file as it is shown: what is refused elsewhere is left out, the end is kept.

    Nobody types a file's name into a form to state anything; a strange one is no reason to refuse.
    """
    named = tidy(text.replace("\\", "/").rpartition("/")[2], Kind.NAME)
    for bad in (*_REFUSED, _JOINERS):
        named = bad.characters.sub("", named)
    return named.strip()[-longest:]
