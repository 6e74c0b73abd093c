"""Notice, plea, hearing, discussion, decision: who must be heard, and in which order.

The party may answer a notice for some days, and ask for a hearing for some; until these have run no
decision may be made, and a discussion held before the notice has heard nobody.
"""

from collections.abc import Iterator
from datetime import date

from fadu.law.audit.bench import Bench, when
from fadu.law.audit.case import Step
from fadu.law.audit.deadline import Deadline
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.telling import by_deadline, by_rules, dated
from fadu.law.audit.when import Span
from fadu.law.words import Words

STATEMENT, HEARING = "pen.statement.window", "pen.hearing.request"
_WINDOWS = {
    STATEMENT: (("notice",), Words("陈述申辩期间", "Statement period"), ("statement_waived",)),
    HEARING: (("hearing_told",), Words("听证期间", "Hearing period"), ("hearing_waived",)),
}
# The rules behind: hearing the party, deciding on the record of a hearing, collective discussion.
_PLEA = ("pen.reissue_aggravate",)
_HEARD = ("pen.hearing.record_binding",)
_SETTLED = ("pen.collective", "pen.reissue_aggravate")
_ORDER = Words("程序顺序", "Order of steps")


def judge_notices(bench: Bench) -> Iterator[Finding]:
    """Windows, pleas, hearing and the order of discussion and decision."""
    windows: list[Deadline] = []
    for key, (kinds, title, waivers) in _WINDOWS.items():
        notice = _notice(bench, kinds)
        if notice is None:
            continue
        end = bench.deadline(key, when(notice))
        if end is not None:
            windows.append(end)
            yield _window(bench, key, title, notice, end, bench.last(*waivers))
    yield from _earliest(bench, windows)
    yield from _pleas(bench, windows)
    yield from _hearing(bench)
    yield from _discussion(bench)


def _notice(bench: Bench, kinds: tuple[str, ...]) -> Step | None:
    """The last notice that may lie before the decision: a later one replaces an earlier."""
    decided = bench.decided()
    found = bench.dated(*kinds)
    before = [step for step in found if decided is None or not decided.before(when(step))]
    return before[-1] if before else (found[0] if found else None)


def _window(
    bench: Bench, key: str, title: Words, notice: Step, end: Deadline, waiver: Step | None
) -> Finding:
    decided, made = bench.decided(), bench.last("decision")
    period = end.values[0].period.words
    should = Words(f"晚于{end.words.zh}", f"after {end.words.en}")
    until = Words(
        f"{dated(notice).zh}后{period.zh}，可在{end.words.zh}前（含当日）提出",
        f"{period.en} from {dated(notice).en}: it may be used until {end.words.en}",
    )
    if decided is None:
        return by_deadline(
            bench, key, Severity.UNJUDGED, title,
            Words(f"{until.zh}；文件中没有作出决定的日期", f"{until.en}; no decision date is given"),
            end, should=should, steps=(notice,),
            wanted=Words("作出决定的日期", "the date of the decision"),
        )  # fmt: skip
    said = Words(
        f"{until.zh}；{_decided(bench, decided).zh}", f"{until.en}; {_decided(bench, decided).en}"
    )
    ended = end.over_before(decided)
    if ended:
        severity = Severity.IN_ORDER
    elif waiver is not None and not when(waiver).before(when(notice)):
        severity, said = Severity.IN_ORDER, _given_up(said, waiver)
    else:
        severity = Severity.UNJUDGED if ended is None else Severity.LAPSE
    if severity is Severity.LAPSE:
        same = decided.exact and decided.first == end.last.on
        said = Words(
            f"{said.zh}：期间未满即作出决定" + ("（最后一日当天）" if same else ""),
            f"{said.en}: decided before it had run out" + (" (on its last day)" if same else ""),
        )
    return by_deadline(
        bench, key, severity, title, said, end, was=decided.words, should=should,
        steps=(notice, made, waiver if severity is Severity.IN_ORDER else None),
        wanted=_exact_days(notice, made) if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _given_up(said: Words, waiver: Step) -> Words:
    gone = dated(waiver)
    return Words(f"{said.zh}；当事人已放弃：{gone.zh}", f"{said.en}; given up: {gone.en}")


def _decided(bench: Bench, decided: Span) -> Words:
    """When it was decided, and whether that is only what other steps leave."""
    if bench.last("decision") is not None:
        return Words(f"决定于{decided.words.zh}", f"decided {decided.words.en}")
    return Words(
        f"没有决定日期，按其他步骤推定在{decided.first}或之后",
        f"no decision date; by the other steps on or after {decided.first}",
    )


def _exact_days(*steps: Step | None) -> Words:
    names = [f"“{step.name}”" for step in steps if step is not None and not when(step).exact]
    said = "、".join(names)
    if not names:
        return Words("作出决定的日期", "the date of the decision")
    return Words(f"{said}的确切日期", f"the exact day of {said}")


def _earliest(bench: Bench, windows: list[Deadline]) -> Iterator[Finding]:
    """The earliest day of a decision: after the longest window."""
    if not windows or bench.decided() is not None:
        return
    end = max(windows, key=lambda each: each.last.on)
    notices = bench.dated("notice", "hearing_told")
    said = Words(
        f"陈述申辩、听证期间届满后方可决定：最早为{end.words.zh}的次日",
        f"a decision may follow when both periods have run: after {end.words.en}",
    )
    yield by_deadline(
        bench, "pen.decision.earliest", Severity.UNJUDGED,
        Words("最早决定日", "Earliest decision date"), said, end,
        should=Words(f"晚于{end.words.zh}", f"after {end.words.en}"), steps=notices,
        wanted=Words("作出决定的日期", "the date of the decision"),
    )  # fmt: skip


def _pleas(bench: Bench, windows: list[Deadline]) -> Iterator[Finding]:
    """Whether a plea came in time, and whether it was dealt with before the decision."""
    for plea in bench.dated("statement"):
        if windows:
            yield _plea_in_time(bench, plea, windows)
        yield _plea_handled(bench, plea)
    asked = bench.first("hearing_request")
    notice = _notice(bench, ("hearing_told",)) or _notice(bench, ("notice",))
    end = bench.deadline(HEARING, when(notice)) if notice is not None else None
    if asked is not None and end is not None:
        late = end.over_before(when(asked))
        severity = {True: Severity.WARNING, None: Severity.UNJUDGED, False: Severity.IN_ORDER}[late]
        said = Words(
            f"{dated(asked).zh}，期限至{end.words.zh}", f"{dated(asked).en}; until {end.words.en}"
        )
        yield by_deadline(
            bench, "pen.hearing.request.in_time", severity,
            Words("听证申请在期限内", "Hearing asked for in time"), said, end,
            was=when(asked).words, should=Words(f"不迟于{end.words.zh}", f"by {end.words.en}"),
            steps=(notice, asked), who="party",
            wanted=_exact_days(notice, asked) if severity is Severity.UNJUDGED else None,
        )  # fmt: skip


def _plea_in_time(bench: Bench, plea: Step, windows: list[Deadline]) -> Finding:
    """By the longest window that the notice opens: a plea in any of them must be heard."""
    notice = _notice(bench, ("notice",)) or _notice(bench, ("hearing_told",))
    hearing = bench.deadline(HEARING, when(notice)) if notice is not None else None
    end = max([*windows, *([hearing] if hearing else [])], key=lambda each: each.last.on)
    late = end.over_before(when(plea))
    severity = {True: Severity.WARNING, None: Severity.UNJUDGED, False: Severity.IN_ORDER}[late]
    told = [f"{w.values[0].title.zh}至{w.words.zh}" for w in (*windows, end)]
    told_en = [f"{w.values[0].title.en} until {w.words.en}" for w in (*windows, end)]
    said = Words(
        f"{dated(plea).zh}；{'，'.join(dict.fromkeys(told))}",
        f"{dated(plea).en}; {', '.join(dict.fromkeys(told_en))}",
    )
    return by_deadline(
        bench, "pen.statement.in_time", severity, Words("陈述申辩在期限内", "Plea in time"), said,
        end, was=when(plea).words, should=Words(f"不迟于{end.words.zh}", f"by {end.words.en}"),
        steps=(notice, plea), who="party",
        wanted=_exact_days(notice, plea) if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _plea_handled(bench: Bench, plea: Step) -> Finding:
    title = Words("申辩在决定前得到处理", "Plea handled before decision")
    decided, at = bench.decided(), when(plea)
    code = "pen.statement.handled"
    if decided is not None and decided.before(at):
        said = Words(f"{dated(plea).zh}在决定之后", f"{dated(plea).en} came after the decision")
        return by_rules(bench, _PLEA, at.last, code, Severity.WARNING, title, said, steps=(plea,))
    answers = [
        step for step in bench.dated("resurvey", "hearing", "case_review", "deliberation")
        if at.before(when(step)) and not (decided is not None and decided.before(when(step)))
    ]  # fmt: skip
    if answers:
        done = dated(answers[0])
        said = Words(
            f"{dated(plea).zh}之后、决定之前有：{done.zh}",
            f"after {dated(plea).en} and before the decision came {done.en}",
        )
        return by_rules(
            bench, _PLEA, at.last, code, Severity.IN_ORDER, title, said, steps=(plea, *answers)
        )
    said = Words(
        f"{dated(plea).zh}之后没有复核或讨论的记载",
        f"the file shows no check or discussion after {dated(plea).en}",
    )
    return by_rules(
        bench, _PLEA, at.last, code, Severity.UNJUDGED, title, said, steps=(plea,),
        wanted=Words("对陈述申辩的复核记录及日期", "the record of how the plea was dealt with"),
    )  # fmt: skip


def _hearing(bench: Bench) -> Iterator[Finding]:
    """A hearing that was asked for comes before the decision."""
    asked, held = bench.first("hearing_request"), bench.last("hearing")
    decided, made = bench.decided(), bench.last("decision")
    if decided is None or (asked is None and held is None):
        return
    on = decided.last if decided.exact else decided.first
    code, title = (
        "pen.hearing.record_binding",
        Words("听证在决定之前", "Hearing before the decision"),
    )
    if held is not None:
        if decided.before(when(held)):
            said = Words(f"{dated(held).zh}在决定之后", f"{dated(held).en} came after the decision")
            yield by_rules(
                bench, _HEARD, on, code, Severity.LAPSE, title, said, steps=(held, made),
                was=when(held).words, should=Words("决定之前", "before the decision"),
            )  # fmt: skip
        elif when(held).last <= decided.first:
            said = Words(f"{dated(held).zh}在决定之前", f"{dated(held).en} came before it")
            yield by_rules(
                bench, _HEARD, on, code, Severity.IN_ORDER, title, said, steps=(held, made)
            )
        return
    assert asked is not None
    denied = bench.case.denied("hearing")
    said = Words(
        f"{dated(asked).zh}；" + ("文件称未举行听证" if denied else "文件中没有举行听证的记载"),
        f"{dated(asked).en}; the file " + ("says none was held" if denied else "shows no hearing"),
    )
    waived = bench.first("hearing_waived")
    if waived is None or when(waived).before(when(asked)):
        yield by_rules(
            bench, _HEARD, on, code, Severity.LAPSE if denied else Severity.UNJUDGED, title, said,
            steps=(asked, *denied), wanted=None if denied else Words("听证的日期", "the hearing's date"),
        )  # fmt: skip


def _discussion(bench: Bench) -> Iterator[Finding]:
    """The discussion that settles the penalty follows the notice, and the window it opens."""
    talks, notices = bench.dated("deliberation"), bench.dated("notice", "hearing_told")
    if not talks or not notices:
        return
    last, first_notice, final = talks[-1], notices[0], notices[-1]
    decided = bench.decided()
    code = "pen.order.discussion"
    on: date = when(last).last
    should = Words(f"在告知（{when(first_notice).words.zh}）之后",
                   f"after the notice of {when(first_notice).words.en}")  # fmt: skip
    before_all = all(when(talk).before(when(first_notice)) for talk in talks)
    steps = (*talks, first_notice, final, bench.last("decision"))
    if before_all:
        said = Words(
            f"集体讨论{dated(last).zh}早于告知{dated(first_notice).zh}，告知后没有再次讨论的记载："
            "未听取当事人意见即已定案",
            f"the discussion {dated(last).en} came before the notice {dated(first_notice).en} and "
            "was not repeated: settled before the party could be heard",
        )
        yield by_rules(bench, _SETTLED, on, code, Severity.LAPSE, _ORDER, said,
                          was=when(last).words, should=should, steps=steps)  # fmt: skip
        return
    if when(first_notice).before(when(last)):
        said = Words(f"{dated(last).zh}在告知之后", f"{dated(last).en} came after the notice")
        severity = Severity.IN_ORDER
        if decided is not None and decided.before(when(last)):
            severity = Severity.LAPSE
            said = Words(f"{dated(last).zh}在决定之后", f"{dated(last).en} came after the decision")
            should = Words("决定之前", "before the decision")
        yield by_rules(bench, _SETTLED, on, code, severity, _ORDER, said,
                          was=when(last).words, should=should, steps=steps)  # fmt: skip
        return
    said = Words(
        f"{dated(last).zh}与告知的先后不明", f"whether {dated(last).en} came after the notice"
    )
    yield by_rules(
        bench, _SETTLED, on, code, Severity.UNJUDGED, _ORDER, said, steps=steps,
        wanted=_exact_days(last, first_notice),
    )  # fmt: skip
