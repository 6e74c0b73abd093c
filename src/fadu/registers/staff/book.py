"""Reading officers under lock: who is away, who stands in for whom, who may say so."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from fadu.bureau.authority import holders
from fadu.bureau.models import (
    Absence,
    Appointment,
    IncompatiblePosts,
    Officer,
    Post,
    StandingDeputy,
)
from fadu.law.words import Words
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.registers.staff.rules import Engaged, Span, StandsIn

_DAY = timedelta(days=1)
# A standing deputy stands for no span of days: what counts is what both hold from the day on.
_FAR = date(9999, 1, 1)
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Cover:
    """All that the gates on an absence or a standing deputy ask."""

    today: date
    span: Span
    officer: Engaged | None
    deputy: Engaged | None
    # The deputy that the declaration names; "" when it names the standing one, who may be nobody.
    named: str
    supervisors: frozenset[UUID]
    incompatible: tuple[tuple[str, str], ...]
    titles: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Running:
    """An absence as it stands, and who may end it."""

    today: date
    id: UUID | None
    officer: Officer | None
    span: Span | None
    supervisors: frozenset[UUID]


def absence_cover(matter: Matter) -> Cover:
    """What an absence meets; the rows of both officers are locked until the act is done."""
    facts, bureau = matter.facts, matter.bureau
    today = matter.state.opened_on
    span = Span(facts.since, max(facts.last, facts.since) + _DAY)
    named = "" if facts.deputy == NOBODY else facts.deputy
    if not facts.deputy:
        rows = in_force(bureau, span.since).filter(officer__staff_number=facts.officer)
        named = rows.values_list("deputy__staff_number", flat=True).first() or ""
    return _cover(bureau, today, span, facts.officer, named)


def standing_cover(matter: Matter) -> Cover:
    """What a standing deputy meets."""
    facts, today = matter.facts, matter.state.opened_on
    named = "" if facts.deputy == NOBODY else facts.deputy
    return _cover(matter.bureau, today, Span(today, _FAR), facts.officer, named)


def _cover(bureau: str, today: date, span: Span, officer: str, deputy: str) -> Cover:
    rows = locked(Officer.objects.filter(bureau=bureau, staff_number__in=(officer, deputy)))
    found = {row.staff_number: row for row in rows.order_by("id")}
    pairs = IncompatiblePosts.objects.filter(bureau=bureau).values_list("first", "second")
    return Cover(
        today,
        span,
        _engaged(found.get(officer), span),
        _engaged(found.get(deputy), span),
        deputy,
        supervisors(bureau, today),
        tuple(pairs),
        {post.code: post.name for post in Post.objects.filter(bureau=bureau)},
    )


def _engaged(row: Officer | None, span: Span) -> Engaged | None:
    if row is None:
        return None
    around = Absence.objects.filter(
        bureau=row.bureau, since__lt=span.until, until__gt=span.since
    ).exclude(until=F("since"))
    return Engaged(
        row.id,
        row.staff_number,
        row.name,
        _posts(row, span),
        tuple(Span(one.since, one.until) for one in around.filter(officer=row)),
        tuple(
            StandsIn(
                Span(one.since, one.until), one.officer.staff_number, _posts(one.officer, span)
            )
            for one in around.filter(deputy=row).select_related("officer")
        ),
    )


def _posts(officer: Officer, span: Span) -> frozenset[str]:
    held = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=span.since), officer=officer, since__lt=span.until
    )
    return frozenset(held.values_list("post__code", flat=True))


def absence_under_lock(matter: Matter) -> Running:
    """The absence that is to end; its row is locked until the act is done."""
    asked = _uuid(matter.facts.absence)
    rows = Absence.objects.filter(bureau=matter.bureau)
    row = locked(rows.filter(id=asked)).first() if asked else None
    today = matter.state.opened_on
    heads = supervisors(matter.bureau, today)
    if row is None:
        return Running(today, None, None, None, heads)
    return Running(today, row.id, row.officer, Span(row.since, row.until), heads)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def in_force(bureau: str, on: date) -> QuerySet[StandingDeputy]:
    """The standing deputies of a bureau on a day."""
    return StandingDeputy.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), bureau=bureau, since__lte=on
    )


def supervisors(bureau: str, on: date) -> frozenset[UUID]:
    """The officers who stand for a supervising post on a day, and are there."""
    posts = Post.objects.filter(bureau=bureau, supervises=True).values_list("code", flat=True)
    return frozenset(officer.id for post in posts for officer in holders(bureau, post, on))
