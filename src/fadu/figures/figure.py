"""A figure: a number that opens. The list is the figure.

An app declares its figures in its `figures.py`; they are found by that name. A whole example:

    LICENCES_TRANSFERRED = Figure(
        name="power.transferred",
        title=Words("划转的行政许可事项", "Licences transferred"),
        unit=Words("项", "licences"),
        meaning=Words("期内划转的事项，按划转文件的日期", "Transferred in the period"),
        rows=lambda scope: Item.objects.filter(
            bureau=scope.bureau,
            transferred_on__range=(scope.period.since, scope.period.until),
            entry__in=scope.entries().values("id"),
        ).order_by("code"),
        columns=(
            Column(Words("事项", "Item"), lambda row: row.title),
            Column(Words("划转日期", "Transferred on"), lambda row: row.transferred_on),
        ),
        case=lambda row: row.case,
    )
    FIGURES = (LICENCES_TRANSFERRED,)

`rows(scope)` gives the rows that count, in the order in which a person reads them, and must heed
`scope.known_on`: what was recorded later was not known then. `scope.entries()` are the record
entries known by then; a row of a register carries the id of the entry that wrote it.

`measure` is COUNT when left out; `sum_of("fen")`, `share_of("in_time")`, `mean_of("days")` name the
column (a field or an annotation of the rows) that counts. `parts` breaks the figure down
by a column. `case(row)` is the case whose record stands behind a row, so that it opens further.
A primary key must survive a rebuild from the record (a UUID, never a serial), or `identity` must
name a column that does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fadu.figures.measure import COUNT, Measure
from fadu.figures.scope import Scope
from fadu.law.words import Words

Cell = Words | str | date | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list behind a figure."""

    title: Words
    of: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Part:
    """A breakdown by a column of the rows; `name(value)` says what one of its values is called."""

    column: str
    title: Words
    name: Callable[[Any], Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as declared. `meaning` says in a sentence what counts, and is printed with it."""

    name: str
    title: Words
    unit: Words
    meaning: Words
    rows: Callable[[Scope], QuerySet[Any]]
    columns: tuple[Column, ...]
    measure: Measure = COUNT
    parts: tuple[Part, ...] = ()
    case: Callable[[Any], UUID | None] = lambda row: None
    identity: str = "pk"
