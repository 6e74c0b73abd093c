"""What the worker does for the pages: sweeping uploads that nobody handed in."""

import datetime
import time
from pathlib import Path

from django.conf import settings

from fadu.jobs.registry import duty
from fadu.record.arrivals import sweep

_EVERY_SECONDS = 3600


@duty
def sweep_arrivals(at: datetime.datetime) -> None:
    """Once an hour. By the machine's clock, not by `at`: it is about disk space, and the demo's
    day never ends.
    """
    del at
    mark = Path(settings.FADU_FILES) / ".swept"
    now = time.time()
    if mark.exists() and now - mark.stat().st_mtime < _EVERY_SECONDS:
        return
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    sweep(now)
