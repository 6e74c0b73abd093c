"""What the engine's entries say of clocks: stopped, resumed, extended, reckoned anew."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind


@entry_kind("case.suspended")
@dataclass(frozen=True, slots=True)
class CaseSuspended:
    """The clocks were stopped for a cause that an article names."""

    stop: str
    title_zh: str
    title_en: str
    basis_zh: str
    basis_en: str

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"停止计时：{self.title_zh}（{self.basis_zh}）",
            f"Clocks stopped: {self.title_en} ({self.basis_en})",
        )


@entry_kind("case.resumed")
@dataclass(frozen=True, slots=True)
class CaseResumed:
    """The clocks run again."""

    stop: str

    def sentence(self) -> Words:
        """What was done."""
        return Words("恢复计时", "Clocks resumed")


@dataclass(frozen=True, slots=True)
class DueMove:
    """A due date of the case before and after, whether it was and is provisional, and how it was
    reached: the derivation line by line. `clock` is "step" for the waiting step.
    """

    clock: str
    title: Words
    old: datetime.date
    new: datetime.date
    was_provisional: bool
    provisional: bool
    derivation: tuple[Words, ...]

    def sentence(self) -> Words:
        """What became of it."""
        if self.old == self.new and self.provisional:
            return Words(
                f"{self.title.zh} {self.new} 改为暂定", f"{self.title.en} {self.new} is provisional"
            )
        if self.old == self.new:
            return Words(
                f"{self.title.zh} {self.new} 由暂定转为确定",
                f"{self.title.en} {self.new} is no longer provisional",
            )
        return Words(
            f"{self.title.zh}由 {self.old} 改为 {self.new}",
            f"{self.title.en} from {self.old} to {self.new}",
        )


@entry_kind("case.extended")
@dataclass(frozen=True, slots=True)
class CaseExtended:
    """A limit was lengthened under a power that an article gives; `reason` lies apart."""

    power: str
    title_zh: str
    title_en: str
    basis_zh: str
    basis_en: str
    period: str
    period_zh: str
    period_en: str
    reason: str
    moves: tuple[DueMove, ...]

    def sentence(self) -> Words:
        """What was done."""
        moves = [move.sentence() for move in self.moves]
        return Words(
            f"{self.title_zh}{self.period_zh}（{self.basis_zh}）："
            + "；".join(words.zh for words in moves),
            f"{self.title_en} by {self.period_en} ({self.basis_en}): "
            + "; ".join(words.en for words in moves),
        )


@entry_kind("case.due_moved")
@dataclass(frozen=True, slots=True)
class CaseDueMoved:
    """Due dates were reckoned anew because a holiday notice was entered or corrected."""

    moves: tuple[DueMove, ...]
    notice: UUID
    year: int
    title: str
    number: str
    digest: str

    def sentence(self) -> Words:
        """What was done."""
        moves = [move.sentence() for move in self.moves]
        return Words(
            f"按{self.year}年放假安排（{self.number}）重算期限："
            + "；".join(words.zh for words in moves),
            f"Due dates by the holiday notice of {self.year} ({self.number}): "
            + "; ".join(words.en for words in moves),
        )
