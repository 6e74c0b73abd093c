"""Recorded values: one row an edition, none ever changed."""

import json
from typing import Any

from django.db import models
from django.db.models import F, Q

from fadu.law.amending import Amendment


class RecordedValue(models.Model):
    """What a layer says of a key on its days, from an edition on.

    `edition` counts a bureau's recorded values; a later one holds on its own days. `row` is
    canonical JSON in the shape of a parameter file's row, "" where the layer says nothing of its
    own any more. `source` is the source as people read it.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    layer = models.CharField(max_length=8)
    since = models.DateField()
    until = models.DateField(null=True)
    row = models.TextField(blank=True)
    value_zh = models.TextField(blank=True)
    value_en = models.TextField(blank=True)
    source_zh = models.TextField(blank=True)
    source_en = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    proposed_by = models.UUIDField()
    approved_by = models.UUIDField()
    approved_on = models.DateField()
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "edition"], name="rulebook_in_order"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("approved_by")), name="rulebook_by_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="rulebook_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "key"], name="rulebook_by_key")]

    def __str__(self) -> str:
        return f"{self.key} [{self.layer}] {self.edition}"

    @property
    def amendment(self) -> Amendment:
        """The value as the law room takes it."""
        row: dict[str, Any] | None = json.loads(self.row) if self.row else None
        where = f"rulebook {self.edition}"
        return Amendment(self.key, self.layer, self.since, self.until, row, where)
