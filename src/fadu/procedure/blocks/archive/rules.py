"""The rules of filing and lending, as pure functions."""

from collections.abc import Iterable, Sequence
from datetime import date

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

# Every stage is recorded and archived; what that asks of a volume the bureau's own report says.
FILED = cite("渠县自然资源局2020年度法治政府建设情况报告")

KINDS = {
    "document": Words("文书", "Document of the bureau"),
    "service": Words("送达证明", "Proof of service"),
    "paper": Words("材料", "Paper handed in"),
    "proof": Words("办理中附入的材料", "Attached in the course"),
}


def case_there(number: str, there: bool) -> list[Refusal]:
    """What is filed is a case of this bureau."""
    if there:
        return []
    return [
        Refusal(
            "no_such_case",
            Words(f"没有案件 {number}", f"There is no case {number}"),
            Words("请核对案件编号", "Check the number of the case"),
            FILED,
            "number",
        )
    ]


def case_closed(number: str, status: str) -> list[Refusal]:
    """An open case is not filed: something may still come into it."""
    if status in ("", "closed"):
        return []
    return [
        Refusal(
            "case_open",
            Words(f"{number} 还没有办结", f"{number} is still open"),
            Words("办结后再归档", "File it once it is closed"),
            FILED,
        )
    ]


def filed_once(reference: str) -> list[Refusal]:
    """One case, one volume."""
    if not reference:
        return []
    return [
        Refusal(
            "filed_already",
            Words(f"本案已归档，案卷号 {reference}", f"The case is filed already as {reference}"),
            Words("请查阅该案卷", "Look up that volume"),
            FILED,
        )
    ]


def nothing_missing(unmade: Iterable[Words], lost: Iterable[Words]) -> list[Refusal]:
    """Every document that the case ordered is made, and every file is there, unchanged."""
    return [
        *(
            Refusal(
                "document_not_made",
                Words(f"“{title.zh}”还没有生成", f"“{title.en}” is not made yet"),
                Words("请稍候片刻再办", "Try again in a moment"),
                FILED,
            )
            for title in unmade
        ),
        *(
            Refusal(
                "file_missing",
                Words(
                    f"“{title.zh}”的文件不在或者被改动",
                    f"The file of “{title.en}” is gone or altered",
                ),
                Words("请从备份恢复该文件，再归档", "Restore the file from the backup first"),
                FILED,
            )
            for title in lost
        ),
    ]


def retention_known(code: str, known: Sequence[str]) -> list[Refusal]:
    """A volume is kept for one of the times that the bureau's rule names."""
    if code in known:
        return []
    return [
        Refusal(
            "no_such_retention",
            Words(f"没有“{code}”这一保管期限", f"There is no retention “{code}”"),
            Words("请在所列保管期限中选择", "Choose one of the times listed"),
            FILED,
            "retention",
        )
    ]


def volume_there(reference: str, there: bool) -> list[Refusal]:
    """What is lent is in the archive."""
    if there:
        return []
    return [
        Refusal(
            "no_such_volume",
            Words(f"没有案卷 {reference}", f"There is no volume {reference}"),
            Words("请核对案卷号，例如 2020-0001", "Check the reference, such as 2020-0001"),
            FILED,
            "volume",
        )
    ]


def not_out(reference: str, out: bool) -> list[Refusal]:
    """A volume that is out cannot be lent again."""
    if not out:
        return []
    return [
        Refusal(
            "out_already",
            Words(f"{reference} 已借出，尚未归还", f"{reference} is out and not returned"),
            Words("归还后再借", "Lend it once it is back"),
            FILED,
        )
    ]


def is_out(reference: str, out: bool) -> list[Refusal]:
    """Only what is out comes back."""
    if out:
        return []
    return [
        Refusal(
            "not_lent",
            Words(f"{reference} 没有借出", f"{reference} is not out"),
            Words("无需归还", "There is nothing to return"),
            FILED,
        )
    ]


def borrower_known(number: str, there: bool, himself: bool) -> list[Refusal]:
    """A volume is lent to another officer of the bureau, by his staff number."""
    if there and not himself:
        return []
    zh, en = (
        ("经管人不能借给自己", "Nobody lends to himself")
        if himself
        else (f"没有工号 {number}", f"There is no officer {number}")
    )
    return [
        Refusal(
            "borrower_unfit", Words(zh, en),
            Words("请填写借阅人的工号", "Give the borrower's staff number"),
            FILED, "borrower",
        )
    ]  # fmt: skip


def due_sound(due: date, today: date) -> list[Refusal]:
    """A loan ends after it begins."""
    if due >= today:
        return []
    return [
        Refusal(
            "due_unsound",
            Words("归还日期早于今天", "The loan would end before today"),
            Words("请核对归还日期", "Check the day"),
            FILED,
            "due_on",
        )
    ]


def not_destroyed(reference: str) -> Refusal:
    """Destruction wants an appraisal and witnesses, which this block does not have."""
    return Refusal(
        "not_destroyed",
        Words(f"{reference} 不能销毁", f"{reference} cannot be destroyed"),
        Words(
            "销毁须先鉴定并由两人监销，本系统尚未提供；案卷继续保管",
            "Destruction wants an appraisal and two witnesses, not provided yet; it is kept",
        ),
        FILED,
    )
