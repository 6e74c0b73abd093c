"""What a discretion table measures an act by: its land class, its area, whether it was stopped.

Facts are exact and in base units – areas in m², money in fen – and a table may speak in mu, ha,
yuan or ten thousand yuan: one mu is 2000/3 m², which no decimal can hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from fadu.law.bands.exact import read_interval, shown
from fadu.law.bounds import Interval, interval
from fadu.law.sheet import Sheet
from fadu.law.words import LawError, Words

Fact = Fraction | str | bool
Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: how many base units it holds, what it is called, what it measures."""

    size: Fraction
    words: Words
    of: str


# 1 mu is 2000/3 m² exactly.
UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "m2": Unit(Fraction(1), Words("平方米", " m²"), "m2"),
        "mu": Unit(Fraction(2000, 3), Words("亩", " mu"), "m2"),
        "ha": Unit(Fraction(10_000), Words("公顷", " ha"), "m2"),
        "yuan": Unit(Fraction(100), Words("元", " yuan"), "fen"),
        "wan_yuan": Unit(Fraction(1_000_000), Words("万元", " × 10,000 yuan"), "fen"),
        "days": Unit(Fraction(1), Words("日", " days"), "days"),
        "times": Unit(Fraction(1), Words("次", " times"), "times"),
    }
)


# No area, sum or count is below nought; a table may narrow this by `within`.
NOT_NEGATIVE = interval(at_least=Fraction(0))


class FactMissing(LawError, LookupError):
    """A fact that a table asks for and nobody gave, or one of the wrong kind."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured. `classes` for a class, `unit` and `domain` for a number."""

    name: str
    title: Words
    kind: str
    classes: Mapping[str, Words] = field(default_factory=dict)
    unit: str | None = None
    domain: Interval = NOT_NEGATIVE

    def read(self, facts: Facts) -> Fact | None:
        """The fact in the table's unit; None when it is not known; FactMissing when it is odd."""
        fact = facts.get(self.name)
        if fact is None:
            return None
        if self.kind == "class" and isinstance(fact, str) and fact in self.classes:
            return fact
        if self.kind == "flag" and isinstance(fact, bool):
            return fact
        if self.unit is not None and isinstance(fact, Fraction):
            number = fact / UNITS[self.unit].size
            if number in self.domain:
                return number
        raise FactMissing(
            Words(
                f"{self.title.zh}（{self.name}）：{_plainly(fact)} 不是本表所列的值",
                f"{self.title.en} ({self.name}): {_plainly(fact)} is no value of this table",
            )
        )

    def called(self, value: Fact) -> Words:
        """A class or a flag by its name: 耕地, 是."""
        if isinstance(value, bool):
            return Words("是", "yes") if value else Words("否", "no")
        return self.classes[str(value)]


def read_measure(name: str, sheet: Sheet) -> Measure:
    """A measure of a table's file."""
    title, kind = sheet.words("title"), sheet.text("kind")
    if kind == "class":
        rows = sheet.sheet("classes")
        classes = {str(code): rows.words(str(code)) for code in rows}
        measure = Measure(name, title, kind, classes=MappingProxyType(classes))
        if not classes:
            raise sheet.wrong("classes", "没有类别", "there is no class")
    elif kind == "number":
        unit = sheet.text("unit")
        if unit not in UNITS:
            raise sheet.wrong("unit", f"应为 {tuple(UNITS)} 之一", f"one of {tuple(UNITS)}")
        domain = _within(sheet) if "within" in sheet else NOT_NEGATIVE
        measure = Measure(name, title, kind, unit=unit, domain=domain)
    elif kind == "flag":
        measure = Measure(name, title, kind)
    else:
        raise sheet.wrong("kind", "应为 class、number 或 flag", "class, number or flag")
    sheet.done()
    return measure


def _within(sheet: Sheet) -> Interval:
    """What the file narrows a number to: "within 100 mu" begins at nought like every number."""
    narrowed = read_interval(sheet.sheet("within")).overlap(NOT_NEGATIVE)
    if narrowed is None:
        raise sheet.wrong("within", "不含任何非负数", "holds no number from nought on")
    return narrowed


def _plainly(fact: Fact) -> str:
    return shown(fact) if isinstance(fact, Fraction) else str(fact)
