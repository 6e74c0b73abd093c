"""Forums, votes, who counts for an item, and what its votes come to. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.procedure.state import CaseState

# Discussion in a meeting, the head speaking last, dissent noted; followed by departments (art. 42).
MEETING_RULE = cite("重大行政决策程序暂行条例", 30)
# What the bureau sets itself: no article fixes either share.
QUORUM, MAJORITY = "deliberation.quorum", "deliberation.majority"
# Memory of a meeting, and of a case: how many resolutions its steps have used. The latter is never
# undone by a return, so that no resolution serves twice.
MEETING, USED = "meeting", "deliberation.used"
LEAST = 2


class Forum(StrEnum):
    """Which meeting deliberates."""

    PARTY = "party"
    EXECUTIVE = "executive"

    @property
    def words(self) -> Words:
        """Its name."""
        return FORUM_WORDS[self]


FORUM_WORDS = {
    Forum.PARTY: Words("党组会", "Party committee"),
    Forum.EXECUTIVE: Words("局长办公会", "Executive meeting"),
}


class Vote(StrEnum):
    """How a member votes on an item."""

    AGREE = "agree"
    DISAGREE = "disagree"
    SEND_BACK = "send_back"
    ABSTAIN = "abstain"


VOTE_WORDS = {
    Vote.AGREE: Words("同意", "For"),
    Vote.DISAGREE: Words("不同意", "Against"),
    Vote.SEND_BACK: Words("退回补充", "Send back"),
    Vote.ABSTAIN: Words("弃权", "Abstain"),
}


class Result(StrEnum):
    """What a meeting resolves on an item."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    RETURNED = "returned"

    @property
    def words(self) -> Words:
        """For sentences and pages."""
        return RESULT_WORDS[self]


RESULT_WORDS = {
    Result.CARRIED: Words("通过", "carried"),
    Result.NOT_CARRIED: Words("未通过", "not carried"),
    Result.RETURNED: Words("退回补充", "sent back"),
}


@dataclass(frozen=True, slots=True)
class Shares:
    """What the bureau has set: the least share of members present, and the share to be exceeded."""

    quorum: Fraction
    majority: Fraction

    def quorate(self, here: int, members: int) -> bool:
        """Whether so many of the members are enough; one alone never deliberates."""
        return here >= LEAST and here >= self.quorum * members

    def result(self, votes: Collection[str], voters: int) -> Result:
        """What the votes of an item come to, by the share of those who had a vote on it."""
        most = self.majority * voters
        counted = [Vote(vote) for vote in votes]
        if counted.count(Vote.AGREE) > most:
            return Result.CARRIED
        back = counted.count(Vote.SEND_BACK) > most
        return Result.RETURNED if back else Result.NOT_CARRIED


@dataclass(frozen=True, slots=True)
class Minuted:
    """What a meeting remembers: who was present, and by item who was recused and who voted how."""

    present: Sequence[str] = ()
    recused: Mapping[str, Sequence[str]] | None = None
    voices: Mapping[str, Mapping[str, str]] | None = None
    struck: Sequence[str] = ()

    @classmethod
    def of(cls, state: CaseState) -> "Minuted":
        """From the state of the meeting's case."""
        kept: Mapping[str, Any] = state.memory.get(MEETING, {})
        return cls(**kept)

    def voters(self, item: str) -> list[str]:
        """Who has a vote on an item: present, and not recused."""
        away = (self.recused or {}).get(item, ())
        return [officer for officer in self.present if officer not in away]

    def votes(self, item: str) -> Mapping[str, str]:
        """The votes given on an item, by officer."""
        return (self.voices or {}).get(item, {})

    def unheard(self, item: str) -> list[str]:
        """Who has a vote on an item and has not spoken."""
        return [officer for officer in self.voters(item) if officer not in self.votes(item)]


def round_of(state: CaseState) -> int:
    """How many resolutions a case has used before: a resolution serves one round alone."""
    used: int = state.memory.get(USED, 0)
    return used


def objection(code: str, words: Words, remedy: Words, subject: str = "") -> Refusal:
    """A refusal by the rule of meetings."""
    return Refusal(code, words, remedy, MEETING_RULE, subject)
