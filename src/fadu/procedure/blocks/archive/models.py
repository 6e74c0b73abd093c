"""Volumes and loans. Written by `apply` alone; nothing here is ever destroyed."""

import json
from typing import Any

from django.db import models
from django.db.models import F, Q


class Volume(models.Model):
    """A closed case as it was filed: pieces in order, each with its digest, and how long it stays.

    `filed` is the case that was filed; `case` and `entry` are the filing's own. `order` says by
    which rule the pieces stand, "" for the order of time.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    filed = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    case_number = models.CharField(max_length=40)
    retention = models.CharField(max_length=20)
    order = models.TextField(blank=True)
    pieces_text = models.TextField(db_column="pieces")
    pieces_count = models.PositiveIntegerField()
    compiled_by = models.UUIDField()
    received_by = models.UUIDField()
    filed_on = models.DateField()
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "filed"], name="archive_case_filed_once"),
            models.UniqueConstraint(
                fields=["bureau", "year", "number"], name="archive_volume_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(compiled_by=F("received_by")), name="archive_by_two_persons"
            ),
        ]
        indexes = [models.Index(fields=["bureau", "-year", "-number"], name="archive_list")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Year and number, as it stands on the volume's back."""
        return f"{self.year}-{self.number:04d}"

    @property
    def pieces(self) -> list[dict[str, Any]]:
        """The pieces in order."""
        found: list[dict[str, Any]] = json.loads(self.pieces_text)
        return found


class Loan(models.Model):
    """A volume is out: with whom, what for, until when; `returned_on` is the day it came back."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    volume = models.ForeignKey(Volume, on_delete=models.PROTECT, related_name="loans")
    borrower = models.UUIDField()
    purpose = models.CharField(max_length=200)
    lent_by = models.UUIDField()
    lent_on = models.DateField()
    due_on = models.DateField()
    returned_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "volume"], condition=Q(returned_on__isnull=True),
                name="archive_lent_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(borrower=F("lent_by")), name="archive_loan_by_two_persons"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.volume_id} with {self.borrower}"
