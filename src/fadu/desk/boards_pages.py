"""Pages of a board: the numbers, and the list that each of them opens."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.models import Officer
from fadu.desk import boards, lights, queue
from fadu.desk.asked import actor, shown
from fadu.desk.boards import Board
from fadu.desk.groups import NOBODY
from fadu.desk.rows import address, case_columns, case_rows, task_columns, task_rows
from fadu.law.words import Words
from fadu.pages.bars import Bars, Cell, Row, Series
from fadu.pages.lists import Listing
from fadu.pages.strands import Strands
from fadu.pages.who import Visit, officer_required
from fadu.procedure.models import Task

_SILENCE = (
    Words("默示受理", "Accepted by silence"),
    Words(
        "最近一个季度收到、因当场未书面告知而视为受理的案件",
        "Received in the last quarter of a year and accepted because nobody said anything",
    ),
)
_MONTHS = {
    boards.RECEIVED: Words("收件", "Received"),
    boards.CLOSED: Words("办结", "Closed"),
}
_MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_UNDER = {
    "promise-all": Words("有承诺时限、今年已办结", "Closed this year under a promised time"),
    "promise-late": Words("超过承诺时限办结", "Closed later than promised"),
    "statute-all": Words("有法定时限、今年已办结", "Closed this year under a statutory limit"),
    "statute-late": Words("超过法定时限办结", "Closed later than the statutory limit"),
}
_AS_IN_THE_REPORT = Words("数字与年度报告同出一处", "Counted as in the annual report")


def board_of(request: Visit) -> Board:
    """The board of the visiting supervisor; for others there is none."""
    me, at = actor(request).officer, request.moment
    names = queue.oversight(request.bureau.code, me, at.on)
    if not names:
        raise Http404
    return Board(request.bureau.code, names, at)


@officer_required
def board(request: Visit, bureau: str) -> HttpResponseBase:
    """The first page of a section's head and of the director."""
    seen = board_of(request)
    told = boards.counted(seen)
    context = {
        "now": [(number, told[number.name]) for number in boards.NOW],
        "unusual": [(number, told[number.name]) for number in boards.UNUSUAL],
        "silence": (*_SILENCE, boards.by_silence(seen).count()),
        "by_step": _by_step(seen),
        "by_officer": _by_officer(seen),
        "months": _by_month(seen),
        "kept": list(boards.kept(seen)),
        "whole": seen.names >= queue.matters(),
    }
    return shown(request, "desk/board.html", "desk:board", context)


def _there(seen: Board, name: str, **query: str) -> str:
    address = reverse("desk:behind", args=(seen.bureau, name))
    return f"{address}?{urlencode(query)}" if query else address


_LOAD = (Series(Words("在办", "Open")), Series(Words("超期", "Overdue"), "seal"))


def _load(seen: Board, line: dict[str, Any], title: Words, about: Words, **query: str) -> Row:
    cells = (
        Cell(line["total"], _there(seen, "waiting", **query)),
        Cell(line["late"], _there(seen, "late", **query)),
    )
    return Row(title, cells, about)


def _by_step(seen: Board) -> Bars:
    rows = []
    for line in boards.load(seen, "procedure", "step"):
        name, step = line["procedure"], line["step"]
        title, about = queue.step_title(name, step), queue.full_title(name, step)
        rows.append(_load(seen, line, title, about, step=f"{name}/{step}"))
    return Bars(Words("各环节在办", "Open by step"), Words("环节", "Step"), _LOAD, tuple(rows))


def _by_officer(seen: Board) -> Bars:
    lines = boards.load(seen, "officer")
    ids = [line["officer"] for line in lines if line["officer"]]
    held = Officer.objects.filter(bureau=seen.bureau, id__in=ids)
    names = dict(held.values_list("id", "name"))
    rows = []
    for line in lines:
        name = names.get(line["officer"], "")
        title = Words(name, name) if line["officer"] else Words("未指定", "Nobody yet")
        rows.append(_load(seen, line, title, title, officer=str(line["officer"] or NOBODY)))
    title = Words("各人在办", "Open by officer")
    return Bars(title, Words("经办人", "Officer"), _LOAD, tuple(rows))


def _by_month(seen: Board) -> Bars:
    year = seen.at.on.year
    rows = []
    for month in boards.months(seen):
        told = (
            (boards.RECEIVED, year, month.received),
            (boards.RECEIVED, year - 1, month.received_before),
            (boards.CLOSED, year, month.closed),
            (boards.CLOSED, year - 1, month.closed_before),
        )
        cells = (
            Cell(number, _there(seen, kind, month=f"{when}-{month.number:02d}"))
            for kind, when, number in told
        )
        name = _MONTH_NAMES[month.number - 1]
        rows.append(Row(Words(f"{month.number}月", name), tuple(cells)))
    series = (
        Series(Words("收件", "Received"), "blue"),
        Series(Words("去年同月收件", "Received last year"), "blue-line"),
        Series(Words("办结", "Closed"), "green"),
        Series(Words("去年同月办结", "Closed last year"), "green-line"),
    )
    title = Words("每月收件与办结", "Received and closed each month")
    return Bars(title, Words("月份", "Month"), series, tuple(rows))


@officer_required
def behind(request: Visit, bureau: str, name: str) -> HttpResponseBase:
    """The list behind a number: exactly its rows."""
    seen = board_of(request)
    title, meaning, listing, rows = _behind(request, seen, name)
    listed = listing.asked(request, rows)
    if listed.file is not None:
        return listed.file
    context = {"listed": listed, "title": title, "meaning": meaning}
    return shown(request, "desk/behind.html", "desk:board", context)


Behind = tuple[Words, Words, Listing, Any]


def _behind(request: Visit, seen: Board, name: str) -> Behind:
    if name in boards.TASKS or name in lights.BY_NAME:
        return _of_tasks(request, seen, name)
    if name == "silence":
        return (*_SILENCE, _cases(request), boards.by_silence(seen))
    if name in _MONTHS:
        year, month = _month(request)
        rows = boards.month_rows(seen, name, year, month)
        title = _MONTHS[name]
        when = Words(f"{year}年{month}月", f"{_MONTH_NAMES[month - 1]} {year}")
        named = Words(f"{when.zh}{title.zh}", f"{title.en} in {when.en}")
        return named, _AS_IN_THE_REPORT, _cases(request), rows
    if name not in _UNDER:
        raise Http404
    kind, _, part = name.partition("-")
    rows = boards.limit_rows(seen, kind, late=part == "late")
    return _UNDER[name], _AS_IN_THE_REPORT, _cases(request), rows


def _of_tasks(request: Visit, seen: Board, name: str) -> Behind:
    """Waiting tasks; of one step or one officer when the address says so."""
    light = lights.BY_NAME.get(name)
    number = light or boards.TASKS[name]
    rows = lights.tasks_behind(seen, light) if light else boards.tasks_behind(seen, name)
    title = number.title
    step, officer = request.GET.get("step", ""), request.GET.get("officer", "")
    if step:
        procedure, _, named = step.partition("/")
        rows = rows.filter(procedure=procedure, step=named)
        where = queue.step_title(procedure, named)
        title = Words(f"{title.zh}：{where.zh}", f"{title.en}: {where.en}")
    if officer:
        rows = rows.filter(officer=_officer(officer))
    for split in ("section", "post", "matter"):
        value = request.GET.get(split, "")
        if value:
            rows = rows.filter(lights.part(seen, split, value))
            where = lights.SPLITS[split].titles(seen, [value]).get(value, Words(value, value))
            title = Words(f"{title.zh}：{where.zh}", f"{title.en}: {where.en}")
    whole = Task.objects.select_related("case").defer("case__state_text")
    strands = Strands((rows,), queue.URGENCY, whole)
    return title, number.meaning, _tasks(request), strands


def _officer(text: str) -> UUID | None:
    if text == NOBODY:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _month(request: Visit) -> tuple[int, int]:
    """The month that ?month=2020-03 names, of this year or the last; else not found."""
    year, _, month = request.GET.get("month", "").partition("-")
    if not (year.isdigit() and month.isdigit() and len(year) == 4 and len(month) == 2):
        raise Http404
    if not (1 <= int(month) <= 12 and 0 <= request.moment.on.year - int(year) <= 1):
        raise Http404
    return int(year), int(month)


_EMPTY = Words("没有一件。", "There is none.")
_KEEPS = ("step", "officer", "month", "section", "post", "matter")


def _tasks(request: Visit) -> Listing:
    drawn = task_rows(request.bureau.code, request.moment.on)
    return Listing(
        "board", task_columns(), "due", _EMPTY, link=address, most=None, keeps=_KEEPS, drawn=drawn
    )


def _cases(request: Visit) -> Listing:
    drawn = case_rows(request.bureau.code, request.moment.on)
    return Listing(
        "board", case_columns(), "-opened", _EMPTY, link=address, most=None, keeps=_KEEPS,
        drawn=drawn,
    )  # fmt: skip
