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
