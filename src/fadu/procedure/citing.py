"""What in Fadu cites a law: dated values, discretion tables, and the parts of declared procedures.

The law room knows no register. Here its data and the declarations meet, so that a page or a command
can say of an article what rests on it, and of a parameter who reads it. The values are those in
force for a bureau (`in_force.parameters_of`): what was recorded cites the law as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fadu.law.bands.table import Table
from fadu.law.parameters import Parameters, Value
from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import Procedure, Step
from fadu.procedure.discover import procedures
from fadu.procedure.discretion import Kept, kept
from fadu.procedure.public import life_events
from fadu.procedure.switches import SWITCH


@dataclass(frozen=True, slots=True)
class Use:
    """Something that rests on an article.

    `value` where it is a dated value, `table` where it is a discretion table; `procedure` the name
    where it is part of one.
    """

    citation: Citation
    what: Words
    words: Words
    value: Value | None = None
    procedure: str = ""
    table: Kept | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day: what has no time of its own always does."""
        if self.value is not None:
            return self.value.covers(on)
        return self.table is None or self.table.report.table.covers(on)


@dataclass(frozen=True, slots=True)
class Reader:
    """A part of a procedure that reads a parameter."""

    procedure: Procedure
    what: Words


VALUE = Words("参数", "value")
TABLE = Words("裁量基准", "discretion table")
SAMPLE = Words("裁量基准（示例）", "discretion table (sample)")
BASIS = Words("办理依据", "basis")
STEP = Words("环节", "step")
GATE = Words("条件", "condition")
SILENCE = Words("视为", "lawful default")
STOP = Words("中止事由", "cause of a stop")
EXTENSION = Words("延长期限", "extension")
WITHDRAWAL = Words("撤回", "withdrawal")
EVENT = Words("办事须知", "what is known")


def cited_in(law: str, held: Parameters) -> tuple[Use, ...]:
    """Everything that cites a law, in the order of its articles; values by their time."""
    return tuple(sorted((use for use in everything(held) if use.citation.law == law), key=_order))


def everything(held: Parameters) -> Iterator[Use]:
    """Whatever cites any law, with the values that are held."""
    yield from _of_values(held)
    for each in kept(held):
        yield from _of_table(each)
    yield from declared()


def holding(uses: Iterable[Use], on: date) -> tuple[Use, ...]:
    """Those that hold on a day: values and tables of that day, and whatever has no time."""
    return tuple(use for use in uses if use.holds(on))


def declared() -> Iterator[Use]:
    """What procedures and life events cite, without a day."""
    for procedure in procedures().values():
        yield from _of_procedure(procedure)
    for event in life_events().values():
        for known in event.known:
            if known.basis is not None:
                yield Use(known.basis, EVENT, _joined(event.title, known.words))


def readers(key: str) -> tuple[Reader, ...]:
    """The parts of procedures that read a parameter."""
    return tuple(
        Reader(procedure, what)
        for procedure in procedures().values()
        for what, read in _keys(procedure)
        if read == key
    )


def refining(key: str, held: Parameters) -> tuple[Kept, ...]:
    """The discretion tables that refine a parameter's range, or multiply its fee."""
    return tuple(each for each in kept(held) if _rests_on(each.report.table, key))


def _rests_on(table: Table, key: str) -> bool:
    fee = table.standard.of if table.standard.rate.of == "fee" else None
    if fee is not None and table.standard.by is not None:
        return key == table.statute or key.rpartition(".")[0] == fee
    return key in (table.statute, fee)


def _order(use: Use) -> tuple[int, int, str, str]:
    since = use.value.since if use.value else None
    key = use.value.key if use.value else "~" + use.words.zh
    return use.citation.article or 0, use.citation.paragraph or 0, key, str(since or "")


def _of_values(held: Parameters) -> Iterator[Use]:
    """Dated values; the switch of a gate is not told beside the gate itself."""
    for key in held:
        if key.startswith(SWITCH):
            continue
        for value in held.values(key):
            cited = set(value.source.citations)
            if isinstance(value.value, tuple):
                cited |= {each for row in value.value for each in row["source"].citations}
            for citation in cited:
                yield Use(citation, VALUE, value.title, value)


def _of_table(each: Kept) -> Iterator[Use]:
    table = each.report.table
    sources = [table.source, *([table.basis] if table.basis else [])]
    sources += [listed.source for listed in table.lists]
    what = SAMPLE if each.sample else TABLE
    cited = (citation for source in sources for citation in source.citations)
    for citation in dict.fromkeys(cited):
        yield Use(citation, what, table.title, table=each)


def _of_procedure(procedure: Procedure) -> Iterator[Use]:
    title, name = procedure.title, procedure.name
    for citation in procedure.basis:
        yield Use(citation, BASIS, title, procedure=name)
    if procedure.withdrawal is not None:
        yield Use(procedure.withdrawal, WITHDRAWAL, title, procedure=name)
    for stop in procedure.stops:
        yield Use(stop.basis, STOP, _joined(title, stop.title), procedure=name)
    for power in procedure.extensions:
        yield Use(power.basis, EXTENSION, _joined(title, power.title), procedure=name)
    for step in procedure.steps:
        # A gate on several outcomes is a gate still: told once.
        for citation, what, words in dict.fromkeys(_of_step(step)):
            yield Use(citation, what, _joined(title, words), procedure=name)


def _of_step(step: Step) -> Iterator[tuple[Citation, Words, Words]]:
    yield step.basis, STEP, step.title
    if step.default is not None:
        yield step.default.basis, SILENCE, step.title
    for each in step.contributions:
        yield each.basis, STEP, _joined(step.title, each.title)
    contributed = [each.does for each in step.contributions if each.does]
    demanded = [gate for act in (*step.does.values(), *contributed) for gate in act.demands]
    placed = [gate for each in step.contributions for gate in each.gates]
    for gate in (*step.gates, *placed, *demanded):
        yield gate.basis, GATE, _joined(step.title, gate.title)


def _keys(procedure: Procedure) -> Iterator[tuple[Words, str]]:
    yield Words("承诺时限", "promise"), procedure.promise.key
    yield Words("法定时限", "statutory limit"), procedure.statutory.key
    if procedure.papers is not None:
        yield Words("申请材料", "papers"), procedure.papers.key
    for power in procedure.extensions:
        yield power.title, power.most.key
    for step in procedure.steps:
        yield step.title, step.limit.key


def _joined(first: Words, second: Words) -> Words:
    return Words(f"{first.zh} · {second.zh}", f"{first.en} · {second.en}")
