"""Jobs of this room: making documents."""

import datetime
import uuid

from fadu.jobs.registry import Work, handles
from fadu.procedure.engine import RENDER
from fadu.procedure.models import CaseDocument
from fadu.procedure.rendering import pdf_of
from fadu.record.moment import Moment


@handles(RENDER)
def render(job: Work, at: datetime.datetime) -> None:
    """Make the document whose id is the job's key."""
    document = CaseDocument.objects.select_related("case").get(id=uuid.UUID(job.key))
    pdf_of(document, Moment(at.date(), at))
