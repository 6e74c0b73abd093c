"""The hall on the demo's day: some have booked a time, the story's seller and buyer among them."""

import datetime

from fadu.record.moment import SHANGHAI, Moment
from fadu.registers.reception.acts import bookings
from fadu.site.demo.cast import BUREAU, BUYER, CITIZENS, SELLER

_TRANSFER = "realestate.transfer"
# Who comes for what, at which time of the demo's day.
_TODAY = (
    (SELLER, _TRANSFER, datetime.time(9, 30)),
    (BUYER, _TRANSFER, datetime.time(14, 0)),
    (CITIZENS[2], "", datetime.time(15, 30)),
)


def play(on: datetime.date) -> int:
    """Book the times, the morning before; how many."""
    instant = datetime.datetime.combine(
        on - datetime.timedelta(days=1), datetime.time(10), SHANGHAI
    )
    at = Moment(instant.date(), instant)
    for citizen, matter, slot in _TODAY:
        bookings.make(
            bureau=BUREAU, matter=matter, on=on, slot=slot, name=citizen.name,
            phone=citizen.phone, at=at, key=f"demo:{citizen.login}",
        )  # fmt: skip
    return len(_TODAY)
