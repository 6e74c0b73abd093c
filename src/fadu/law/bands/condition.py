"""When a tier applies: bounds and classes of several measures, joined by all (且) and any (或).

    when: {land: [construction], area: {over: 2, at_most: 5}}      # all of these
    when: {any: [{area: {over: 5}}, {repeated: true}]}             # one of these

An answer is true, false, or None where a fact is missing that would decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fadu.law.bands.exact import ends, read_interval, said
from fadu.law.bands.measure import UNITS, Facts, Measure
from fadu.law.bounds import Interval
from fadu.law.sheet import Sheet
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Inside:
    """A number lies in a stretch."""

    measure: Measure
    span: Interval

    def holds(self, facts: Facts) -> bool | None:
        """Whether it does."""
        value = self.measure.read(facts)
        return value in self.span if isinstance(value, Fraction) else None

    def words(self) -> Words:
        """As a table writes it."""
        span = said(self.span, UNITS[self.measure.unit or "times"].words)
        title = self.measure.title
        return Words(f"{title.zh}{span.zh}", f"{title.en} {span.en}")


@dataclass(frozen=True, slots=True)
class OneOf:
    """A class is one of some, or a flag is as given."""

    measure: Measure
    values: tuple[str | bool, ...]

    def holds(self, facts: Facts) -> bool | None:
        """Whether it is."""
        value = self.measure.read(facts)
        return None if value is None else value in self.values

    def words(self) -> Words:
        """As a table writes it."""
        title = self.measure.title
        if self.measure.kind == "flag":
            yes = True in self.values
            return Words(
                f"{title.zh}：{'是' if yes else '否'}", f"{title.en}: {'yes' if yes else 'no'}"
            )
        called = [self.measure.classes[str(each)] for each in self.values]
        return Words(
            f"{title.zh}为{'、'.join(each.zh for each in called)}",
            f"{title.en}: {' or '.join(each.en for each in called)}",
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """Several conditions of which all (`every`) or at least one must hold."""

    every: bool
    parts: tuple["Condition", ...]

    def holds(self, facts: Facts) -> bool | None:
        """Whether they do; a missing fact matters only where the others leave it open."""
        answers = [part.holds(facts) for part in self.parts]
        decides = not self.every
        if decides in answers:
            return decides
        return None if None in answers else self.every

    def words(self) -> Words:
        """As a table writes it; a choice inside is put in brackets."""
        told = [
            Words(f"（{each.words().zh}）", f"({each.words().en})")
            if isinstance(each, Joined) and len(each.parts) > 1
            else each.words()
            for each in self.parts
        ]
        zh, en = ("，且", ", and ") if self.every else ("，或者", ", or ")
        return Words(zh.join(each.zh for each in told), en.join(each.en for each in told))


Condition = Inside | OneOf | Joined


def bounds(condition: Condition, measure: str) -> Iterator[Fraction]:
    """Every number at which the answer may change with that measure."""
    if isinstance(condition, Joined):
        for part in condition.parts:
            yield from bounds(part, measure)
    elif isinstance(condition, Inside) and condition.measure.name == measure:
        yield from ends(condition.span)


def read_condition(sheet: Sheet, measures: Mapping[str, Measure]) -> Condition:
    """A condition of a file; SheetError for a measure or class that the table does not name."""
    parts = tuple(_parts(sheet, measures))
    if not parts:
        raise sheet.wrong("when", "没有条件", "there is no condition")
    return parts[0] if len(parts) == 1 else Joined(True, parts)


def _parts(sheet: Sheet, measures: Mapping[str, Measure]) -> Iterable[Condition]:
    for name in sheet:
        if name in ("all", "any"):
            inner = tuple(read_condition(each, measures) for each in sheet.sheets(str(name)))
            if not inner:
                raise sheet.wrong(name, "没有条件", "there is no condition")
            yield Joined(name == "all", inner)
        elif str(name) in measures:
            yield _atom(sheet, measures[str(name)])
        else:
            raise sheet.wrong(name, "本表没有这一衡量项", "this table has no such measure")


def _atom(sheet: Sheet, measure: Measure) -> Condition:
    if measure.kind == "number":
        return Inside(measure, read_interval(sheet.sheet(measure.name)))
    if measure.kind == "flag":
        return OneOf(measure, (sheet.flag(measure.name),))
    values = tuple(str(each) for each in sheet.list(measure.name))
    unknown = [each for each in values if each not in measure.classes]
    if unknown or not values:
        raise sheet.wrong(measure.name, f"没有类别 {unknown}", f"there is no class {unknown}")
    return OneOf(measure, values)
