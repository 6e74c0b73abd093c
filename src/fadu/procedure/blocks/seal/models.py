"""Seals and the ledger of their uses. Written by `apply` alone; nothing is ever struck out."""

from django.db import models
from django.db.models import F, Q

from fadu.procedure.blocks.dispatch.models import Issued
from fadu.procedure.superseding import SupersedingQuerySet


class SealQuerySet(SupersedingQuerySet["Seal"]):
    """Questions about seals."""


class Seal(models.Model):
    """A seal from a day on, and the post that keeps it; `until` is the day it was put away."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    objects = SealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "code"], condition=Q(until__isnull=True), name="seal_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.name_zh


class SealUse(models.Model):
    """A use: which seal, on which document, how many copies, by whom.

    `printed` is the digest of the file that was made of the signed text.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="uses")
    issued = models.ForeignKey(Issued, on_delete=models.PROTECT, related_name="seal_uses")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    printed = models.CharField(max_length=64)
    copies = models.PositiveIntegerField()
    purpose = models.CharField(max_length=200)
    approved_by = models.UUIDField()
    sealed_by = models.UUIDField()
    sealed_on = models.DateField()
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("sealed_by")), name="seal_use_by_two_persons"
            ),
            models.CheckConstraint(condition=Q(copies__gte=1), name="seal_use_of_some_copy"),
            models.UniqueConstraint(fields=["bureau", "year", "number"], name="seal_use_in_order"),
        ]
        indexes = [models.Index(fields=["bureau", "-year", "-number"], name="seal_use_list")]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
