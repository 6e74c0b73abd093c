"""Lists: declared once, filtered, sorted, paged and exported; all of it in the address.

A whole example, which a register may copy:

    UNITS = Listing(
        name="units",
        columns=(
            Column("code", Words("单元号", "Unit"), lambda row: row.code, sort=("code",)),
            Column("area", Words("面积", "Area"), lambda row: row.area, number=True),
        ),
        sort="code",
        filters=(Filter("code", Words("单元号", "Unit"), lambda rows, text: rows.filter(code=text)),),
        empty=Words("没有单元。", "No unit."),
        link=lambda row: reverse("…", args=(row.code,)),
    )
    listed = UNITS.asked(request, Unit.objects.filter(bureau=bureau))

The view answers `listed.file` when it is there (an export was asked for), else it draws
`pages/parts/list.html` with `listed`. Only what is declared sorts or filters; anything else in the
address is nobody's and does nothing. Without script; on a phone each row is a card.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from fadu.figures.figure import Cell
from fadu.law.words import Words
from fadu.pages import dates, export
from fadu.pages.paging import MOST, Leaf, leaf
from fadu.pages.strands import Strands

Rows = QuerySet[Any] | Strands[Any]
Choices = Iterable[tuple[str, Words]]
_NO_COMPLETION = {"autocomplete": "off"}
TEXT, DATE, CHOICE, HIDDEN = "text", "date", "choice", "hidden"


def nowhere(row: Any) -> str:
    """No address: the row opens nothing."""
    return ""


def plain(row: Any) -> str:
    """No colour."""
    return ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what a row says in it, and by which columns of the database it sorts.

    `sort` names columns without null, ending in a unique one. `colour(row)` draws the value as a
    tag (green, amber, red, plain): beside the words, never instead of them. A column that is not
    `exported` stays on the page: personal values do not leave by the hundred.
    """

    name: str
    title: Words
    of: Callable[[Any], Cell]
    sort: tuple[str, ...] = ()
    number: bool = False
    colour: Callable[[Any], str] = plain
    exported: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: a field, and which rows a value keeps; a hidden one is set by links alone."""

    name: str
    title: Words
    keeps: Callable[[Any, Any], Any]
    kind: str = TEXT
    choices: Choices = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: where it sorts to, and how it is sorted now ("", ascending …)."""

    title: Words
    address: str
    sorted: str
    number: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A cell of a row as it is drawn."""

    title: Words
    text: str
    colour: str
    style: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is drawn: `value` is what ticking it posts."""

    row: Any
    address: str
    value: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as declared. `most` ends the count and the pages; None counts them all."""

    name: str
    columns: tuple[Column, ...]
    sort: str
    empty: Words
    filters: tuple[Filter, ...] = ()
    link: Callable[[Any], str] = nowhere
    value: Callable[[Any], str] = nowhere
    size: int = 20
    most: int | None = MOST
    # Parameters of the address that are the page's own: they stay when one filters or sorts.
    keeps: tuple[str, ...] = ()
    drawn: Callable[[list[Any]], list[Any]] = field(default=list)

    def asked(self, request: HttpRequest, rows: Rows) -> "Listed":
        """The list as this address asks for it."""
        return Listed(self, request, rows)

    def parameters(self) -> tuple[str, ...]:
        """What an address may ask of this list."""
        return (*self.keeps, *(each.name for each in self.filters), "sort")


@dataclass(frozen=True)
class Listed:
    """A list as it was asked for; what costs a query is reckoned once, when it is first wanted."""

    listing: Listing
    request: HttpRequest
    all: Rows

    @cached_property
    def form(self) -> forms.Form:
        """The filters as a form, with what was asked."""
        return self._set(_one(self.all)).form  # type: ignore[no-any-return]  # untyped library

    @cached_property
    def rows(self) -> Rows:
        """The rows that the filters leave, in order; none while a filter is wrong."""
        order = self._order()
        if not self.form.is_valid():
            return self.all.each(_none) if isinstance(self.all, Strands) else self.all.none()
        if isinstance(self.all, Strands):
            return self.all.each(lambda part: self._set(part).qs).sorted_by(order)
        kept: QuerySet[Any] = self._set(self.all).qs
        return kept.order_by(*order)

    @cached_property
    def leaf(self) -> Leaf[Any]:
        """The page of rows."""
        return leaf(self.rows, self.request, size=self.listing.size, most=self.listing.most)

    @cached_property
    def lines(self) -> list[Line]:
        """The page of rows as drawn."""
        return [self._line(row) for row in self.listing.drawn(list(self.leaf.rows))]

    @property
    def headings(self) -> list[Heading]:
        """The columns' headings; a second click on one turns its order round."""
        found = []
        now = self.sort
        for column in self.listing.columns:
            turned = f"-{column.name}" if now == column.name else column.name
            told = {column.name: "ascending", f"-{column.name}": "descending"}.get(now, "")
            address = self.address(sort=turned) if column.sort else ""
            found.append(Heading(column.title, address, told, column.number))
        return found

    @property
    def sort(self) -> str:
        """By which column it is sorted, "-" before it when downwards."""
        asked = self.request.GET.get("sort", "")
        known = {column.name for column in self.listing.columns if column.sort}
        return asked if asked.removeprefix("-") in known else self.listing.sort

    @property
    def filtered(self) -> bool:
        """Whether a filter was asked for."""
        return any(self.request.GET.get(each.name) for each in self.listing.filters)

    @property
    def query(self) -> str:
        """What the address asks for, page and export left out: what a saved filter keeps."""
        return self._query({}).removeprefix("?")

    def address(self, **changes: str) -> str:
        """This list with other parameters; "" leaves one out."""
        return self._query(changes)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form must send along besides its own fields."""
        names = (*self.listing.keeps, "sort")
        return [(name, self.request.GET[name]) for name in names if self.request.GET.get(name)]

    @property
    def fields(self) -> list[tuple[Filter, forms.BoundField]]:
        """Each filter with its field."""
        return [(each, self.form[each.name]) for each in self.listing.filters]

    @property
    def exports(self) -> list[tuple[str, str]]:
        """The kinds of file that the rows can be had as, with their addresses."""
        return [(kind.upper(), self.address(export=kind)) for kind in export.KINDS]

    @cached_property
    def file(self) -> HttpResponse | None:
        """The rows as a file, when one was asked for: those of the filters, on all pages."""
        kind = self.request.GET.get("export", "")
        if kind not in export.KINDS:
            return None
        columns = [column for column in self.listing.columns if column.exported]
        whole = self.rows
        some = (
            whole.page(0, export.MOST) if isinstance(whole, Strands) else list(whole[: export.MOST])
        )
        drawn = self.listing.drawn(some)
        titles = [said(column.title) for column in columns]
        cells = [[_worded(column.of(row)) for column in columns] for row in drawn]
        return export.answered(kind, self.listing.name, titles, cells)

    def _query(self, changes: dict[str, str]) -> str:
        query = self.request.GET.copy()
        for name in set(query) - set(self.listing.parameters()):
            del query[name]
        for name, value in changes.items():
            query[name] = value
        for name in [name for name in query if not query[name]]:
            del query[name]
        return f"?{query.urlencode()}"

    def _order(self) -> tuple[str, ...]:
        name = self.sort.removeprefix("-")
        (column,) = (column for column in self.listing.columns if column.name == name)
        return tuple(f"-{each}" for each in column.sort) if self.sort[0] == "-" else column.sort

    def _set(self, rows: QuerySet[Any]) -> Any:
        made = {each.name: _made(each) for each in self.listing.filters}
        meta = type("Meta", (), {"model": rows.model, "fields": ()})
        filters = type("Filters", (django_filters.FilterSet,), {**made, "Meta": meta})
        return filters(self.request.GET, queryset=rows)

    def _line(self, row: Any) -> Line:
        items = tuple(_item(column, row, column.of(row)) for column in self.listing.columns)
        return Line(row, self.listing.link(row), self.listing.value(row), items)


def said(words: Words) -> str:
    """The words in the reader's language."""
    return words.to(get_language() or "zh-hans")


def shown(cell: Cell) -> str:
    """A cell's value as text, in the reader's language."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return said(dates.day(cell))
    return said(cell) if isinstance(cell, Words) else str(cell)


def _item(column: Column, row: Any, cell: Cell) -> Item:
    style = "number" if column.number else "list-day" if isinstance(cell, datetime.date) else ""
    return Item(
        column.title, shown(cell), column.colour(row), style if shown(cell) else "list-none"
    )


def _worded(cell: Cell) -> Any:
    return said(cell) if isinstance(cell, Words) else cell


def _none(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.none()


def _one(rows: Rows) -> QuerySet[Any]:
    return rows.parts[0] if isinstance(rows, Strands) else rows


def _made(declared: Filter) -> Any:
    def method(rows: Any, name: str, value: Any) -> Any:
        return declared.keeps(rows, value)

    title = said(declared.title)
    if declared.kind == CHOICE:
        choices = [(value, said(words)) for value, words in declared.choices]
        everything = said(Words("全部", "All"))
        return django_filters.ChoiceFilter(
            label=title, method=method, choices=choices, empty_label=everything
        )
    if declared.kind == DATE:
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return django_filters.DateFilter(label=title, method=method, widget=day)
    text = forms.HiddenInput() if declared.kind == HIDDEN else forms.TextInput(_NO_COMPLETION)
    return django_filters.CharFilter(label=title, method=method, max_length=80, widget=text)
