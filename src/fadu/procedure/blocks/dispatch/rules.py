"""The rules of dispatch, as pure functions."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.record.canonical import canonical

# The standard says how a number is written. For who drafts, checks and issues no text is at hand:
# the bureau's own published word on its chain of decision.
FORMAT = cite("党政机关公文格式")
CHAIN = cite("渠县自然资源局2020年度法治政府建设情况报告")

# Where a case keeps what the block must know of it.
MEMORY = "dispatch"
CHECK_PLACE = "check"


def digest_of(parts: Mapping[str, Any]) -> str:
    """The digest of a draft, over every field that goes out: no change escapes the signatures."""
    return hashlib.sha256(canonical(dict(parts))).hexdigest()


def current(memory: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the case remembers of its draft; empty before the first."""
    found: Mapping[str, Any] = memory.get(MEMORY, {})
    return found


def text_is_seen(seen: str, memory: Mapping[str, Any]) -> list[Refusal]:
    """Who signs has seen the text that waits, not an earlier one."""
    if seen and seen == current(memory).get("text"):
        return []
    return [
        Refusal(
            "another_text",
            Words(
                "您看到的文稿已不是现在的文稿",
                "The draft that you saw is not the one that waits now",
            ),
            Words(
                "请刷新页面，看过现在的文稿再签", "Reload the page, read the draft and sign then"
            ),
            CHAIN,
            "text",
        )
    ]


def signed_by(place: str, memory: Mapping[str, Any]) -> bool:
    """Whether a place has agreed to the text as it is now."""
    signature = current(memory).get("signed", {}).get(place)
    return bool(
        signature
        and signature["stand"] == "agree"
        and signature["text"] == current(memory).get("text")
    )


def all_signed(memory: Mapping[str, Any]) -> list[Refusal]:
    """Each section that has to counter-sign agreed to the text as it is now."""
    found = []
    for code, title in current(memory).get("sections", {}).items():
        if signed_by(code, memory):
            continue
        signature = current(memory).get("signed", {}).get(code)
        zh, en = _why(signature, current(memory).get("text"))
        found.append(
            Refusal(
                "not_countersigned",
                Words(f"“{title['zh']}”{zh}", f"“{title['en']}” {en}"),
                Words(
                    "会签齐全后再办下一步；文稿改动后须重新会签",
                    "Go on when all have signed; a changed draft has to be signed again",
                ),
                CHAIN,
                code,
            )
        )
    return found


def _why(signature: Mapping[str, Any] | None, text: str | None) -> tuple[str, str]:
    if signature is None:
        return "尚未会签", "has not signed yet"
    if signature["text"] != text:
        return "会签的是改动前的文稿", "signed the draft as it was before it was changed"
    return "会签时退回", "returned the draft"


def checked(memory: Mapping[str, Any]) -> list[Refusal]:
    """The office checked the text as it is now."""
    if signed_by(CHECK_PLACE, memory):
        return []
    return [
        Refusal(
            "not_checked",
            Words("现在的文稿没有经过核稿", "The draft as it is now was not checked"),
            Words("请先由办公室核稿", "Have the office check it first"),
            CHAIN,
        )
    ]


def opinion_given(stand: str, opinion: str) -> list[Refusal]:
    """Who returns a draft says why."""
    if stand == "agree" or opinion.strip():
        return []
    return [
        Refusal(
            "opinion_missing",
            Words("退回没有写明意见", "Returned without an opinion"),
            Words("请写明要改什么", "Say what has to be changed"),
            CHAIN,
            "opinion",
        )
    ]


def kind_exists(code: str, kind: object | None) -> list[Refusal]:
    """A number is of a kind that the bureau has set."""
    if kind is not None:
        return []
    return [
        Refusal(
            "no_such_kind",
            Words(f"没有“{code}”这一类文号", f"There is no kind of number “{code}”"),
            Words("请先设文号类别，经审定后再用", "Have the kind of number set and approved first"),
            FORMAT,
            "kind",
        )
    ]


def mark_is_free(mark: str, code: str, others: Iterable[tuple[str, str]]) -> list[Refusal]:
    """Two kinds with one mark would give one number twice; `others` are (code, mark) ever used."""
    if all(other == code or mark != used for other, used in others):
        return []
    return [
        Refusal(
            "mark_taken",
            Words(f"“{mark}”已用于另一类文号", f"“{mark}” belongs to another kind of number"),
            Words("请换一个机关代字", "Choose another mark"),
            FORMAT,
            "mark",
        )
    ]


def given_not_below(given: int, last: int) -> list[Refusal]:
    """Numbers that were given cannot be taken back."""
    if given >= 0 and (given == 0 or given >= last):
        return []
    return [
        Refusal(
            "given_below_last",
            Words(
                f"本年已用到 {last} 号，起用号不能更小",
                f"This year's numbers have reached {last}; the start cannot lie below",
            ),
            Words("请填已用的最后一个号，没有的填 0", "Give the last number used, or 0"),
            FORMAT,
            "given",
        )
    ]


def kind_in_order(since: date, last: date | None) -> list[Refusal]:
    """A kind's new mark begins no earlier than the one it replaces."""
    if last is None or since >= last:
        return []
    return [
        Refusal(
            "before_the_last_mark",
            Words(f"现用的机关代字自 {last} 起施行", f"The present mark stands since {last}"),
            Words("请核对日期", "Check the day"),
            FORMAT,
        )
    ]


def number_stands(reference: str, found: bool, void_on: date | None) -> list[Refusal]:
    """A number that is to be void was given and is not void yet."""
    if found and void_on is None:
        return []
    zh, en = (
        (f"{reference} 已于 {void_on} 作废", f"{reference} has been void since {void_on}")
        if found
        else (f"没有文号 {reference}", f"There is no number {reference}")
    )
    return [
        Refusal(
            "number_not_standing", Words(zh, en),
            Words("请在发文登记簿中核对文号", "Look the number up in the register"),
            FORMAT, "reference",
        )
    ]  # fmt: skip


def never_sealed(reference: str, sealed: int) -> list[Refusal]:
    """What carries the bureau's seal is in the world: a void number cannot call it back."""
    if not sealed:
        return []
    return [
        Refusal(
            "already_sealed",
            Words(
                f"{reference} 已用印 {sealed} 份，文号不能作废",
                f"{sealed} copies of {reference} carry the seal; its number cannot be void",
            ),
            Words("请另发文件撤销或者更正", "Issue another document that revokes or corrects it"),
            CHAIN,
        )
    ]


def sheet_made(reference: str) -> list[Refusal]:
    """A scan is compared with the sheet that was printed from the record."""
    return [
        Refusal(
            "sheet_not_made",
            Words(f"{reference} 的发文稿纸还没有生成", f"The sheet of {reference} is not made yet"),
            Words("请稍候片刻再办", "Try again in a moment"),
            CHAIN,
        )
    ]


def scan_once(reference: str) -> list[Refusal]:
    """The same file again proves nothing new."""
    return [
        Refusal(
            "scan_filed_already",
            Words(f"这份扫描件已归入 {reference}", f"This scan was filed with {reference} already"),
            Words("无需再办", "There is nothing to do"),
            CHAIN,
        )
    ]
