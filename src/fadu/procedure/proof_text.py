"""The report of a procedure's proofs as plain text and as Markdown, in either language."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.declare import DONE
from fadu.procedure.longest import Allowed, Sum
from fadu.procedure.proof_report import MOST_PATHS, ActTold, ExtensionTold, Report, StepTold

Say = Callable[[Words], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with paragraphs, a table, and list items below it, in this order."""

    title: str
    said: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()


class Names:
    """What the steps, outcomes and gates of a report are called in a language."""

    def __init__(self, report: Report, say: Say) -> None:
        self._titles = {DONE: say(Words("办结", "the end"))}
        self._gates = {gate.name: say(gate.title) for gate in report.gates}
        for step in report.steps:
            self._titles[step.name] = say(step.title)
            for outcome, words, _ in step.outcomes:
                self._titles[f"{step.name}/{outcome}"] = say(words)
            for name, words in step.contributions:
                self._titles[f"{step.name}/+{name}"] = say(words)

    def path(self, places: Iterable[str]) -> str:
        """A way through the graph: steps as they are called, outcomes in brackets."""
        return " → ".join(f"({self.of(one)})" if "/" in one else self.of(one) for one in places)

    def of(self, place: str) -> str:
        """A step, an outcome ("step/outcome") or a contribution ("step+name")."""
        return self._titles.get(place) or self._titles.get(place.replace("+", "/+"), place)

    def gates(self, names: Iterable[str]) -> list[str]:
        """Gates as they are called."""
        return [self._gates.get(name, name) for name in names]


def as_text(report: Report, language: str) -> str:
    """For a terminal: headings, and tables as lines."""
    lines = [f"{_in(language)(report.title)}  [{report.name}]"]
    for part in parts(report, language):
        lines += ["", f"  {part.title}"]
        lines += [f"    {line}" for line in part.said]
        lines += [f"    {'  '.join(cell for cell in row if cell)}" for row in part.rows]
        lines += [f"    - {item}" for item in part.items]
    return "\n".join(lines)


def as_markdown(report: Report, language: str) -> str:
    """For a page of the docs; a heading of the second depth, those of its parts of the third."""
    lines = [f"## {_in(language)(report.title)}", ""]
    for part in parts(report, language):
        lines += [f"### {part.title}", ""]
        for line in part.said:
            lines += [_safe(line), ""]
        if part.rows:
            lines += [_row(part.head), _row(["---"] * len(part.head))]
            lines += [_row([_safe(cell) for cell in row]) for row in part.rows]
            lines += [""]
        if part.items:
            lines += [*(f"- {_safe(item)}" for item in part.items), ""]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


def _in(language: str) -> Say:
    return (lambda words: words.zh) if language == "zh" else (lambda words: words.en)


def parts(report: Report, language: str) -> Iterator[Part]:
    """The parts of the report, in order."""
    say = _in(language)
    named = Names(report, say)
    yield _result(report, say)
    yield _steps(report, say, named)
    yield _gates(report, say, named)
    for act in report.acts:
        yield _act(act, say, named)
    yield _returns(report, say, named)
    yield _time(report, say, named)
    yield _clock(report, say, named)
    yield _who(report, say, named)


def _result(report: Report, say: Say) -> Part:
    title = say(Words("结论", "Result"))
    basis = say(Words("依据：", "Basis: ")) + say(Words("、", "; ")).join(map(say, report.basis))
    if report.findings:
        bad = tuple(f"{one.id} {say(one.words)}" for one in report.findings)
        return Part(
            title, (basis, say(Words("✗ 未通过，不能办理", "✗ Fails; no case opens"))), items=bad
        )
    holds = Words(
        "✓ 每件都能办结，没有到不了的步骤；每步有岗位、依据、时限（或者没有时限的理由）；"
        "要求的关口没有路径可以绕过；默认结果和停止计时都有依据；不相容的职责不会落到一人手中。",
        "✓ Every case can end and no step is dead; each has post, article and limit (or the reason "
        "for none); no path goes around a gate that an act demands; silence and stops rest on "
        "articles; duties that exclude each other never lie in one hand.",
    )
    return Part(title, (basis, say(holds)))


def _steps(report: Report, say: Say, named: Names) -> Part:
    head = tuple(
        say(words)
        for words in (
            Words("步骤", "Step"), Words("名称", "Title"), Words("岗位", "Post"),
            Words("依据", "Article"), Words("时限", "Limit"), Words("结果与去向", "Outcomes"),
        )
    )  # fmt: skip
    comma = say(Words("；", "; "))
    rows = tuple(
        (
            step.name, say(step.title) + _duty(step, say), say(step.post_title), say(step.basis),
            _limit(step.limit, say),
            comma.join(f"{say(words)} → {named.of(to)}" for _, words, to in step.outcomes),
        )
        for step in report.steps
    )  # fmt: skip
    return Part(say(Words("步骤", "Steps")), (), head, rows)


def _duty(step: StepTold, say: Say) -> str:
    said = [say(step.duty)] if step.duty else []
    if step.officers > 1:
        said.append(say(Words(f"{step.officers} 人", f"{step.officers} officers")))
    return f" [{', '.join(said)}]" if said else ""


def _limit(limit: Allowed, say: Say) -> str:
    if limit.period and limit.source:
        return f"{say(limit.period)} ({limit.key}: {say(limit.source)})"
    if limit.unknown:
        return say(Words(f"该日没有数值：{limit.key}", f"no value on the day: {limit.key}"))
    reason = say(limit.none_because) if limit.none_because else "–"
    return say(Words(f"无（{reason}）", f"none ({reason})"))


def _gates(report: Report, say: Say, named: Names) -> Part:
    title = say(Words("关口", "Gates"))
    if not report.gates:
        return Part(title, (say(Words("没有关口。", "There are no gates.")),))
    head = tuple(
        say(words)
        for words in (
            Words("关口", "Gate"), Words("名称", "Title"), Words("依据", "Article"),
            Words("设在", "Stands at"), Words("开关", "Switch"),
        )
    )  # fmt: skip
    may = {
        False: say(Words("不能关闭", "cannot be switched off")),
        True: say(Words("本局可以开启", "the bureau may switch it on")),
    }
    rows = tuple(
        (
            one.name, say(one.title) + (f" [{one.kind}]" if one.kind else ""), say(one.basis),
            named.path(one.at.split("/", 1)[:1] + [one.at]), may[one.optional],
        )
        for one in report.gates
    )  # fmt: skip
    return Part(title, (), head, rows)


def _act(act: ActTold, say: Say, named: Names) -> Part:
    demands = [f"{say(title)} ({name})" for name, title in act.demands]
    demands += [say(title) for title in act.kinds]
    none = say(Words("无", "nothing"))
    joined = say(Words("、", ", ")).join(demands) or none
    said = [
        say(Words("作出之处：", "Done at ")) + named.path([act.at.split("/", 1)[0], act.at]),
        say(Words(f"须过：{joined}", f"It demands: {joined}")),
        say(Words("每条路径都经过：", "Every path passes: ")) + named.path(act.always),
    ]
    if act.adverse:
        said.append(say(Words("不利行为，不得有默认结果。", "Adverse: silence never leads to it.")))
    if act.more_paths:
        said.append(
            say(
                Words(
                    f"路径多于 {MOST_PATHS} 条，只列前 {MOST_PATHS} 条；证明在整个图上作出，不靠列举。",
                    f"There are more than {MOST_PATHS} paths; the first {MOST_PATHS} are told. The "
                    "proof is made on the whole graph and rests on none of them.",
                )
            )
        )
    comma = say(Words("、", ", "))
    through = say(Words("；关口：", "; gates: "))
    items = tuple(
        named.path(path.steps) + through + (comma.join(named.gates(path.gates)) or none)
        for path in act.paths
    )
    title = say(Words(f"生效行为：{act.title.zh}", f"Effective act: {act.title.en}"))
    return Part(f"{title} ({act.name})", tuple(said), items=items)


def _returns(report: Report, say: Say, named: Names) -> Part:
    title = say(Words("退回", "Returns"))
    if not report.returns:
        return Part(title, (say(Words("没有退回的路径。", "No path leads back.")),))
    said = say(
        Words(
            "以上路径中每步至多走一次；一件案件可以退回任意多次，退回之后仍须走完这些路径之一。",
            "The paths above meet each step at most once. A case may return any number of times "
            "and then still has to go one of them to its end.",
        )
    )
    items = tuple(
        named.path((name, f"{name}/{outcome}", to))
        + (say(Words("；作废：", "; undoes: ")) + ", ".join(gone) if gone else "")
        for name, outcome, to, gone in report.returns
    )
    return Part(title, (said,), items=items)


def _time(report: Report, say: Say, named: Names) -> Part:
    time = report.time
    day = Words(
        f"按 {report.on} 在 {report.division} 适用的数值。工作日与日不相加。",
        f"By the values of {report.on} in {report.division}. Working days and days are not added.",
    )
    said = [say(day), _sum(time.whole, say, named)]
    said += [
        say(Words("法定时限：", "Statutory limit: ")) + _limit(time.statutory, say),
        say(Words("承诺时限：", "Promised time: ")) + _limit(time.promise, say),
    ]
    again = say(Words("：每次退回另加 ", ": each return adds "))
    items = tuple(
        named.path((name, to)) + again + _sum(more, say, named) for name, to, more in time.returns
    )
    items += tuple(_extension(one, say) for one in report.extensions)
    return Part(say(Words("最长时间", "Longest time")), tuple(said), items=items)


def _extension(one: ExtensionTold, say: Say) -> str:
    most, times = _limit(one.most, say), one.times
    return say(
        Words(
            f"延长：{one.title.zh}，由{one.post_title.zh}批准，至多 {times} 次，每次至多 {most} – {one.basis.zh}",
            f"Extension: {one.title.en}, granted by {one.post_title.en}, at most {times} times, "
            f"each at most {most} – {one.basis.en}",
        )
    )


def _sum(found: Sum, say: Say, named: Names) -> str:
    comma = say(Words("、", ", "))
    told = named.path(found.steps) + say(Words(f"：{found.words.zh}", f": {found.words.en}"))
    for words, names in (
        (Words("；没有数值：", "; without a value: "), found.unknown),
        (Words("；没有时限：", "; without a limit: "), found.unlimited),
        (Words("；当事人自己的时间不计：", "; the party's own time: "), found.of_party),
    ):
        told += say(words) + comma.join(map(named.of, names)) if names else ""
    return told


def _clock(report: Report, say: Say, named: Names) -> Part:
    items = [
        say(Words("停止计时：", "Stops the clocks: ")) + f"{say(title)} – {say(basis)}"
        for _, title, basis in report.stops
    ]
    items += [
        say(Words("超时：", "Silence: "))
        + f"{named.of(one.step)} ({one.limit}) → {say(one.outcome)} – {say(one.basis)}"
        for one in report.silences
    ]
    nothing = Words(
        "没有停止计时的事由，也没有超时默认的结果。",
        "Nothing stops a clock, and silence means nothing.",
    )
    title = say(Words("停止计时和超时默认", "Stops and silence"))
    return Part(title, () if items else (say(nothing),), items=tuple(items))


def _who(report: Report, say: Say, named: Names) -> Part:
    head = (say(Words("岗位", "Post")), say(Words("名称", "Title")), say(Words("能办", "May take")))
    comma = say(Words("、", ", "))
    rows = tuple(
        (code, say(title), comma.join(map(named.of, names))) for code, title, names in report.who
    )
    if report.counter_example:
        told = say(Words("✗ 反例：", "✗ Counter-example: ")) + say(report.counter_example)
    elif report.apart:
        told = say(
            Words(
                "✓ 求解器证明：无论怎样任命、代理、临时任命，"
                "同一人都不能在一件案件里兼办下列两步。",
                "✓ Proved by the solver: by no appointment, deputy or acting "
                "appointment can one person act at both of these in a case.",
            )
        )
    else:
        told = say(Words("没有须分离的步骤。", "No two steps exclude each other."))
    colon = say(Words("：", ": "))
    items = tuple(
        f"{named.of(one)} × {named.of(two)}{colon}{say(why)}" for one, two, why in report.apart
    )
    return Part(say(Words("谁能办什么", "Who can do what")), (told,), head, rows, items)
