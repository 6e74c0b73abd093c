"""What can be counted of the hall: how long people waited, how long they were served.

Each row is a number's way to one window. Instants are written once, so what was known at an
instant is what had happened by then.
"""

import datetime
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from fadu.figures.figure import Column, Figure, Part
from fadu.figures.measure import Measure, Value, mean_of
from fadu.figures.scope import Scope
from fadu.law.words import Words
from fadu.record.moment import SHANGHAI
from fadu.registers.reception.book import title_of
from fadu.registers.reception.models import Ticket, TicketQuerySet

MINUTES = Words("分钟", "minutes")
ENDS = {
    "served": Words("已办理", "Served"),
    "missed": Words("过号", "No-show"),
    "handed_on": Words("转到其他窗口", "Sent to another window"),
}


def _day(scope: Scope) -> TicketQuerySet:
    within = (scope.period.since, scope.period.until)
    return Ticket.objects.filter(bureau=scope.bureau, on__range=within).order_by(
        "on", "label", "leg"
    )


def called(scope: Scope) -> TicketQuerySet:
    """The numbers called in the period, as far as that was known."""
    return _day(scope).filter(called_at__lte=scope.known_on)


def ended(scope: Scope) -> TicketQuerySet:
    """The numbers that had left their window."""
    return _day(scope).filter(ended_at__lte=scope.known_on)


def attended(scope: Scope) -> TicketQuerySet:
    """Those who were served there, or sent on after being heard."""
    return ended(scope).filter(served__isnull=False)


def _minutes(seconds: Value) -> Value:
    return None if seconds is None else Fraction(seconds) / 60


def _clock(value: datetime.datetime | None) -> str:
    return f"{value.astimezone(SHANGHAI):%H:%M:%S}" if value else ""


def minutes_of(column: str) -> Measure:
    """The mean of a column of whole seconds, in minutes."""
    mean = mean_of(column)
    return replace(
        mean,
        value=lambda rows: _minutes(mean.value(rows)),
        fold=lambda items: _minutes(mean.fold(items)),
        rule=Words(
            "各行的秒数之和除以行数，再换算为分钟；四舍五入到两位小数",
            "The seconds of the rows divided by their number, in minutes, rounded half up to two "
            "decimals",
        ),
    )


def _case(row: Ticket) -> UUID | None:
    return row.case


ON = Column(Words("日期", "Day"), lambda row: row.on)
LABEL = Column(Words("号码", "Number"), lambda row: row.label)
MATTER = Column(Words("事项", "Matter"), lambda row: title_of(row.matter))
WINDOW = Column(Words("窗口", "Window"), lambda row: row.window)
SINCE = Column(Words("开始等候", "Waiting since"), lambda row: _clock(row.waiting_since))
CALLED_AT = Column(Words("叫号", "Called at"), lambda row: _clock(row.called_at))
BEGAN = Column(Words("开始办理", "Served from"), lambda row: _clock(row.served_at))
ENDED_AT = Column(Words("离开窗口", "Left at"), lambda row: _clock(row.ended_at))
END = Column(Words("结果", "End"), lambda row: ENDS.get(row.outcome, Words("", "")))

BY_MATTER = Part("matter", Words("按事项", "By matter"), title_of)
BY_END = Part("outcome", Words("按结果", "By end"), lambda name: ENDS.get(name, Words(name, name)))

VISITS = Figure(
    name="reception.visits",
    title=Words("窗口接待", "Visits at the windows"),
    unit=Words("人次", "visits"),
    meaning=Words(
        "期内叫到并已离开窗口的号码，转到其他窗口的在每个窗口各计一次",
        "Numbers called in the period that had left the window; one sent on counts at each window",
    ),
    rows=ended,
    columns=(ON, LABEL, MATTER, WINDOW, CALLED_AT, ENDED_AT, END),
    parts=(BY_END, BY_MATTER),
    case=_case,
)
WAITED = Figure(
    name="reception.waited",
    title=Words("平均等候", "Average wait"),
    unit=MINUTES,
    meaning=Words(
        "期内叫到的号码，自取号（或转来）至首次叫号",
        "From taking the number, or being sent on, to the first call, for numbers called",
    ),
    rows=called,
    measure=minutes_of("waited"),
    columns=(ON, LABEL, MATTER, WINDOW, SINCE, CALLED_AT),
    parts=(BY_MATTER,),
    case=_case,
)
SERVING = Figure(
    name="reception.served",
    title=Words("平均办理", "Average time at the window"),
    unit=MINUTES,
    meaning=Words(
        "期内在窗口办理过的号码，自开始办理至离开窗口；过号不计",
        "From the beginning of serving to leaving the window; no-shows do not count",
    ),
    rows=attended,
    measure=minutes_of("served"),
    columns=(ON, LABEL, MATTER, WINDOW, BEGAN, ENDED_AT),
    parts=(BY_MATTER,),
    case=_case,
)

FIGURES = (VISITS, WAITED, SERVING)
