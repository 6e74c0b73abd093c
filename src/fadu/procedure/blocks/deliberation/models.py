"""Agendas and resolutions: written by `apply` alone."""

from django.db import models
from django.db.models import Q

from fadu.procedure.blocks.deliberation.rules import Result


class AgendaItem(models.Model):
    """A case on the agenda of a meeting (a case, too), as it waited at the convening."""

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    meeting = models.UUIDField()
    place = models.PositiveIntegerField()
    forum = models.CharField(max_length=12)
    on = models.DateField()
    case = models.UUIDField()
    number = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    since = models.DateField()
    round = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "meeting", "case"], name="deliberation_item_once"
            )
        ]
        indexes = [models.Index(fields=["bureau", "case"], name="deliberation_items_of_case")]

    def __str__(self) -> str:
        return self.number


class Resolution(models.Model):
    """What a confirmed meeting resolved on a case, for one round of its deliberation alone."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    meeting = models.UUIDField()
    forum = models.CharField(max_length=12)
    on = models.DateField()
    case = models.UUIDField()
    step = models.CharField(max_length=40)
    since = models.DateField()
    round = models.PositiveIntegerField()
    result = models.CharField(max_length=12)
    agree = models.PositiveIntegerField()
    disagree = models.PositiveIntegerField()
    send_back = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    recused = models.JSONField()
    confirmed_on = models.DateField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            # One round of a case is resolved once, whichever meetings had it on their agendas.
            models.UniqueConstraint(
                fields=["bureau", "case", "round"], name="deliberation_resolved_once"
            ),
            models.CheckConstraint(
                condition=Q(agree__gt=0) | ~Q(result=Result.CARRIED.value),
                name="deliberation_carried_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "meeting"], name="deliberation_of_meeting")]

    def __str__(self) -> str:
        return f"{self.case} {self.result}"
