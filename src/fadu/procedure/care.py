"""What else may be done with a case besides taking its step, and why not: a dry run for pages."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.authority import holders, standing_of
from fadu.bureau.models import Officer
from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import LocalLaw
from fadu.procedure.declare import PARTY, ExtensionPower, Procedure, Stop
from fadu.procedure.discover import by_digest
from fadu.procedure.models import Case
from fadu.procedure.office import at_step, supervising, undeclared
from fadu.procedure.refusal import Refusal, Refused
from fadu.procedure.reopening import by_silence
from fadu.procedure.state import CaseState
from fadu.procedure.unmasking import may_unmask
from fadu.record.actor import ByOfficer
from fadu.record.models import Entry, entries_of
from fadu.record.moment import Moment

_LAST = 20


@dataclass(frozen=True, slots=True)
class Care:
    """The acts besides the step; each with what stands against it (nothing: it is allowed)."""

    suspended: bool
    stops: tuple[Stop, ...]
    suspend: tuple[Refusal, ...]
    resume: tuple[Refusal, ...]
    successors: tuple[Officer, ...]
    hand_over: tuple[Refusal, ...]
    offered_to: Officer | None
    offered_me: bool
    extensions: tuple[ExtensionPower, ...]
    unmask: tuple[Refusal, ...]
    # What silence decided and this supervisor may still take back.
    silent: Entry | None = None


def care(case: Case, by: ByOfficer, at: Moment) -> Care:
    """What the officer may do now besides the step; the verbs ask again."""
    procedure, state, bureau, on = by_digest().get(case.state.graph), case.state, case.bureau, at.on
    law = LocalLaw(bureau, calendar_of(bureau))
    standing = _reasons(at_step(procedure, state, by, bureau, on))
    over = _reasons(at_step(procedure, state, by, bureau, on, or_supervisor=True))
    step = procedure.step(state.step) if procedure else None
    successors: tuple[Officer, ...] = ()
    if step is not None and step.post is PARTY:
        over = (transition.not_yours(step),)
    elif step is not None and not over:
        others = holders(bureau, step.post.code, on).exclude(id=state.officer or by.officer)
        successors = tuple(others.order_by("staff_number"))
        over = () if successors else (_nobody_else(),)
    return Care(
        suspended=any(item.end is None for clock in state.clocks for item in clock.suspensions),
        stops=procedure.stops if procedure else (),
        suspend=standing or _suspend(procedure, state, at, law),
        resume=standing or _resume(procedure, state, at, law),
        successors=successors,
        hand_over=over,
        offered_to=_officer(bureau, state.offered),
        offered_me=state.offered in standing_of(bureau, by.officer, on).tasks_of,
        extensions=_extensions(procedure, state, by, bureau, on),
        unmask=_reasons(may_unmask(procedure, state, by, bureau, on)),
        silent=_silent(case) if supervising(by, bureau, on) and state.status == "open" else None,
    )


def _silent(case: Case) -> Entry | None:
    """By the last entries alone: whoever looks at more than these has built on it."""
    return by_silence(entries_of(case.bureau, case.id).reverse()[:_LAST])


def _officer(bureau: str, officer: UUID | None) -> Officer | None:
    return Officer.objects.filter(bureau=bureau, id=officer).first() if officer else None


def _extensions(
    procedure: Procedure | None, state: CaseState, by: ByOfficer, bureau: str, on: datetime.date
) -> tuple[ExtensionPower, ...]:
    """The powers to extend that are this officer's, where a clock of theirs runs."""
    if procedure is None or not procedure.extensions:
        return ()
    held = standing_of(bureau, by.officer, on).posts
    running = {clock.name for clock in state.clocks if clock.stopped_on is None}
    return tuple(
        power
        for power in procedure.extensions
        if power.post.code in held and running.intersection(power.clocks)
    )


def _reasons(answer: object) -> tuple[Refusal, ...]:
    return answer.refusals if isinstance(answer, Refused) else ()


def _suspend(
    procedure: Procedure | None, state: CaseState, at: Moment, law: LocalLaw
) -> tuple[Refusal, ...]:
    """Every cause meets the same refusals once it is declared: the first one stands for all."""
    if procedure is None:
        return (undeclared(),)
    if not procedure.stops:
        return (_no_cause(),)
    cause = procedure.stops[0].name
    return _refusals([transition.suspended(procedure, state, cause, at.on, law)])


def _resume(
    procedure: Procedure | None, state: CaseState, at: Moment, law: LocalLaw
) -> tuple[Refusal, ...]:
    if procedure is None:
        return (undeclared(),)
    return _refusals([transition.resumed(procedure, state, at.on, law)])


def _refusals(answers: Iterable[object]) -> tuple[Refusal, ...]:
    return tuple(answer for answer in answers if isinstance(answer, Refusal))


def _no_cause() -> Refusal:
    return Refusal(
        "no_such_stop",
        Words(
            "本事项没有法律规定可以停止计时的情形", "No article lets the clocks of this matter stop"
        ),
        Words("请在时限内办结", "Finish within the limit"),
    )


def _nobody_else() -> Refusal:
    return Refusal(
        "nobody_else_in_post",
        Words("今天没有其他人在这个岗位", "Nobody else holds this post today"),
        Words("请负责人安排在岗人员", "Ask the head to appoint somebody to the post"),
    )
