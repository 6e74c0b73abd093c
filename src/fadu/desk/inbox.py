"""The inbox: what waits for the posts an officer holds, most urgent first; and all his cases."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.authority import posts_of
from fadu.desk.asked import actor, reading, shown
from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.pages.clock import LIGHTS
from fadu.pages.paging import leaf
from fadu.pages.who import Visit, officer_required
from fadu.people.persons import known
from fadu.procedure import clocks
from fadu.procedure.access import Reader, readable
from fadu.procedure.discover import procedures
from fadu.procedure.figures import outcome_title, title_of
from fadu.procedure.models import Case, Party, Task

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Group:
    """The waiting tasks of one step: how many, how many late or nearly so."""

    procedure: str
    step: str
    title: Words
    step_title: Words
    total: int
    red: int
    amber: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list; `light` and `due` are those of the waiting step."""

    case: Case
    title: Words
    step: Words
    names: str
    due: datetime.date | None
    light: str
    light_words: Words
    handed_over: bool


def waiting(who: Reader, officer: UUID, on: datetime.date) -> QuerySet[Task]:
    """The tasks of the posts that an officer holds on a day, and those handed to him."""
    held = posts_of(who.bureau, officer, on)
    mine = Q(officer=officer) | Q(officer__isnull=True, post__in=held)
    cases = readable(Case.objects.all(), who)
    return Task.objects.filter(mine, bureau=who.bureau, case__in=cases)


def lit(today: datetime.date) -> dict[str, Q]:
    """Each light as a condition on the due date; it agrees with `clocks.light`."""
    second = Calendar.shipped().add_working_days(today, 2)
    return {
        "red": Q(due__lt=today),
        "amber": Q(due__gte=today, due__lt=second),
        "green": Q(due__gte=second),
    }


def groups(tasks: QuerySet[Task], today: datetime.date, chosen: Mapping[str, str]) -> list[Group]:
    """The tasks counted by procedure and step, the most urgent group first."""
    lights = lit(today)
    counted = (
        tasks.values("case__procedure", "step")
        .annotate(
            total=Count("pk"),
            red=Count("pk", filter=lights["red"]),
            amber=Count("pk", filter=lights["amber"]),
        )
        .order_by("-red", "-amber", "case__procedure", "step")
    )
    return [
        Group(
            procedure=line["case__procedure"],
            step=line["step"],
            title=title_of(line["case__procedure"]),
            step_title=step_title(line["case__procedure"], line["step"]),
            total=line["total"],
            red=line["red"],
            amber=line["amber"],
            chosen=(line["case__procedure"], line["step"])
            == (chosen.get("procedure"), chosen.get("step")),
        )
        for line in counted
    ]


def step_title(procedure: str, step: str) -> Words:
    """The title of a step; its name when it is no longer declared."""
    declared = procedures().get(procedure)
    found = declared.step(step) if declared else None
    return found.title if found else Words(step, step)


def chosen_tasks(tasks: QuerySet[Task], query: QueryDict, today: datetime.date) -> QuerySet[Task]:
    """The tasks that the filters of the page leave, most urgent first."""
    filters = {"procedure": "case__procedure", "step": "step", "q": "case__number__icontains"}
    for name, lookup in filters.items():
        text = query.get(name, "").strip()
        if text:
            tasks = tasks.filter(**{lookup: text})
    lights = lit(today)
    light = lights.get(query.get("light", ""))
    if light is not None:
        tasks = tasks.filter(light)
    return tasks.select_related("case").order_by(F("due").asc(nulls_last=True), "since", "pk")


@officer_required
def inbox(request: Visit, bureau: str) -> HttpResponseBase:
    """What waits for this officer."""
    today = request.moment.on
    tasks = waiting(reading(request), actor(request).officer, today)
    page = leaf(chosen_tasks(tasks, request.GET, today), request, size=ON_A_PAGE)
    counted = groups(tasks, today, {name: request.GET[name] for name in request.GET})
    context = {
        "groups": counted,
        "total": sum(group.total for group in counted),
        "late": sum(group.red for group in counted),
        "nearly": sum(group.amber for group in counted),
        "leaf": page,
        "rows": rows(bureau, [task.case for task in page], today),
        "lights": LIGHTS,
        "query": request.GET,
    }
    return shown(request, "desk/inbox.html", "desk:inbox", context)


@officer_required
def cases(request: Visit, bureau: str) -> HttpResponseBase:
    """Every case that this officer may read, newest first; a whole number leads straight to it."""
    found = readable(Case.objects.all(), reading(request))
    text = request.GET.get("q", "").strip()
    if text and found.filter(number=text).exists():
        return HttpResponseRedirect(reverse("desk:case", args=(bureau, text)))
    names = found.order_by("procedure").values_list("procedure", flat=True).distinct()
    page = leaf(chosen_cases(found, request.GET), request, size=ON_A_PAGE)
    context = {
        "leaf": page,
        "rows": rows(bureau, list(page), request.moment.on),
        "matters": [(name, title_of(name)) for name in names],
        "query": request.GET,
    }
    return shown(request, "desk/cases.html", "desk:cases", context)


def chosen_cases(found: QuerySet[Case], query: QueryDict) -> QuerySet[Case]:
    """The cases that the filters of the page leave, newest first."""
    filters = {"q": "number__icontains", "procedure": "procedure", "status": "status"}
    for name, lookup in filters.items():
        text = query.get(name, "").strip()
        if text:
            found = found.filter(**{lookup: text})
    return found.select_related("task").order_by("-opened_on", "-number")


def rows(bureau: str, cases: Iterable[Case], today: datetime.date) -> list[Row]:
    """The rows of a list; parties are read in one go."""
    listed = list(cases)
    parts = Party.objects.filter(bureau=bureau, case__in=listed).order_by("pk")
    persons: dict[UUID, list[UUID]] = {}
    for case, person in parts.values_list("case", "person"):
        persons.setdefault(case, []).append(person)
    held = known(bureau, {person for some in persons.values() for person in some})
    return [
        _row(case, [held[person].name for person in persons.get(case.id, ())], today)
        for case in listed
    ]


def _row(case: Case, names: list[str], today: datetime.date) -> Row:
    task: Any = getattr(case, "task", None)
    light = clocks.light(task.due, today) if task else ""
    few = "、".join(dict.fromkeys(names[:3])) + (f" +{len(names) - 3}" if len(names) > 3 else "")
    return Row(
        case=case,
        title=title_of(case.procedure),
        step=step_title(case.procedure, task.step) if task else outcome_title(case.outcome),
        names=few,
        due=task.due if task else None,
        light=light,
        light_words=LIGHTS.get(light, Words("", "")),
        handed_over=bool(task and task.officer),
    )
