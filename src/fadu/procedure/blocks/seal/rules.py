"""The rules of using a seal, as pure functions."""

from datetime import date

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

# No text on seals is at hand: separate posts and graded power are the bureau's own published word.
KEPT_APART = cite("渠县自然资源局2020年度法治政府建设情况报告")


def seal_in_use(code: str, there: bool) -> list[Refusal]:
    """Only a seal that is in use is used."""
    if there:
        return []
    return [
        Refusal(
            "no_such_seal",
            Words(f"没有在用的印章“{code}”", f"There is no seal “{code}” in use"),
            Words("请核对印章代码，或先办理印章启用", "Check the code, or take the seal into use"),
            KEPT_APART,
            "seal",
        )
    ]


def document_issued(reference: str, there: bool, void_on: date | None) -> list[Refusal]:
    """What was not issued is not sealed; nor what carries a void number."""
    if there and void_on is None:
        return []
    zh, en = (
        (f"{reference} 的文号已作废", f"{reference} is a void number")
        if there
        else (f"{reference} 没有签发", f"{reference} was not issued")
    )
    return [
        Refusal(
            "not_issued", Words(zh, en),
            Words("文件签发编号后方可用印", "A document is sealed once it was issued and numbered"),
            KEPT_APART, "reference",
        )
    ]  # fmt: skip


def document_made(reference: str, printed: str) -> list[Refusal]:
    """The seal goes on the document that was made from the signed text, known by its digest."""
    if printed:
        return []
    return [
        Refusal(
            "not_made",
            Words(f"{reference} 的正式文件还没有生成", f"The file of {reference} is not made yet"),
            Words("请稍候片刻再办", "Try again in a moment"),
            KEPT_APART,
            "reference",
        )
    ]


def copies_left(copies: int, issued: int, sealed: int) -> list[Refusal]:
    """No more copies carry the seal than were issued."""
    if copies < 1:
        return [
            Refusal(
                "no_copy",
                Words("用印份数至少为 1", "At least one copy is sealed"),
                Words("请填写份数", "State the number of copies"),
                KEPT_APART,
                "copies",
            )
        ]
    left = issued - sealed
    if copies <= left:
        return []
    return [
        Refusal(
            "too_many_copies",
            Words(
                f"签发 {issued} 份，已用印 {sealed} 份，只能再盖 {max(left, 0)} 份",
                f"{issued} copies were issued and {sealed} sealed: {max(left, 0)} are left",
            ),
            Words("请改份数；确需加印的，另行办文", "Change the number, or issue another document"),
            KEPT_APART,
            "copies",
        )
    ]


def same_seal_in_order(since: date, last: date | None) -> list[Refusal]:
    """A new seal is in use no earlier than the one that it replaces."""
    if last is None or since >= last:
        return []
    return [
        Refusal(
            "before_the_last_seal",
            Words(f"现用印章自 {last} 起启用", f"The present seal is in use since {last}"),
            Words("请核对日期", "Check the day"),
            KEPT_APART,
        )
    ]
