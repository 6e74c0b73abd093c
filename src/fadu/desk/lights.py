"""The board of lights: each waiting case shows one light; by section, post, matter and officer.

A light is declared as one condition, by which the cell is counted and its list filtered. What the
law lets stand still is *suspended*, whatever its date says.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from fadu.bureau.models import Officer, Post, Section
from fadu.desk.boards import Board, Number
from fadu.desk.groups import NOBODY
from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.declare import PARTY
from fadu.procedure.figures import title_of
from fadu.procedure.models import NEVER, Clock, Task

# What waits for a party waits for no section.
_OUTSIDE = Words("不属股室（等申请人）", "Of no section (with the applicant)")
_MONTH = datetime.timedelta(days=31)


def _suspended() -> Q:
    stopped = Clock.objects.filter(case=OuterRef("case"), suspended=True, stopped_on__isnull=True)
    return Q(Exists(stopped))


def _runs(board: Board, **when: Any) -> Q:
    del board
    return ~_suspended() & Q(**when)


def _soon(board: Board) -> datetime.date:
    """The second working day from now: what is due before it is nearly due."""
    calendar = calendar_of(board.bureau).reaching(board.at.on, board.at.on + _MONTH)
    return calendar.add_working_days(board.at.on, 2)


LIGHTS: tuple[Number, ...] = (
    Number(
        "light-overdue", Words("已超期", "Overdue"),
        Words("环节期限已过", "The step is past its limit"),
        lambda board: _runs(board, urgent_on__lt=board.at.on), "red",
    ),
    Number(
        "light-red", Words("今天到期", "Due today"),
        Words("环节今天到期", "The step is due today"),
        lambda board: _runs(board, urgent_on=board.at.on), "red",
    ),
    Number(
        "light-amber", Words("将到期", "Nearly due"),
        Words("环节在下一个工作日到期", "The step is due on the next working day"),
        lambda board: _runs(board, urgent_on__gt=board.at.on, urgent_on__lt=_soon(board)), "amber",
    ),
    Number(
        "light-green", Words("期限内", "In time"),
        Words("环节离到期还有两个工作日以上", "The step has two working days or more"),
        lambda board: _runs(board, urgent_on__gte=_soon(board), urgent_on__lt=NEVER), "green",
    ),
    Number(
        "light-suspended", Words("停止计时", "Suspended"),
        Words("有法定事由，时限停止计算", "The clocks stand still for a cause in law"),
        lambda board: _suspended(),
    ),
    Number(
        "light-none", Words("不计时限", "No limit"),
        Words("环节没有时限", "The step has no limit"),
        lambda board: _runs(board, urgent_on=NEVER),
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Number] = {light.name: light for light in LIGHTS}

Titles = Callable[[Board, list[str]], Mapping[str, Words]]


@dataclass(frozen=True, slots=True)
class Split:
    """A way to split the board: the column of a task, and what its values are called."""

    name: str
    title: Words
    column: str
    titles: Titles


@dataclass(frozen=True, slots=True)
class Row:
    """One section, post, matter or officer: how many cases show each light."""

    value: str
    title: Words
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def _of_posts(board: Board, codes: list[str]) -> Mapping[str, Words]:
    rows = Post.objects.filter(bureau=board.bureau, code__in=codes)
    return {post.code: post.name for post in rows} | {PARTY.code: PARTY.title}


def _of_sections(board: Board, codes: list[str]) -> Mapping[str, Words]:
    rows = Section.objects.filter(bureau=board.bureau, code__in=codes)
    return {section.code: section.name for section in rows} | {NOBODY: _OUTSIDE}


def _of_matters(board: Board, names: list[str]) -> Mapping[str, Words]:
    return {name: title_of(name) for name in names}


def _of_officers(board: Board, ids: list[str]) -> Mapping[str, Words]:
    rows = Officer.objects.filter(bureau=board.bureau, id__in=[one for one in ids if one != NOBODY])
    named = {str(officer): Words(name, name) for officer, name in rows.values_list("id", "name")}
    return named | {NOBODY: Words("未指定", "Nobody yet")}


SPLITS: Mapping[str, Split] = {
    split.name: split
    for split in (
        Split("section", Words("按股室", "By section"), "post", _of_sections),
        Split("post", Words("按岗位", "By post"), "post", _of_posts),
        Split("matter", Words("按事项", "By matter"), "procedure", _of_matters),
        Split("officer", Words("按经办人", "By officer"), "officer", _of_officers),
    )
}


def sections_of(bureau: str) -> dict[str, str]:
    """The section of each post, by their codes."""
    return dict(Post.objects.filter(bureau=bureau).values_list("code", "section__code"))


def table(board: Board, split: Split) -> list[Row]:
    """The board split one way, the most urgent first; one grouped look."""
    light = Choose(
        *[When(number.fits(board), then=Value(number.name)) for number in LIGHTS],
        output_field=CharField(),
    )
    lines = board.tasks.order_by().annotate(light=light).values_list(split.column, "light")
    sections = sections_of(board.bureau) if split.name == "section" else {}
    counts: dict[str, dict[str, int]] = {}
    for key, shown, total in lines.annotate(total=Count("pk")):
        value = sections.get(key, NOBODY) if split.name == "section" else str(key or NOBODY)
        row = counts.setdefault(value, dict.fromkeys(BY_NAME, 0))
        row[shown] += total
    titles = split.titles(board, list(counts))
    rows = [Row(one, titles.get(one, Words(one or "—", one or "—")), counts[one]) for one in counts]
    return sorted(rows, key=lambda row: (*(-row.counts[name] for name in BY_NAME), row.title.zh))


def tasks_behind(board: Board, light: Number) -> QuerySet[Task]:
    """The rows of a light."""
    return board.tasks.filter(light.fits(board))


def part(board: Board, split: str, value: str) -> Q:
    """The condition of one row; what it leaves is what the row counts."""
    if split == "section":
        posts = sections_of(board.bureau)
        if value == NOBODY:
            return ~Q(post__in=sorted(posts))
        return Q(post__in=[post for post, section in posts.items() if section == value])
    return Q(**{SPLITS[split].column: value})
