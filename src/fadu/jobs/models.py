"""The table of jobs: outbox and lease in one row.

Two clocks meet in it and are kept apart. `run_after` is a moment of the matter (the demo holds that
clock still); `not_before` is the machine's clock, since leases and back-off are about machines.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from fadu.record.ids import new_id


class JobQuerySet(models.QuerySet["Job"]):
    """Reads of the table, and the one change an administrator may make."""

    def pending(self) -> Self:
        """Asked for, neither done nor given up."""
        return self.filter(done_at=None, failed_at=None)

    def failed(self) -> Self:
        """Given up: they stay until an administrator has looked."""
        return self.filter(done_at=None).exclude(failed_at=None)

    def asked(self, *, bureau: str, kind: str, key: str) -> Self:
        """The job that was asked for under this key: one or none."""
        return self.filter(bureau=bureau, kind=kind, key=key)

    def revive(self) -> int:
        """Give failed jobs their attempts back; returns how many."""
        return self.failed().update(failed_at=None, attempts=0, not_before=None)


class Job(models.Model):
    """One piece of work, asked for once: `key` is unique for its bureau and kind."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bureau = models.CharField(max_length=12)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    payload = models.TextField()
    run_after = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "kind", "key"], name="job_asked_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(failed_at=None), name="job_done_or_failed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(done_at=None, failed_at=None),
                name="job_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Watch(models.Model):
    """A stretch of time through which a worker was seen to be up; the ledger of heartbeats.

    What lies between two stretches was an outage, or the clock was set forward (`jumped`): nobody
    was served. Two workers may write overlapping stretches; they are read as one. A stretch that a
    wrong clock wrote into the future is made void by the person who confirms the clock.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    jumped = models.BooleanField(default=False)
    voided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_at__gte=models.F("begun_at")), name="watch_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return f"up {self.begun_at} to {self.last_at}"


class ClockFault(models.Model):
    """The clock stood before what the ledger or the record had seen: it was set back.

    While one is open nothing is taken as decided by silence. It ends when the clock has come past
    `seen_at` again, or when a person confirms the clock.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    noticed_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"clock at {self.noticed_at}, before {self.seen_at}"
