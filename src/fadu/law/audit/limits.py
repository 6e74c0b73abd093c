"""The plain limits of `limits.yaml`: from step to step, by a dated period, all judged alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fadu.law.audit.bench import Bench, document, when
from fadu.law.audit.case import Step
from fadu.law.audit.deadline import Deadline, days_over, deadline
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.steps import spoken, title
from fadu.law.audit.when import Span
from fadu.law.parameters import Value
from fadu.law.period import Suspension
from fadu.law.sheet import Sheet
from fadu.law.words import Words

WITHIN, WAIT, AT_LEAST = "within", "wait", "at_least"
_FILE = Path(__file__).parent / "limits.yaml"


@dataclass(frozen=True, slots=True)
class Limit:
    """One row: what must follow what, and how soon or late."""

    key: str
    title: Words
    matter: str
    since: tuple[str, ...]
    to: tuple[str, ...]
    must: str
    who: str
    longer: str = ""
    instead: str = ""
    extended_by: str = ""
    extension: str = ""
    stops: tuple[str, str] | None = None
    needs: tuple[str, ...] = ()
    ordered: str = ""
    named: str = ""  # the fact that names the key
    late: Severity = Severity.LAPSE


@cache
def limits() -> tuple[Limit, ...]:
    """All rows."""
    sheet = Sheet.read(_FILE)
    return tuple(_limit(str(key), sheet.sheet(key)) for key in sheet)


def _limit(key: str, row: Sheet) -> Limit:
    extend = row.sheet("extend") if "extend" in row else None
    stops = row.sheet("stops") if "stops" in row else None
    found = Limit(
        key,
        Words(row.text("zh"), row.text("en")),
        row.text("matter"),
        tuple(map(str, row.list("from"))),
        tuple(map(str, row.list("to"))),
        row.text("must"),
        row.text("who") if "who" in row else "bureau",
        row.text("longer") if "longer" in row else "",
        row.text("instead") if "instead" in row else "",
        extend.text("by") if extend else "",
        extend.text("key") if extend else "",
        (stops.text("from"), stops.text("to")) if stops else None,
        tuple(map(str, row.list("needs"))) if "needs" in row else (),
        row.text("ordered") if "ordered" in row else "",
        row.text("named") if "named" in row else "",
        Severity(row.text("late")) if "late" in row else Severity.LAPSE,
    )
    row.done()
    return found


def judge_limits(bench: Bench) -> Iterator[Finding]:
    """Every plain limit of the case's matter that has at least one of its two steps."""
    for limit in limits():
        if limit.matter == bench.case.matter:
            known = bench.fact(limit.named) if limit.named else limit.key
            if isinstance(known, str):
                yield from _judge(bench, limit, known)


def _judge(bench: Bench, limit: Limit, key: str) -> Iterator[Finding]:
    starts, ends = bench.dated(*limit.since), bench.dated(*limit.to)
    if (not starts and not ends) or not _applies(bench, limit, bool(starts), bool(ends)):
        return
    if not starts:
        yield _wanting_start(bench, limit, ends[0])
        return
    start = _start(starts, ends)
    values = bench.values(key, when(start))
    if not values:
        return
    end = deadline(when(start), values, bench.calendar, stops_of(bench, limit.stops))
    if end is None:
        return
    event = next((step for step in ends if not when(step).before(when(start))), None)
    if event is not None:
        yield _judged(bench, limit, start, event, end)
    elif ends:
        yield _reversed(bench, limit, start, ends[0], end)
    else:
        yield _wanting_end(bench, limit, start, end)


def _applies(bench: Bench, limit: Limit, start: bool, end: bool) -> bool:
    """Whether the file has what the limit needs in order to mean anything."""
    if ("start" in limit.needs and not start) or ("end" in limit.needs and not end):
        return False
    orders = bench.case.penalties
    return not limit.ordered or any(re.search(limit.ordered, each.lower()) for each in orders)


def _start(starts: Sequence[Step], ends: Sequence[Step]) -> Step:
    """The last start that is not surely after the first end; else the last one of all."""
    for step in reversed(starts):
        if ends and not when(ends[0]).before(when(step)):
            return step
    return starts[-1]


def stops_of(bench: Bench, kinds: tuple[str, str] | None) -> tuple[Suspension, ...]:
    """The stretches between two kinds of steps, as stops; only those with exact days."""
    if kinds is None:
        return ()
    found = []
    for step in bench.dated(kinds[0]):
        end = step.until or next(
            (when(s) for s in bench.dated(kinds[1]) if not when(s).before(when(step))), None
        )
        if end is not None and end.last >= when(step).first:
            # As long as it may have been: what is not sure must not make a date late.
            found.append(Suspension(when(step).first, end.last, title(kinds[0])))
    return tuple(found)


def _judged(bench: Bench, limit: Limit, start: Step, event: Step, end: Deadline) -> Finding:
    at = when(event)
    if limit.must == WITHIN:
        return _within(bench, limit, start, event, end)
    early = _too_early(limit, at, end)
    said = Words(
        f"{_span_words(limit, end).zh}；“{_of(event).zh}”为{at.words.zh}"
        + ("，过早" if early else ""),
        f"{_span_words(limit, end).en}; “{_of(event).en}” was {at.words.en}"
        + (": too early" if early else ""),
    )
    should = _should(limit, end)
    if early is None:
        return _finding(bench, limit, Severity.UNJUDGED, said, at.words, should, end,
                        (start, event), _exact_day(start, event))  # fmt: skip
    severity = Severity.LAPSE if early else Severity.IN_ORDER
    return _finding(bench, limit, severity, said, at.words, should, end, (start, event))


def _too_early(limit: Limit, at: Span, end: Deadline) -> bool | None:
    """Whether an event came before it might; None where it depends on the day."""
    if limit.must == WAIT:
        over = end.over_before(at)
        return None if over is None else not over
    if at.last < end.first.on:
        return True
    return False if at.first >= end.last.on else None


def _span_words(limit: Limit, end: Deadline) -> Words:
    period = end.values[0].period.words
    return Words(
        f"{period.zh}，至{end.words.zh}届满" + ("，此后方可" if limit.must == WAIT else ""),
        f"{period.en} end on {end.words.en}" + (", and only then" if limit.must == WAIT else ""),
    )


def _should(limit: Limit, end: Deadline) -> Words:
    if limit.must == WITHIN:
        return Words(f"不迟于{end.words.zh}", f"by {end.words.en}")
    if limit.must == WAIT:
        return Words(f"晚于{end.words.zh}", f"after {end.words.en}")
    return Words(f"不早于{end.words.zh}", f"not before {end.words.en}")


def _within(bench: Bench, limit: Limit, start: Step, event: Step, end: Deadline) -> Finding:
    at = when(event)
    steps: tuple[Step, ...] = (start, event)
    extended = bench.dated(limit.extended_by) if limit.extended_by else ()
    longest = end
    for key in filter(None, (limit.extension, limit.longer)):
        longest = _after(bench, longest, key) or longest
    if limit.instead:
        longest = bench.deadline(limit.instead, when(start)) or longest
    late = end.over_before(at)
    said = _told(start, event, end)
    should = _should(limit, end)
    if late is False:
        return _finding(bench, limit, Severity.IN_ORDER, said, at.words, should, end, steps)
    if late is None:
        wanted = _exact_day(start, event)
        return _finding(bench, limit, Severity.UNJUDGED, said, at.words, should, end, steps, wanted)
    if longest is not end and longest.over_before(at) is not True:
        if extended:
            steps = (*steps, *extended)
            said = Words(f"{said.zh}；已延长至{longest.words.zh}",
                         f"{said.en}; extended to {longest.words.en}")  # fmt: skip
            return _finding(bench, limit, Severity.IN_ORDER, said, at.words, should, longest, steps)
        wanted = Words(
            "是否依法延长，或适用较长期限", "whether it was extended, or the longer period holds"
        )
        said = Words(f"{said.zh}；延长或适用较长期限的可至{longest.words.zh}",
                     f"{said.en}; extended or longer, {longest.words.en}")  # fmt: skip
        return _finding(
            bench, limit, Severity.UNJUDGED, said, at.words, should, longest, steps, wanted
        )
    over = days_over(at, longest.last.on)
    said = Words(f"{said.zh}，超过{over}天", f"{said.en}: {over} days over")
    severity = Severity.WARNING if limit.who == "party" else limit.late
    return _finding(bench, limit, severity, said, at.words, should, longest, steps)


def _after(bench: Bench, end: Deadline, key: str) -> Deadline | None:
    """The end when the period goes on by that of another key."""
    # From the last day as counted: that it fell on a rest day is no gift of days.
    first, last = (each.last or each.on for each in (end.first, end.last))
    return bench.deadline(key, Span(first, last))


def _finding(
    bench: Bench,
    limit: Limit,
    severity: Severity,
    said: Words,
    was: Words | None,
    should: Words | None,
    end: Deadline,
    steps: Sequence[Step],
    wanted: Words | None = None,
) -> Finding:
    if end.provisional and severity is Severity.LAPSE:
        severity = Severity.WARNING
        said = Words(
            f"{said.zh}（有关年份的放假安排未收录，按周末推算）",
            f"{said.en} (a holiday notice is not known: weekends only)",
        )
    return Finding(
        limit.key,
        severity,
        limit.title,
        said,
        was,
        should,
        bench.bases(end.values, end.first.start),
        document(end.values),
        tuple(step.number for step in steps),
        end.dues,
        wanted=wanted,
        who=limit.who,
    )


def _told(start: Step, event: Step, end: Deadline) -> Words:
    period = _period(end.values)
    return Words(
        f"“{_of(start).zh}”（{when(start).words.zh}）后{period.zh}，至{end.words.zh}；"
        f"“{_of(event).zh}”为{when(event).words.zh}",
        f"{period.en} from “{_of(start).en}” ({when(start).words.en}) end on {end.words.en}; "
        f"“{_of(event).en}” was {when(event).words.en}",
    )


def _period(values: Sequence[Value]) -> Words:
    said = dict.fromkeys(value.period.words for value in values)
    return Words("或".join(each.zh for each in said), " or ".join(each.en for each in said))


def _of(step: Step) -> Words:
    """The step as the file names it."""
    return spoken(step.name)


def _exact_day(start: Step, event: Step) -> Words:
    vague = [step for step in (start, event) if not when(step).exact]
    names = "、".join(f"“{step.name}”" for step in vague)
    return Words(f"{names}的确切日期", f"the exact day of {names}")


def _wanting_start(bench: Bench, limit: Limit, event: Step) -> Finding:
    known = title(limit.since[0])
    values = bench.values(limit.key, when(event)) or ()
    period = _period(values)
    said = Words(
        f"“{_of(event).zh}”为{when(event).words.zh}；起算的“{known.zh}”没有日期",
        f"“{_of(event).en}” was {when(event).words.en}; "
        f"“{known.en}”, from which it runs, has no date",
    )
    should = Words(f"{known.zh}后{period.zh}", f"{period.en} from: {known.en}") if values else None
    return Finding(
        limit.key,
        Severity.UNJUDGED,
        limit.title,
        said,
        when(event).words,
        should,
        bench.bases(values, when(event).first),
        document(values),
        (event.number,),
        wanted=Words(f"“{known.zh}”的日期", f"the date of: {known.en}"),
        who=limit.who,
    )


def _wanting_end(bench: Bench, limit: Limit, start: Step, end: Deadline) -> Finding:
    known = title(limit.to[0])
    denied = bench.case.denied(*limit.to)
    period = _period(end.values)
    said = Words(
        f"“{_of(start).zh}”（{when(start).words.zh}）后{period.zh}，至{end.words.zh}；"
        f"文件中没有“{known.zh}”的日期",
        f"{period.en} from “{_of(start).en}” ({when(start).words.en}) end on {end.words.en}; "
        f"the file gives no date of: {known.en}",
    )
    wanted = Words(f"“{known.zh}”的日期", f"the date of: {known.en}")
    if denied and limit.must == WITHIN and limit.who == "bureau":
        said = Words(
            f"文件称未办理：“{denied[0].name}”；应不迟于{end.words.zh}",
            f"the file says it was not done (“{denied[0].name}”); due by {end.words.en}",
        )
        return _finding(bench, limit, Severity.LAPSE, said, Words("未办理", "not done"),
                        _should(limit, end), end, (start, denied[0]))  # fmt: skip
    return _finding(
        bench, limit, Severity.UNJUDGED, said, None, _should(limit, end), end, (start,), wanted
    )


def _reversed(bench: Bench, limit: Limit, start: Step, event: Step, end: Deadline) -> Finding:
    said = Words(
        f"“{_of(event).zh}”（{when(event).words.zh}）早于“{_of(start).zh}”（{when(start).words.zh}），"
        "日期先后颠倒",
        f"“{_of(event).en}” ({when(event).words.en}) is before “{_of(start).en}” "
        f"({when(start).words.en}): the dates contradict each other",
    )
    return _finding(bench, limit, Severity.WARNING, said, when(event).words, None, end,
                    (start, event))  # fmt: skip
