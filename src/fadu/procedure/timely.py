"""Proofs of time: limits are named, silence rests on the law, a clock stops only by an article."""

from collections.abc import Iterator

from fadu.procedure.declare import Procedure
from fadu.procedure.fault import Finding, found
from fadu.procedure.silence_bounds import faults_of


def _silence(procedure: Procedure) -> Iterator[Finding]:
    """A lawful default needs its article, a limit to run out, and an outcome of its step."""
    for step in procedure.steps:
        if step.default is None:
            continue
        if step.default.outcome not in step.next:
            yield found(
                "E050", procedure,
                f"“{step.name}”的默认结果不存在", f"the default of {step.name} is none of its outcomes",
            )  # fmt: skip
        if not step.limit.key:
            yield found(
                "E051", procedure,
                f"“{step.name}”有默认结果但没有时限", f"{step.name} has a default but no limit",
            )  # fmt: skip


def _spoken(procedure: Procedure) -> Iterator[Finding]:
    """Silence burdens nobody, passes no review or deliberation, and outward rests on an article.

    A late opinion inside the bureau counts as no objection where its rule says so, and moves
    nothing else.
    """
    for step in procedure.steps:
        default = step.default
        if default is None:
            continue
        adverse = [act for act in step.does.values() if act.adverse]
        if adverse:
            yield found(
                "E053", procedure,
                f"“{step.name}”会作出不利的“{adverse[0].title.zh}”，不得有默认结果",
                f"{step.name} can do the adverse {adverse[0].name} and may have no default",
            )  # fmt: skip
        kinds = [gate.kind for gate in step.gates if gate.kind and not gate.kind.by_silence]
        if kinds:
            yield found(
                "E054", procedure,
                f"“{step.name}”是“{kinds[0].title.zh}”，不得因超时视为通过",
                f"{step.name} is {kinds[0].name}, which silence never passes",
            )  # fmt: skip
        for identifier, zh, en in faults_of(step):
            yield found(identifier, procedure, zh, en)


def _stops(procedure: Procedure) -> Iterator[Finding]:
    """A clock stops only where an article says so."""
    for stop in procedure.stops:
        if stop.basis.article is None:
            yield found(
                "E056", procedure,
                f"停止计时的事由“{stop.title.zh}”没有法条依据",
                f"the stop {stop.name} names no article",
            )  # fmt: skip


def _limits(procedure: Procedure) -> Iterator[Finding]:
    """The case's own limits are named."""
    for name, limit in (("promise", procedure.promise), ("statutory", procedure.statutory)):
        if not (limit.key or limit.none_because):
            yield found("E052", procedure, f"没有 {name} 时限", f"no {name} limit nor a reason")


TIMELY = (_silence, _spoken, _stops, _limits)
