"""Entries and evidence files. Both tables are INSERT and SELECT only (see `protection`)."""

import json
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models


class Entry(models.Model):
    """One act, as it was recorded.

    `leaf` is the entry: canonical JSON whose digests chain. The other columns repeat parts of it
    for look-up and are compared with it by `fadu replay`. `row` is the order of insertion, which
    agrees with the order of locks: it is not part of the leaf and may have gaps.
    """

    row = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True)
    bureau = models.CharField(max_length=12)
    case = models.UUIDField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateField()
    recorded_at = models.DateTimeField()
    key = models.CharField(max_length=160)
    leaf = models.TextField()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "seq"], name="entry_seq_once"),
            models.UniqueConstraint(fields=["bureau", "key"], name="entry_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} #{self.seq} {self.kind}"

    @cached_property
    def content(self) -> dict[str, Any]:
        """The leaf, parsed."""
        parsed: dict[str, Any] = json.loads(self.leaf)
        return parsed

    @property
    def payload(self) -> dict[str, Any]:
        """What the act said."""
        payload: dict[str, Any] = self.content["payload"]
        return payload


class EvidenceFile(models.Model):
    """A file handed in or made, by digest, in its case's own folder; the original is never changed.

    No file is shared across cases: a shared one could not be destroyed with its case.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.UUIDField(db_index=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"evidence {self.id}"


def entries_of(bureau: str, case: UUID) -> models.QuerySet[Entry]:
    """The entries of a case in order."""
    return Entry.objects.filter(bureau=bureau, case=case).order_by("seq")
