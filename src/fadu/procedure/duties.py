"""What the worker does each tick: what silence has decided by law, and what is late."""

import datetime
import logging

from django.db.transaction import atomic

from fadu.bureau.models import Bureau
from fadu.jobs.models import Job
from fadu.jobs.outbox import enqueue
from fadu.jobs.registry import duty
from fadu.jobs.watch import ALWAYS, Served, served
from fadu.procedure import transition
from fadu.procedure.acts import take
from fadu.procedure.declare import Procedure, Step
from fadu.procedure.discover import by_digest
from fadu.procedure.escalating import ESCALATE_DAY
from fadu.procedure.models import Case
from fadu.procedure.refusal import Done, Refusal
from fadu.procedure.silence import automatic, begun_at, due_of, ran_out
from fadu.record.actor import BySystem
from fadu.record.moment import Moment

log = logging.getLogger(__name__)


@duty
def escalations(at: datetime.datetime) -> None:
    """Once a day and bureau: what is late is put before those who answer for it."""
    for bureau in Bureau.objects.values_list("code", flat=True):
        key = at.date().isoformat()
        if not Job.objects.asked(bureau=bureau, kind=ESCALATE_DAY, key=key).exists():
            with atomic():
                enqueue(bureau=bureau, kind=ESCALATE_DAY, key=key, payload={}, at=at)


@duty
def lawful_defaults(at: datetime.datetime) -> None:
    """The duty of each tick."""
    take_lawful_defaults(Moment(at.date(), at), None)


def take_lawful_defaults(at: Moment, seen: Served | None = ALWAYS) -> int:
    """Take the lawful default of every step whose limit ran out in silence; how many were taken.

    Only where the declaration names the article; the entry is marked automatic, by the system.
    `seen` says through which hours the house was up; None: as the worker's ledger has it.
    """
    taken = 0
    waiting = [
        (digest, procedure, step)
        for digest, procedure in by_digest().items()
        for step in procedure.steps
        if step.default
    ]
    for digest, procedure, step in waiting:
        late = Case.objects.filter(status="open", task__step=step.name, task__due__lt=at.on)
        for case in late.select_related("task"):
            if case.state.graph == digest and _provided(case, procedure, step, at):
                taken += _take_default(case, step, at, seen)
    return taken


def _provided(case: Case, procedure: Procedure, step: Step, at: Moment) -> bool:
    """Whether anything provides for it now: what is refused in any case is not tried each tick."""
    if step.default is None or transition.permitted(
        procedure, case.state, step.name, step.default.outcome, BySystem("clock"), at.on
    ):
        return False
    said = automatic(step.default, case.bureau, case.state.law_on)
    return not isinstance(said, Refusal)


def _take_default(case: Case, step: Step, at: Moment, seen: Served | None) -> bool:
    """Whether the default was taken; what goes wrong with one case stops no other."""
    assert step.default is not None, "it was provided for"
    try:
        due = due_of(case, step)
        if due is None or not ran_out(
            case, due, at, seen or served(begun_at(case), at.recorded_at)
        ):
            return False
        answer = take(
            case.id,
            step.name,
            step.default.outcome,
            bureau=case.bureau,
            by=BySystem("clock"),
            at=at,
            key=f"default:{case.id}:{case.seq}",
        )
    except Exception:
        log.exception("the lawful default of %s failed", case.number)
        return False
    return isinstance(answer, Done)
