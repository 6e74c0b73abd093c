"""A value as an officer types it: 5wd, 80, 100-1000, 3 – in the unit that people read.

The typed text becomes the shape of a parameter file, and from there on the one reader of such
files judges it. Money is typed in yuan, shares in per cent, multiples as they are spoken.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from fadu.law.units import parse_period
from fadu.law.words import LawError, Words
from fadu.law.worth import NUMBERS, scale_of

_FLAGS = {
    "required": "必需",
    "tolerable": "可容缺",
    "by_sharing": "共享获取",
    "recordings": "可交录音录像",
}
_RANGE = re.compile(r"(?P<least>[0-9.,]*)\s*[-–—~至]\s*(?P<most>[0-9.,]*)")
_PARTS_OF_TERM, _PARTS_OF_PAPER = 3, 4


class Mistyped(LawError, ValueError):
    """A text that is no value of its unit."""


def typed(text: str, unit: str, english: str = "") -> object:
    """The `value` of a parameter file that the text means; Mistyped, PeriodError if it means none.

    `english` is the English of a rule or text, which are kept in both languages.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        raise Mistyped(Words("没有填写数值", "no value is given"))
    if unit == "period":
        return str(parse_period(plain))
    if unit in ("rule", "text"):
        return {"zh": text.strip(), "en": english.strip()} if english.strip() else text.strip()
    if unit in ("yearday", "fraction"):
        return plain
    if unit == "set":
        return [_term(line) for line in plain.splitlines() if line.strip()]
    if unit == "switch":
        return _switch(plain)
    if unit == "papers":
        return [_paper(line) for line in plain.splitlines() if line.strip()]
    found = _RANGE.fullmatch(plain)
    if found is None:
        return _number(plain, unit)
    ends = {name: _number(part, unit) for name, part in found.groupdict().items() if part}
    if not ends:
        raise _no_number(plain, unit)
    return ends


def how_to_type(unit: str) -> Words:
    """What to type for a value of this unit, with an example."""
    match unit:
        case "period":
            return Words(
                "如 20wd（工作日）、30d（日）、3m（月）、1y（年）、24h（小时）、now（当场）",
                "such as 20wd (working days), 30d (days), 3m, 1y, 24h, now (at once)",
            )
        case "yearday":
            return Words("月-日，如 03-01", "month-day, such as 03-01")
        case "fraction":
            return Words("小于1的分数，如 2/3", "a fraction below one, such as 2/3")
        case "rule" | "text":
            return Words("文字；英文另填", "text; its English beside")
        case "set":
            return Words("每行一项：代码|中文|English", "one a line: code|中文|English")
        case "switch":
            return Words("1 开启，0 关闭", "1 is on, 0 is off")
        case "papers":
            flags = "、".join(f"{name}（{words}）" for name, words in _FLAGS.items())
            return Words(
                f"每行一种材料：代码|中文|English|标记；标记可为 {flags}，以空格分开",
                f"one a line: code|中文|English|marks; marks: {', '.join(_FLAGS)}, with spaces",
            )
        case _:
            tail = NUMBERS.get(unit, Words("", ""))
            return Words(
                f"数字，单位{tail.zh or '个'}；范围如 100-1000，只有一端如 -1000",
                f"a number, {tail.en.strip() or 'plain'}; a range as 100-1000, one end as -1000",
            )


def _switch(text: str) -> int:
    for number, names in enumerate((("0", "off", "关闭"), ("1", "on", "开启"))):
        if text.casefold() in names:
            return number
    raise _no_number(text, "switch")


def _number(text: str, unit: str) -> int:
    try:
        exact = Decimal(text.replace(",", "")) * scale_of(unit)
    except InvalidOperation:
        raise _no_number(text, unit) from None
    if not exact.is_finite() or exact != exact.to_integral_value():
        raise _no_number(text, unit)
    return int(exact)


def _no_number(text: str, unit: str) -> Mistyped:
    how = how_to_type(unit)
    return Mistyped(
        Words(f"不是这一单位的数值：“{text}”（{how.zh}）", f"no value here: “{text}” ({how.en})")
    )


def _split(line: str, parts: int, unit: str) -> list[str]:
    found = [part.strip() for part in line.split("|")]
    if len(found) != parts or not all(found[:_PARTS_OF_TERM]):
        raise _no_number(line, unit)
    return found


def _term(line: str) -> dict[str, object]:
    code, zh, en = _split(line, _PARTS_OF_TERM, "set")
    return {"code": code, "zh": zh, "en": en}


def _paper(line: str) -> dict[str, object]:
    code, zh, en, marks = _split(line, _PARTS_OF_PAPER, "papers")
    given = set(marks.split())
    if given - _FLAGS.keys():
        raise _no_number(line, "papers")
    flags = {name: name in given for name in _FLAGS}
    return {"code": code, "title": {"zh": zh, "en": en}, **flags}
