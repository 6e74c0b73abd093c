"""The rules on attestations, as pure functions."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

LISTED_ONLY = cite("优化营商环境条例", 44)


class Ruling(StrEnum):
    """Keep a proof, or remove it."""

    KEEP = "keep"
    REMOVE = "remove"


RULING_WORDS = {
    Ruling.KEEP: Words("保留", "Kept"),
    Ruling.REMOVE: Words("取消", "Removed"),
}


def no_removed_proof(asked: Iterable[str], removed: Iterable[str]) -> list[Refusal]:
    """Nothing that was removed from the list may be asked for (优化营商环境条例 44)."""
    gone = set(removed)
    return [
        Refusal(
            "proof_removed",
            Words(
                f"“{code}”已取消，不得再要求提供", f"“{code}” was removed and may not be asked for"
            ),
            Words("请从材料清单中删去该项", "Take it off the list of papers"),
            LISTED_ONLY,
            code,
        )
        for code in asked
        if code in gone
    ]


def kept_needs_authority(ruling: Ruling, authority: str) -> list[Refusal]:
    """A proof is kept only on a law, regulation or State Council decision (同条)."""
    if ruling is Ruling.REMOVE or authority.strip():
        return []
    return [
        Refusal(
            "no_authority",
            Words("保留证明事项须写明设定依据", "A proof can be kept only on a stated legal basis"),
            Words("请填写法律、行政法规或国务院决定", "State the law, regulation or decision"),
            LISTED_ONLY,
            "authority",
        )
    ]


def supersedes_in_order(since: date, last: date | None) -> list[Refusal]:
    """A ruling takes effect no earlier than the one it supersedes: the list has one order (同条)."""
    if last is None or since >= last:
        return []
    return [
        Refusal(
            "before_the_last_ruling",
            Words(
                f"该证明事项自 {last} 起已有决定，新决定不得早于该日",
                f"A ruling on this proof stands since {last}; the next cannot begin before it",
            ),
            Words("请核对生效日期", "Check the day on which it takes effect"),
            LISTED_ONLY,
            "since",
        )
    ]
