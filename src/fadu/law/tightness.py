"""Which of two values is the stricter one: what a lower layer may set, and what it may not.

Tightening always favours the citizen and binds the bureau: a shorter limit, a longer public notice,
a shorter list of papers. Values of different units (working days, calendar days) have no fixed
order, so they are refused rather than guessed at; only "at once" is shorter than everything.
"""

from fadu.law.entries import PaperRow, Worth
from fadu.law.units import Immediate, Period, PeriodError, parse_period
from fadu.law.words import LawError, Words
from fadu.law.worth import Range


class Incomparable(LawError):
    """Two values without a common measure."""


def loosens(lower: Worth, higher: Worth, tightens: str) -> bool:
    """Whether the lower layer's value gives way where the higher one holds.

    `tightens`: "lower" (a smaller value is stricter), "higher", "fewer" (papers), "within" (a range
    inside the range above), "none" (nothing to hold to). Where the higher value gives no figure
    ("promptly"), any figure tightens; none below a figure loosens. Incomparable when the two have
    no common measure.
    """
    if tightens == "none" or higher is None:
        return False
    if lower is None:
        return True
    if tightens == "within":
        return not _range(lower).within(_range(higher))
    if tightens == "fewer":
        return _asks_more(_papers(lower), _papers(higher))
    mine, theirs = _measure(lower, higher)
    return mine > theirs if tightens == "lower" else mine < theirs


def _measure(lower: Worth, higher: Worth) -> tuple[int, int]:
    if isinstance(lower, int) and isinstance(higher, int):
        return lower, higher
    if isinstance(lower, str) and isinstance(higher, str):
        try:
            mine, theirs = parse_period(lower), parse_period(higher)
        except PeriodError as fault:
            raise _incomparable(lower, higher) from fault
        if type(mine) is type(theirs) or Immediate in (type(mine), type(theirs)):
            return _size(mine), _size(theirs)
    raise _incomparable(lower, higher)


def _range(worth: Worth) -> Range:
    if isinstance(worth, int):
        return Range(worth, worth)
    if isinstance(worth, Range):
        return worth
    raise _incomparable(worth, worth)


def _size(period: Period) -> int:
    return 0 if isinstance(period, Immediate) else period.n


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
        if harder or stricter or brought:
            return True
    return False


def _incomparable(lower: Worth, higher: Worth) -> Incomparable:
    return Incomparable(
        Words(
            f"{lower} 与 {higher} 单位不同，不能比较", f"{lower} and {higher} have no common unit"
        )
    )
