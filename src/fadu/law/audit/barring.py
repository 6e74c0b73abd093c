"""The bar of time: whether the act was found out in time, whatever day it ended and was found."""

from collections.abc import Iterator
from datetime import date

from fadu.law.audit.bench import Bench, when
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.telling import by_rules, dated
from fadu.law.audit.versions import acts_of
from fadu.law.parameters import ParameterMissing
from fadu.law.timebar import TimeBar, time_bar
from fadu.law.words import Words

KEY = "pen.timebar"
_TITLE = Words("追责时效", "Time bar")


def judge_time_bar(bench: Bench) -> Iterator[Finding]:
    """Found in time, barred, or not to be judged; a case filed was found no later than that."""
    found = bench.first("found", "verified") or bench.first("filed", "survey")
    if found is None or bench.case.matter != "penalty":
        return
    on = when(found).last
    if bench.case.act is None:
        yield by_rules(
            bench, (KEY,), on, KEY, Severity.UNJUDGED, _TITLE,
            Words("没有违法行为的时间", "the act has no date"), steps=(found,),
            wanted=Words("违法行为发生和终了的时间", "when the act began and ended"),
        )  # fmt: skip
        return
    bars = list(_bars(bench, (when(found).first, when(found).last)))
    if not bars:
        return
    verdicts = {bar.barred for bar in bars}
    exact = "found" in found.kinds or "verified" in found.kinds
    barred = verdicts.pop() if len(verdicts) == 1 else None
    ends = sorted({bar.until for bar in bars if bar.until is not None})
    until = Words(f"至{ends[-1]}", f"until {ends[-1]}") if ends else Words(
        "行为仍在继续，尚未起算", "the act goes on: not begun"
    )  # fmt: skip
    said = Words(f"{dated(found).zh}；时效{until.zh}", f"{dated(found).en}; bar {until.en}")
    wanted = Words("行为终了与发现的确切日期", "the exact days of the act's end and its finding")
    severity = Severity.UNJUDGED
    if barred is False:
        severity = Severity.IN_ORDER
    elif barred and exact:
        severity = Severity.LAPSE
        said = Words(f"{said.zh}：已过时效", f"{said.en}: time-barred")
    elif barred:
        wanted = Words("发现违法行为的日期（立案前可能已发现）",
                       "when the act was found, which may have been before the filing")  # fmt: skip
    yield by_rules(
        bench, (KEY,), ends[-1] if ends else on, KEY, severity, _TITLE, said,
        was=when(found).words, should=until, steps=(found,), lines=bars[0].lines,
        wanted=wanted if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _bars(bench: Bench, found: tuple[date, date]) -> Iterator[TimeBar]:
    raw = bench.fact("harm")
    harm = raw if isinstance(raw, bool) else None
    for act in acts_of(bench):
        for on in dict.fromkeys(found):
            try:
                yield time_bar(act, on, bench.figures.parameters, bench.case.division, harm=harm)
            except ParameterMissing:
                continue
