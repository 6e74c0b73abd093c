"""Jobs of this room: making documents, and reckoning due dates anew after a holiday notice."""

import datetime
import uuid

from fadu.jobs.outbox import enqueue
from fadu.jobs.registry import Work, handles
from fadu.procedure.acts import recompute
from fadu.procedure.calendars import before_and_after
from fadu.procedure.engine import RENDER
from fadu.procedure.models import CaseDocument, HolidayNotice
from fadu.procedure.recomputing import RECOMPUTE, RECOMPUTE_CASE, reached
from fadu.procedure.rendering import pdf_of
from fadu.record.actor import BySystem
from fadu.record.moment import Moment


@handles(RENDER)
def render(job: Work, at: datetime.datetime) -> None:
    """Make the document whose id is the job's key."""
    document = CaseDocument.objects.select_related("case").get(id=uuid.UUID(job.key))
    pdf_of(document, Moment(at.date(), at))


@handles(RECOMPUTE)
def recompute_cases(job: Work, at: datetime.datetime) -> None:
    """Ask for one job a case that the notice entered by this entry (the key) may concern.

    Each case is then moved in a transaction of its own: a worker that is killed loses none, and
    none is moved twice.
    """
    notice = HolidayNotice.objects.get(bureau=job.bureau, entry=uuid.UUID(job.key))
    before, after = before_and_after(notice)
    for case in reached(job.bureau, before, after, at.date()).values_list("id", flat=True):
        enqueue(
            bureau=job.bureau, kind=RECOMPUTE_CASE, key=f"{notice.id}:{case}", payload={}, at=at
        )


@handles(RECOMPUTE_CASE)
def recompute_case(job: Work, at: datetime.datetime) -> None:
    """Reckon the due dates of one case anew; that nothing moves is an answer, too."""
    case = uuid.UUID(job.key.partition(":")[2])
    by, moment = BySystem("calendar"), Moment(at.date(), at)
    recompute(case, bureau=job.bureau, by=by, at=moment, key=job.key)
