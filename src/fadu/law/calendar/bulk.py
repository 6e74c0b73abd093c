"""A million due dates in one look-up, for figures, boards and whole ledgers.

Kept apart from the calendar so that the room does without numpy until somebody asks for bulk.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fadu.law.calendar.days import Calendar, CalendarMissing

Days = NDArray[np.datetime64]
# Small enough that a portion stays in the processor's cache between its three passes.
_PORTION = 65_536
_EPOCH = np.datetime64("1970-01-01", "D")


def due_dates(starts: Days, n: int, calendar: Calendar | None = None) -> Days:
    """The n-th working day (n ≥ 1) after each start, in the order and shape of `starts`.

    `starts` is datetime64[D] of any shape; so is the answer. Without a calendar the shipped one is
    used. CalendarMissing when any answer needs an unknown year; ValueError for another unit,
    NaT, or n < 1.
    """
    if starts.dtype != np.dtype("datetime64[D]"):
        raise ValueError(f"datetime64[D] is expected, not {starts.dtype}")
    if n < 1:
        raise ValueError(f"at least one working day is expected, not {n}")
    if not starts.size:
        return starts.copy()
    first, table = _table(calendar or Calendar.shipped(), n)
    given = starts.reshape(-1).view(np.int64)
    found = np.empty_like(given)
    places = np.empty(min(_PORTION, given.size), dtype=np.int64)
    for begin in range(0, given.size, _PORTION):
        portion = given[begin : begin + _PORTION]
        here = np.subtract(portion, first, out=places[: portion.size])
        lowest, highest = int(here.min()), int(here.max())
        if lowest < 0 or highest >= table.size:
            raise _outside(starts, first, calendar or Calendar.shipped())
        # In bounds by now: "clip" only spares numpy the copy that its own check would make.
        table.take(here, out=found[begin : begin + _PORTION], mode="clip")
    return found.view(starts.dtype).reshape(starts.shape)


@lru_cache(maxsize=64)
def _table(calendar: Calendar, n: int) -> tuple[int, NDArray[np.int64]]:
    """Day number (from 1970) of the first possible start, and the answer for each start on."""
    origin, rank, working = calendar.arrays()
    days = np.array(working, dtype="datetime64[D]")
    places = np.array(rank, dtype=np.int64) + (n - 1)
    known = days.take(places[places < len(days)]).view(np.int64)
    return origin - _EPOCH.astype(object).toordinal(), known


def _outside(starts: Days, first: int, calendar: Calendar) -> Exception:
    if np.isnat(starts).any():
        return ValueError("a start is missing (NaT)")
    earliest, latest = starts.min(), starts.max()
    if int(earliest.view(np.int64)) < first:
        return CalendarMissing(earliest.astype(object).year)
    return CalendarMissing(max(calendar.years[-1].year + 1, latest.astype(object).year))
