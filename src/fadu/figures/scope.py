"""Of what a figure speaks: a bureau, a period, and what was known when."""

import calendar
import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from fadu.record.models import Entry


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counting. ValueError when the last lies before the first."""

    since: datetime.date
    until: datetime.date

    def __post_init__(self) -> None:
        """An empty period is a mistake of the caller."""
        if self.until < self.since:
            raise ValueError(f"{self.until} precedes {self.since}")

    @classmethod
    def year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """A calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(datetime.date(year, month, 1), datetime.date(year, month, last))


@dataclass(frozen=True, slots=True)
class Scope:
    """A bureau, a period of legal dates, and the instant up to which the record is read.

    The two times are apart: what happened in the period, as far as it was recorded by `known_on`
    (aware). An act entered late changes the figure of the period only for later `known_on`.
    """

    bureau: str
    period: Period
    known_on: datetime.datetime

    def __post_init__(self) -> None:
        """An instant without a zone would be read differently on another machine."""
        if self.known_on.tzinfo is None:
            raise ValueError("known_on needs a time zone")

    def entries(self) -> QuerySet[Entry]:
        """The bureau's record entries that were known by then."""
        return Entry.objects.filter(bureau=self.bureau, recorded_at__lte=self.known_on)

    def plain(self) -> dict[str, Any]:
        """As it stands in a report and under the digest; the instant in UTC."""
        instant = self.known_on.astimezone(datetime.UTC)
        return {
            "bureau": self.bureau,
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "known_on": instant.isoformat(timespec="microseconds"),
        }
