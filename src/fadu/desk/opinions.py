"""What is asked of an officer in cases that wait for somebody else (征求我的意见)."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.authority import standing_of
from fadu.desk.asked import actor, shown
from fadu.desk.queue import light_words
from fadu.law.words import Words
from fadu.pages.lists import Column, Listing
from fadu.pages.who import Visit, officer_required
from fadu.procedure import clocks
from fadu.procedure.calendars import calendar_of
from fadu.procedure.discover import procedures
from fadu.procedure.figures import title_of
from fadu.procedure.models import NEVER, Asking


@dataclass(frozen=True, slots=True)
class Row:
    """A contribution asked of the officer, as a list says it."""

    asking: Asking
    matter: Words
    title: Words
    light: str
    light_words: Words


def open_askings(request: Visit) -> QuerySet[Asking]:
    """What is asked of the visiting officer by name or of a post that he stands for today."""
    bureau = request.bureau.code
    standing = standing_of(bureau, actor(request).officer, request.moment.on)
    mine = Q(post__in=standing.posts, officer=None) | Q(officer__in=standing.tasks_of)
    waiting = Asking.objects.filter(mine, bureau=bureau, ended_on=None, case__status="open")
    return waiting.alias(urgent=Coalesce("due", NEVER)).select_related("case")


@officer_required
def asked_of_me(request: Visit, bureau: str) -> HttpResponseBase:
    """The list: what is asked, until when, most urgent first."""
    listed = _listing(bureau, request.moment.on).asked(request, open_askings(request))
    if listed.file is not None:
        return listed.file
    return shown(request, "desk/asked.html", "desk:inbox", {"listed": listed})


def _listing(bureau: str, today: datetime.date) -> Listing:
    columns = (
        Column("number", Words("办件编号", "Number"), lambda row: row.asking.case.number),
        Column("matter", Words("事项", "Matter"), lambda row: row.matter),
        Column("what", Words("请您提供", "Asked of you"), lambda row: row.title),
        Column(
            "light", Words("期限", "Limit"), lambda row: row.light_words,
            colour=lambda row: row.light or "plain",
        ),
        Column(
            "due", Words("请于此日前答复", "Answer by"), lambda row: row.asking.due,
            sort=("urgent", "id"),
        ),
        Column(
            "since", Words("提出日期", "Asked on"), lambda row: row.asking.since,
            sort=("since", "id"),
        ),
    )  # fmt: skip
    return Listing(
        name="asked",
        columns=columns,
        sort="due",
        empty=Words("眼下没有征求您的意见。", "Nothing is asked of you now."),
        link=_address,
        drawn=_rows(bureau, today),
    )


def _address(row: Row) -> str:
    case = row.asking.case
    return reverse("desk:case", args=(case.bureau, case.number)) + "#givings"


def _rows(bureau: str, today: datetime.date) -> Callable[[list[Any]], list[Row]]:
    calendar = calendar_of(bureau)

    def drawn(askings: list[Any]) -> list[Row]:
        found = []
        for each in askings:
            light = clocks.light(each.due, today, calendar)
            told = light_words(light, each.due, today, calendar)
            matter = each.case.procedure
            found.append(Row(each, title_of(matter), _title(each), light, told))
        return found

    return drawn


def _title(asking: Asking) -> Words:
    declared = procedures().get(asking.case.procedure)
    place = f"{asking.step}+{asking.contribution}"
    return declared.titled(place) if declared else Words(place, place)
