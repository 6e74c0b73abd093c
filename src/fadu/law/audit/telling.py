"""Making findings: the few shapes that the rules share."""

from collections.abc import Sequence
from datetime import date

from fadu.law.audit.bench import Bench, document
from fadu.law.audit.case import Step
from fadu.law.audit.deadline import Deadline
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.steps import spoken
from fadu.law.derivation import Line
from fadu.law.words import Words

NOT_KNOWN = Words(
    "（有关年份的放假安排未收录，按周末推算）", " (a holiday notice is not known: weekends only)"
)


def numbers(*steps: Step | None) -> tuple[int, ...]:
    """The places of steps in the file."""
    return tuple(dict.fromkeys(step.number for step in steps if step is not None))


def by_deadline(
    bench: Bench,
    code: str,
    severity: Severity,
    title: Words,
    said: Words,
    end: Deadline,
    *,
    was: Words | None = None,
    should: Words | None = None,
    steps: Sequence[Step | None] = (),
    wanted: Words | None = None,
    who: str = "bureau",
) -> Finding:
    """A finding that rests on a deadline; a lapse on an assumed calendar is only a warning."""
    if end.provisional and severity is Severity.LAPSE:
        severity = Severity.WARNING
        said = Words(said.zh + NOT_KNOWN.zh, said.en + NOT_KNOWN.en)
    return Finding(
        code, severity, title, said, was, should,
        bench.bases(end.values, end.first.start), document(end.values),
        numbers(*steps), end.dues, wanted=wanted, who=who,
    )  # fmt: skip


def by_rules(
    bench: Bench,
    keys: Sequence[str],
    on: date,
    code: str,
    severity: Severity,
    title: Words,
    said: Words,
    *,
    was: Words | None = None,
    should: Words | None = None,
    steps: Sequence[Step | None] = (),
    wanted: Words | None = None,
    lines: Sequence[Line] = (),
    who: str = "bureau",
) -> Finding:
    """A finding that rests on dated values, named by key, in the wording of a day."""
    found = [value for value in (bench.figures.value(key, on) for key in keys) if value is not None]
    return Finding(
        code, severity, title, said, was, should, bench.bases(found, on), document(found),
        numbers(*steps), lines=tuple(lines), wanted=wanted, who=who,
    )  # fmt: skip


def dated(step: Step) -> Words:
    """A step with its day: “notices served” (2017-08-11)."""
    on = step.when.words if step.when is not None else Words("日期不明", "no date")
    name = spoken(step.name)
    return Words(f"“{name.zh}”（{on.zh}）", f"“{name.en}” ({on.en})")
