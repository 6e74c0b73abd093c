"""What the record says of meetings."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.rules import Forum, Result
from fadu.record.kinds import entry_kind


@dataclass(frozen=True, slots=True)
class ItemConvened:
    """A case on the agenda, as it waited when the meeting was convened."""

    case: UUID
    number: str
    step: str
    since: date
    round: int


@entry_kind("deliberation.convened")
@dataclass(frozen=True, slots=True)
class MeetingConvened:
    """A meeting is convened on cases that wait for it."""

    forum: Forum
    on: date
    items: tuple[ItemConvened, ...]

    def sentence(self) -> Words:
        """What was done."""
        forum, many = self.forum.words, len(self.items)
        return Words(
            f"召集{forum.zh}，{self.on} 召开，议题 {many} 项",
            f"{forum.en} convened for {self.on}, {many} {'item' if many == 1 else 'items'}",
        )


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the meeting resolved on one case, with its votes and who was recused."""

    id: UUID
    case: UUID
    number: str
    step: str
    since: date
    round: int
    result: Result
    agree: int
    disagree: int
    send_back: int
    abstain: int
    recused: tuple[UUID, ...]


@entry_kind("deliberation.concluded")
@dataclass(frozen=True, slots=True)
class MeetingConcluded:
    """The chair confirmed the minutes: what was resolved, case by case."""

    forum: Forum
    on: date
    chair: UUID
    resolutions: tuple[Resolved, ...]

    def sentence(self) -> Words:
        """What was done."""
        forum = self.forum.words
        zh = "；".join(f"{one.number} {one.result.words.zh}" for one in self.resolutions)
        en = "; ".join(f"{one.number} {one.result.words.en}" for one in self.resolutions)
        return Words(
            f"确认{forum.zh}纪要：{zh or '没有作出决议'}",
            f"Minutes of the {forum.en.lower()} confirmed: {en or 'nothing resolved'}",
        )
