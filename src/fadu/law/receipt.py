"""When an application counts as received, by the way it came (政府信息公开条例 31).

Handed in: that day. Post that is signed for: the day of signing. Post that is not: the day on which
the office, having got it, confirms it with the applicant. By internet or fax: the day on which both
sides have confirmed. Until then there is no day, and no period runs.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fadu.law.derivation import Line, day_words
from fadu.law.sources import cite
from fadu.law.words import LawError, Words

RECEIVED = cite("政府信息公开条例", 31)


class ReceiptError(LawError, ValueError):
    """A confirmation before what it confirms had come."""


class Way(StrEnum):
    """How an application came."""

    IN_PERSON = "in-person"
    SIGNED_MAIL = "signed-mail"
    PLAIN_MAIL = "plain-mail"
    ONLINE = "online"


_SAID = {
    Way.IN_PERSON: Words("当面提交，提交之日", "handed in: the day it was"),
    Way.SIGNED_MAIL: Words("邮寄签收，签收之日", "post signed for: the day of signing"),
    Way.PLAIN_MAIL: Words("平常信函，与申请人确认之日", "plain post: the day it was confirmed"),
    Way.ONLINE: Words("网络或传真，双方确认之日", "internet or fax: the day both confirmed"),
}


class Receipt(NamedTuple):
    """The day of receipt (None: still to be confirmed), and the line that says why."""

    on: date | None
    line: Line


def received(way: Way, came: date, confirmed: date | None = None) -> Receipt:
    """The day that counts. `confirmed` matters for plain post, internet and fax alone.

    ReceiptError when it precedes the day on which the application came.
    """
    by_itself = way in (Way.IN_PERSON, Way.SIGNED_MAIL)
    on = came if by_itself else confirmed
    law, why = RECEIVED.words, _SAID[way]
    if on is None:
        said = Words(
            f"{why.zh}；尚未确认，期限未起算（{law.zh}）",
            f"{why.en}; not yet confirmed, so no period runs ({law.en})",
        )
        return Receipt(None, Line(said, came, RECEIVED))
    if on < came:
        raise ReceiptError(
            Words(f"确认日{on}早于到达日{came}", f"confirmed on {on}, before it came on {came}")
        )
    day = day_words(on)
    said = Words(f"{why.zh}：{day.zh}（{law.zh}）", f"{why.en}, {day.en} ({law.en})")
    return Receipt(on, Line(said, on, RECEIVED))
