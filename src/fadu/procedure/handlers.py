"""Jobs of this room: making documents, escalating, reckoning due dates anew after a notice."""

import datetime
import uuid

from fadu.jobs.outbox import enqueue
from fadu.jobs.registry import Work, handles
from fadu.procedure.acts import escalate, recompute
from fadu.procedure.calendars import before_and_after
from fadu.procedure.engine import RENDER
from fadu.procedure.escalating import ESCALATE, ESCALATE_DAY, Level, key_of, lately
from fadu.procedure.models import CaseDocument, HolidayNotice
from fadu.procedure.recomputing import (
    RECOMPUTE,
    RECOMPUTE_CASE,
    RECOMPUTE_ROW,
    reached,
    recompute_row,
    rows_moving,
)
from fadu.procedure.rendering import pdf_of
from fadu.record.actor import BySystem
from fadu.record.moment import Moment


@handles(RENDER)
def render(job: Work, at: datetime.datetime) -> None:
    """Make the document whose id is the job's key."""
    document = CaseDocument.objects.select_related("case").get(id=uuid.UUID(job.key))
    pdf_of(document, Moment(at.date(), at))


@handles(ESCALATE_DAY)
def escalate_late(job: Work, at: datetime.datetime) -> None:
    """Ask for one job a late case and level. The key makes each once, however often it is asked."""
    for level in Level:
        for task in lately(job.bureau, level, at.date()).iterator(500):
            key = key_of(task, level)
            enqueue(bureau=job.bureau, kind=ESCALATE, key=key, payload={}, at=at)


@handles(ESCALATE)
def escalate_case(job: Work, at: datetime.datetime) -> None:
    """Put one late case before a level; that it has gone on meanwhile is an answer, too."""
    case, _, rest = job.key.partition(":")
    by, moment, level = BySystem("clock"), Moment(at.date(), at), Level(rest.rpartition(":")[2])
    escalate(uuid.UUID(case), level, bureau=job.bureau, by=by, at=moment, key=f"escalate:{job.key}")


@handles(RECOMPUTE)
def recompute_cases(job: Work, at: datetime.datetime) -> None:
    """Ask for one job a case, or row of a register, that the notice of this entry may concern.

    Each is then moved in a transaction of its own: a worker that is killed loses none, and
    none is moved twice.
    """
    notice = HolidayNotice.objects.get(bureau=job.bureau, entry=uuid.UUID(job.key))
    before, after = before_and_after(notice)
    for case in reached(job.bureau, before, after, at.date()).values_list("id", flat=True):
        enqueue(
            bureau=job.bureau, kind=RECOMPUTE_CASE, key=f"{notice.id}:{case}", payload={}, at=at
        )
    for register, row in rows_moving(job.bureau, after, at.date()):
        key = f"{notice.id}:{register}:{row.id}"
        enqueue(bureau=job.bureau, kind=RECOMPUTE_ROW, key=key, payload={}, at=at)


@handles(RECOMPUTE_CASE)
def recompute_case(job: Work, at: datetime.datetime) -> None:
    """Reckon the due dates of one case anew; that nothing moves is an answer, too."""
    case = uuid.UUID(job.key.partition(":")[2])
    by, moment = BySystem("calendar"), Moment(at.date(), at)
    recompute(case, bureau=job.bureau, by=by, at=moment, key=job.key)


@handles(RECOMPUTE_ROW)
def recompute_period(job: Work, at: datetime.datetime) -> None:
    """Reckon a date of a register anew; that nothing moves is an answer, too."""
    _, register, row = job.key.split(":")
    by, moment = BySystem("calendar"), Moment(at.date(), at)
    recompute_row(register, uuid.UUID(row), bureau=job.bureau, by=by, at=moment, key=job.key)
