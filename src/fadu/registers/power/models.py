"""Items of power: one row a standing, superseded by the next on the same code."""

from django.db import models
from django.db.models import F, Q

from fadu.procedure.superseding import SupersedingQuerySet
from fadu.registers.power.rules import ItemKind, Standing


class StandingQuerySet(SupersedingQuerySet["PowerItem"]):
    """Questions about the list."""

    def held(self) -> "StandingQuerySet":
        """Items that the bureau holds."""
        return self.filter(standing=Standing.HELD)

    def transferred_licences(self) -> "StandingQuerySet":
        """Licences that went to another organ."""
        return self.filter(standing=Standing.TRANSFERRED, kind=ItemKind.LICENCE)


class PowerItem(models.Model):
    """From a day on, an item is held, transferred or cancelled, by the source document."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=16)
    standing = models.CharField(max_length=16)
    receiver = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "code"],
                condition=Q(until__isnull=True),
                name="power_one_standing_in_force",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="power_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.standing}"
