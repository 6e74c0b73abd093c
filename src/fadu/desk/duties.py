"""What the worker does for the desk each tick, and which files the desk's drafts keep."""

import datetime
from collections.abc import Collection
from uuid import UUID

from fadu.desk import drafts
from fadu.desk.models import CounterDraft
from fadu.desk.telling import tell_of_everything
from fadu.jobs.registry import duty
from fadu.record.arrivals import spares


@spares
def held_by_counter_drafts(bureau: str, case: UUID) -> Collection[str]:
    """The files (SHA-256) of the counter draft that will become this case."""
    return {
        file["sha256"]
        for draft in CounterDraft.objects.filter(bureau=bureau, id=case)
        for files in draft.data["papers"].values()
        for file in files
    }


@duty
def sweep_drafts(at: datetime.datetime) -> None:
    """What was typed at the counter is personal data: it is kept for a week at most."""
    drafts.sweep(at)


@duty
def tell_officers(at: datetime.datetime) -> None:
    """Notifications for officers."""
    tell_of_everything(at)
