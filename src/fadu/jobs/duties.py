"""Duties of this room."""

import datetime

from fadu.jobs.registry import duty
from fadu.people.codes import forget_codes
from fadu.record.moment import WallClock


@duty
def forget_old_codes(at: datetime.datetime) -> None:
    """Codes of a day ago count for no limit any more."""
    del at  # codes go by the machine's clock
    forget_codes(WallClock().now().recorded_at)
