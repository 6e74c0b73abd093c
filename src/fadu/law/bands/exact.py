"""Exact numbers and intervals: how a table's file writes them and how a reader sees them.

In a file: {at_least: 2} 以上, {over: 2} 超过, {at_most: 5} 以下, {under: "5.5"} 不满. Numbers are whole,
or a quoted decimal or fraction; a bare 5.5 would reach us as a float and is refused.
"""

from fractions import Fraction

from fadu.law.bounds import Bound, BoundsError, Interval, interval
from fadu.law.sheet import Sheet
from fadu.law.words import Words


def read_interval(sheet: Sheet) -> Interval:
    """The interval in a file; SheetError when an end comes twice, none comes, or nothing fits."""
    ends = {
        name: read_exact(sheet, name)
        for name in ("at_least", "over", "at_most", "under")
        if name in sheet
    }
    sheet.done()
    if not ends:
        raise sheet.wrong("at_least", "没有任何界限", "no bound is given")
    try:
        return interval(**ends)
    except BoundsError as fault:
        raise sheet.wrong(next(iter(ends)), fault.words.zh, fault.words.en) from fault


def read_exact(sheet: Sheet, name: str) -> Fraction:
    """An exact number: whole, or a quoted decimal or fraction."""
    raw = sheet.take(name)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Fraction(raw)
    if isinstance(raw, str):
        try:
            return Fraction(raw)
        except (ValueError, ZeroDivisionError):
            pass
    raise sheet.wrong(
        name,
        f"应为整数，或加引号的小数、分数：{raw!r}",
        f"a whole number or a quoted decimal or fraction is expected, not {raw!r}",
    )


def ends(span: Interval) -> tuple[Fraction, ...]:
    """The ends that are numbers."""
    return tuple(Fraction(each.value) for each in (span.low, span.high) if each is not None)


def within(inner: Interval, outer: Interval) -> bool:
    """Whether every number of one interval lies in the other."""
    return inner.overlap(outer) == inner


def scaled(span: Interval, factor: Fraction) -> Interval:
    """The same interval in a unit that is so many times smaller."""
    low, high = (
        None if end is None else Bound(Fraction(end.value) * factor, end.included)
        for end in (span.low, span.high)
    )
    return Interval(low, high)


def said(span: Interval, unit: Words) -> Words:
    """The interval as a table writes it: 超过2亩、5亩以下; over 2 and at most 5 mu."""
    low, high = span.low, span.high
    if low is not None and high is not None and low.value == high.value:
        number = shown(Fraction(low.value))
        return Words(f"{number}{unit.zh}", f"{number}{unit.en}")
    zh, en = [], []
    if low is not None:
        number = shown(Fraction(low.value))
        zh.append(f"{number}{unit.zh}以上" if low.included else f"超过{number}{unit.zh}")
        en.append(f"at least {number}" if low.included else f"over {number}")
    if high is not None:
        number = shown(Fraction(high.value))
        zh.append(f"{number}{unit.zh}以下" if high.included else f"不满{number}{unit.zh}")
        en.append(f"at most {number}" if high.included else f"under {number}")
    if not zh:
        return Words("不限", "any")
    return Words("、".join(zh), " and ".join(en) + unit.en)


def shown(number: Fraction) -> str:
    """The number as decimals where they end, else as a fraction: 5.5, 20/3."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(number)
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    scaled_up = abs(int(number * 10**places))
    sign = "-" if number < 0 else ""
    if not places:
        return f"{sign}{scaled_up}"
    digits = f"{scaled_up:0{places + 1}d}"
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
