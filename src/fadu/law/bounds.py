"""Bounds as law words them: which words include the number itself and which do not (民法典 1259).

以上、以下、以内、届满 include it; 不满、超过、以外 do not. An `Interval` keeps for each end whether it is
included, so that two tiers of a table can be asked for what lies between them or in both.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from fadu.law.sources import cite
from fadu.law.words import LawError, Words

INCLUSIVE_WORDS = cite("民法典", 1259)

Number = int | Decimal | Fraction


class BoundsError(LawError, ValueError):
    """Bounds that contradict each other, or a word that is no bound."""


class Bound(NamedTuple):
    """One end: the number, and whether it is itself inside."""

    value: Number
    included: bool

    @property
    def beyond(self) -> "Bound":
        """The end at which whatever lies on the other side begins."""
        return Bound(self.value, not self.included)


class _Sense(NamedTuple):
    lower: bool
    included: bool


# What stands after a number (五亩以上) or before it (超过五亩), as article 1259 reads it.
WORDS = MappingProxyType(
    {
        "以上": _Sense(lower=True, included=True),
        "届满": _Sense(lower=True, included=True),
        "超过": _Sense(lower=True, included=False),
        "以外": _Sense(lower=True, included=False),
        "以下": _Sense(lower=False, included=True),
        "以内": _Sense(lower=False, included=True),
        "不满": _Sense(lower=False, included=False),
    }
)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two ends; None: open on that side. Never empty."""

    low: Bound | None = None
    high: Bound | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and _empty(self.low, self.high):
            raise BoundsError(
                Words(
                    f"没有一个数符合：{_said(self.low, self.high).zh}",
                    f"no number is {_said(self.low, self.high).en}",
                )
            )

    def __contains__(self, number: Number) -> bool:
        """Whether the number lies inside."""
        low = self.low is None or number > self.low.value or (
            self.low.included and number == self.low.value
        )  # fmt: skip
        high = self.high is None or number < self.high.value or (
            self.high.included and number == self.high.value
        )  # fmt: skip
        return low and high

    def overlap(self, other: "Interval") -> "Interval | None":
        """The numbers in both; None where there are none."""
        lows = [each.low for each in (self, other) if each.low is not None]
        highs = [each.high for each in (self, other) if each.high is not None]
        low = max(lows, key=lambda end: (end.value, not end.included), default=None)
        high = min(highs, default=None)  # of one value, the one that leaves it out
        if low is not None and high is not None and _empty(low, high):
            return None
        return Interval(low, high)

    def gap(self, above: "Interval") -> "Interval | None":
        """The numbers above this interval and below the other; None where there are none."""
        if self.high is None or above.low is None:
            return None
        low, high = self.high.beyond, above.low.beyond
        return None if _empty(low, high) else Interval(low, high)

    @property
    def words(self) -> Words:
        """The interval in the words of the law: 2以上不满5 / at least 2 and under 5."""
        return _said(self.low, self.high)


def interval(
    *,
    at_least: Number | None = None,
    over: Number | None = None,
    at_most: Number | None = None,
    under: Number | None = None,
) -> Interval:
    """The interval of 以上 (at least), 超过 (over), 以下 (at most), 不满 (under).

    BoundsError when an end is given twice or no number fits.
    """
    if (at_least is not None and over is not None) or (at_most is not None and under is not None):
        raise BoundsError(Words("同一端有两个界限", "one end has two bounds"))
    return Interval(_end(at_least, over), _end(at_most, under))


def bounded(word: str, number: Number) -> Interval:
    """The interval of one word and its number: ("超过", 5). BoundsError for another word."""
    sense = WORDS.get(word)
    if sense is None:
        raise BoundsError(Words(f"不是界限用语：“{word}”", f"no word of a bound: “{word}”"))
    end = Bound(number, sense.included)
    return Interval(low=end) if sense.lower else Interval(high=end)


def _end(included: Number | None, excluded: Number | None) -> Bound | None:
    if included is not None:
        return Bound(included, included=True)
    return None if excluded is None else Bound(excluded, included=False)


def _empty(low: Bound, high: Bound) -> bool:
    return low.value > high.value or (
        low.value == high.value and not (low.included and high.included)
    )


def _said(low: Bound | None, high: Bound | None) -> Words:
    zh, en = [], []
    if low is not None:
        zh.append(f"{low.value}以上" if low.included else f"超过{low.value}")
        en.append(f"{'at least' if low.included else 'over'} {low.value}")
    if high is not None:
        zh.append(f"{high.value}以下" if high.included else f"不满{high.value}")
        en.append(f"{'at most' if high.included else 'under'} {high.value}")
    return Words("、".join(zh) or "不限", " and ".join(en) or "without bound")
