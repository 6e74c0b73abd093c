"""Bars: numbers side by side, as a table that opens and as a picture drawn from that table."""

from dataclasses import dataclass

from fadu.law.words import Words

_NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Series:
    """A column of numbers; `tone` is a colour of the tokens ("blue", "seal", "line-strong")."""

    title: Words
    tone: str = ""
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, and the list that it opens."""

    number: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of numbers under one title."""

    title: Words
    cells: tuple[Cell, ...]
    about: Words = _NOTHING


@dataclass(frozen=True, slots=True)
class Bars:
    """A table of numbers as `pages/parts/bars.html` draws it; `of` heads its first column."""

    title: Words
    of: Words
    series: tuple[Series, ...]
    rows: tuple[Row, ...]
