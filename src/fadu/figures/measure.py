"""How rows become a number: counted, summed, as a share, as a mean. Exact, never a float.

Each measure exists twice: `value` asks the database for the number, `fold` reckons it again in
Python from what each row contributes. `recount` compares the two, so that a figure which does not
come from its rows is found out. Shares and means are fractions; text rounds
half up to two decimals.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from fadu.law.words import Words

Value = int | Fraction | Decimal | None
_NOTHING = Words("无", "none")


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to make a number of rows.

    `column` is what a row contributes (None: one for each row); value(rows) is the number by the
    database, fold(contributions) the same by hand, shown(value) its text. None means that there
    is no row to reckon from, which is not zero. The text of a share carries its own per cent sign.
    """

    column: str | None
    value: Callable[[QuerySet[Any]], Value]
    fold: Callable[[Iterable[Any]], Value]
    shown: Callable[[Value], Words]
    rule: Words
    is_share: bool = False


def rounded(value: Fraction | Decimal | int) -> str:
    """Two decimals, half up, with thousands apart: exact until the last step."""
    exact = Fraction(value)
    cents = (abs(exact) * 100 + Fraction(1, 2)).__floor__()
    sign = "-" if exact < 0 and cents else ""
    return f"{sign}{cents // 100:,}.{cents % 100:02d}"


def _number(value: Value) -> Words:
    return _NOTHING if value is None else Words(f"{value:,}", f"{value:,}")


def _mean(value: Value) -> Words:
    return _NOTHING if value is None else Words(rounded(value), rounded(value))


def _percent(value: Value) -> Words:
    if value is None:
        return _NOTHING
    text = f"{rounded(Fraction(value) * 100)}%"
    return Words(text, text)


def _yuan(value: Value) -> Words:
    if value is None:
        return _NOTHING
    text = rounded(Fraction(value) / 100)
    return Words(text, text)


def _length(items: Iterable[Any]) -> int:
    return sum(1 for _ in items)


def _ratio(items: Iterable[Any]) -> Fraction | None:
    total = Fraction(0)
    count = 0
    for item in items:
        total += Fraction(item or 0)
        count += 1
    return total / count if count else None


COUNT = Measure(
    column=None,
    value=lambda rows: rows.count(),
    fold=_length,
    shown=_number,
    rule=Words("逐行计数，每行计 1", "Rows are counted, one each"),
)


def sum_of(column: str) -> Measure:
    """The sum of a whole-number or decimal column; 0 without rows."""
    return Measure(
        column=column,
        value=lambda rows: rows.aggregate(total=Sum(column))["total"] or 0,
        fold=lambda items: sum(item or 0 for item in items),
        shown=_number,
        rule=Words("逐行相加", "Rows are added up"),
    )


def yuan_of(column: str) -> Measure:
    """The sum of a column of fen, shown in yuan."""
    return replace(
        sum_of(column),
        shown=_yuan,
        rule=Words("逐行以分相加，显示为元", "Rows are added up in fen and shown in yuan"),
    )


def share_of(column: str) -> Measure:
    """The share of rows whose boolean column is true, as a fraction of all rows."""

    def value(rows: QuerySet[Any]) -> Fraction | None:
        told = rows.aggregate(all=Count("pk"), those=Count("pk", filter=Q(**{column: True})))
        return Fraction(told["those"], told["all"]) if told["all"] else None

    return Measure(
        column=column,
        value=value,
        fold=_ratio,
        shown=_percent,
        rule=Words(
            "符合的行数除以全部行数；百分数四舍五入到两位小数",
            "Rows that fulfil it, divided by all rows; per cent, rounded half up to two decimals",
        ),
        is_share=True,
    )


def mean_of(column: str) -> Measure:
    """The mean of a whole-number column, as a fraction."""

    def value(rows: QuerySet[Any]) -> Fraction | None:
        told = rows.aggregate(all=Count("pk"), total=Sum(column))
        return Fraction(told["total"] or 0, told["all"]) if told["all"] else None

    return Measure(
        column=column,
        value=value,
        fold=_ratio,
        shown=_mean,
        rule=Words(
            "各行之和除以行数；四舍五入到两位小数",
            "The sum of the rows divided by their number, rounded half up to two decimals",
        ),
    )


def plain(value: Value) -> Any:
    """A value as it stands in a report: whole numbers as they are, fractions as two of them."""
    if isinstance(value, Fraction):
        return {"numerator": value.numerator, "denominator": value.denominator}
    if isinstance(value, Decimal):
        return str(value)
    return value
