"""Who may act: asked at each act, for the day of the act."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from fadu.bureau.models import Appointment, Officer


def appointments_on(bureau: str, on: datetime.date) -> QuerySet[Appointment]:
    """The appointments of a bureau in force on a day."""
    return Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), bureau=bureau, since__lte=on
    )


# By hand, because every act asks it (benchmark W1).
_POSTS = """
    SELECT post.code, officer.person FROM bureau_appointment held
    JOIN bureau_post post ON post.id = held.post_id
    JOIN bureau_officer officer ON officer.id = held.officer_id
    WHERE held.bureau = %s AND held.officer_id = %s AND held.since <= %s
      AND (held.until IS NULL OR held.until > %s)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """The posts that an officer holds on a day, and which person he is (None without a post)."""

    posts: frozenset[str]
    person: UUID | None


def posts_of(bureau: str, officer: UUID, on: datetime.date) -> frozenset[str]:
    """The codes of the posts that an officer holds on a day."""
    return standing_of(bureau, officer, on).posts


def standing_of(bureau: str, officer: UUID, on: datetime.date) -> Standing:
    """In which posts, and as which person, an officer stands on a day."""
    adapt = connection.ops.adapt_datefield_value
    key = officer if connection.features.has_native_uuid_field else officer.hex
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, (bureau, key, adapt(on), adapt(on)))
        rows = cursor.fetchall()
    persons = [person if isinstance(person, UUID) else UUID(person) for _, person in rows]
    return Standing(frozenset(code for code, _ in rows), persons[0] if persons else None)


def supervises(bureau: str, officer: UUID, on: datetime.date) -> bool:
    """Whether the officer holds a post that reads every case of the bureau on that day."""
    return appointments_on(bureau, on).filter(officer=officer, post__supervises=True).exists()


def holders(bureau: str, post: str, on: datetime.date) -> QuerySet[Officer]:
    """The officers who hold a post on a day."""
    held = appointments_on(bureau, on).filter(post__code=post)
    return Officer.objects.filter(bureau=bureau, id__in=held.values("officer"))
