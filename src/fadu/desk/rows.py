"""Cases and tasks as rows of a list, with the names of their parties."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from fadu.bureau.models import Officer
from fadu.desk.queue import light_words, step_title
from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.pages.lists import Column
from fadu.people.persons import known
from fadu.procedure import clocks
from fadu.procedure.calendars import calendar_of
from fadu.procedure.figures import outcome_title, title_of
from fadu.procedure.models import Case, Party, Task


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list; `light` and `due` are those of the waiting step."""

    case: Case
    title: Words
    step: Words
    names: str
    since: datetime.date | None
    due: datetime.date | None
    light: str
    light_words: Words
    officer: str


def task_rows(bureau: str, today: datetime.date) -> Callable[[list[Task]], list[Row]]:
    """From a page of tasks to its rows."""
    return lambda tasks: rows(bureau, [(task.case, task) for task in tasks], today)


def case_rows(bureau: str, today: datetime.date) -> Callable[[list[Case]], list[Row]]:
    """From a page of cases (with their tasks) to its rows."""
    return lambda cases: rows(
        bureau, [(case, getattr(case, "task", None)) for case in cases], today
    )


def rows(
    bureau: str, listed: Iterable[tuple[Case, Task | None]], today: datetime.date
) -> list[Row]:
    """The rows of a list; parties, names and officers are each read in one go."""
    pairs = list(listed)
    parts = Party.objects.filter(bureau=bureau, case__in=[case.id for case, _ in pairs])
    persons: dict[UUID, list[UUID]] = {}
    for case, person in parts.order_by("pk").values_list("case", "person"):
        persons.setdefault(case, []).append(person)
    held = known(bureau, {person for some in persons.values() for person in some})
    ids = {task.officer for _, task in pairs if task and task.officer}
    officers = dict(Officer.objects.filter(bureau=bureau, id__in=ids).values_list("id", "name"))
    calendar = calendar_of(bureau)
    return [
        _row(
            case, task, [held[each].name for each in persons.get(case.id, ())], officers, today,
            calendar,
        )
        for case, task in pairs
    ]  # fmt: skip


def _row(
    case: Case, task: Task | None, names: list[str], officers: dict[UUID, str],
    today: datetime.date, calendar: Calendar,
) -> Row:  # fmt: skip
    due = task.due if task else None
    light = clocks.light(due, today, calendar)
    few = "、".join(dict.fromkeys(names[:3])) + (f" +{len(names) - 3}" if len(names) > 3 else "")
    return Row(
        case=case,
        title=title_of(case.procedure),
        step=step_title(case.procedure, task.step)
        if task
        else outcome_title(case.outcome, case.procedure),
        names=few,
        since=task.since if task else None,
        due=due,
        light=light,
        light_words=light_words(light, due, today, calendar) if task else Words("已办结", "Closed"),
        officer=officers.get(task.officer, "") if task and task.officer else "",
    )


def colour(row: Row) -> str:
    """The colour of a row's light; plain for none."""
    return row.light or "plain"


def address(row: Row) -> str:
    """The case's page."""
    return reverse("desk:case", args=(row.case.bureau, row.case.number))


def identity(row: Row) -> str:
    """What ticking the row posts."""
    return str(row.case.id)


NUMBER = Column("number", Words("办件编号", "Number"), lambda row: row.case.number)
MATTER = Column("matter", Words("事项", "Matter"), lambda row: row.title)
NAMES = Column("names", Words("当事人", "Parties"), lambda row: row.names, exported=False)
STEP = Column("step", Words("环节", "Step"), lambda row: row.step)
LIGHT = Column("light", Words("期限", "Limit"), lambda row: row.light_words, colour=colour)
OFFICER = Column("officer", Words("经办人", "Officer"), lambda row: row.officer)


def task_columns() -> tuple[Column, ...]:
    """The columns of a list of tasks."""
    due = Column(
        "due", Words("到期日", "Due on"), lambda row: row.due, sort=("urgent_on", "case_id")
    )
    since = Column(
        "since", Words("到本环节", "At this step since"), lambda row: row.since,
        sort=("since", "case_id"),
    )  # fmt: skip
    return (NUMBER, MATTER, NAMES, STEP, LIGHT, due, since, OFFICER)


def case_columns(*more: Column) -> tuple[Column, ...]:
    """The columns of a list of cases."""
    opened: Any = Column(
        "opened", Words("收件日期", "Received on"), lambda row: row.case.opened_on,
        sort=("opened_on", "number"),
    )  # fmt: skip
    closed = Column("closed", Words("办结日期", "Closed on"), lambda row: row.case.closed_on)
    return (NUMBER, MATTER, NAMES, STEP, LIGHT, opened, closed, *more)
