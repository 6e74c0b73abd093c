"""The watch: whether the house was up, told by the workers' heartbeats; and whether its clock is.

What the law takes as decided by silence may rest on silence alone. Each tick of a worker beats;
from the beats follows through which hours somebody could have been answered. The machine's clock
cannot deceive: a clock set forward leaves a gap like an outage, in which nobody was served; a clock
set back is a fault, and while it lasts nothing is believed.
"""

import datetime
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from fadu.jobs.models import ClockFault, Watch
from fadu.record.models import Entry

Instants = tuple[datetime.datetime, datetime.datetime]

# A silence of the workers up to this long is none: a beat may wait for a long job.
GAP = datetime.timedelta(minutes=3)
BEAT = datetime.timedelta(seconds=30)
# Machines that work together keep their clocks within a minute.
SLACK = datetime.timedelta(minutes=1)
_NONE = datetime.timedelta()


@dataclass(frozen=True, slots=True)
class Served:
    """Through which stretches the house was up, in order and apart; `believed` is False while the
    clock is in doubt.
    """

    stretches: tuple[Instants, ...]
    believed: bool = True

    def of(self, wanted: Iterable[Instants]) -> datetime.timedelta:
        """How much of these stretches was served."""
        found = _NONE
        for first, last in wanted:
            for begun, ended in self.stretches:
                found += max(min(last, ended) - max(first, begun), _NONE)
        return found


# For a day that is played, not lived: nothing can be down in it.
ALWAYS = Served(
    (
        (
            datetime.datetime.min.replace(tzinfo=datetime.UTC),
            datetime.datetime.max.replace(tzinfo=datetime.UTC),
        ),
    )
)


class Pulse:
    """One process's beats: it remembers the last one by a clock that cannot be set."""

    def __init__(self) -> None:
        self._last: tuple[datetime.datetime, float] | None = None

    def beat(self, wall: datetime.datetime, running: float) -> None:
        """Say that a worker is up at `wall`; `running` are the seconds of a steady clock."""
        jumped = self._jumped(wall, running)
        self._last = (wall, running)
        last = _ledger().order_by("-last_at").first()
        in_doubt = (
            clock_in_doubt()
        )  # asked first: an update that changes nothing still locks SQLite
        if (seen := _seen(last)) is not None and wall < seen - SLACK:
            if not in_doubt:
                ClockFault.objects.create(noticed_at=wall, seen_at=seen)
            return
        if in_doubt:
            ClockFault.objects.filter(ended_at=None).update(ended_at=wall, ended_by="clock")
        if last is None or wall - last.last_at > GAP:
            Watch.objects.create(begun_at=wall, last_at=wall, jumped=jumped)
        elif wall - last.last_at >= BEAT:
            Watch.objects.filter(id=last.id, last_at__lt=wall).update(last_at=wall)

    def _jumped(self, wall: datetime.datetime, running: float) -> bool:
        """Whether the wall's clock went on and the steady one did not: no outage, a jump."""
        if self._last is None:
            return False
        before, steady = self._last
        return wall - before - datetime.timedelta(seconds=running - steady) > GAP


def steady() -> float:
    """Seconds of a clock that nobody sets; on Linux it runs on while the machine sleeps."""
    kind = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if kind is None else time.clock_gettime(kind)


def clock_in_doubt() -> bool:
    """Whether the clock was set back and nobody has confirmed it since."""
    return ClockFault.objects.filter(ended_at=None).exists()


def _ledger() -> QuerySet[Watch]:
    return Watch.objects.filter(voided_by="")


def _seen(last: Watch | None) -> datetime.datetime | None:
    """The latest instant that ledger or record know of; a confirmed clock outweighs the record."""
    entry = Entry.objects.order_by("-row").values_list("recorded_at", flat=True).first()
    confirmed = ClockFault.objects.exclude(ended_by__in=("", "clock")).order_by("-seen_at").first()
    if entry is not None and confirmed is not None and entry <= confirmed.seen_at:
        entry = None
    beat = last.last_at if last else None
    return max((moment for moment in (beat, entry) if moment is not None), default=None)


def served(since: datetime.datetime, at: datetime.datetime) -> Served:
    """What the ledger says of the time from an instant up to now.

    A house that lives on a held day (the demo) has no outages: its day is played.
    """
    if settings.FADU_CLOCK != "wall":
        return ALWAYS
    rows = _ledger().filter(last_at__gte=since, begun_at__lte=at).order_by("begun_at")
    found: list[Instants] = []
    for begun, last in rows.values_list("begun_at", "last_at"):
        if found and begun <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((begun, last))
    return Served(tuple(found), not clock_in_doubt())


def confirm_clock(wall: datetime.datetime, name: str) -> int:
    """A person says that the clock is right: what lies in the future was written by a wrong one.

    Returns how many faults that ended. The next beat begins a new stretch.
    """
    Watch.objects.filter(voided_by="", last_at__gt=wall).update(voided_by=name)
    return ClockFault.objects.filter(ended_at=None).update(ended_at=wall, ended_by=name)
