"""The longest time that a procedure takes by law: the limits of its steps along the worst way.

Units are kept apart: working days and days cannot be added without a calendar. A return is told by
itself, as what each one adds; the time of a party is nobody's delay and is not counted. What has no
value on the day is named, never taken for nothing.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import networkx

from fadu.law.parameters import Parameters
from fadu.law.units import Days, Hours, Months, Period, PeriodError, WorkingDays
from fadu.law.words import Words
from fadu.procedure.declare import DONE, PARTY, Limit, Procedure, Step
from fadu.procedure.returning import returns

_UNITS: Mapping[str, type[WorkingDays | Days | Months | Hours]] = {
    "working_days": WorkingDays,
    "days": Days,
    "months": Months,
    "hours": Hours,
}
# Which of two ways is the longer one: a week has seven days and, holidays aside, five that are
# worked. It orders ways of different units and goes into no sum.
_IN_DAYS = {
    "working_days": Fraction(7, 5), "days": Fraction(1), "months": Fraction(31),
    "hours": Fraction(1, 24),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a limit allows on a day: the period and its source, or that there is no value, or why
    there is no limit.
    """

    key: str = ""
    period: Words | None = None
    source: Words | None = None
    none_because: Words | None = None
    amount: tuple[str, int] | None = None

    @property
    def unknown(self) -> bool:
        """Whether the limit is named and has no value on the day."""
        return bool(self.key) and self.period is None


@dataclass(frozen=True, slots=True)
class Sum:
    """A way's steps and what their limits come to, each unit by itself."""

    steps: tuple[str, ...]
    amounts: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    unlimited: tuple[str, ...] = ()
    of_party: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """The sum as a reader says it."""
        said = [_UNITS[unit](count).words for unit, count in self.amounts.items() if count]
        if not said:
            return Words("没有可累计的时限", "no limit to be added up")
        return Words("＋".join(one.zh for one in said), " + ".join(one.en for one in said))


@dataclass(frozen=True, slots=True)
class Longest:
    """The worst way to an end, what each return adds, and the limits of the case as a whole."""

    whole: Sum
    returns: tuple[tuple[str, str, Sum], ...]
    promise: Allowed
    statutory: Allowed
    steps: Mapping[str, Allowed]


def longest(procedure: Procedure, known: Parameters, on: datetime.date, division: str) -> Longest:
    """The longest time of a procedure by the values of a day and a place."""
    steps = {one.name: allowed(one.limit, known, on, division) for one in procedure.steps}
    way = _onward(procedure)
    start = procedure.start.name
    back = {(name, to) for name, _, to in returns(procedure)}
    return Longest(
        _sum(procedure, steps, _worst(way, procedure, steps, start, DONE)),
        tuple(
            (name, to, _sum(procedure, steps, _worst(way, procedure, steps, to, name)))
            for name, to in sorted(back)
        ),
        allowed(procedure.promise, known, on, division),
        allowed(procedure.statutory, known, on, division),
        steps,
    )


def allowed(limit: Limit, known: Parameters, on: datetime.date, division: str) -> Allowed:
    """What a limit allows on a day."""
    if not limit.key:
        return Allowed(none_because=limit.none_because)
    value = known.find(limit.key, on, division)
    if value is None:
        return Allowed(limit.key)
    try:
        period = value.period
    except PeriodError:
        return Allowed(limit.key)
    return Allowed(limit.key, period.words, value.origin, amount=_amount(period))


def _amount(period: Period) -> tuple[str, int] | None:
    for unit, kind in _UNITS.items():
        if isinstance(period, kind):
            return unit, period.n
    return None


def _onward(procedure: Procedure) -> "networkx.DiGraph[str]":
    """The steps without the returns: no way through them meets a step twice."""
    back = {(name, outcome) for name, outcome, _ in returns(procedure)}
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(step.name for step in procedure.steps)
    for step in procedure.steps:
        for outcome, to in step.next.items():
            if (step.name, str(outcome)) not in back:
                graph.add_edge(step.name, to)
    return graph


def _worst(
    way: "networkx.DiGraph[str]",
    procedure: Procedure,
    steps: Mapping[str, Allowed],
    since: str,
    to: str,
) -> tuple[str, ...]:
    """The longest way between two steps, both in it; of two, the one with more unknown limits."""
    best: dict[str, tuple[int, Fraction, tuple[str, ...]]] = {since: (0, Fraction(0), (since,))}
    for name in networkx.topological_sort(way):
        if name not in best:
            continue
        unknown, days, path = best[name]
        more_unknown, more_days = _weight(procedure.step(name), steps.get(name, Allowed()))
        for after in way.successors(name):
            found = (unknown + more_unknown, days + more_days, (*path, after))
            if after not in best or found[:2] > best[after][:2]:
                best[after] = found
    return best[to][2] if to in best else (since,)


def _weight(step: Step | None, limit: Allowed) -> tuple[int, Fraction]:
    if step is None or step.post is PARTY:
        return 0, Fraction(0)
    if limit.amount is None:
        return int(limit.unknown), Fraction(0)
    return 0, _IN_DAYS[limit.amount[0]] * limit.amount[1]


def _sum(procedure: Procedure, steps: Mapping[str, Allowed], path: tuple[str, ...]) -> Sum:
    amounts: Counter[str] = Counter()
    names = tuple(name for name in path if name != DONE)
    party = {step.name for step in procedure.steps if step.post is PARTY}
    counted = [name for name in names if name not in party]
    for name in counted:
        if amount := steps[name].amount:
            amounts[amount[0]] += amount[1]
    return Sum(
        names,
        {unit: amounts[unit] for unit in _UNITS if amounts[unit]},
        tuple(steps[name].key for name in counted if steps[name].unknown),
        tuple(name for name in counted if not steps[name].key),
        tuple(name for name in names if name in party),
    )


def unknown_limits(found: Longest) -> Iterator[str]:
    """Every limit of the procedure that has no value on the day, each once."""
    named = (found.promise, found.statutory, *found.steps.values())
    yield from dict.fromkeys(one.key for one in named if one.unknown)
