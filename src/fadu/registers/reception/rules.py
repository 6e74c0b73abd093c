"""The rules of the hall, as pure functions: which slots there are, who is next, what is refused.

They are the bureau's own order of the house; no article stands behind them and none is cited.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.record.moment import SHANGHAI, Moment

ADVICE = Words("咨询和其他事项", "Advice and other matters")


@dataclass(frozen=True, slots=True)
class Order:
    """The hall's settings on a day (params/reception.yaml)."""

    windows: int
    slots: tuple[datetime.time, ...]
    places: int
    ahead: int
    late: datetime.timedelta
    open_bookings: int
    keep_days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the order of calling asks of a ticket. `turn`: the booked instant, if it kept it."""

    arrived_at: datetime.datetime
    handed_over: bool = False
    turn: datetime.datetime | None = None


def slots(hours: str, minutes: int) -> tuple[datetime.time, ...]:
    """The beginnings of the slots in "09:00-12:00 13:30-17:00"; a slot never passes closing."""
    found = []
    length = datetime.timedelta(minutes=minutes)
    day = datetime.date(2000, 1, 1)
    for span in hours.split():
        first, last = (datetime.time.fromisoformat(end) for end in span.split("-"))
        begin, end = (datetime.datetime.combine(day, each) for each in (first, last))
        while begin + length <= end:
            found.append(begin.time())
            begin += length
    return tuple(found)


def instant(on: datetime.date, slot: datetime.time) -> datetime.datetime:
    """When a slot begins."""
    return datetime.datetime.combine(on, slot, SHANGHAI)


def days(today: datetime.date, ahead: int, calendar: Calendar) -> list[datetime.date]:
    """The next working days, today among them if it is one; make-up days count, rest days do not.

    Ends early where the calendar of the next year is not published yet: nobody can promise it.
    """
    found = []
    try:
        if calendar.is_working_day(today):
            found.append(today)
        day = today
        while len(found) < ahead:
            day = calendar.add_working_days(day, 1)
            found.append(day)
    except CalendarMissing:
        pass
    return found


def keeps_turn(
    on: datetime.date, slot: datetime.time, arrived: datetime.datetime, late: datetime.timedelta
) -> bool:
    """Whether somebody who booked arrives in time to be called before others."""
    return arrived <= instant(on, slot) + late


def rank(waiting: Waiting, now: datetime.datetime) -> tuple[int, datetime.datetime]:
    """The smaller, the earlier: handed over, then booked and due, then by arrival."""
    if waiting.handed_over:
        return (0, waiting.arrived_at)
    if waiting.turn is not None and waiting.turn <= now:
        return (1, waiting.turn)
    return (2, waiting.arrived_at)


def seconds(since: datetime.datetime, until: datetime.datetime) -> int:
    """Whole seconds between two instants, never below nothing."""
    return max(int((until - since).total_seconds()), 0)


def no_rest_day(on: datetime.date, calendar: Calendar) -> list[Refusal]:
    """Numbers are given on working days."""
    if calendar.is_working_day(on):
        return []
    return [
        Refusal(
            "rest_day",
            Words("今天不是工作日，不取号", "No numbers are given on a rest day"),
            Words("请在工作日前来，或先预约", "Come on a working day, or book a time"),
        )
    ]


def slot_is_open(
    on: datetime.date, slot: datetime.time, order: Order, open_days: Sequence[datetime.date],
    at: Moment,
) -> list[Refusal]:  # fmt: skip
    """A day within reach, a slot of the hall, and not begun yet."""
    if on not in open_days or slot not in order.slots:
        return [
            Refusal(
                "no_such_slot",
                Words("这个日期或时段不能预约", "This day or time cannot be booked"),
                Words("请另选列出的日期和时段", "Choose one of the days and times listed"),
            )
        ]
    if instant(on, slot) <= at.recorded_at:
        return [
            Refusal(
                "slot_begun",
                Words("这个时段已经开始", "This time has begun"),
                Words("请选以后的时段，或到大厅取号", "Choose a later one, or take a number here"),
            )
        ]
    return []


def free_place(taken: Iterable[int], places: int) -> int | Refusal:
    """The first free place of a slot, or that it is full."""
    used = set(taken)
    free = next((place for place in range(1, places + 1) if place not in used), None)
    if free is not None:
        return free
    return Refusal(
        "slot_full",
        Words("这个时段刚刚约满", "This time has just been booked up"),
        Words("请另选一个时段，其余所填还在", "Choose another one; what you typed is kept"),
    )


def contact(name: str, phone: str) -> list[Refusal]:
    """A name to call, and a telephone that the bureau can ring when the window is closed."""
    found = []
    if not name.strip():
        found.append(
            Refusal(
                "no_name",
                Words("没有写怎么称呼您", "No name is stated"),
                Words("请填写姓名", "State your name"),
                subject="name",
            )
        )
    digits = phone.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 12):
        found.append(
            Refusal(
                "no_phone",
                Words("电话号码应为7至12位数字", "A telephone number has 7 to 12 digits"),
                Words("请核对电话号码", "Check the telephone number"),
                subject="phone",
            )
        )
    return found


def not_hoarding(open_bookings: int, order: Order) -> list[Refusal]:
    """One telephone number holds a few open bookings at most."""
    if open_bookings < order.open_bookings:
        return []
    return [
        Refusal(
            "too_many_bookings",
            Words(
                f"这个电话号码已有 {open_bookings} 个有效预约",
                f"This telephone number has {open_bookings} open bookings",
            ),
            Words("请先取消不用的预约", "Cancel one that you do not need"),
            subject="phone",
        )
    ]
