"""The verb `escalate`: a step is late, and those who answer for it are told (督办), on the record.

The holder is reminded beforehand and when the limit has run out; that is a notification and no
entry. That a superior was told is an entry: it says who knew, and since when. Each level once for a
step, as long as it waits.
"""

import datetime
from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from fadu.bureau.authority import holders
from fadu.bureau.models import Post
from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.calendars import calendar_of
from fadu.procedure.declare import PARTY, SYSTEM
from fadu.procedure.discover import all_steps
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseEscalated
from fadu.procedure.in_force import parameters_of
from fadu.procedure.models import Clock, Task
from fadu.procedure.office import named, undeclared
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import BySystem
from fadu.record.moment import Moment

ESCALATE = "case.escalate"
ESCALATE_DAY = "case.escalate_day"
_MONTHS = datetime.timedelta(days=120)


class Level(StrEnum):
    """To whom: the head of the section whose post is late, or the leaders."""

    HEAD = "head"
    LEADER = "leader"


def escalate(
    case: UUID, level: Level, *, bureau: str, by: BySystem, at: Moment, key: str
) -> Answer:
    """Record that a late step was put before those who answer for it, and who they are."""
    request = {"verb": "escalate", "case": case, "level": level.value, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        state, procedure = locked.state, locked.procedure
        if procedure is None:
            return Refused((undeclared(),))
        step = procedure.step(state.step)
        if step is None or state.due is None:
            return Refused((transition.closed(),))
        late = _late(state.due, at.on, locked.law.calendar)
        if late < allowance(bureau, level, at.on) or _stands_still(state):
            return Refused((_not_late(),))
        told = overseers(bureau, step.post.code, level, at.on)
        act = CaseEscalated(
            level.value, step.name, step.title.zh, step.title.en, state.due, late, told
        )
        return Planned(by=by, act=act, after=state, post=step.post.code)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def key_of(task: Task, level: Level) -> str:
    """What makes two escalations the same: case, step, the day it began to wait, and the level."""
    return f"{task.case_id}:{task.step}:{task.since}:{level.value}"


def allowance(bureau: str, level: Level, on: datetime.date) -> int:
    """How many working days late a step is when a level is told."""
    return parameters_of(bureau).value(f"escalate.{level.value}.after", on, bureau).number


def lately(bureau: str, level: Level, on: datetime.date) -> QuerySet[Task]:
    """The tasks that are late enough for a level, whose clocks do not stand still."""
    days = allowance(bureau, level, on)
    calendar = calendar_of(bureau).reaching(on - _MONTHS, on)
    before = calendar.add_working_days(on, -days) if days else on
    stopped = Clock.objects.filter(case=OuterRef("case"), suspended=True, stopped_on__isnull=True)
    late = Task.objects.filter(bureau=bureau, due__lte=before, due__lt=on)
    ours = late.exclude(post__in=(PARTY.code, SYSTEM.code))
    return ours.exclude(Exists(stopped)).order_by("due", "case")


def overseers(bureau: str, post: str, level: Level, on: datetime.date) -> tuple[UUID, ...]:
    """Who answers for a post on a day: the head of its section, else (and above) the leaders.

    Leaders are the supervising posts of sections of which no other post takes a step.
    """
    sections = Post.objects.filter(bureau=bureau, code=post).values("section")
    above = Post.objects.filter(bureau=bureau, supervises=True)
    if level is Level.HEAD:
        heads = _holding(bureau, above.filter(section__in=sections), on)
        if heads:
            return heads
    taking = {step.post.code for step in all_steps()}
    handling = Post.objects.filter(bureau=bureau, supervises=False, code__in=taking).values(
        "section"
    )
    return _holding(bureau, above.exclude(section__in=handling), on)


def _holding(bureau: str, posts: Iterable[Post], on: datetime.date) -> tuple[UUID, ...]:
    found = {
        officer for post in posts for officer in
        holders(bureau, post.code, on).values_list("id", flat=True)
    }  # fmt: skip
    return tuple(sorted(found))


def _late(due: datetime.date, on: datetime.date, calendar: Calendar) -> int:
    return 0 if on <= due else calendar.reaching(due, on).working_days_between(due, on)


def _stands_still(state: CaseState) -> bool:
    return any(item.end is None for clock in state.clocks for item in clock.suspensions)


def _not_late() -> Refusal:
    return Refusal(
        "not_late_enough",
        Words("本环节没有超期到须督办的程度", "The step is not late enough to be put before them"),
        Words("无需督办", "Nobody needs to be told"),
    )
