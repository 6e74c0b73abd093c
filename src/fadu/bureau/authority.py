"""Who may act: asked at each act, for the day of the act."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from fadu.bureau.models import Absence, Appointment, Officer


def appointments_on(bureau: str, on: datetime.date) -> QuerySet[Appointment]:
    """The appointments of a bureau in force on a day, whether or not their holders are there."""
    return Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), bureau=bureau, since__lte=on
    )


def absences_on(bureau: str, on: datetime.date) -> QuerySet[Absence]:
    """The absences of a bureau that last on a day."""
    return Absence.objects.filter(bureau=bureau, since__lte=on, until__gt=on)


# By hand and in one go, because every act asks it (benchmark W1): the posts of the officer and of
# those who are away and whom he stands in for, each with the day on which he is back himself.
_POSTS = """
    SELECT post.code, post.supervises, held.officer_id, me.person, away.until
    FROM bureau_officer me
    JOIN bureau_appointment held ON held.bureau = me.bureau AND (
      held.officer_id = me.id OR held.officer_id IN (
        SELECT absent.officer_id FROM bureau_absence absent
        WHERE absent.bureau = %(bureau)s AND absent.deputy_id = %(officer)s
          AND absent.since <= %(on)s AND absent.until > %(on)s))
    JOIN bureau_post post ON post.id = held.post_id
    LEFT JOIN bureau_absence away ON away.bureau = me.bureau AND away.officer_id = me.id
      AND away.since <= %(on)s AND away.until > %(on)s
    WHERE me.bureau = %(bureau)s AND me.id = %(officer)s AND held.since <= %(on)s
      AND (me."left" IS NULL OR me."left" > %(on)s)
      AND (held.until IS NULL OR held.until > %(on)s)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an officer stands for on a day.

    `own` are the posts he is appointed to, `through` those of the absent whom he stands in for
    (post to officers). `away_until` is the day on which he is back himself. `supervising` are those
    among all these posts that read every case. `person` is None where he stands for nothing.
    """

    officer: UUID
    person: UUID | None = None
    own: frozenset[str] = frozenset()
    through: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    supervising: frozenset[str] = frozenset()
    away_until: datetime.date | None = None

    @property
    def posts(self) -> frozenset[str]:
        """The posts he may act in: none while he is away."""
        return frozenset() if self.away_until else self.own.union(self.through)

    @property
    def reads(self) -> frozenset[str]:
        """The posts whose cases he may read: being away takes nobody's reading."""
        return self.own if self.away_until else self.posts

    @property
    def tasks_of(self) -> frozenset[UUID]:
        """The officers whose own tasks are his today: himself, and those he stands in for."""
        if self.away_until:
            return frozenset()
        return frozenset({self.officer}.union(*self.through.values()))

    def in_place_of(self, post: str, assigned: UUID | None = None) -> UUID | None:
        """In whose place he acts in a post; None when for himself.

        A step that was handed to an absent officer is taken in that officer's place, also by one
        who holds the same post.
        """
        absent = self.through.get(post, ())
        if assigned in absent:
            return assigned
        return absent[0] if absent and post not in self.own else None


_Asked = tuple[str, UUID, datetime.date]
_remembered: ContextVar[dict[_Asked, Standing] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Ask for each standing once, while only reading: a page asks a dozen times for the same."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def standing_of(bureau: str, officer: UUID, on: datetime.date) -> Standing:
    """In which posts, for whom, and as which person an officer stands on a day."""
    held = _remembered.get()
    if held is None:
        return _standing_of(bureau, officer, on)
    if (bureau, officer, on) not in held:
        held[bureau, officer, on] = _standing_of(bureau, officer, on)
    return held[bureau, officer, on]


def _standing_of(bureau: str, officer: UUID, on: datetime.date) -> Standing:
    values = {
        "bureau": bureau,
        "officer": officer if connection.features.has_native_uuid_field else officer.hex,
        "on": connection.ops.adapt_datefield_value(on),
    }
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, values)
        rows = cursor.fetchall()
    if not rows:
        return Standing(officer)
    away_until = _date(rows[0][4])
    mine = [row for row in rows if _uuid(row[2]) == officer]
    # Who is away himself stands in for nobody: there is no deputy of a deputy.
    others = [] if away_until else [row for row in rows if _uuid(row[2]) != officer]
    through: dict[str, tuple[UUID, ...]] = {}
    for row in others:
        through[row[0]] = tuple(sorted((*through.get(row[0], ()), _uuid(row[2]))))
    return Standing(
        officer,
        _uuid(rows[0][3]),
        frozenset(row[0] for row in mine),
        through,
        frozenset(row[0] for row in (*mine, *others) if row[1]),
        away_until,
    )


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _date(value: datetime.date | str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def posts_of(bureau: str, officer: UUID, on: datetime.date) -> frozenset[str]:
    """The codes of the posts that an officer may act in on a day."""
    return standing_of(bureau, officer, on).posts


def supervises(bureau: str, officer: UUID, on: datetime.date) -> bool:
    """Whether the officer stands on that day for a post that reads every case of the bureau."""
    return bool(standing_of(bureau, officer, on).supervising)


def holders(bureau: str, post: str, on: datetime.date) -> QuerySet[Officer]:
    """The officers who may act in a post on a day: who is there, and deputies of who is away."""
    held = appointments_on(bureau, on).filter(post__code=post).values("officer")
    away = absences_on(bureau, on)
    there = Q(id__in=held) | Q(id__in=away.filter(officer__in=held).values("deputy"))
    serving = Q(left__isnull=True) | Q(left__gt=on)
    found = Officer.objects.filter(there, serving, bureau=bureau)
    return found.exclude(id__in=away.values("officer"))
