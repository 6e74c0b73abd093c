"""Every combination of measures as finitely many cells: one act of a cell speaks for all of it.

Conditions change only at their bounds. So along a number there is a cell for each bound and one for
each open stretch between two bounds, along a class one for each class; their product is the whole
space, and a proof over all cells is a proof over all acts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from fadu.law.bands.condition import bounds
from fadu.law.bands.exact import ends, said
from fadu.law.bands.measure import UNITS, Fact, Facts, Measure
from fadu.law.bands.table import Table
from fadu.law.bounds import Bound, Interval
from fadu.law.words import LawError, Words

# More combinations than this would be a table that no officer could read either.
MOST = 50_000
Place = tuple[int, ...]


class TooManyCells(LawError):
    """A table whose combinations are too many to be looked at."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a measure in which no condition changes, and one value out of it."""

    sample: Fact
    span: Interval | None = None

    def lies_in(self, span: Interval) -> bool:
        """Whether the cell of a number lies in the interval; so does all of it, or none."""
        return isinstance(self.sample, Fraction) and self.sample in span


@dataclass(frozen=True, slots=True)
class Axis:
    """A measure cut into cells, in order."""

    measure: Measure
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Cells that lie together: for each measure the places of its cells."""

    places: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Space:
    """All combinations of the measures of one table, or of several that are compared."""

    axes: tuple[Axis, ...]

    @classmethod
    def of(cls, *tables: Table) -> "Space":
        """The space of the tables' measures; TooManyCells when it is beyond reading."""
        measures = {
            name: each for table in reversed(tables) for name, each in table.measures.items()
        }
        axes = tuple(Axis(each, _cut(each, tables)) for each in measures.values())
        count = prod(len(axis.cells) for axis in axes)
        if count > MOST:
            raise TooManyCells(
                Words(
                    f"衡量项的组合达{count}种，无法逐一验证",
                    f"the measures combine in {count} ways, too many to be proved",
                )
            )
        return cls(axes)

    def __len__(self) -> int:
        """How many combinations there are."""
        return prod(len(axis.cells) for axis in self.axes)

    def places(self) -> Iterator[Place]:
        """Every combination."""
        return product(*(range(len(axis.cells)) for axis in self.axes))

    def example(self, place: Place) -> dict[str, Fact]:
        """An act of that combination, in the units of the table."""
        return {
            axis.measure.name: axis.cells[at].sample
            for axis, at in zip(self.axes, place, strict=True)
        }

    def facts(self, place: Place) -> Facts:
        """An act of that combination, in base units."""
        shown = self.example(place)
        return {
            axis.measure.name: in_base(axis.measure, shown[axis.measure.name]) for axis in self.axes
        }

    def boxes(self, found: Mapping[Place, object]) -> Iterator[tuple[Place, Box]]:
        """The places found, joined into boxes of like findings; each with its first place."""
        left = dict(found)
        for place in found:
            if place in left:
                box = self._grown(place, left)
                for inside in product(*box.places):
                    del left[inside]
                yield place, box

    def said(self, box: Box) -> Words:
        """The box as a reader sees it; a measure of which it holds everything is left out."""
        told = [
            _said(axis, places)
            for axis, places in zip(self.axes, box.places, strict=True)
            if len(places) < len(axis.cells)
        ]
        if not told:
            return Words("任何情形", "any act")
        return Words("，".join(each.zh for each in told), ", ".join(each.en for each in told))

    def _grown(self, place: Place, left: Mapping[Place, object]) -> Box:
        alike = left[place]
        box: list[tuple[int, ...]] = [(at,) for at in place]
        for number, axis in enumerate(self.axes):
            taken = list(box[number])
            for at in range(place[number] + 1, len(axis.cells)):
                trial = [*box[:number], (at,), *box[number + 1 :]]
                if all(left.get(each, None) == alike for each in product(*trial)):
                    taken.append(at)
                elif axis.measure.kind == "number":
                    break
            box[number] = tuple(taken)
        return Box(tuple(box))


def in_base(measure: Measure, value: Fact) -> Fact:
    """A value in the measure's unit as a fact in base units."""
    if measure.unit is None or not isinstance(value, Fraction):
        return value
    return value * UNITS[measure.unit].size


def cut(marks: Iterable[Fraction], domain: Interval) -> tuple[Cell, ...]:
    """A cell for each mark and each open stretch above it, as far as the domain reaches.

    Every domain begins somewhere: no measure and no rate goes below nought.
    """
    ordered = sorted({*marks, *ends(domain)})
    cells = []
    for mark, following in zip(ordered, [*ordered[1:], None], strict=True):
        cells.append(Cell(mark, Interval(Bound(mark, True), Bound(mark, True))))
        after = None if following is None else Bound(following, False)
        middle = mark + 1 if following is None else (mark + following) / 2
        cells.append(Cell(middle, Interval(Bound(mark, False), after)))
    return tuple(each for each in cells if each.lies_in(domain))


def joined(cells: Iterable[Cell]) -> Interval:
    """Neighbouring cells as one interval."""
    spans = [each.span for each in cells if each.span is not None]
    return Interval(spans[0].low, spans[-1].high)


def _cut(measure: Measure, tables: Iterable[Table]) -> tuple[Cell, ...]:
    if measure.kind == "class":
        return tuple(Cell(code) for code in measure.classes)
    if measure.kind == "flag":
        return (Cell(False), Cell(True))
    marks = [
        mark
        for table in tables
        for condition in (tier.condition for tier in table.tiers)
        if condition is not None
        for mark in bounds(condition, measure.name)
    ]
    return cut(marks, measure.domain)


def _said(axis: Axis, places: tuple[int, ...]) -> Words:
    measure = axis.measure
    if measure.kind == "number":
        span = said(joined(axis.cells[at] for at in places), UNITS[measure.unit or "times"].words)
        return Words(f"{measure.title.zh}{span.zh}", f"{measure.title.en}: {span.en}")
    called = [measure.called(axis.cells[at].sample) for at in places]
    return Words(
        f"{measure.title.zh}：{'、'.join(each.zh for each in called)}",
        f"{measure.title.en}: {' or '.join(each.en for each in called)}",
    )
