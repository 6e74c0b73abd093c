"""What a parameter can be worth: a number in a unit, a range, a set of words, or no figure at all.

Whole numbers only. Money is fen; shares are permille or ppm; multiples of a fee or value are
hundredths (5.5 times is 550), so that nothing is ever rounded before it must be.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fadu.law.numerals import chinese
from fadu.law.sheet import Sheet
from fadu.law.units import parse_period, parse_yearday
from fadu.law.words import Words

# Units of whole numbers, each with the words that follow the number.
NUMBERS: Mapping[str, Words] = MappingProxyType(
    {
        "count": Words("", ""),
        "persons": Words("人", " persons"),
        "papers_count": Words("份", " copies"),
        "pieces": Words("件", " pieces"),
        "times": Words("次", " times"),
        "pages": Words("页", " pages"),
        "points": Words("分", " points"),
        "minutes": Words("分钟", " minutes"),
        "hours": Words("小时", " hours"),
        "days": Words("日", " days"),
        "working_days": Words("个工作日", " working days"),
        "years": Words("年", " years"),
        "age": Words("周岁", " years of age"),
        "permille": Words("%", " %"),
        "ppm": Words("%", " %"),
        "hundredths": Words("倍", " times"),
        "fen": Words("元", " yuan"),
        "fen_per_m2": Words("元/平方米", " yuan per m²"),
        "fen_per_ha": Words("元/公顷", " yuan per ha"),
        "m2": Words("平方米", " m²"),
        "mu": Words("亩", " mu"),
        "ha": Words("公顷", " ha"),
        "km": Words("千米", " km"),
        "mm": Words("毫米", " mm"),
        "um": Words("毫米", " mm"),
        "gsm": Words("克/平方米", " g/m²"),
    }
)
UNITS = ("period", "rule", "text", "yearday", "fraction", "papers", "set", "switch", *NUMBERS)
SWITCHED = (Words("关闭", "off"), Words("开启", "on"))
# What divides the stored number for reading: 30 permille is 3 %.
_SCALES = {"permille": 10, "ppm": 10_000, "hundredths": 100, "um": 1000} | dict.fromkeys(
    ("fen", "fen_per_m2", "fen_per_ha"), 100
)
_FRACTION = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)", re.ASCII)
# From five digits on, commas help the eye.
_LONG = 10_000


@dataclass(frozen=True, slots=True)
class Range:
    """From `least` to `most`, both included (以上、以下); None: open on that side."""

    least: int | None
    most: int | None

    def __contains__(self, number: int) -> bool:
        """Whether the number lies inside."""
        return (self.least is None or self.least <= number) and (
            self.most is None or number <= self.most
        )

    def within(self, other: "Range") -> bool:
        """Whether all of this lies inside the other."""
        low = other.least is None or (self.least is not None and self.least >= other.least)
        return low and (other.most is None or (self.most is not None and self.most <= other.most))


@dataclass(frozen=True, slots=True)
class Term:
    """One member of a set: a code for programs, words for people."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Terms:
    """A set of words in its order: conditions, contents of a form, kinds. May be empty."""

    terms: tuple[Term, ...]

    def __contains__(self, code: str) -> bool:
        """Whether a member has that code."""
        return any(term.code == code for term in self.terms)

    def __iter__(self) -> Iterator[Term]:
        """The members in order."""
        return iter(self.terms)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.terms)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all members."""
        return frozenset(term.code for term in self.terms)


Plain = str | int | Words | Range | Terms | None


def scale_of(unit: str) -> int:
    """How many of what is stored make one of what people read: 100 fen are a yuan."""
    return _SCALES.get(unit, 1)


def read_plain(sheet: Sheet, unit: str) -> Plain:
    """The `value` of a row in any unit but `papers`; null where the law gives no figure."""
    raw = sheet.take("value")
    if raw is None:
        if "note" not in sheet:
            raise sheet.wrong("value", "没有数值的，须以 note 说明", "null needs a note saying why")
        return None
    if unit == "period":
        return str(parse_period(sheet.text("value")))
    if unit in ("rule", "text"):
        return sheet.words("value") if isinstance(raw, dict) else sheet.text("value")
    if unit == "yearday":
        return str(parse_yearday(sheet.text("value")))
    if unit == "fraction":
        return _fraction(sheet)
    if unit == "set":
        return _terms(sheet)
    if unit == "switch":
        return _switch(sheet)
    if isinstance(raw, dict):
        return _range(sheet.sheet("value"))
    return sheet.number("value")


def said(worth: Plain, unit: str) -> Words:
    """A value as a reader sees it: 5个工作日, 200元, 3%, 100–1000元/平方米."""
    if worth is None:
        if unit in ("rule", "text", "set", "papers"):
            return Words("没有规定", "no rule")
        return Words("没有具体数字", "no figure")
    if isinstance(worth, Terms):
        return Words(
            "；".join(each.words.zh for each in worth) or "无",
            "; ".join(each.words.en for each in worth) or "none",
        )
    if isinstance(worth, Words):
        return worth
    if isinstance(worth, str):
        return _said_text(worth, unit)
    if unit == "switch" and isinstance(worth, int):
        return SWITCHED[worth]
    tail = NUMBERS.get(unit, Words("", ""))
    if isinstance(worth, int):
        number = _shown(worth, unit)
        return Words(number + tail.zh, number + (tail.en[:-1] if _single(worth, unit) else tail.en))
    return _said_range(worth, unit, tail)


def _said_text(worth: str, unit: str) -> Words:
    if unit == "period":
        return parse_period(worth).words
    if unit == "yearday":
        return parse_yearday(worth).words
    if unit == "fraction":
        above, below = (int(part) for part in worth.split("/"))
        return Words(f"{chinese(below)}分之{chinese(above)}", worth)
    return Words(worth, worth)


def _single(worth: int, unit: str) -> bool:
    """Whether English says the unit's name without its s."""
    return worth == scale_of(unit) and NUMBERS[unit].en.endswith("s")


def _said_range(worth: Range, unit: str, tail: Words) -> Words:
    if worth.least is None and worth.most is None:
        return Words("不限", "without limits")
    if worth.least is None:
        most = _shown(worth.most or 0, unit)
        return Words(f"{most}{tail.zh}以下", f"up to {most}{tail.en}")
    least = _shown(worth.least, unit)
    if worth.most is None:
        return Words(f"{least}{tail.zh}以上", f"{least}{tail.en} or more")
    most = _shown(worth.most, unit)
    return Words(f"{least}–{most}{tail.zh}", f"{least}–{most}{tail.en}")


def _shown(number: int, unit: str) -> str:
    """The number in the unit's own size, with as many decimals as it needs and no more."""
    scale = scale_of(unit)
    whole, rest = divmod(number, scale)
    decimals = f"{rest:0{len(str(scale)) - 1}d}".rstrip("0") if rest else ""
    said = f"{whole:,}" if whole >= _LONG else str(whole)
    return f"{said}.{decimals}" if decimals else said


def _fraction(sheet: Sheet) -> str:
    text = sheet.text("value")
    if found := _FRACTION.fullmatch(text):
        if int(found[1]) < int(found[2]):
            return text
    raise sheet.wrong(
        "value", "应为小于1的分数，如 2/3", "a fraction below one, as 2/3, is expected"
    )


def _switch(sheet: Sheet) -> int:
    number = sheet.number("value")
    if number in (0, 1):
        return number
    raise sheet.wrong("value", "应为 0（关闭）或 1（开启）", "0 (off) or 1 (on) is expected")


def _terms(sheet: Sheet) -> Terms:
    terms = []
    for row in sheet.sheets("value"):
        terms.append(Term(row.text("code"), Words(row.text("zh"), row.text("en"))))
        row.done()
    if len({term.code for term in terms}) < len(terms):
        raise sheet.wrong("value", "代码重复", "a code comes twice")
    return Terms(tuple(terms))


def _range(sheet: Sheet) -> Range:
    found = Range(
        sheet.number("least") if "least" in sheet else None,
        sheet.number("most") if "most" in sheet else None,
    )
    sheet.done()
    if found.least is not None and found.most is not None and found.least > found.most:
        raise sheet.wrong("most", "小于 least", "is below least")
    return found
