"""The numbers of a board: what a section's head or the director looks at first.

The list is the figure. A number over waiting tasks is declared as one condition: the page counts by
it, the list filters by it. Numbers over months and limits take their rows from the declared figures
(`procedure.figures`), so that board and annual report cannot tell two stories.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from fadu.figures.scope import Period, Scope
from fadu.law.words import Words
from fadu.procedure import figures
from fadu.procedure.blocks.intake import ONE_TIME_NOTICE
from fadu.procedure.calendars import calendar_of
from fadu.procedure.models import Case, CaseDocument, Clock, Task
from fadu.record.models import Entry
from fadu.record.moment import Moment

# Acceptances by silence are looked for among the cases of the last quarter of a year.
QUARTER = datetime.timedelta(days=91)
_BY_SILENCE = "system:clock:default:"


@dataclass(frozen=True, slots=True)
class Board:
    """Of what a board speaks: a bureau, the matters overseen, and when it is looked at."""

    bureau: str
    names: frozenset[str]
    at: Moment

    @property
    def tasks(self) -> QuerySet[Task]:
        """What waits in the matters overseen."""
        return Task.objects.filter(bureau=self.bureau, procedure__in=sorted(self.names))

    def scope(self, period: Period) -> Scope:
        """A period as it is known now."""
        return Scope(self.bureau, period, self.at.recorded_at)

    def mine(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Those cases that belong to a matter overseen."""
        return cases.filter(procedure__in=sorted(self.names))

    @property
    def long_ago(self) -> datetime.date:
        """The day before which a case that has not moved since is said to stand still."""
        calendar = calendar_of(self.bureau).reaching(self.at.on)
        return calendar.add_working_days(self.at.on, -settings.FADU_STILL_DAYS)


@dataclass(frozen=True, slots=True)
class Number:
    """A number over waiting tasks: its condition is asked for the count and for the list alike."""

    name: str
    title: Words
    meaning: Words
    fits: Callable[[Board], Q]
    light: str = ""


def _week_end(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=6 - day.weekday())


def _stopped(board: Board) -> Q:
    stopped = Clock.objects.filter(case=OuterRef("case"), suspended=True, stopped_on__isnull=True)
    return Q(Exists(stopped)) & _unmoved(board)


def _unmoved(board: Board) -> Q:
    midnight = datetime.datetime.combine(
        board.long_ago, datetime.time(), board.at.recorded_at.tzinfo
    )
    # That it was put before somebody because nothing moved is no movement.
    since = Entry.objects.filter(case=OuterRef("case"), recorded_at__gte=midnight)
    moved = since.filter(bureau=board.bureau).exclude(kind="case.escalated")
    put = since.filter(bureau=board.bureau, kind="case.escalated")
    return Q(case__recorded_at__lt=midnight) | (Exists(put) & ~Exists(moved))


def _noticed_again(board: Board) -> Q:
    notices = CaseDocument.objects.filter(case=OuterRef("case"), text=ONE_TIME_NOTICE)
    twice = notices.order_by().values("case").annotate(total=Count("pk")).filter(total__gte=2)
    return Q(Exists(twice))


NOW = (
    Number(
        "waiting", Words("在办", "Open"), Words("等待办理的案件", "Cases that wait for a step"),
        lambda board: Q(),
    ),
    Number(
        "today", Words("今天到期", "Due today"),
        Words("现在的环节今天到期", "Cases whose step is due today"),
        lambda board: Q(urgent_on=board.at.on), "amber",
    ),
    Number(
        "week", Words("本周到期", "Due this week"),
        Words("现在的环节从今天到本周日到期", "Cases whose step is due from today to Sunday"),
        lambda board: Q(urgent_on__range=(board.at.on, _week_end(board.at.on))), "amber",
    ),
    Number(
        "late", Words("已超期", "Overdue"),
        Words("现在的环节已过期限", "Cases whose step is past its limit"),
        lambda board: Q(urgent_on__lt=board.at.on), "red",
    ),
    Number(
        "unassigned", Words("未指定经办人", "With nobody yet"),
        Words("在岗位的公共队列里，还没有人办", "In the queue of a post, taken by nobody"),
        lambda board: Q(officer__isnull=True),
    ),
)  # fmt: skip
UNUSUAL = (
    Number(
        "still", Words("久无动静", "No movement"),
        Words("多个工作日没有任何记录", "Nothing was recorded for many working days"), _unmoved,
    ),
    Number(
        "stopped", Words("久停计时", "Clocks long stopped"),
        Words("计时停止，且多个工作日没有记录", "Clocks stopped, nothing recorded for many days"),
        _stopped,
    ),
    Number(
        "noticed", Words("多次告知", "Noticed again"),
        Words("发出过两次以上补正告知", "Two notices of what is missing, or more"), _noticed_again,
    ),
    Number(
        "again", Words("回到已办环节", "Back at an earlier step"),
        Words("退回或补正后，再次到了办过的环节", "Returned or supplemented: a step taken before"),
        lambda board: Q(again=True),
    ),
)  # fmt: skip
TASKS: Mapping[str, Number] = {number.name: number for number in (*NOW, *UNUSUAL)}


def counted(board: Board) -> dict[str, int]:
    """Every number over waiting tasks, in one look."""
    asked = {name: Count("pk", filter=number.fits(board)) for name, number in TASKS.items()}
    # An empty condition is no filter: it counts all.
    asked["waiting"] = Count("pk")
    found: dict[str, int] = board.tasks.aggregate(**asked)
    return found


def tasks_behind(board: Board, name: str) -> QuerySet[Task]:
    """The rows of one of them."""
    return board.tasks.filter(TASKS[name].fits(board))


def by_silence(board: Board) -> QuerySet[Case]:
    """Cases of the last quarter of a year that were accepted because nobody said anything."""
    taken = Entry.objects.filter(
        bureau=board.bureau, case=OuterRef("pk"), kind="case.taken", key__startswith=_BY_SILENCE
    )
    recent = Case.objects.filter(bureau=board.bureau, opened_on__gt=board.at.on - QUARTER)
    return board.mine(recent).filter(Exists(taken)).order_by("opened_on", "number")


def load(board: Board, *keys: str) -> list[dict[str, Any]]:
    """How many wait and how many are late, by step or by officer; the heaviest first."""
    late = Count("pk", filter=TASKS["late"].fits(board))
    lines = board.tasks.order_by().values(*keys).annotate(total=Count("pk"), late=late)
    return sorted(lines, key=lambda line: (-line["late"], -line["total"]))


# Months and limits: the rows are those of the declared figures.

RECEIVED, CLOSED = "received", "closed"
_ROWS: Mapping[str, tuple[Callable[[Scope], QuerySet[Case]], str]] = {
    RECEIVED: (figures.received, "opened_on"),
    CLOSED: (figures.closed, "closed_on"),
}
FIGURES = {"promise": figures.PROMISE_KEPT, "statute": figures.LIMIT_KEPT}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of this year beside the same month last year: received and closed."""

    number: int
    received: int
    received_before: int
    closed: int
    closed_before: int


def month_rows(board: Board, kind: str, year: int, month: int) -> QuerySet[Case]:
    """The cases received or closed in a month."""
    rows, _ = _ROWS[kind]
    return board.mine(rows(board.scope(Period.month(year, month))))


def months(board: Board) -> list[Month]:
    """This year up to now, month by month, beside last year."""
    year, last = board.at.on.year, board.at.on.month
    told = {kind: _by_month(board, kind) for kind in _ROWS}
    return [
        Month(
            number,
            told[RECEIVED].get((year, number), 0),
            told[RECEIVED].get((year - 1, number), 0),
            told[CLOSED].get((year, number), 0),
            told[CLOSED].get((year - 1, number), 0),
        )
        for number in range(1, last + 1)
    ]


def _by_month(board: Board, kind: str) -> dict[tuple[int, int], int]:
    rows, column = _ROWS[kind]
    period = Period(datetime.date(board.at.on.year - 1, 1, 1), board.at.on)
    days = board.mine(rows(board.scope(period))).order_by().values_list(column)
    found: dict[tuple[int, int], int] = {}
    for day, total in days.annotate(total=Count("pk")):
        found[day.year, day.month] = found.get((day.year, day.month), 0) + total
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """How often a limit was kept this year: of all closed under it, how many in time."""

    name: str
    title: Words
    total: int
    late: int

    @property
    def all(self) -> str:
        """The name of the list of all of them."""
        return f"{self.name}-all"

    @property
    def too_late(self) -> str:
        """The name of the list of those closed too late."""
        return f"{self.name}-late"

    @property
    def share(self) -> Words:
        """Per cent in time, as the annual report prints it."""
        measure = FIGURES[self.name].measure
        return measure.shown(measure.fold([True] * (self.total - self.late) + [False] * self.late))


def limit_rows(board: Board, name: str, *, late: bool = False) -> QuerySet[Any]:
    """The cases closed this year under a limit; those closed too late."""
    period = Period(datetime.date(board.at.on.year, 1, 1), board.at.on)
    rows: QuerySet[Any] = board.mine(FIGURES[name].rows(board.scope(period)))
    return rows.filter(in_time=False) if late else rows


def kept(board: Board) -> Iterable[Kept]:
    """The promised time and the statutory limit."""
    for name, figure in FIGURES.items():
        in_time = limit_rows(board, name).order_by().values_list("in_time")
        told = dict(in_time.annotate(total=Count("pk")))
        yield Kept(name, figure.title, sum(told.values()), told.get(False, 0))
