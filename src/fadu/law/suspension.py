"""The ledger of stops in a clock: when it stood still, why, and on which article.

A day is stopped once, however many reasons stop it. So suspensions are laid out in order and each
is credited only with the days that no earlier one has stopped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.law.sources import Citation
from fadu.law.words import LawError, Words

_DAY = timedelta(days=1)


class SuspensionError(LawError, ValueError):
    """A suspension that ends before it starts."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which a clock stands still, both included; `end` None: it still does."""

    start: date
    end: date | None
    reason: Words
    basis: Citation | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise SuspensionError(
                Words(
                    f"中止的终日{self.end}早于始日{self.start}",
                    f"a suspension ends on {self.end}, before it starts on {self.start}",
                )
            )

    @property
    def last(self) -> date:
        """The last day known to be stopped: of a running suspension, its first."""
        return self.start if self.end is None else self.end


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days first … last that one suspension adds to the stop."""

    first: date
    last: date


def stretches(
    start: date, suspensions: Iterable[Suspension]
) -> Iterator[tuple[Suspension, Stretch | None]]:
    """Each suspension, by start, with the days it adds after `start` (None: it adds none)."""
    covered = start
    for each in sorted(suspensions, key=lambda one: (one.start, one.last)):
        first = max(each.start, covered + _DAY)
        if first > each.last:
            yield each, None
            continue
        covered = each.last
        yield each, Stretch(first, covered)
