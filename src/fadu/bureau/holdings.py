"""Who holds which post over which days, and which case gave and took it: plain data.

Whoever asks about powers over time reads this: the gates on appointments and on incompatible posts,
the proof that nobody can hold incompatible roles of one case, and the page that says who could see
a file. What an officer may do on one day, at an act, is `authority.standing_of`.
"""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from fadu.bureau.models import Absence, Appointment, IncompatiblePosts

DEPUTY = "deputy"
# The three administrators (三员): no bureau can put two of them into one hand.
ADMINISTRATORS = ("admin.system", "admin.security", "admin.audit")
FIXED_PAIRS = tuple(
    (first, second)
    for place, first in enumerate(ADMINISTRATORS)
    for second in ADMINISTRATORS[place + 1 :]
)


@dataclass(frozen=True, slots=True)
class Holding:
    """An officer holds a post from a day to a day (not included; None: no end is known).

    `how` is a `Tenure` or DEPUTY; a deputy holds it `in_place_of` somebody. `given_by` and
    `taken_by` are the cases that say so: None for the founding, and for what ends by itself.
    """

    officer: UUID
    person: UUID
    post: str
    supervises: bool
    how: str
    since: datetime.date
    until: datetime.date | None
    in_place_of: UUID | None = None
    given_by: UUID | None = None
    taken_by: UUID | None = None

    def meets(self, since: datetime.date, until: datetime.date | None) -> bool:
        """Whether it has a day in common with the days from `since` up to `until`."""
        begins_in_time = until is None or self.since < until
        return begins_in_time and (self.until is None or since < self.until)

    def on(self, day: datetime.date) -> bool:
        """Whether it lasts on a day."""
        return self.meets(day, day + datetime.timedelta(days=1))


def holdings(
    bureau: str, since: datetime.date, until: datetime.date | None = None
) -> tuple[Holding, ...]:
    """Every holding of a bureau with a day from `since` up to `until` (None: without an end).

    An absent officer still holds his posts, and who stands in holds them too on those days.
    """
    held = list(appointments_between(bureau, since, until))
    own = [_own(one) for one in held]
    return (*own, *_deputies(bureau, held, since, until))


def holdings_on(bureau: str, on: datetime.date) -> tuple[Holding, ...]:
    """Who holds what on a day."""
    return holdings(bureau, on, on + datetime.timedelta(days=1))


def appointments_between(
    bureau: str, since: datetime.date, until: datetime.date | None
) -> QuerySet[Appointment]:
    """The appointments with a day in common with these days."""
    lasting = Q(until__isnull=True) | Q(until__gt=since)
    rows = Appointment.objects.filter(lasting, bureau=bureau).exclude(until=F("since"))
    if until is not None:
        rows = rows.filter(since__lt=until)
    return rows.select_related("officer", "post").order_by("since", "id")


def incompatible(bureau: str) -> tuple[tuple[str, str], ...]:
    """The pairs of posts that one person may not hold: the bureau's own, and the fixed ones."""
    own = IncompatiblePosts.objects.filter(bureau=bureau).order_by("first", "second")
    return (*own.values_list("first", "second"), *FIXED_PAIRS)


def holding_both(
    held: Collection[Holding], first: str, second: str
) -> Iterator[tuple[Holding, Holding]]:
    """Two holdings of one officer, of these two posts, with a day in common."""
    for one in held:
        for other in held:
            if (one.post, other.post) == (first, second) and one.officer == other.officer:
                if one.meets(other.since, other.until):
                    yield one, other


def _own(one: Appointment) -> Holding:
    return Holding(
        one.officer_id, one.officer.person, one.post.code, one.post.supervises, one.tenure,
        one.since, one.until, given_by=one.case, taken_by=one.ended_by,
    )  # fmt: skip


def _deputies(
    bureau: str, held: list[Appointment], since: datetime.date, until: datetime.date | None
) -> Iterator[Holding]:
    rows = Absence.objects.filter(
        bureau=bureau, deputy__isnull=False, until__gt=since, since__lt=F("until")
    )
    if until is not None:
        rows = rows.filter(since__lt=until)
    for absence in rows.select_related("deputy").order_by("since", "id"):
        for appointment in held:
            if appointment.officer_id == absence.officer_id:
                found = _standing_in(absence, appointment)
                assert found.until is not None, "an absence has an end"
                if found.since < found.until and found.meets(since, until):
                    yield found


def _standing_in(absence: Absence, appointment: Appointment) -> Holding:
    """The days that absence and appointment share, as long as the deputy serves."""
    deputy = absence.deputy
    assert deputy is not None, "absences without a deputy were left out"
    ends = [
        (absence.until, absence.ended_by),
        (appointment.until, appointment.ended_by),
        (deputy.left, deputy.left_by),
    ]
    until, taken_by = min(((day, case) for day, case in ends if day), key=lambda end: end[0])
    return Holding(
        deputy.id, deputy.person, appointment.post.code, appointment.post.supervises, DEPUTY,
        max(absence.since, appointment.since), until, absence.officer_id, absence.case, taken_by,
    )  # fmt: skip
