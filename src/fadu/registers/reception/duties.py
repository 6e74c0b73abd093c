"""What the worker does each tick: personal data of past bookings are swept."""

import datetime

from fadu.jobs.registry import duty
from fadu.registers.reception.acts import bookings


@duty
def sweep_bookings(at: datetime.datetime) -> None:
    """Name and telephone serve the day of the booking and go after it."""
    bookings.sweep(at)
