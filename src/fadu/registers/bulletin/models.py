"""Published items and their versions: one row a version, superseded by the next."""

import json
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from fadu.law.calendar import Calendar
from fadu.law.period import Due, due, parse_period
from fadu.law.words import Words
from fadu.procedure.calendars import calendar_by
from fadu.registers.bulletin.rules import ItemKind


class Item(models.Model):
    """What was published under one number; its texts are its versions."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=16)
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="bulletin_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawal_reason=""),
                name="bulletin_withdrawn_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "-published_on"], name="bulletin_by_day")]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_words(self) -> Words:
        """What kind of item it is."""
        return ItemKind(self.kind).words


class VersionQuerySet(models.QuerySet["Version"]):
    """Questions about versions."""

    def published(self, bureau: str) -> "VersionQuerySet":
        """The versions that stand now, newest item first; what was withdrawn is not among them."""
        standing = self.filter(bureau=bureau, until__isnull=True, item__withdrawn_on__isnull=True)
        return standing.select_related("item").order_by("-item__published_on", "-item__number")

    def of_kind(self, kind: str) -> "VersionQuerySet":
        """Those of one kind; all when it names none."""
        return self.filter(item__kind=kind) if kind in set(ItemKind) else self

    def of_month(self, month: str) -> "VersionQuerySet":
        """Those first published in a month ("2020-06"); all when it names none."""
        try:
            first = date.fromisoformat(f"{month}-01")
        except ValueError:
            return self
        return self.filter(
            item__published_on__year=first.year, item__published_on__month=first.month
        )

    def with_word(self, text: str) -> "VersionQuerySet":
        """Those in whose title or text every one of the words stands."""
        found = self
        for word in text.split()[:5]:
            either = Q()
            for field in ("title_zh", "body_zh", "title_en", "body_en", "item__number"):
                either |= Q(**{f"{field}__icontains": word})
            found = found.filter(either)
        return found


def paragraphs(text: str) -> str:
    """A text in which each line is a paragraph, as readers see it."""
    return "\n\n".join(text.split("\n"))


class Version(models.Model):
    """One text of an item, as it was published on a day; it never changes.

    What may move is the end of its period, with a holiday notice and by an entry of its own:
    `ends_on` is the day now, `announced` the day as it was published, `notices` the notices that
    the day rests on (year to digest, as JSON).
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=500)
    body_zh = models.TextField()
    title_en = models.CharField(max_length=500, blank=True)
    body_en = models.TextField(blank=True)
    place = models.CharField(max_length=500, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    period = models.CharField(max_length=8, blank=True)
    period_basis = models.CharField(max_length=500, blank=True)
    ends_on = models.DateField(null=True)
    announced = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    notices = models.TextField(default="{}")
    published_on = models.DateField()
    until = models.DateField(null=True)
    drafted_by = models.UUIDField()
    reviewed_by = models.UUIDField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "item", "number"], name="bulletin_version_once"
            ),
            models.UniqueConstraint(
                fields=["bureau", "item"],
                condition=Q(until__isnull=True),
                name="bulletin_one_version_stands",
            ),
            models.CheckConstraint(
                condition=~Q(drafted_by=F("reviewed_by")), name="bulletin_reviewed_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"

    @property
    def title(self) -> Words:
        """The title; in Chinese where there is no English one."""
        return Words(self.title_zh, self.title_en or self.title_zh)

    @property
    def body(self) -> Words:
        """The text, each line a paragraph; in Chinese where there is no English one."""
        zh, en = paragraphs(self.body_zh), paragraphs(self.body_en)
        return Words(zh, en or zh)

    @cached_property
    def due(self) -> Due | None:
        """How the end of the period was reached; None where no period is stated."""
        return self.by(calendar_by(self.bureau, json.loads(self.notices)))

    def by(self, calendar: Calendar) -> Due | None:
        """The end of the period by a calendar."""
        if not self.period:
            return None
        return due(self.published_on, parse_period(self.period), calendar)
