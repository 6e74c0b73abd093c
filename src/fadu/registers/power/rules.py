"""The rules on items of power, as pure functions."""

from datetime import date
from enum import StrEnum

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

# No statute on lists of powers is encoded; the bureau's own published word on its list is.
THE_LIST = cite("渠县自然资源局2020年度法治政府建设情况报告")


class ItemKind(StrEnum):
    """The kind of an item (权力类型)."""

    LICENCE = "licence"
    CONFIRMATION = "confirmation"
    OTHER = "other"


class Standing(StrEnum):
    """What became of an item."""

    HELD = "held"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"


KIND_WORDS = {
    ItemKind.LICENCE: Words("行政许可", "Licence"),
    ItemKind.CONFIRMATION: Words("行政确认", "Confirmation"),
    ItemKind.OTHER: Words("其他", "Other"),
}
STANDING_WORDS = {
    Standing.HELD: Words("行使", "Held"),
    Standing.TRANSFERRED: Words("划转", "Transferred"),
    Standing.CANCELLED: Words("取消", "Cancelled"),
}


def held(item: str, standing: Standing | None, receiver: str = "") -> list[Refusal]:
    """A case runs only under an item that the bureau holds on the day it is opened.

    Otherwise the applicant is sent to the organ that does, by name where the list names it.
    """
    if standing is Standing.HELD:
        return []
    words = (
        STANDING_WORDS[standing]
        if standing
        else Words("不在权责清单内", "Not on the list of powers")
    )
    return [
        Refusal(
            "power_not_held",
            Words(
                f"本局当日不行使该事项({words.zh})",
                f"The bureau does not hold this item ({words.en})",
            ),
            Words(
                f"请到{receiver or '行使该事项的机关'}办理",
                f"Apply to {receiver or 'the organ that holds it'}",
            ),
            THE_LIST,
            item,
        )
    ]


def receiver_named(standing: Standing, receiver: str) -> list[Refusal]:
    """A transferred item names its receiver, so that applicants can be sent there."""
    if standing is not Standing.TRANSFERRED or receiver.strip():
        return []
    return [
        Refusal(
            "no_receiver",
            Words("划转事项须写明承接机关", "A transferred item names the receiving organ"),
            Words("请填写承接机关", "State the receiving organ"),
            THE_LIST,
            "receiver",
        )
    ]


def supersedes_in_order(since: date, last: date | None) -> list[Refusal]:
    """A standing begins no earlier than the one it supersedes: the list has one order."""
    if last is None or since >= last:
        return []
    return [
        Refusal(
            "before_the_last_standing",
            Words(
                f"该事项自 {last} 起已有记载，新的调整不得早于该日",
                f"The item stands as it is since {last}; an adjustment cannot begin before that",
            ),
            Words("请核对生效日期", "Check the day on which it takes effect"),
            THE_LIST,
            "since",
        )
    ]
