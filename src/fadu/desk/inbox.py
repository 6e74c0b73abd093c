"""The inbox: what waits for the posts an officer holds, most urgent first; and all his cases."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.authority import posts_of
from fadu.desk import queue, saved
from fadu.desk.asked import actor, reading, shown
from fadu.desk.covering import covering_of
from fadu.desk.groups import NOBODY, Counted, groupings, groups
from fadu.desk.opinions import open_askings
from fadu.desk.rows import address, case_columns, case_rows, identity, task_columns, task_rows
from fadu.law.words import Words
from fadu.pages.clock import LIGHTS
from fadu.pages.lists import CHOICE, DATE, HIDDEN, Filter, Listing
from fadu.pages.strands import Strands
from fadu.pages.who import Visit, officer_required
from fadu.procedure.access import Reader, readable
from fadu.procedure.calendars import calendar_of
from fadu.procedure.discover import procedures
from fadu.procedure.figures import title_of
from fadu.procedure.models import Case, Party, Task
from fadu.procedure.numbers import numbers_meant

INBOX = "inbox"


def inbox_list(request: Visit, steps: Iterable[tuple[str, str]], everybody: bool) -> Listing:
    """The list of waiting tasks with the filters that make sense for it."""
    bureau, today = request.bureau.code, request.moment.on
    lights = queue.lit(today, bureau)
    filters = [
        Filter(
            "q", Words("办件编号或末尾序号", "Number, or the digits at its end"),
            lambda rows, text: rows.filter(
                case__bureau=bureau, case__number__in=numbers_meant(bureau, text, today.year)
            ),
            key="f",
        ),
        Filter(
            "step", Words("环节", "Step"), _at_step, CHOICE,
            [(f"{name}/{step}", queue.full_title(name, step)) for name, step in steps],
        ),
        Filter(
            "light", Words("期限", "Limit"), lambda rows, light: rows.filter(lights[light]), CHOICE,
            LIGHTS.items(),
        ),
        Filter("due", Words("到期日", "Due on"), lambda rows, day: rows.filter(urgent_on=day), DATE),
        Filter("party", Words("当事人", "Party"), _of_party, HIDDEN),
    ]  # fmt: skip
    if everybody:
        posts = {step.post.code for name in procedures() for step in procedures()[name].steps}
        held = queue.colleagues(bureau, posts, today)
        choices = [(NOBODY, Words("未指定", "Nobody yet"))]
        choices += [(str(key), name) for key, name in held]
        officer = Words("经办人", "Officer")
        filters.append(Filter("officer", officer, _of_officer, CHOICE, choices))
    return Listing(
        name=INBOX,
        columns=task_columns(),
        sort="due",
        filters=tuple(filters),
        empty=Words("眼下没有等您办理的案件。", "Nothing waits for you now."),
        link=address,
        value=identity,
        keeps=("view", "group"),
        drawn=task_rows(bureau, today),
    )


def _at_step(rows: QuerySet[Task], value: str) -> QuerySet[Task]:
    procedure, _, step = value.partition("/")
    return rows.filter(procedure=procedure, step=step)


def _of_officer(rows: QuerySet[Task], value: str) -> QuerySet[Task]:
    if value == NOBODY:
        return rows.filter(officer__isnull=True)
    return rows.filter(officer=UUID(value))


def _of_party(rows: QuerySet[Task], value: str) -> QuerySet[Task]:
    try:
        parts = Party.objects.filter(person=UUID(value))
    except ValueError:
        return rows.none()
    return rows.filter(case__in=parts.values("case"))


@officer_required
def inbox(request: Visit, bureau: str) -> HttpResponseBase:
    """What waits for this officer; for a supervisor also what waits for anybody he answers for."""
    me, today, who = actor(request).officer, request.moment.on, reading(request)
    first = saved.first_of(request, INBOX)
    if first is not None and not request.GET:
        return HttpResponseRedirect(f"?{first.query}")
    names = queue.oversight(bureau, me, today)
    everybody = bool(names) and request.GET.get("view") == "all"
    tasks = queue.overseen(bureau, names) if everybody else queue.waiting(who, me, today)
    counted = Counted.of(tasks, today, calendar_of(bureau), by_officer=everybody)
    posts = None if everybody else posts_of(bureau, me, today)
    here = {(line["procedure"], line["step"]) for line in counted.lines}
    steps = sorted(
        here | queue.steps_of(names if everybody else who.procedures or queue.matters(), posts)
    )
    listed = inbox_list(request, steps, everybody).asked(request, tasks)
    if listed.file is not None:
        return listed.file
    context = {
        "counted": counted,
        "asked": open_askings(request).count(),
        "covering": covering_of(bureau, me, today),
        "listed": listed,
        "groups": groups(counted, listed, tasks, bureau),
        "groupings": groupings(listed, everybody),
        "supervises": bool(names),
        "everybody": everybody,
        "saved": saved.filters_of(request, INBOX),
        "colleagues": queue.colleagues(bureau, queue.posts_at(here), today),
        "ticked": request.GET.get("tick") == "page",
        "key": str(uuid4()),
    }
    return shown(request, "desk/inbox.html", "desk:inbox", context)


def cases_list(request: Visit, names: Iterable[str]) -> Listing:
    """The list of cases with its filters."""
    bureau, today = request.bureau.code, request.moment.on
    filters = (
        Filter(
            "q", Words("办件编号或末尾序号", "Number, or the digits at its end"),
            lambda rows, text: rows.filter(number__in=numbers_meant(bureau, text, today.year)),
            key="f",
        ),
        Filter(
            "procedure", Words("事项", "Matter"), lambda rows, name: rows.filter(procedure=name),
            CHOICE, [(name, title_of(name)) for name in names],
        ),
        Filter(
            "status", Words("状态", "Status"), lambda rows, status: rows.filter(status=status),
            CHOICE, [("open", Words("在办", "Open")), ("closed", Words("已办结", "Closed"))],
        ),
        Filter(
            "since", Words("收件自", "Received from"),
            lambda rows, day: rows.filter(opened_on__gte=day), DATE,
        ),
        Filter(
            "until", Words("收件至", "Received until"),
            lambda rows, day: rows.filter(opened_on__lte=day), DATE,
        ),
    )  # fmt: skip
    return Listing(
        name="cases",
        columns=case_columns(),
        sort="-opened",
        filters=filters,
        empty=Words("没有您可以查阅的案件。", "There is no case that you may read."),
        link=address,
        drawn=case_rows(bureau, today),
    )


def every_case(who: Reader) -> Strands[Case]:
    """The cases that a reader may read, matter by matter: each comes in the order of its index."""
    names = sorted(queue.matters() if who.everything else who.procedures)
    whole = Case.objects.select_related("task").defer("state_text")
    parts = [readable(Case.objects.filter(procedure=name), who) for name in names]
    return Strands(tuple(parts) or (Case.objects.none(),), ("-opened_on", "-number"), whole)


@officer_required
def cases(request: Visit, bureau: str) -> HttpResponseBase:
    """Every case that this officer may read, newest first; a whole number leads straight to it."""
    who = reading(request)
    text = request.GET.get("q", "").strip()
    if text and readable(Case.objects.all(), who).filter(number=text).exists():
        return HttpResponseRedirect(reverse("desk:case", args=(bureau, text)))
    names = sorted(queue.matters() if who.everything else who.procedures)
    listed = cases_list(request, names).asked(request, every_case(who))
    if listed.file is not None:
        return listed.file
    return shown(request, "desk/cases.html", "desk:cases", {"listed": listed})
