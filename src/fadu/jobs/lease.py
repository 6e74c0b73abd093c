"""Claiming a job, doing it, settling what came of it.

Why not a task library: those that were tried leave a task RUNNING for ever when its worker is
killed, lose it, or need PostgreSQL (docs/decisions). Three statements carry the guarantee:

1. claim: one UPDATE … RETURNING sets the lease and counts the attempt;
2. in one transaction: mark the job done, *if the lease is still ours*, and run the handler;
3. if the handler raised: give the job back with back-off, or give it up.

A worker killed before 2 commits has changed nothing: the lease runs out and another worker takes
the job. A worker that outlives its lease finds its attempt number overtaken and changes nothing.
"""

import datetime
import enum
import logging
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from fadu.jobs.models import Job, JobQuerySet
from fadu.jobs.registry import Work, handler_of

log = logging.getLogger(__name__)

LEASE = datetime.timedelta(minutes=5)
FIRST_DELAY = datetime.timedelta(seconds=10)
LONGEST_DELAY = datetime.timedelta(hours=6)
ATTEMPTS = 8


class Outcome(enum.Enum):
    """What came of a job that was to be run."""

    DONE = "done"
    RETRIED = "retried"
    FAILED = "failed"
    OVERTAKEN = "overtaken"


class _Overtaken(Exception):
    """The lease is no longer ours: undo."""


_CLAIM = """
UPDATE jobs_job
SET leased_by = %s, not_before = %s, attempts = attempts + 1
WHERE id = (
    SELECT id FROM jobs_job
    WHERE done_at IS NULL AND failed_at IS NULL AND attempts < %s
      AND (not_before IS NULL OR not_before <= %s) AND {which}
    ORDER BY id LIMIT 1 {skip}
)
RETURNING id, bureau, kind, key, payload, attempts
"""
_NEXT = "(run_after IS NULL OR run_after <= %s) AND kind IN ({marks})"


def claim_next(
    *, worker: str, at: datetime.datetime, wall: datetime.datetime, kinds: Collection[str]
) -> Work | None:
    """Lease the oldest job of these kinds that is due at the moment `at`; None if there is none.

    `wall` is the machine's clock: the lease is counted from it.
    """
    if not kinds:
        return None
    named = sorted(kinds)
    which = _NEXT.replace("{marks}", ", ".join(["%s"] * len(named)))
    return _claim(which, [_stored(at), *named], worker=worker, wall=wall)


def claim_one(job_id: UUID, *, worker: str, wall: datetime.datetime) -> Work | None:
    """Lease this job although its moment may not have come; None if it is taken or settled."""
    stored = Job._meta.pk.get_db_prep_value(job_id, connection)
    return _claim("id = %s", [stored], worker=worker, wall=wall)


def _claim(which: str, values: list[Any], *, worker: str, wall: datetime.datetime) -> Work | None:
    skip = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update else ""
    statement = _CLAIM.format(which=which, skip=skip)
    lease = [worker, _stored(wall + LEASE), ATTEMPTS, _stored(wall)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*lease, *values])
        row = cursor.fetchone()
    if row is None:
        return None
    return Work(UUID(str(row[0])), *row[1:])


def _stored(moment: datetime.datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def do(work: Work, *, worker: str, at: datetime.datetime, wall: datetime.datetime) -> Outcome:
    """Run the handler of a leased job and settle it.

    Marking first locks the row (on SQLite the database), so that nobody can claim the job between
    the handler's effects and their commit.
    """
    try:
        with transaction.atomic():
            if not _ours(work, worker).update(done_at=at, not_before=None, leased_by="", error=""):
                raise _Overtaken
            handler_of(work.kind)(work, at)
    except _Overtaken:
        log.warning("job %s %s: lease lost, nothing changed", work.kind, work.key)
        return Outcome.OVERTAKEN
    except Exception as error:
        log.exception("job %s %s: attempt %d failed", work.kind, work.key, work.attempt)
        return _give_back(work, error, worker=worker, at=at, wall=wall)
    return Outcome.DONE


def _ours(work: Work, worker: str) -> JobQuerySet:
    open_jobs = Job.objects.pending()
    return open_jobs.filter(pk=work.id, leased_by=worker, attempts=work.attempt)


def _give_back(
    work: Work, error: Exception, *, worker: str, at: datetime.datetime, wall: datetime.datetime
) -> Outcome:
    said = f"{type(error).__name__}: {error}"[:2000]
    mine = _ours(work, worker)
    if work.attempt >= ATTEMPTS:
        mine.update(failed_at=at, error=said, leased_by="", not_before=None)
        return Outcome.FAILED
    mine.update(error=said, leased_by="", not_before=wall + delay_after(work.attempt))
    return Outcome.RETRIED


def delay_after(attempt: int) -> datetime.timedelta:
    """Back-off: 10 s, 20 s, 40 s … after the 1st, 2nd, 3rd attempt, six hours at the most."""
    doublings = min(attempt - 1, 20)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def give_up_dead(*, at: datetime.datetime, wall: datetime.datetime) -> int:
    """Give up jobs that killed each worker that took them; returns how many.

    Their last lease has run out and no attempt is left. Without this a job that kills its process
    would stay open for ever and be seen by nobody.
    """
    dead = Job.objects.pending().filter(attempts__gte=ATTEMPTS, not_before__lte=wall)
    return dead.update(failed_at=at, leased_by="", error="no attempt came back: worker killed?")
