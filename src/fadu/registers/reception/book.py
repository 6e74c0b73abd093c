"""Reading the hall: its order on a day, the queue under lock, free slots, who is at the windows."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils.crypto import salted_hmac

from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import procedures
from fadu.procedure.in_force import parameters_of
from fadu.procedure.locking import locked
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.registers.reception.models import Booking, BookingState, Queue, Ticket
from fadu.registers.reception.rules import ADVICE, Order, Waiting, days, instant, keeps_turn, rank
from fadu.registers.reception.rules import slots as slots_of


def order_of(bureau: str, on: datetime.date) -> Order:
    """The hall's settings on a day."""
    held = parameters_of(bureau)

    def number(name: str) -> int:
        return int(str(held.value(f"reception.{name}", on, bureau).value))

    hours = str(held.value("reception.hours", on, bureau).value)
    return Order(
        windows=number("windows"),
        slots=slots_of(hours, number("slot_minutes")),
        places=number("slot_places"),
        ahead=number("days_ahead"),
        late=datetime.timedelta(minutes=number("late_minutes")),
        open_bookings=number("open_bookings"),
        keep_days=number("keep_days"),
    )


def open_days(bureau: str, on: datetime.date) -> list[datetime.date]:
    """The days that can be booked."""
    return days(on, order_of(bureau, on).ahead, calendar_of(bureau))


def matters() -> list[Procedure]:
    """What a person can come for: the procedures with applicants, papers and a window."""
    return [one for one in procedures().values() if one.roles and one.papers and one.window]


def title_of(matter: str) -> Words:
    """What a person comes for, in words."""
    declared = procedures().get(matter)
    return declared.title if declared else ADVICE


def queue_under_lock(bureau: str, on: datetime.date) -> Queue:
    """The queue of a day, made if there is none, locked until the transaction ends."""
    Queue.objects.bulk_create(
        [Queue(id=new_id(), bureau=bureau, on=on)], ignore_conflicts=True
    )  # fmt: skip
    return locked(Queue.objects.filter(bureau=bureau, on=on)).get()


def waiting(bureau: str, at: Moment) -> list[Ticket]:
    """The tickets that wait today, in the order in which they would be called now."""
    rows = Ticket.objects.filter(bureau=bureau, on=at.on).waiting().select_related("booking")
    late = order_of(bureau, at.on).late
    in_order = rows.order_by("arrived_at", "label")  # a sort that is stable keeps it
    return sorted(in_order, key=lambda row: rank(asked(row, late), at.recorded_at))


def asked(row: Ticket, late: datetime.timedelta) -> Waiting:
    """What the order of calling asks of a ticket."""
    booking = row.booking
    kept = booking is not None and keeps_turn(booking.on, booking.slot, row.arrived_at, late)
    turn = instant(booking.on, booking.slot) if booking is not None and kept else None
    return Waiting(row.arrived_at, row.for_window is not None, turn)


def fits(row: Ticket, window: int, served: Collection[str]) -> bool:
    """Whether a window calls this ticket: handed over to it, or a matter that it takes."""
    if row.for_window is not None:
        return row.for_window == window
    return not row.matter or row.matter in served


def at_windows(bureau: str, on: datetime.date) -> list[Ticket]:
    """The numbers at the windows, the last called first."""
    rows = Ticket.objects.filter(bureau=bureau, on=on).at_windows()
    return list(rows.order_by("-called_at"))


def current(bureau: str, on: datetime.date, window: int) -> Ticket | None:
    """The number at a window."""
    rows = Ticket.objects.filter(bureau=bureau, on=on, window=window).at_windows()
    return rows.select_related("booking").first()


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-hour of a day with its free places."""

    begins: datetime.time
    free: int


def slots_on(bureau: str, on: datetime.date, at: Moment) -> list[Slot]:
    """The slots of a day that have not begun, with their free places."""
    order = order_of(bureau, on)
    taken: dict[datetime.time, int] = {}
    live = Booking.objects.filter(~Q(state=BookingState.CANCELLED), bureau=bureau, on=on)
    for slot in live.values_list("slot", flat=True):
        taken[slot] = taken.get(slot, 0) + 1
    return [
        Slot(slot, max(order.places - taken.get(slot, 0), 0))
        for slot in order.slots
        if instant(on, slot) > at.recorded_at
    ]


def expected(bureau: str, on: datetime.date) -> list[Booking]:
    """Who has booked for a day and is not here yet, by time."""
    rows = Booking.objects.filter(bureau=bureau, on=on, state=BookingState.BOOKED)
    return list(rows.order_by("slot", "place"))


def booking_asked(bureau: str, number: str) -> Booking | None:
    """The booking of a number, however it was typed."""
    typed = "".join(number.split()).upper()
    return Booking.objects.filter(bureau=bureau, number=typed).first()


def kiosk_key(bureau: str) -> str:
    """What the address of the number machine ends with: known in the house, not outside.

    Numbers are for those who stand in the hall; an address that everybody could guess would let
    anybody fill the queue from home.
    """
    return salted_hmac("fadu.registers.reception.kiosk", bureau, algorithm="sha256").hexdigest()[
        :20
    ]


@dataclass(frozen=True, slots=True)
class Day:
    """A day that can be booked, with its slots and how many places are left on it."""

    on: datetime.date
    slots: list[Slot]

    @property
    def free(self) -> int:
        """The places left."""
        return sum(slot.free for slot in self.slots)


def agenda(bureau: str, at: Moment) -> list[Day]:
    """All days that can be booked, with their slots; a day whose last slot has begun is over."""
    days_open = (Day(on, slots_on(bureau, on, at)) for on in open_days(bureau, at.on))
    return [day for day in days_open if day.slots]
