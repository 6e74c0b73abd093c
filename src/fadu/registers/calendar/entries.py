"""What the record says of holiday notices."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.calendars import Arrangement
from fadu.record.kinds import entry_kind


@entry_kind("calendar.notice_entered")
@dataclass(frozen=True, slots=True)
class NoticeEntered:
    """A year's arrangement with its source; `replaced` is the digest of the one that stood before.

    `edition` counts the bureau's notices, so that the later of two on one year is known for ever.
    """

    id: UUID
    edition: int
    year: int
    title: str
    number: str
    issued_on: date
    source: str
    reason: str
    days: Arrangement
    working_days: int
    digest: str
    replaced: str

    def sentence(self) -> Words:
        """What was done."""
        zh, en = "录入", "entered"
        if self.replaced:
            zh, en = "更正", "corrected"
        return Words(
            f"{zh}{self.year}年放假安排：{self.title}（{self.number}），全年工作日 "
            f"{self.working_days} 天",
            f"Holidays of {self.year} {en}: {self.title} ({self.number}), "
            f"{self.working_days} working days",
        )
