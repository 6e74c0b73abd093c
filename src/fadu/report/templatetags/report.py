"""How a row of a figure shows: its cells, and the case behind it."""

import datetime
from typing import Any

from django import template
from django.urls import reverse

from fadu.figures.figure import Cell, Column, Figure
from fadu.law.words import Words
from fadu.pages.templatetags.fadu import day, say

register = template.Library()


@register.filter
def cell(column: Column, row: Any) -> str:
    """The text of a row's cell in the reader's language."""
    return told(column.of(row))


def told(value: Cell) -> str:
    """A cell's value as text."""
    if isinstance(value, Words):
        return say(value)
    if isinstance(value, datetime.date):
        return day(value)
    return "" if value is None else str(value)


@register.filter
def case_address(figure: Figure, row: Any) -> str:
    """The desk's page of the case behind a row; "" when there is none."""
    case = figure.case(row)
    return reverse("desk:case-by-id", args=(row.bureau, case)) if case else ""
