"""Rulings on attestations: one row a ruling, superseded by the next on the same code."""

from django.db import models
from django.db.models import F, Q

from fadu.procedure.superseding import SupersedingQuerySet
from fadu.registers.attestation.rules import Ruling


class RulingQuerySet(SupersedingQuerySet["AttestationRuling"]):
    """Questions about the list."""

    def kept(self) -> "RulingQuerySet":
        """Those that keep the proof."""
        return self.filter(ruling=Ruling.KEEP)

    def removed(self) -> "RulingQuerySet":
        """Those that remove it."""
        return self.filter(ruling=Ruling.REMOVE)


class AttestationRuling(models.Model):
    """From a day on, a proof is kept or removed, on the authority named."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    ruling = models.CharField(max_length=8)
    issuer = models.CharField(max_length=120)
    authority = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    objects = RulingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "code"],
                condition=Q(until__isnull=True),
                name="attestation_one_ruling_in_force",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="attestation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.ruling}"
