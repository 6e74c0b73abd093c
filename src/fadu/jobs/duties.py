"""Duties of this room."""

import datetime

from django.conf import settings

from fadu.jobs.registry import duty
from fadu.jobs.watch import Pulse, steady
from fadu.people.codes import forget_codes
from fadu.record.moment import WallClock

_pulse = Pulse()


@duty
def beat(at: datetime.datetime) -> None:
    """Say that a worker is up. A house that lives on a held day keeps no watch."""
    if settings.FADU_CLOCK == "wall":
        _pulse.beat(at, steady())


@duty
def forget_old_codes(at: datetime.datetime) -> None:
    """Codes of a day ago count for no limit any more."""
    del at  # codes go by the machine's clock
    forget_codes(WallClock().now().recorded_at)
