"""Who is away and which post nobody covers, day by day: for whoever plans a section's weeks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from fadu.bureau.models import Absence, Appointment, Officer, Post, StandingDeputy
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a section: the absences, the posts that nobody may act in, pairs away at once."""

    on: datetime.date
    away: tuple[Absence, ...]
    uncovered: tuple[Words, ...]
    pairs: tuple[tuple[str, str], ...]


def days_of(bureau: str, sections: Iterable[UUID], days: Iterable[datetime.date]) -> list[Day]:
    """The given days of sections, in order."""
    wanted = sorted(days)
    if not wanted:
        return []
    first, after = wanted[0], wanted[-1] + datetime.timedelta(days=1)
    posts = list(Post.objects.filter(bureau=bureau, section__in=list(sections)).order_by("code"))
    held = list(
        Appointment.objects.filter(
            Q(until__isnull=True) | Q(until__gt=first), bureau=bureau, since__lt=after
        )
    )
    away = Absence.objects.filter(bureau=bureau, since__lt=after, until__gt=first)
    absences = list(away.select_related("officer", "deputy").order_by("officer__staff_number"))
    pairs = list(
        StandingDeputy.objects.filter(
            Q(until__isnull=True) | Q(until__gt=first), bureau=bureau, since__lt=after
        ).select_related("officer", "deputy")
    )
    return [_day(on, posts, held, absences, pairs) for on in wanted]


def _day(
    on: datetime.date,
    posts: list[Post],
    held: list[Appointment],
    absences: list[Absence],
    pairs: list[StandingDeputy],
) -> Day:
    today = {one.officer_id: one for one in absences if one.since <= on < one.until}
    appointed: dict[UUID, set[UUID]] = {}
    for one in held:
        if _lasts(one, on):
            appointed.setdefault(one.post_id, set()).add(one.officer_id)
    here = {officer for post in posts for officer in appointed.get(post.id, ())}
    both = {
        tuple(sorted((one.officer.name, one.deputy.name)))
        for one in pairs
        if _lasts(one, on) and {one.officer_id, one.deputy_id} <= set(today)
        and here & {one.officer_id, one.deputy_id}
    }  # fmt: skip
    return Day(
        on,
        tuple(one for officer, one in today.items() if officer in here),
        tuple(post.name for post in posts if not _covered(appointed.get(post.id, ()), today, on)),
        tuple(sorted((first, second) for first, second in both)),
    )


def _lasts(one: Appointment | StandingDeputy, on: datetime.date) -> bool:
    return one.since <= on and (one.until is None or on < one.until)


def _covered(officers: Iterable[UUID], today: dict[UUID, Absence], on: datetime.date) -> bool:
    """Whether somebody in a post is there, or a deputy of one who is not."""
    for officer in officers:
        absence = today.get(officer)
        if absence is None:
            return True
        deputy = absence.deputy
        if deputy is not None and deputy.id not in today and deputy.serves(on):
            return True
    return False


def sections_of(bureau: str, officer: Officer, on: datetime.date) -> set[UUID]:
    """The sections in which an officer holds a post of his own."""
    held = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), bureau=bureau, officer=officer, since__lte=on
    )
    return set(held.values_list("post__section", flat=True))
