"""A line that a card reader types: it is a keyboard, and its one line holds a whole card.

Readers put the fields of an identity card one after the other, apart by a tab, a bar, a comma or
spaces, some with labels. We take from it what a party is asked for: number and name.
"""

import re
from collections.abc import Iterable

from fadu.people.identity import PersonKind, normalise, problem

_APART = re.compile(r"[|,，;；、\t\n\r#^]+|\s+")
_LABEL = re.compile(r"^(姓名|名称|公民身份号码|身份证号码?|统一社会信用代码)\s*[:：]?\s*")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·•]{2,40}")
# What else stands on a card in Chinese letters; a nationality ends with 族 on most readers.
_NO_NAME = {
    "男",
    "女",
    "汉",
    "性别",
    "民族",
    "出生",
    "住址",
    "长期",
    "男性",
    "女性",
    "姓名",
    "名称",
}


def split(line: str) -> dict[str, str]:
    """Number, name and kind from a reader's line; empty when it is a plain number, or no card."""
    whole = normalise(line)
    if not whole or any(not problem(kind, whole) for kind in PersonKind):
        return {}
    parts = [_LABEL.sub("", part) for part in _APART.split(line) if part]
    for part in parts:
        for kind in PersonKind:
            number = normalise(part)
            if not problem(kind, number):
                found = {"identity": number, "kind": kind.value}
                name = _name(parts, part)
                return found | ({"name": name} if name else {})
    return {}


def _name(parts: Iterable[str], number: str) -> str:
    """The first field that can be a name: on a card it stands first."""
    for part in parts:
        text = part.strip()
        if part != number and _NAME.fullmatch(text) and text not in _NO_NAME:
            if not text.endswith(("族", "公安局", "分局")):
                return text
    return ""


def filled(row: dict[str, str]) -> dict[str, str]:
    """A party's fields with what a reader typed into the number's; a name typed before stays.

    A credit code says that the party is no natural person, whatever was chosen before.
    """
    typed = row.get("identity", "")
    found = split(typed)
    if not found:
        legal = not problem(PersonKind.LEGAL, normalise(typed))
        natural = not problem(PersonKind.NATURAL, normalise(typed))
        return {**row, "kind": PersonKind.LEGAL.value} if legal and not natural else row
    if row.get("name", "").strip():
        found.pop("name", None)
    return row | found
