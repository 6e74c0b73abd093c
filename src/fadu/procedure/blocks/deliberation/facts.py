"""What is stated of a meeting: who is called, what is heard, who came, who said what."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.rules import FORUM_WORDS, VOTE_WORDS, Forum, Vote
from fadu.procedure.facts import fact

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True)
class MemberRow:
    """An officer by id."""

    officer: str = fact("成员", "Member", pattern=UUID)


def _ill_named(field: str, rows: Sequence[MemberRow]) -> Mapping[str, Words]:
    if all(isinstance(row, MemberRow) and re.fullmatch(UUID, row.officer) for row in rows):
        return {}
    return {field: Words("所列成员不是本局人员", "Somebody listed is no officer")}


@dataclass(frozen=True)
class ItemRow:
    """A case on the agenda by its number."""

    number: str = fact("办件编号", "Case number")


@dataclass(frozen=True)
class Convocation:
    """Which meeting is convened, for when, and who chairs it."""

    forum: Forum = fact(
        "会议", "Forum", choices={forum.value: words for forum, words in FORUM_WORDS.items()}
    )
    on: datetime.date = fact("召开日期", "Date of the meeting")
    chair: str = fact("主持人", "Chair", pattern=UUID)


@dataclass(frozen=True)
class MeetingFacts(Convocation):
    """A meeting as it is convened."""

    members: tuple[MemberRow, ...] = fact("成员", "Members")
    agenda: tuple[ItemRow, ...] = fact("议题", "Agenda")

    def problems(self) -> Mapping[str, Words]:
        """Rows that name nobody."""
        return _ill_named("members", self.members)


@dataclass(frozen=True)
class Roll:
    """Who is present."""

    present: tuple[MemberRow, ...] = fact("到会成员", "Members present")

    def problems(self) -> Mapping[str, Words]:
        """Rows that name nobody."""
        return _ill_named("present", self.present)


@dataclass(frozen=True)
class Voice:
    """What a member says on an item, and votes."""

    item: str = fact("议题（办件编号）", "Item (case number)")
    opinion: str = fact("意见", "Opinion", personal=True)
    vote: Vote = fact(
        "表决", "Vote", choices={vote.value: words for vote, words in VOTE_WORDS.items()}
    )


@dataclass(frozen=True)
class Recusal:
    """A member stays out of an item."""

    item: str = fact("议题（办件编号）", "Item (case number)")
    reason: str = fact("回避理由", "Why", personal=True)


@dataclass(frozen=True)
class Striking:
    """An item is taken off the agenda."""

    item: str = fact("议题（办件编号）", "Item (case number)")
    reason: str = fact("撤下理由", "Why")


@dataclass(frozen=True)
class Minutes:
    """The minutes as they are drawn up."""

    text: str = fact(
        "会议纪要", "Minutes", personal=True,
        help=Words("写明讨论情况和不同意见", "What was discussed, dissent included"),
    )  # fmt: skip
