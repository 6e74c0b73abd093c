"""The regimes of penalty procedure side by side, as the public reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fadu.law.parameters import Parameters, Value
from fadu.law.regimes import Regime, Row, regimes, table
from fadu.law.words import Words

# By the second part of the key; the order of the groups is that of a case.
GROUPS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (
        Words("立案和调查", "Filing and investigation"),
        ("filing", "jurisdiction", "timebar", "officers", "evidence", "preserve", "record"),
    ),
    (
        Words("告知、陈述申辩和听证", "Notice, statement and hearing"),
        ("statement", "reissue_aggravate", "hearing"),
    ),
    (
        Words("审核和决定", "Review and decision"),
        ("legal_review", "collective", "decide", "suspend", "discretion", "first_minor",
         "minor_age", "two_fines", "illegal_gains"),
    ),
    (Words("文书", "Documents"), ("doc",)),
    (Words("当场处罚和当场收缴", "On-the-spot penalties"), ("simple", "cash_handover")),
    (
        Words("送达、执行和结案", "Service, enforcement and closing"),
        ("serve", "pay", "surcharge", "defer", "no_stop", "confiscated", "close"),
    ),
    (Words("公开", "Publication"), ("publish",)),
    (Words("哪些日数按工作日计", "Which days are working days"), ("wd",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What one regime says, or several in a row that say it alike.

    `changed`: it differs from what the regime before said. `current`: the day asked is in it.
    """

    regimes: tuple[Regime, ...]
    values: tuple[Value, ...]
    changed: bool
    current: bool

    @property
    def title(self) -> Words:
        """The regimes by letter and, on a line below, their end: what a phone shows at the side."""
        letters, until = [each.letter for each in self.regimes], self.regimes[-1].until
        zh, en = "、".join(letters), ", ".join(letters)
        if until is None:
            return Words(f"{zh}\n现行", f"{en}\nnow")
        return Words(f"{zh}\n至{until}", f"{en}\nto {until}")


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter and its cells."""

    key: str
    title: Words
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The parameters of one part of a case."""

    title: Words
    lines: tuple[Line, ...]


def shown(held: Parameters, on: date, *, every: bool) -> tuple[Group, ...]:
    """The groups that have lines; those that changed alone, unless every one is asked for."""
    rows = [row for row in table(held) if every or row.moves]
    groups = (Group(title, tuple(_lines(rows, parts, on))) for title, parts in GROUPS)
    return tuple(group for group in groups if group.lines)


def part_of(key: str) -> str:
    """The part of a key by which it is grouped."""
    return key.split(".")[1]


def _lines(rows: Sequence[Row], parts: tuple[str, ...], on: date) -> Iterator[Line]:
    mine = (row for row in rows if part_of(row.key) in parts)
    for row in sorted(mine, key=lambda row: parts.index(part_of(row.key))):
        yield Line(row.key, row.title, tuple(_cells(row, on)))


def _cells(row: Row, on: date) -> Iterator[Cell]:
    before: tuple[object, ...] | None = None
    pairs = zip(regimes(), row.cells, strict=True)
    for values, run in groupby(pairs, key=lambda pair: pair[1]):
        alike = tuple(each for each, _ in run)
        said = tuple(value.value for value in values)
        yield Cell(
            alike,
            values,
            changed=before is not None and said != before,
            current=any(each.covers(on) for each in alike),
        )
        before = said
