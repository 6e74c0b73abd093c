"""What the record says of items of power."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind
from fadu.registers.power.rules import STANDING_WORDS, ItemKind, Standing


@entry_kind("power.adjusted")
@dataclass(frozen=True, slots=True)
class Adjusted:
    """An item is held, transferred or cancelled from a day on."""

    id: UUID
    code: str
    title: str
    kind: ItemKind
    standing: Standing
    receiver: str
    source: str
    since: date

    def sentence(self) -> Words:
        """What was done."""
        words = STANDING_WORDS[self.standing]
        to = Words(f"给{self.receiver}", f" to {self.receiver}") if self.receiver else Words("", "")
        return Words(
            f"权责事项“{self.title}”{words.zh}{to.zh}，自 {self.since} 起",
            f"Item “{self.title}” {words.en.lower()}{to.en} from {self.since}",
        )
