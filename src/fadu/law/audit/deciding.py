"""From finding the violation to the decision: filing, survey, limit of decision, bar of time."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fadu.law.audit.bench import Bench, when
from fadu.law.audit.case import Step
from fadu.law.audit.deadline import Deadline, days_over, deadline
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.limits import stops_of
from fadu.law.audit.telling import by_deadline, by_rules, dated
from fadu.law.audit.when import Span
from fadu.law.calendar import CalendarMissing
from fadu.law.parameters import Value
from fadu.law.period import Due, Suspension, due
from fadu.law.units import Days
from fadu.law.words import Words

FILING, LIMIT, EXTEND = "pen.filing.deadline", "pen.decide.limit", "pen.decide.extend"
EXCLUDED = "pen.decide.excluded"
_LIMIT = Words("办案期限", "Decision period")
# What the decision period leaves out where the rule of the day says so, and from what to what.
_STOPS = (
    ("appraisal", "appraised"),
    ("hearing_called", "hearing"),
    ("referred", "referral_returned"),
    ("notice_posted", "notice_over"),
)
_SUSPENDED = ("suspended", "resumed")


def judge_deciding(bench: Bench) -> Iterator[Finding]:
    """Filing in time, survey after filing, decision in time."""
    yield from _filing(bench)
    yield from _survey(bench)
    yield from _decision(bench)


def _filing(bench: Bench) -> Iterator[Finding]:
    """Filed in time once the conditions are met; counted from the finding, late is a warning."""
    filed = bench.first("filed")
    starts = [s for s in bench.dated("verified", "found") if filed is None
              or not when(filed).before(when(s))]  # fmt: skip
    if not starts:
        return
    met = [step for step in starts if "verified" in step.kinds]
    start = met[-1] if met else starts[0]
    title = Words("立案期限", "Filing in time")
    values = bench.figures.over(FILING, when(start))
    if any(value is not None and value.value is None for value in values):
        yield _promptly(bench, start, filed, title)
        return
    end = bench.deadline(FILING, when(start))
    if end is None:
        return
    should = Words(f"不迟于{end.words.zh}", f"by {end.words.en}")
    period = end.values[0].period.words
    said = Words(
        f"{dated(start).zh}后{period.zh}，至{end.words.zh}",
        f"{period.en} from {dated(start).en} end on {end.words.en}",
    )
    if filed is None:
        yield by_deadline(
            bench, FILING, Severity.UNJUDGED, title, said, end, should=should, steps=(start,),
            wanted=Words("立案日期", "the date of filing"),
        )  # fmt: skip
        return
    late = end.over_before(when(filed))
    said = Words(f"{said.zh}；{dated(filed).zh}", f"{said.en}; {dated(filed).en}")
    severity = Severity.UNJUDGED if late is None else Severity.IN_ORDER
    wanted = Words("发现与立案的确切日期", "the exact days of finding and filing")
    if late:
        over = days_over(when(filed), end.last.on)
        said = Words(f"{said.zh}，超过{over}天", f"{said.en}: {over} days over")
        severity = Severity.LAPSE
        if not met:
            severity = Severity.WARNING
            said = Words(
                f"{said.zh}；期限自符合立案条件起算，发现之后才符合的应有记录",
                f"{said.en}; the period runs from when the conditions of filing are met: if that "
                "was later than the finding, the file must show it",
            )
    yield by_deadline(
        bench, FILING, severity, title, said, end, was=when(filed).words, should=should,
        steps=(start, filed), wanted=wanted if late is None else None,
    )  # fmt: skip


def _promptly(bench: Bench, start: Step, filed: Step | None, title: Words) -> Finding:
    said = Words(
        f"{dated(start).zh}；当时规定“及时”立案，没有天数",
        f"{dated(start).en}; the rule of the day says promptly and gives no number of days",
    )
    if filed is not None:
        said = Words(f"{said.zh}；{dated(filed).zh}", f"{said.en}; {dated(filed).en}")
    return by_rules(
        bench, (FILING,), when(start).last, FILING, Severity.UNJUDGED, title, said,
        should=Words("及时", "promptly"), steps=(start, filed),
        wanted=Words("为何未能更早立案（如有）", "why it was not filed earlier, if so"),
    )  # fmt: skip


def _survey(bench: Bench) -> Iterator[Finding]:
    """Evidence is taken in a filed case: what was surveyed before needs a word in the file."""
    filed, surveyed = bench.first("filed"), bench.first("survey")
    if filed is None or surveyed is None:
        return
    code, title = "pen.order.survey", Words("立案前勘测", "Survey before filing")
    on, steps = when(filed).last, (surveyed, filed)
    was = when(surveyed).words
    should = Words(
        f"不早于立案（{when(filed).words.zh}）", f"not before filing ({when(filed).words.en})"
    )
    if when(surveyed).before(when(filed)):
        said = Words(
            f"{dated(surveyed).zh}早于{dated(filed).zh}：立案前取得的勘测结果，应说明来源并在立案后核对",
            f"{dated(surveyed).en} was before {dated(filed).en}: a survey from before the filing "
            "should be explained, and checked again after it",
        )
        severity = Severity.WARNING
    elif when(surveyed).first >= when(filed).last:
        said = Words(
            f"{dated(surveyed).zh}在立案之后", f"{dated(surveyed).en} came after the filing"
        )
        severity = Severity.IN_ORDER
    else:
        said = Words(
            "勘测与立案的先后不明", "whether the survey came after the filing is not clear"
        )
        severity = Severity.UNJUDGED
    yield by_rules(
        bench, ("pen.filing.conditions",), on, code, severity, title, said,
        was=was, should=should, steps=steps,
        wanted=Words("勘测与立案的确切日期", "the exact days of survey and filing")
        if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _decision(bench: Bench) -> Iterator[Finding]:
    """Decided in time: by the limit of the filing's day, and by that of the decision's day too."""
    filed, made, decided = bench.first("filed"), bench.last("decision"), bench.decided()
    if filed is None:
        if made is not None:
            yield _no_filing(bench, made)
        return
    start = when(filed)
    values = bench.values(LIMIT, start)
    if not values:
        return
    stops = _stops(bench, start)
    end = deadline(start, values, bench.calendar, stops)
    if end is None:
        return
    if decided is None:
        yield by_deadline(
            bench, LIMIT, Severity.UNJUDGED, _LIMIT, _runs(filed, end), end,
            should=Words(f"不迟于{end.words.zh}", f"by {end.words.en}"), steps=(filed,),
            wanted=Words("作出决定的日期", "the date of the decision"),
        )  # fmt: skip
        return
    yield _judged(bench, filed, made, decided, end, stops)


def _no_filing(bench: Bench, made: Step) -> Finding:
    values = bench.values(LIMIT, when(made)) or ()
    period = values[0].period.words if values else Words("", "")
    return by_rules(
        bench, (LIMIT,), when(made).last, LIMIT, Severity.UNJUDGED, _LIMIT,
        Words(f"{dated(made).zh}；没有立案日期", f"{dated(made).en}; no date of filing is given"),
        was=when(made).words, should=Words(f"立案后{period.zh}", f"{period.en} from filing"),
        steps=(made,), wanted=Words("立案日期", "the date of filing"),
    )  # fmt: skip


def _runs(filed: Step, end: Deadline) -> Words:
    period = end.values[0].period.words
    return Words(
        f"{dated(filed).zh}后{period.zh}，至{end.words.zh}",
        f"{period.en} from {dated(filed).en} end on {end.words.en}",
    )


def _judged(
    bench: Bench,
    filed: Step,
    made: Step | None,
    decided: Span,
    end: Deadline,
    stops: Sequence[Suspension],
) -> Finding:
    steps = (filed, *bench.dated("deliberation"), made)
    longest, too_late = _longest(bench, filed, decided, end, stops)
    extended = bench.dated("extension")
    said = _runs(filed, end)
    told = _decided_words(bench, made, decided)
    said = Words(f"{said.zh}；{told.zh}", f"{said.en}; {told.en}")
    should = Words(f"不迟于{end.words.zh}", f"by {end.words.en}")
    late = end.over_before(decided)
    if longest is not end:
        said = Words(
            f"{said.zh}；经批准延长的至{longest.words.zh}",
            f"{said.en}; with an approved extension {longest.words.en}",
        )
    wanted = None
    if late is False:
        severity = Severity.IN_ORDER
    elif late is None or too_late is None:
        severity, wanted = Severity.UNJUDGED, Words("立案与决定的确切日期", "the exact dates")
    elif too_late:
        severity = Severity.LAPSE
        over = days_over(decided, longest.last.on)
        said = Words(
            f"{said.zh}：仍超过至少{over}天。仅“案情特别复杂”另经批准的除外，文件中没有记载",
            f"{said.en}: at least {over} days over even so, unless a further extension for an "
            "especially complex case was approved, of which the file says nothing",
        )
    elif extended:
        severity, steps = Severity.IN_ORDER, (*steps, *extended)
        said = Words(f"{said.zh}；{dated(extended[0]).zh}", f"{said.en}; {dated(extended[0]).en}")
    elif bench.case.denied("extension"):
        severity = Severity.LAPSE
        said = Words(f"{said.zh}；文件称未延长", f"{said.en}; the file says it was not extended")
    else:
        severity = Severity.UNJUDGED
        wanted = Words(
            "是否经负责人批准延长及批准日期", "whether an extension was approved, and when"
        )
    return by_deadline(
        bench, LIMIT, severity, _LIMIT, said, end if severity is not Severity.LAPSE else longest,
        was=decided.words, should=should, steps=steps, wanted=wanted,
    )  # fmt: skip


def _decided_words(bench: Bench, made: Step | None, decided: Span) -> Words:
    if made is not None:
        return Words(f"决定为{decided.words.zh}", f"decided {decided.words.en}")
    talk = bench.last("deliberation")
    if talk is not None:
        return Words(
            f"没有决定日期，{dated(talk).zh}才讨论，决定不早于此",
            f"no decision date; it was discussed only at {dated(talk).en}, and not decided before",
        )
    return Words(
        f"没有决定日期，按其他步骤为{decided.words.zh}",
        f"no decision date; by the other steps {decided.words.en}",
    )


def _longest(
    bench: Bench, filed: Step, decided: Span, end: Deadline, stops: Sequence[Suspension]
) -> tuple[Deadline, bool | None]:
    """The end with an approved extension, and whether the decision came after even that.

    Where the decision may lie under two rules, each part of its span is judged by its own.
    """
    found = []
    for part in _parts(bench, decided):
        longest = _extended(bench, filed, part.first, end, stops)
        found.append((longest, longest.over_before(part)))
    verdicts = {over for _, over in found}
    return found[0][0], verdicts.pop() if len(verdicts) == 1 else None


def _parts(bench: Bench, decided: Span) -> list[Span]:
    changes = [day for day in bench.figures.changes(LIMIT) if decided.first < day <= decided.last]
    starts = [decided.first, *sorted(changes)]
    ends = [day - timedelta(days=1) for day in starts[1:]] + [decided.last]
    return [Span(first, last) for first, last in zip(starts, ends, strict=True)]


def _extended(
    bench: Bench, filed: Step, on: date, end: Deadline, stops: Sequence[Suspension]
) -> Deadline:
    """The longest end: by the limit of the filing's or of the decision's day, and extended."""
    then = Span(on, on)
    limits = [*end.values, *(bench.values(LIMIT, then) or ())]
    more: list[Value | None] = [
        *(bench.values(EXTEND, when(filed)) or ()),
        *(bench.values(EXTEND, then) or ()),
    ]
    best = end
    for limit in limits:
        for extra in more or [None]:
            total = _sum(limit, extra)
            longer = deadline(when(filed), [limit], bench.calendar, stops)
            if total is not None:
                longer = _of_days(when(filed), total, (limit, extra), bench, stops)
            if longer is not None and longer.last.on > best.last.on:
                best = longer
    return best


def _sum(limit: Value, extra: Value | None) -> Days | None:
    if extra is None or not isinstance(limit.period, Days) or not isinstance(extra.period, Days):
        return None
    return Days(limit.period.n + extra.period.n)


def _of_days(
    start: Span, period: Days, values: Sequence[Value | None], bench: Bench,
    stops: Sequence[Suspension],
) -> Deadline | None:  # fmt: skip
    first = _due(start.first, period, bench, stops)
    last = _due(start.last, period, bench, stops)
    known = tuple(value for value in values if value is not None)
    return Deadline(first, last, known) if first is not None and last is not None else None


def _due(start: date, period: Days, bench: Bench, stops: Sequence[Suspension]) -> Due | None:
    try:
        return due(start, period, bench.calendar, stops)
    except CalendarMissing:
        return None


def _stops(bench: Bench, start: Span) -> tuple[Suspension, ...]:
    """What the rule of the day leaves out of the period; none where it names nothing."""
    value = bench.figures.value(EXCLUDED, start.last)
    if value is None or not value.value:
        return ()
    found = [stop for kinds in (*_STOPS, _SUSPENDED) for stop in stops_of(bench, kinds)]
    return tuple(found)
