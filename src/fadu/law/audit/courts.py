"""Applying to the court: not before the party's remedies have run out, nor too late.

Which remedy period counts is read in two ways – both periods, or that of action alone – and an
order to demolish has a short one of its own. Only what every reading says is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fadu.law.audit.bench import Bench, when
from fadu.law.audit.case import Step
from fadu.law.audit.deadline import SURELY, Deadline, days_over
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.measures import demolishes
from fadu.law.audit.telling import by_rules, dated
from fadu.law.audit.when import Span
from fadu.law.derivation import Line
from fadu.law.words import Words

WINDOW, RECONSIDER, SUE = "enf.court.window", "recon.apply", "lit.sue"
SUE_DEMOLITION, DUN = "enf.land.demolish.sue", "enf.dun"
_TITLE = Words("申请法院强制执行的期限", "Time of applying to court")
_DEMOLITION = Words("拆除决定申请法院执行的期限", "Time of applying to court, demolition")
_BOTH = Words("复议、诉讼期限均届满", "both remedy periods over")
_ACTION = Words("起诉期限届满", "the action period over")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading when the window opens: after `ended`, until `until`."""

    words: Words
    key: str
    ended: Deadline
    until: Deadline

    def verdict(self, applied: Span) -> str | None:
        """early, late or open; None where it depends on the day."""
        begun, over = self.ended.over_before(applied), self.until.over_before(applied)
        if over:
            return "late"
        if begun is False:
            return "early"
        return "open" if begun and over is False else None


def judge_courts(bench: Bench) -> Iterator[Finding]:
    """The window of the application, for the demolition and for the rest of the decision."""
    applied = bench.last("court_applied")
    if applied is None or bench.case.matter != "penalty":
        return
    if bench.case.of("reconsidered", "sued", "pay_deferred"):
        yield _unsure(bench, applied)
        return
    served = bench.last("served")
    decided = bench.decided()
    start = when(served) if served is not None else decided
    if start is None:
        yield _unsure(bench, applied)
        return
    parts = [(_TITLE, WINDOW, SUE)]
    if demolishes(bench.case) and bench.values(SUE_DEMOLITION, start):
        # The rest of the decision keeps the ordinary period.
        rest = len(bench.case.penalties) > 1 or bench.case.fine is not None
        parts = [(_DEMOLITION, f"{WINDOW}.demolition", SUE_DEMOLITION)] + parts * rest
    for title, code, sue in parts:
        readings = _readings(bench, start, sue)
        if readings:
            yield _judged(bench, title, code, applied, served, start, readings)
        else:
            yield _unsure(bench, applied)


def _readings(bench: Bench, start: Span, sue: str) -> list[Reading]:
    found: list[Reading] = []
    action, review = bench.deadline(sue, start), bench.deadline(RECONSIDER, start)
    if action is None:
        return found
    ends = {action.last.on: (_ACTION, action)}
    if review is not None and review.last.on > action.last.on:
        ends[review.last.on] = (_BOTH, review)
    for words, ended in ends.values():
        until = bench.deadline(WINDOW, Span(ended.first.on, ended.last.on))
        if until is not None:
            found.append(Reading(words, sue, ended, until))
    return found


def _judged(
    bench: Bench,
    title: Words,
    code: str,
    applied: Step,
    served: Step | None,
    start: Span,
    readings: list[Reading],
) -> Finding:
    at = when(applied)
    verdicts = {reading.verdict(at) for reading in readings}
    windows = [_window(each) for each in readings]
    told = Words("；".join(w.zh for w in windows), "; ".join(w.en for w in windows))
    on = dated(applied)
    said = Words(f"{on.zh}。{told.zh}", f"{on.en}. {told.en}")
    severity, wanted = Severity.UNJUDGED, None
    if served is None:
        # The decision may have been received on any day from its making on.
        said = Words(f"{said.zh}（假定决定当日收到）", f"{said.en} (if received when decided)")
        wanted = Words("决定书送达日期", "the date on which the decision was received")
        if verdicts == {"early"}:
            severity = Severity.LAPSE  # received later, it would be earlier still
    elif verdicts == {"open"}:
        severity = Severity.IN_ORDER
    elif verdicts <= {"early", "late"}:
        severity = Severity.LAPSE
    else:
        wanted = Words(
            "按何种读法计算，或者确切日期", "which reading is followed, or the exact days"
        )
    if severity is Severity.LAPSE:
        said = _why(said, verdicts, readings, at)
        wanted = None
    vague = any(r.until.provisional or r.ended.provisional for r in readings)
    if severity is Severity.LAPSE and vague and not _surely(readings, at):
        severity = Severity.WARNING
    last = readings[-1]
    return by_rules(
        bench, (WINDOW, readings[0].key, RECONSIDER), start.first, code, severity, title, said,
        was=at.words, should=_window(last), steps=(served, applied), wanted=wanted,
        lines=_derived(readings),
    )  # fmt: skip


def _surely(readings: list[Reading], at: Span) -> bool:
    """Whether it is so far outside that no holiday could bring it inside."""
    return all(
        days_over(at, each.until.last.on) > SURELY or (each.ended.first.on - at.last).days > SURELY
        for each in readings
    )


def _why(said: Words, verdicts: set[str | None], readings: list[Reading], at: Span) -> Words:
    if verdicts == {"late"}:
        over = min(days_over(at, reading.until.last.on) for reading in readings)
        return Words(f"{said.zh}：逾期至少{over}天", f"{said.en}: at least {over} days late")
    if verdicts == {"early"}:
        return Words(f"{said.zh}：当事人的救济期限尚未届满",
                     f"{said.en}: the party's remedies had not run out")  # fmt: skip
    return Words(f"{said.zh}：按哪种读法都不在期限内", f"{said.en}: outside by every reading")


def _window(reading: Reading) -> Words:
    return Words(
        f"{reading.words.zh}（{reading.ended.words.zh}）后，至{reading.until.words.zh}",
        f"{reading.words.en} ({reading.ended.words.en}), then until {reading.until.words.en}",
    )


def _derived(readings: list[Reading]) -> tuple[Line, ...]:
    dues = [due for r in readings for due in (*r.ended.dues, *r.until.dues)]
    return tuple(
        Line(Words(due.explain("zh").splitlines()[0], due.explain("en").splitlines()[0]), due.on)
        for due in dues
    )


def _unsure(bench: Bench, applied: Step) -> Finding:
    on: date = when(applied).last
    used = bench.dated("reconsidered", "sued", "pay_deferred")
    value = bench.figures.value(WINDOW, on)
    period = value.period.words if value is not None else Words("", "")
    if used:
        why = Words(f"当事人用过：{dated(used[-1]).zh}，期限从其了结起算",
                    f"{dated(used[-1]).en}: the period runs from its end")  # fmt: skip
        wanted = Words(
            "复议、诉讼或者延期了结的日期", "when reconsideration, action or deferment ended"
        )
    elif bench.decided() is not None:
        why = Words("当时的起诉期限没有收录", "the period of action of the time is not encoded")
        wanted = Words("当时的起诉期限", "the period of action of the time")
    else:
        why = Words("没有决定与送达日期", "dates of decision and receipt are not given")
        wanted = Words("决定书送达日期", "the date on which the decision was received")
    return by_rules(
        bench, (WINDOW,), on, WINDOW, Severity.UNJUDGED, _TITLE,
        Words(f"{dated(applied).zh}；{why.zh}", f"{dated(applied).en}; {why.en}"),
        was=when(applied).words,
        should=Words(f"救济期限届满后{period.zh}内", f"within {period.en} of the end of the remedies"),
        steps=(*used, applied), wanted=wanted,
    )  # fmt: skip
