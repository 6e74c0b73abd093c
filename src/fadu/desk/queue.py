"""What waits, for whom, and how urgent it is: the queues behind inbox and boards.

Everything here reads the table of tasks alone, in the order of its indexes.
"""

import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from fadu.bureau.authority import appointments_on, posts_of
from fadu.bureau.models import Post
from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.pages.clock import LIGHTS, left
from fadu.pages.strands import Strands
from fadu.procedure.access import Reader
from fadu.procedure.discover import procedures
from fadu.procedure.figures import title_of
from fadu.procedure.models import NEVER, GraphSnapshot, Task

URGENCY = ("urgent_on", "case_id")


def _strands(parts: list[QuerySet[Task]]) -> Strands[Task]:
    whole = Task.objects.select_related("case").defer("case__state_text")
    return Strands(tuple(parts) or (Task.objects.none(),), URGENCY, whole)


def waiting(who: Reader, officer: UUID, on: datetime.date) -> Strands[Task]:
    """The tasks of the posts that an officer holds on a day, and those handed to him."""
    held = sorted(posts_of(who.bureau, officer, on))
    tasks = Task.objects.filter(bureau=who.bureau)
    if not who.everything:
        tasks = tasks.filter(procedure__in=sorted(who.procedures))
    pools = [tasks.filter(post=post, officer__isnull=True) for post in held]
    return _strands([*pools, tasks.filter(officer=officer)])


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


def lit(today: datetime.date) -> dict[str, Q]:
    """Each light as a condition on tasks; it agrees with `clocks.light`."""
    second = Calendar.shipped().add_working_days(today, 2)
    return {
        "red": Q(urgent_on__lt=today),
        "amber": Q(urgent_on__gte=today, urgent_on__lt=second),
        "green": Q(urgent_on__gte=second, urgent_on__lt=NEVER),
    }


def light_words(light: str, due: datetime.date | None, today: datetime.date) -> Words:
    """A light in words with the working days left or lost; colour alone tells many nothing."""
    if due is None:
        return Words("不计时限", "No limit")
    days = left(due, today)
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


def colleagues(bureau: str, posts: set[str], on: datetime.date) -> list[tuple[UUID, str]]:
    """The officers who hold one of these posts on a day, by id, with name and posts."""
    found: dict[UUID, tuple[str, list[str]]] = {}
    held = appointments_on(bureau, on).filter(post__code__in=posts)
    for one in held.select_related("officer", "post").order_by("officer__staff_number"):
        named = found.setdefault(one.officer_id, (one.officer.name, []))
        named[1].append(one.post.name_zh)
    return [(key, f"{name}（{'、'.join(titles)}）") for key, (name, titles) in found.items()]
