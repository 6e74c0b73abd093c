"""The ways of service, the article of each on a day, and when somebody counts as served."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fadu.law.calendar import Calendar
from fadu.law.parameters import Value
from fadu.law.period import Due, due
from fadu.law.sources import Citation, cite
from fadu.law.words import Words

SERVICE = cite("民事诉讼法")
NOTICE_DAYS = "svc.notice.period"
# Since this day the law numbers its articles on service as it does now.
RENUMBERED = date(2022, 1, 1)


class Way(StrEnum):
    """How a document is served."""

    DIRECT = "direct"
    LEFT = "left"
    ELECTRONIC = "electronic"
    ENTRUSTED = "entrusted"
    POST = "post"
    HANDED_ON = "handed_on"
    NOTICE = "notice"


WAY_WORDS = {
    Way.DIRECT: Words("直接送达", "Direct service"),
    Way.LEFT: Words("留置送达", "Service by leaving"),
    Way.ELECTRONIC: Words("电子送达", "Electronic service"),
    Way.ENTRUSTED: Words("委托送达", "Service by entrustment"),
    Way.POST: Words("邮寄送达", "Service by post"),
    Way.HANDED_ON: Words("转交送达", "Service by handing on"),
    Way.NOTICE: Words("公告送达", "Service by public notice"),
}
_NOW = {
    Way.DIRECT: cite("民事诉讼法", 88),
    Way.LEFT: cite("民事诉讼法", 89),
    Way.ELECTRONIC: cite("民事诉讼法", 90),
    Way.ENTRUSTED: cite("民事诉讼法", 91),
    Way.POST: cite("民事诉讼法", 91),
    Way.HANDED_ON: cite("民事诉讼法", 94),
    Way.NOTICE: cite("民事诉讼法", 95),
}
_BEFORE = {
    Way.DIRECT: cite("民事诉讼法", 84),
    Way.LEFT: cite("民事诉讼法", 86),
    Way.ELECTRONIC: cite("民事诉讼法", 87),
    Way.ENTRUSTED: cite("民事诉讼法", 88),
    Way.POST: cite("民事诉讼法", 88),
    Way.HANDED_ON: cite("民事诉讼法", 91),
    Way.NOTICE: cite("民事诉讼法", 92),
}


def article(way: Way, on: date) -> Citation:
    """The article on a way of service as it is numbered on a day."""
    return (_BEFORE if on < RENUMBERED else _NOW)[way]


@dataclass(frozen=True, slots=True)
class Served:
    """From when somebody counts as served, by which article; `reckoned` where days had to pass."""

    on: date
    basis: Citation
    reckoned: Due | None = None


def deemed(way: Way, on: date, notice: Value, calendar: Calendar) -> Served:
    """When a document served in a way on a day counts as served.

    The day signed for, left, returned on the post's receipt or arrived at the system is the day of
    service; a public notice counts as service once its days have run.
    """
    basis = article(way, on)
    if way is not Way.NOTICE:
        return Served(on, basis)
    reckoned = due(on, notice.period, calendar)
    return Served(reckoned.on, basis, reckoned)
