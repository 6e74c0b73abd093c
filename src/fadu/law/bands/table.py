"""A discretion table (裁量基准): for one violation, which tier an act falls into and what it costs.

A table is dated data. It names the parameter with the statutory range that it refines, measures an
act, and gives each tier a grade, a condition and a range of rates. Reading a table judges only its
form; whether it may decide anything is proved in `bands.proof`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from fadu.law.bands.condition import Condition, read_condition
from fadu.law.bands.exact import ends, read_interval, said, scaled
from fadu.law.bands.measure import Facts, Measure, read_measure
from fadu.law.bounds import Interval
from fadu.law.entries import CONFIDENCES, Source, read_source
from fadu.law.sheet import Sheet
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Rate:
    """A unit of rates: its words, the parameter units it stands for, its size in a bare number.

    `size`: what one in the table comes to in the unit of reckoning – fen, fen per m², a bare
    multiple. `of`: what it is a rate of: an area, a fee for an area, a sum, or nothing.
    """

    words: Words
    size: Fraction
    of: str
    statute: Mapping[str, Fraction]


# The parameter units by `law.worth`; hundredths and permille are bare multiples and shares there.
RATES: Mapping[str, Rate] = MappingProxyType(
    {
        "yuan_per_m2": Rate(
            Words("元/平方米", " yuan per m²"),
            Fraction(100),
            "area",
            {"fen_per_m2": Fraction(1)},
        ),
        "times_fee": Rate(
            Words("倍", " times"), Fraction(1), "fee", {"hundredths": Fraction(1, 100)}
        ),
        "times": Rate(Words("倍", " times"), Fraction(1), "sum", {"hundredths": Fraction(1, 100)}),
        "percent": Rate(
            Words("%", " %"),
            Fraction(1, 100),
            "sum",
            {"permille": Fraction(1, 1000), "ppm": Fraction(1, 1_000_000)},
        ),
        "yuan": Rate(Words("元", " yuan"), Fraction(100), "nothing", {"fen": Fraction(1)}),
    }
)


@dataclass(frozen=True, slots=True)
class Standard:
    """How a fine is measured.

    `of`: what the rate multiplies – the parameter with a fee per m², or the fact with a sum. `by`:
    the measure whose class completes the fee's name.
    """

    unit: str
    of: str | None = None
    title: Words | None = None
    by: str | None = None

    @property
    def rate(self) -> Rate:
        """The unit."""
        return RATES[self.unit]

    def said(self, span: Interval) -> Words:
        """A range of rates as a table writes it: 耕地开垦费的5倍以上7倍以下."""
        told = said(span, self.rate.words)
        if self.title is None:
            return told
        link = "of the" if self.unit == "percent" else "the"
        return Words(f"{self.title.zh}的{told.zh}", f"{told.en} {link} {self.title.en}")


@dataclass(frozen=True, slots=True)
class Grade:
    """A step of severity (裁量阶次), from the lightest on."""

    code: str
    title: Words


@dataclass(frozen=True, slots=True)
class Tier:
    """One row: the grade, when it applies, and the range of rates. None: the file leaves it out."""

    number: int
    grade: Grade | None
    condition: Condition | None
    span: Interval | None

    @property
    def title(self) -> Words:
        """The tier as messages name it."""
        zh, en = f"第{self.number}档", f"tier {self.number}"
        if self.grade is None:
            return Words(zh, en)
        return Words(f"{zh}（{self.grade.title.zh}）", f"{en} ({self.grade.title.en})")


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list beside the table: no penalty, exempt, reduced, lighter, heavier.

    `demands`: what must be true besides the condition, for an officer to establish.
    """

    kind: str
    title: Words
    condition: Condition | None
    demands: tuple[Words, ...]
    source: Source


KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "none": Words("不予处罚", "no penalty"),
        "exempt": Words("免予处罚", "exempt from penalty"),
        "reduced": Words("减轻处罚", "reduced below the range"),
        "lighter": Words("从轻处罚", "lighter within the range"),
        "heavier": Words("从重处罚", "heavier within the range"),
    }
)


@dataclass(frozen=True, slots=True)
class Table:
    """A discretion table of one layer and its time, both days inclusive.

    `statute`: the parameter with the statutory range. `excerpt`: the file holds only part of the
    original, which therefore cannot decide a case. What a lower table refines follows from its
    layer.
    """

    name: str
    title: Words
    statute: str
    layer: str
    since: date
    until: date | None
    review: date | None
    source: Source
    confidence: str
    excerpt: bool
    violation: Words | None
    basis: Source | None
    measures: Mapping[str, Measure]
    standard: Standard
    grades: tuple[Grade, ...]
    tiers: tuple[Tier, ...]
    lists: tuple[Listed, ...]

    def covers(self, on: date) -> bool:
        """Whether the table is valid that day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def overlaps(self, other: "Table") -> bool:
        """Whether both are valid on some day."""
        return self.since <= (other.until or date.max) and other.since <= (self.until or date.max)

    def matching(self, facts: Facts) -> tuple[Tier, ...]:
        """The tiers whose condition holds."""
        return tuple(
            tier
            for tier in self.tiers
            if tier.condition is not None and tier.condition.holds(facts)
        )

    def exact(self, tier: Tier) -> Interval | None:
        """The tier's range in the unit of reckoning."""
        return None if tier.span is None else scaled(tier.span, self.standard.rate.size)


def read_table(path: Path) -> Table:
    """The table in a file; SheetError or UnknownCitation when the file cannot be read as one."""
    return table_of(Sheet.read(path))


def table_of(sheet: Sheet) -> Table:
    """The table in a sheet, see `read_table`."""
    measures = dict(_measures(sheet.sheet("measures")))
    standard = _standard(sheet.sheet("standard"), measures)
    grades = tuple(Grade(code, words) for code, words in _titled(sheet.sheet("grades")))
    known = {grade.code: grade for grade in grades}
    table = Table(
        name=sheet.text("name"),
        title=sheet.words("title"),
        statute=sheet.text("statute"),
        layer=sheet.text("layer"),
        since=sheet.day("from"),
        until=sheet.day_or_none("to"),
        review=sheet.day_or_none("review"),
        source=read_source(sheet),
        confidence=sheet.text("confidence"),
        excerpt=sheet.flag("excerpt") if "excerpt" in sheet else False,
        violation=sheet.words_or_none("violation"),
        basis=read_source(sheet, "basis") if "basis" in sheet else None,
        measures=MappingProxyType(measures),
        standard=standard,
        grades=grades,
        tiers=tuple(
            _tier(number, row, known, measures)
            for number, row in enumerate(sheet.sheets("tiers"), start=1)
        ),
        lists=tuple(
            _listed(row, measures) for row in (sheet.sheets("lists") if "lists" in sheet else ())
        ),
    )
    if table.confidence not in CONFIDENCES:
        raise sheet.wrong("confidence", f"应为 {CONFIDENCES} 之一", f"one of {CONFIDENCES}")
    if table.until is not None and table.until < table.since:
        raise sheet.wrong("to", "早于 from", "precedes from")
    if not table.tiers:
        raise sheet.wrong("tiers", "没有任何档次", "there is no tier")
    sheet.done()
    return table


def _measures(sheet: Sheet) -> Iterator[tuple[str, Measure]]:
    for name in sheet:
        if name in ("all", "any"):
            raise sheet.wrong(name, "此名保留给条件", "this name is kept for conditions")
        yield str(name), read_measure(str(name), sheet.sheet(name))


def _standard(sheet: Sheet, measures: Mapping[str, Measure]) -> Standard:
    unit = sheet.text("unit")
    if unit not in RATES:
        raise sheet.wrong("unit", f"应为 {tuple(RATES)} 之一", f"one of {tuple(RATES)} is expected")
    of = sheet.text("of") if RATES[unit].of in ("fee", "sum") else None
    by = sheet.text("by") if RATES[unit].of == "fee" and "by" in sheet else None
    if by is not None and (by not in measures or not measures[by].classes):
        raise sheet.wrong("by", "不是类别衡量项", "is no measure with classes")
    standard = Standard(unit, of, sheet.words("title") if of is not None else None, by)
    sheet.done()
    return standard


def _titled(sheet: Sheet) -> Iterator[tuple[str, Words]]:
    for code in sheet:
        yield str(code), sheet.words(str(code))


def _tier(
    number: int, sheet: Sheet, grades: Mapping[str, Grade], measures: Mapping[str, Measure]
) -> Tier:
    code = sheet.text("grade") if "grade" in sheet else None
    if code is not None and code not in grades:
        raise sheet.wrong("grade", f"没有阶次 {code}", f"there is no grade {code}")
    tier = Tier(
        number,
        None if code is None else grades[code],
        read_condition(sheet.sheet("when"), measures) if "when" in sheet else None,
        read_interval(sheet.sheet("range")) if "range" in sheet else None,
    )
    if tier.span is not None and any(end < 0 for end in ends(tier.span)):
        raise sheet.wrong("range", "不能为负数", "must not be negative")
    sheet.done()
    return tier


def _listed(sheet: Sheet, measures: Mapping[str, Measure]) -> Listed:
    kind = sheet.text("kind")
    if kind not in KINDS:
        raise sheet.wrong("kind", f"应为 {tuple(KINDS)} 之一", f"one of {tuple(KINDS)} is expected")
    listed = Listed(
        kind,
        sheet.words("title"),
        read_condition(sheet.sheet("when"), measures) if "when" in sheet else None,
        tuple(each.as_words() for each in sheet.sheets("demands")),
        read_source(sheet),
    )
    sheet.done()
    return listed
