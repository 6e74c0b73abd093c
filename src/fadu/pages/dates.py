"""Dates as people read them: 2020年12月31日 星期四, or Thu 31 Dec 2020."""

import datetime

from fadu.law.words import Words
from fadu.record.moment import SHANGHAI

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def day(value: datetime.date) -> Words:
    """The day without its weekday."""
    return Words(
        f"{value.year}年{value.month}月{value.day}日",
        f"{value.day} {_MONTHS_EN[value.month - 1]} {value.year}",
    )


def weekday(value: datetime.date) -> Words:
    """The day with its weekday: what a due date needs, because people plan by weeks."""
    plain = day(value)
    return Words(
        f"{plain.zh} 星期{_WEEKDAYS_ZH[value.weekday()]}",
        f"{_WEEKDAYS_EN[value.weekday()]} {plain.en}",
    )


def instant(value: datetime.datetime) -> Words:
    """Day and time of day in China, to the minute."""
    local = value.astimezone(SHANGHAI)
    plain = day(local.date())
    return Words(f"{plain.zh} {local:%H:%M}", f"{plain.en}, {local:%H:%M}")


WEEKDAY_HEADS = tuple(Words(zh, en) for zh, en in zip(_WEEKDAYS_ZH, _WEEKDAYS_EN, strict=True))
