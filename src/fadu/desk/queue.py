"""What waits, for whom, and how urgent it is: the queues behind inbox and boards.

Everything here reads the table of tasks alone, in the order of its indexes.
"""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from fadu.bureau.authority import holders, posts_of, standing_of
from fadu.bureau.models import Post
from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.pages.clock import LIGHTS, left
from fadu.pages.strands import Strands
from fadu.procedure.access import Reader
from fadu.procedure.calendars import calendar_of
from fadu.procedure.discover import procedures
from fadu.procedure.figures import title_of
from fadu.procedure.models import NEVER, GraphSnapshot, Task

_MONTH = datetime.timedelta(days=31)
URGENCY = ("urgent_on", "case_id")


def _strands(parts: list[QuerySet[Task]]) -> Strands[Task]:
    whole = Task.objects.select_related("case").defer("case__state_text")
    return Strands(tuple(parts) or (Task.objects.none(),), URGENCY, whole)


def waiting(who: Reader, officer: UUID, on: datetime.date) -> Strands[Task]:
    """The tasks of the posts that an officer stands for on a day, and those handed to him.

    While somebody is away, what waits for him waits for his deputy.
    """
    standing = standing_of(who.bureau, officer, on)
    tasks = Task.objects.filter(bureau=who.bureau)
    if not who.everything:
        # Not the column itself: its index would seem better than the queue's, and is not.
        matter = Coalesce("procedure", Value(""))
        tasks = tasks.alias(matter=matter).filter(matter__in=sorted(who.procedures))
    pools = [tasks.filter(post=post, officer__isnull=True) for post in sorted(standing.posts)]
    mine = sorted(standing.tasks_of)
    own = [tasks.filter(officer=one) for one in mine]
    return _strands([*pools, *own, *(tasks.filter(offered=one) for one in mine)])


def overseen(bureau: str, names: frozenset[str]) -> Strands[Task]:
    """Every task of the procedures that a supervisor answers for."""
    tasks = Task.objects.filter(bureau=bureau)
    return _strands([tasks.filter(procedure=name) for name in sorted(names)])


def oversight(bureau: str, officer: UUID, on: datetime.date) -> frozenset[str]:
    """The procedures that an officer answers for as a supervisor; none when he supervises none.

    A section's head answers for the procedures in which a post of his section acts; in a section
    without such posts (the leaders) one answers for all of the bureau.
    """
    supervising = Post.objects.filter(bureau=bureau, supervises=True)
    held = posts_of(bureau, officer, on)
    sections = set(supervising.filter(code__in=held).values_list("section", flat=True))
    if not sections:
        return frozenset()
    posts = Post.objects.filter(bureau=bureau, supervises=False, section__in=sections)
    acting = named_by(frozenset(posts.values_list("code", flat=True)))
    return acting or matters()


def matters() -> frozenset[str]:
    """Every procedure that was ever declared here: cases of an old one are still there."""
    snapshots = GraphSnapshot.objects.order_by().values_list("procedure", flat=True)
    return frozenset(procedures()) | frozenset(snapshots.distinct())


def named_by(posts: frozenset[str]) -> frozenset[str]:
    """The procedures in which one of these posts takes a step."""
    return frozenset(
        name
        for name, procedure in procedures().items()
        if posts & {step.post.code for step in procedure.steps}
    )


def steps_of(names: frozenset[str], posts: frozenset[str] | None) -> set[tuple[str, str]]:
    """The steps of procedures that one of these posts takes (None: any), with their matter."""
    return {
        (name, step.name)
        for name in names & procedures().keys()
        for step in procedures()[name].steps
        if posts is None or step.post.code in posts
    }


def posts_at(steps: Iterable[tuple[str, str]]) -> set[str]:
    """The posts that take these steps, each step with its matter."""
    declared = procedures()
    found = (declared[name].step(step) for name, step in steps if name in declared)
    return {step.post.code for step in found if step}


def lit(today: datetime.date, bureau: str) -> dict[str, Q]:
    """Each light as a condition on tasks; it agrees with `clocks.light`."""
    second = calendar_of(bureau).reaching(today, today + _MONTH).add_working_days(today, 2)
    return {
        "red": Q(urgent_on__lt=today),
        "amber": Q(urgent_on__gte=today, urgent_on__lt=second),
        "green": Q(urgent_on__gte=second, urgent_on__lt=NEVER),
    }


def light_words(
    light: str, due: datetime.date | None, today: datetime.date, calendar: Calendar
) -> Words:
    """A light in words with the working days left or lost; colour alone tells many nothing.

    A day in a year without holiday notice is provisional.
    """
    if due is None:
        return Words("不计时限", "No limit")
    told = _left_words(light, due, today, calendar)
    if due.year <= calendar.published[-1].year:
        return told
    return Words(f"{told.zh}（暂定）", f"{told.en} (provisional)")


def _left_words(light: str, due: datetime.date, today: datetime.date, calendar: Calendar) -> Words:
    days = left(due, today, calendar)
    if days is None:
        return LIGHTS[light]
    if days < 0:
        return Words(f"已超期 {-days} 个工作日", f"Overdue by {_days(-days)}")
    if days == 0:
        return Words("今天到期", "Due today")
    return Words(f"还剩 {days} 个工作日", f"{_days(days)} left")


def _days(number: int) -> str:
    return f"{number} working day" if number == 1 else f"{number} working days"


def step_title(procedure: str, step: str) -> Words:
    """The title of a step; its name when it is no longer declared."""
    declared = procedures().get(procedure)
    found = declared.step(step) if declared else None
    return found.title if found else Words(step, step)


def full_title(procedure: str, step: str) -> Words:
    """Matter and step."""
    matter, named = title_of(procedure), step_title(procedure, step)
    return Words(f"{matter.zh}：{named.zh}", f"{matter.en}: {named.en}")


def colleagues(bureau: str, posts: set[str], on: datetime.date) -> list[tuple[UUID, Words]]:
    """Who may take over what waits for these posts on a day: by id, with name and posts."""
    titles = {post.code: post.name for post in Post.objects.filter(bureau=bureau)}
    found: dict[UUID, tuple[str, list[Words]]] = {}
    for post in sorted(posts & titles.keys()):
        for officer in holders(bureau, post, on).order_by("staff_number"):
            found.setdefault(officer.id, (officer.name, []))[1].append(titles[post])
    return [(key, _with_posts(name, held)) for key, (name, held) in found.items()]


def _with_posts(name: str, held: list[Words]) -> Words:
    zh, en = "、".join(post.zh for post in held), ", ".join(post.en for post in held)
    return Words(f"{name}（{zh}）", f"{name} ({en})")
