"""Lists in which a row stands from its day on until the next on the same code supersedes it.

Two dimensions of time in one place: what was in force on a day, and what was known of it by then.
"""

from datetime import date, datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

Row = TypeVar("Row", bound=models.Model)


class SupersedingQuerySet(models.QuerySet[Row]):
    """Questions about rows with `bureau`, `code`, `since`, `until` and `recorded_at`."""

    def on(self, day: date) -> Self:
        """The rows in force on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def known(self, day: date, instant: datetime) -> Self:
        """The rows in force on a day, as far as they were recorded by an instant (aware).

        `until` may have been written later; so this asks for the last row then known instead.
        """
        told = self.filter(since__lte=day, recorded_at__lte=instant)
        later = Q(since__gt=OuterRef("since")) | Q(since=OuterRef("since"), id__gt=OuterRef("id"))
        same = told.filter(bureau=OuterRef("bureau"), code=OuterRef("code"))
        return told.exclude(Exists(same.filter(later)))

    def latest_of(self, bureau: str, code: str) -> Self:
        """The row on a code that none has superseded: one, or none."""
        return self.filter(bureau=bureau, code=code, until__isnull=True)
