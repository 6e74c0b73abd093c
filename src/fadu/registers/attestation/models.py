"""Rulings on attestations: one row a ruling, superseded by the next on the same code."""

from datetime import date, datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from fadu.registers.attestation.rules import Ruling


class RulingQuerySet(models.QuerySet["AttestationRuling"]):
    """Questions about the list."""

    def on(self, day: date) -> "RulingQuerySet":
        """The rulings in force on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def known(self, day: date, instant: datetime) -> "RulingQuerySet":
        """The rulings in force on a day, as far as they were recorded by an instant (aware).

        `until` may have been written later; so this asks for the last ruling then known instead.
        """
        told = self.filter(since__lte=day, recorded_at__lte=instant)
        later = Q(since__gt=OuterRef("since")) | Q(since=OuterRef("since"), id__gt=OuterRef("id"))
        same = told.filter(bureau=OuterRef("bureau"), code=OuterRef("code"))
        return told.exclude(Exists(same.filter(later)))

    def latest_of(self, bureau: str, code: str) -> "RulingQuerySet":
        """The ruling on a proof that none has superseded: one row, or none."""
        return self.filter(bureau=bureau, code=code, until__isnull=True)

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
