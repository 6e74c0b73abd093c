"""Which of two values is the stricter one: what a lower layer may set, and what it may not.

Tightening always favours the citizen and binds the bureau: a shorter limit, a longer public notice,
fewer papers. Periods of different units have only a partial order – five days end no later than
five working days, whatever the holidays – so what cannot be proved is refused rather than guessed.

    lower   a smaller value is stricter; of a range, its upper end; of a day of the year, an earlier
    higher  a larger value is stricter; of a range, its lower end
    fewer   papers, or a set of which a lower layer may only leave out (grounds to withhold)
    more    a set to which it may only add (contents of a form)
    within  a range inside the range above
    fixed   no other value is lawful
    none    the law leaves it open
"""

from fractions import Fraction

from fadu.law.entries import PaperRow, Worth
from fadu.law.units import (
    Days,
    Hours,
    Immediate,
    Months,
    Period,
    PeriodError,
    WorkingDays,
    YearDay,
    parse_period,
    parse_yearday,
)
from fadu.law.words import LawError, Words
from fadu.law.worth import Range, Terms


class Incomparable(LawError):
    """Two values without a common measure."""


def loosens(lower: Worth, higher: Worth, tightens: str) -> bool:
    """Whether the lower layer's value gives way where the higher one holds.

    Where the higher value gives no figure ("promptly"), any figure tightens; none below a figure
    loosens. Incomparable when the two have no common measure, or it cannot be proved.
    """
    if tightens == "none" or higher is None:
        return False
    if lower is None:
        return True
    match tightens:
        case "fixed":
            return lower != higher
        case "within":
            return not _range(lower).within(_range(higher))
        case "fewer" | "more":
            return _differs(lower, higher, tightens)
    return _gives_way(lower, higher, tightens)


def never_later(first: Period, second: Period) -> bool:
    """Whether it can be proved that the first ends no later, from every day and on any calendar."""
    match first, second:
        case Immediate(), _:
            return True
        case (Days(a), Days(b)) | (WorkingDays(a), WorkingDays(b)) | (Months(a), Months(b)):
            return a <= b
        case Hours(a), Hours(b):
            return a <= b
        case Hours(a), _:
            return never_later(Days(-(-a // 24)), second)
        case (Days(a), WorkingDays(b)):
            # The b-th working day is at least b days on, and both move on from rest days alike.
            return a <= b
        case (Days(a), Months(b)):
            return a <= _SHORTEST_MONTH + (b - 1) * _USUAL_MONTH
        case (Months(a), Days(b) | WorkingDays(b)):
            return a * _LONGEST_MONTH <= b
    return False


# From 31 January a month ends on 28 February; two months are never less than 59 days, and so on.
_SHORTEST_MONTH, _USUAL_MONTH, _LONGEST_MONTH = 28, 30, 31


def _gives_way(lower: Worth, higher: Worth, tightens: str) -> bool:
    if isinstance(lower, str) and isinstance(higher, str):
        if "/" in lower and "/" in higher:
            share, bound_share = Fraction(lower), Fraction(higher)
            return share > bound_share if tightens == "lower" else share < bound_share
        mine, theirs = _moment(lower), _moment(higher)
        if isinstance(mine, YearDay) and isinstance(theirs, YearDay):
            return mine.order > theirs.order if tightens == "lower" else mine.order < theirs.order
        if not isinstance(mine, YearDay) and not isinstance(theirs, YearDay):
            return _period_gives_way(mine, theirs, tightens)
        raise _incomparable(lower, higher)
    mine_range, theirs_range = _range(lower), _range(higher)
    if tightens == "lower":
        bound, own = theirs_range.most, mine_range.most
        return bound is not None and (own is None or own > bound)
    bound, own = theirs_range.least, mine_range.least
    return bound is not None and (own is None or own < bound)


def _period_gives_way(lower: Period, higher: Period, tightens: str) -> bool:
    earlier, later = (lower, higher) if tightens == "lower" else (higher, lower)
    if never_later(earlier, later):
        return False
    if never_later(later, earlier):
        return True
    raise _incomparable(str(lower), str(higher))


def _moment(text: str) -> Period | YearDay:
    for parse in (parse_yearday, parse_period):
        try:
            return parse(text)
        except PeriodError:
            continue
    raise _incomparable(text, text)


def _range(worth: Worth) -> Range:
    if isinstance(worth, int):
        return Range(worth, worth)
    if isinstance(worth, Range):
        return worth
    raise _incomparable(worth, worth)


def _differs(lower: Worth, higher: Worth, tightens: str) -> bool:
    if isinstance(lower, Terms) and isinstance(higher, Terms):
        few, many = (lower, higher) if tightens == "fewer" else (higher, lower)
        return not few.codes <= many.codes
    if tightens == "more":
        raise _incomparable(lower, higher)
    return _asks_more(_papers(lower), _papers(higher))


def _papers(worth: Worth) -> dict[str, PaperRow]:
    if not isinstance(worth, tuple):
        raise _incomparable(worth, worth)
    return {row["code"]: row for row in worth}


def _asks_more(mine: dict[str, PaperRow], theirs: dict[str, PaperRow]) -> bool:
    for code, row in mine.items():
        known = theirs.get(code)
        if known is None:
            return True
        harder = row["required"] and not known["required"]
        stricter = known["tolerable"] and not row["tolerable"]
        brought = known["by_sharing"] and not row["by_sharing"]
        narrower = known["recordings"] and not row["recordings"]
        if harder or stricter or brought or narrower:
            return True
    return False


def _incomparable(lower: Worth, higher: Worth) -> Incomparable:
    return Incomparable(
        Words(
            f"{lower} 与 {higher} 单位不同，不能比较", f"{lower} and {higher} have no common unit"
        )
    )
