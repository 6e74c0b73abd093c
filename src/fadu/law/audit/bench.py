"""What every rule works with: the case, the calendar, the dated parameters, and how to ask them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from fadu.law.audit.case import AuditCase, Step
from fadu.law.audit.deadline import Deadline, deadline
from fadu.law.audit.finding import Basis, basis
from fadu.law.audit.when import Span
from fadu.law.calendar import Calendar
from fadu.law.parameters import ParameterMissing, Parameters, Value
from fadu.law.period import Suspension
from fadu.law.words import Words

# How long an event without a latest day may lie ahead: long, and within what the calendar answers.
_OPEN = timedelta(days=3650)


class Figures:
    """The dated values of one place, remembered: an audit asks for few values many times."""

    def __init__(self, parameters: Parameters, division: str) -> None:
        self.parameters, self.division = parameters, division
        # Caches of this object, which lives as long as its parameters.
        self.value = lru_cache(maxsize=8192)(self._value)
        self.all = lru_cache(maxsize=1024)(parameters.values)

    def _value(self, key: str, on: date) -> Value | None:
        try:
            return self.parameters.value(key, on, self.division)
        except ParameterMissing:
            return None

    def changes(self, key: str) -> tuple[date, ...]:
        """The days on which a value of the key begins."""
        return tuple(v.since for v in self.all(key) if v.since is not None)

    def over(self, key: str, when: Span) -> tuple[Value | None, ...]:
        """Every value that held on some day of the span, None where there was none."""
        days = [when.first, when.last]
        days += [day for day in self.changes(key) if when.first < day < when.last]
        found = (self.value(key, day) for day in sorted(days))
        return tuple({(v.since, v.layer) if v else None: v for v in found}.values())


@dataclass(frozen=True)
class Bench:
    """A case on the bench."""

    case: AuditCase
    calendar: Calendar
    figures: Figures

    def dated(self, *kinds: str) -> tuple[Step, ...]:
        """The steps of these kinds that have a date, by their last possible day."""
        known = self._dated.get(kinds)
        if known is None:
            known = self._dated[kinds] = self._sorted(kinds)
        return known

    @cached_property
    def _dated(self) -> dict[tuple[str, ...], tuple[Step, ...]]:
        return {}

    def _sorted(self, kinds: tuple[str, ...]) -> tuple[Step, ...]:
        found = [step for step in self.case.of(*kinds) if step.when is not None]
        if kinds == ("decision",):
            # A paper drawn up at the discussion is no decision where one is dated by itself.
            found = [step for step in found if "deliberation" not in step.kinds] or found
        return tuple(sorted(found, key=lambda step: (when(step).last, step.number)))

    def first(self, *kinds: str) -> Step | None:
        """The earliest dated step of these kinds."""
        return next(iter(self.dated(*kinds)), None)

    def last(self, *kinds: str) -> Step | None:
        """The latest dated step of these kinds."""
        return next(reversed(self.dated(*kinds)), None)

    def decided(self) -> Span | None:
        """When the decision was made: its step, or the days that the other steps leave for it.

        It cannot come before the discussion that settles it, nor after it was served or published.
        """
        made = self.last("decision")
        if made is not None:
            return when(made)
        earliest = [when(s).first for s in self.dated("deliberation", "filed")]
        latest = [when(s).last for s in self.dated("served", "published", "paid", "court_applied")]
        bounded = bool(latest) or bool(self.dated("deliberation"))
        if not earliest or not bounded:
            return None
        first = max(earliest)
        last = min(latest, default=first + _OPEN)
        return Span(first, last) if first <= last else None

    def reference(self) -> date:
        """A day to read the law on where a rule has none of its own: decision, last step, act."""
        decided = self.decided()
        if decided is not None:
            return decided.first
        dated = [step.when.last for step in self.case.steps if step.when is not None]
        if dated:
            return max(dated)
        act = self.case.act_ends or self.case.act
        return act.last if act is not None else date(self.calendar.years[-1].year, 1, 1)

    def values(self, key: str, start: Span) -> tuple[Value, ...] | None:
        """The periods of the key on every day of the span; None if on some day there was none."""
        found = self.figures.over(key, start)
        known = tuple(value for value in found if value is not None and value.value is not None)
        return known if len(known) == len(found) else None

    def deadline(self, key: str, start: Span, stops: Sequence[Suspension] = ()) -> Deadline | None:
        """When the period of the key ends, from that start; None where the law gives no figure."""
        values = self.values(key, start)
        return deadline(start, values, self.calendar, stops) if values else None

    def bases(self, values: Sequence[Value], on: date) -> tuple[Basis, ...]:
        """The articles behind values, in the wording of the day."""
        found = {each: value.confidence for value in values for each in value.source.citations}
        return tuple(basis(each, on, confidence) for each, confidence in found.items())

    def fact(self, name: str) -> object:
        """A fact of the case, None when the file says nothing."""
        return self.case.facts.get(name)


def when(step: Step) -> Span:
    """The days of a dated step."""
    assert step.when is not None, "only dated steps come here"
    return step.when


def document(values: Sequence[Value]) -> Words | None:
    """What values rest on that is no law."""
    for value in values:
        said = value.source.document
        if said is not None:
            known = value.confidence in ("V", "V2")
            return said if known else Words(f"{said.zh}（未核实）", f"{said.en} (unconfirmed)")
    return None
