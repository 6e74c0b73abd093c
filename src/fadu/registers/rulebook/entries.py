"""What the record says of recorded values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind


@entry_kind("rulebook.value")
@dataclass(frozen=True, slots=True)
class ValueRecorded:
    """A layer says something of a key from a day on; `row` is canonical JSON, "" for no value."""

    id: UUID
    edition: int
    key: str
    title: Words
    layer: str
    since: date
    until: date | None
    row: str
    value: Words
    source: Words
    reason: str
    proposed_by: UUID
    approved_by: UUID
    on: date

    def sentence(self) -> Words:
        """What was done."""
        end = Words(f"至 {self.until}", f" to {self.until}") if self.until else Words("起", "")
        if not self.row:
            return Words(
                f"“{self.title.zh}”（{self.key}，{self.layer}）自 {self.since}{end.zh}不再单独规定",
                f"“{self.title.en}” ({self.key}, {self.layer}): no value of its own from "
                f"{self.since}{end.en}",
            )
        return Words(
            f"“{self.title.zh}”（{self.key}，{self.layer}）自 {self.since}{end.zh}为“{self.value.zh}”，"
            f"来源：{self.source.zh}",
            f"“{self.title.en}” ({self.key}, {self.layer}) is “{self.value.en}” from "
            f"{self.since}{end.en}; source: {self.source.en}",
        )
