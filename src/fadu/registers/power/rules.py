"""The rules on items of power, as pure functions."""

from enum import StrEnum

from fadu.law.words import Words
from fadu.procedure.refusal import Refusal


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


def held(item: str, standing: Standing | None) -> list[Refusal]:
    """A case runs only under an item that the bureau holds on the day it is opened."""
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
            Words("请到行使该事项的机关办理", "Apply to the organ that holds it"),
            subject=item,
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
            subject="receiver",
        )
    ]
