"""What happens in the hall: numbers are taken, called, served, missed and handed on."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.refusal import Refusal, Refused, refused
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.registers.reception import book
from fadu.registers.reception.models import Booking, BookingState, Queue, Seat, Ticket
from fadu.registers.reception.rules import keeps_turn, no_rest_day, seconds

SERVED, MISSED, HANDED_OVER = "served", "missed", "handed_on"


def _refusal(code: str, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Refused:
    return Refused((Refusal(code, Words(zh, en), Words(remedy_zh, remedy_en)),))


NO_SEAT = _refusal(
    "no_window", "您今天还没有选窗口", "You have not chosen your window today",
    "请先选择窗口号", "Choose the number of your window first",
)  # fmt: skip
NO_CURRENT = _refusal(
    "no_number_here", "您的窗口现在没有叫到的号码", "No number is at your window now",
    "请先叫号", "Call the next number first",
)  # fmt: skip
STILL_CALLED = _refusal(
    "still_called", "叫到的号码还没有办理，也没有过号", "The number called is neither served nor missed",
    "人到了就选择事项；没有来就按“过号”", "Choose the matter, or press “No-show”",
)  # fmt: skip


def sit(*, bureau: str, window: int, by: ByOfficer, at: Moment) -> Seat | Refused:
    """Sit at a window for today; who sat elsewhere moves."""
    order = book.order_of(bureau, at.on)
    if not 1 <= window <= order.windows:
        return _refusal(
            "no_such_window", f"没有{window}号窗口", f"There is no window {window}",
            f"窗口号为1至{order.windows}", f"Windows are numbered 1 to {order.windows}",
        )  # fmt: skip
    with transaction.atomic():
        book.queue_under_lock(bureau, at.on)
        seats = Seat.objects.filter(bureau=bureau, on=at.on)
        taken = seats.filter(window=window).first()
        if taken is not None and taken.officer != by.officer:
            return _refusal(
                "window_taken", f"{window}号窗口今天已有人", f"Somebody sits at window {window} today",
                "请选别的窗口，或请那位同事先离席", "Choose another one, or ask the colleague to leave it",
            )  # fmt: skip
        own = seats.filter(officer=by.officer).first()
        if own is not None and own.window == window:
            return own
        if own is not None and book.current(bureau, at.on, own.window) is not None:
            return STILL_CALLED
        seats.filter(officer=by.officer).delete()
        return Seat.objects.create(
            id=new_id(), bureau=bureau, on=at.on, window=window, officer=by.officer
        )


def leave(*, bureau: str, by: ByOfficer, at: Moment) -> Refused | None:
    """Leave the window; not with somebody standing there."""
    with transaction.atomic():
        book.queue_under_lock(bureau, at.on)
        seat = seat_of(bureau, by, at)
        if seat is not None and book.current(bureau, at.on, seat.window) is not None:
            return STILL_CALLED
        Seat.objects.filter(bureau=bureau, on=at.on, officer=by.officer).delete()
    return None


def seat_of(bureau: str, by: ByOfficer, at: Moment) -> Seat | None:
    """Where an officer sits today."""
    return Seat.objects.filter(bureau=bureau, on=at.on, officer=by.officer).first()


def take_number(
    *, bureau: str, matter: str, at: Moment, key: str, booking: Booking | None = None
) -> Ticket | Refused:
    """A number for today; with a booking that is checked in, its own kind of number."""
    wrong = refused(no_rest_day(at.on, calendar_of(bureau).reaching(at.on)))
    if wrong:
        return wrong
    with transaction.atomic():
        queue = book.queue_under_lock(bureau, at.on)
        done = Ticket.objects.filter(bureau=bureau, key=key).first()
        return done or _numbered(queue, matter, at, key, booking)


def _numbered(queue: Queue, matter: str, at: Moment, key: str, booking: Booking | None) -> Ticket:
    queue.last += 1
    queue.save(update_fields=["last"])
    return Ticket.objects.create(
        id=new_id(),
        bureau=queue.bureau,
        on=queue.on,
        label=f"{'A' if booking is None else 'Y'}{queue.last:03d}",
        matter=matter if any(one.name == matter for one in book.matters()) else "",
        booking=booking,
        arrived_at=at.recorded_at,
        waiting_since=at.recorded_at,
        key=key,
    )


def check_in(*, bureau: str, booking: UUID, at: Moment) -> Ticket | Refused:
    """A person who booked is here: the booking becomes a number. Twice gives the same number."""
    with transaction.atomic():
        queue = book.queue_under_lock(bureau, at.on)
        found = Booking.objects.get(bureau=bureau, id=booking)
        key = f"booking:{found.id}"
        done = Ticket.objects.filter(bureau=bureau, key=key).first()
        if done is not None:
            return done
        if found.state != BookingState.BOOKED:
            return _refusal(
                "booking_cancelled", "这个预约已经取消", "This booking was cancelled",
                "请现场取号", "Take a number here",
            )  # fmt: skip
        if found.on != at.on:
            return _refusal(
                "another_day", f"这个预约是{found.on}的", f"This booking is for {found.on}",
                "请在预约当日报到；今天办理请现场取号", "Check in on that day; take a number to come today",
            )  # fmt: skip
        found.state = BookingState.ARRIVED
        found.save(update_fields=["state"])
        return _numbered(queue, found.matter, at, key, found)


def on_time(ticket: Ticket) -> bool:
    """Whether a ticket came of a booking that kept its turn."""
    booking = ticket.booking
    if booking is None:
        return False
    late = book.order_of(ticket.bureau, ticket.on).late
    return keeps_turn(booking.on, booking.slot, ticket.arrived_at, late)


@dataclass(slots=True)
class _Desk:
    """A window under the lock of the queue, with the number that stands there."""

    window: int
    current: Ticket | None


def _at_desk(bureau: str, by: ByOfficer, at: Moment) -> _Desk | Refused:
    book.queue_under_lock(bureau, at.on)
    seat = seat_of(bureau, by, at)
    if seat is None:
        return NO_SEAT
    return _Desk(seat.window, book.current(bureau, at.on, seat.window))


def call_next(
    *, bureau: str, served: Collection[str], by: ByOfficer, at: Moment, key: str
) -> Ticket | Refused | None:
    """Call the next number for this window; a number being served there is done with that.

    None when nobody waits for it. `served` are the matters that this officer takes in. The same
    `key` calls nobody twice.
    """
    with transaction.atomic():
        desk = _at_desk(bureau, by, at)
        if isinstance(desk, Refused):
            return desk
        if desk.current is not None and desk.current.call_key == key:
            return desk.current
        if desk.current is not None and desk.current.served_at is None:
            return STILL_CALLED
        if desk.current is not None:
            _end(desk.current, SERVED, at)
        fitting = (row for row in book.waiting(bureau, at) if book.fits(row, desk.window, served))
        row = next(fitting, None)
        if row is None:
            return None
        row.window, row.officer = desk.window, by.officer
        # Never before what went ahead, though the machine's clock be set back meanwhile.
        row.called_at = max(at.recorded_at, row.waiting_since)
        row.calls, row.call_key = 1, key
        row.waited = seconds(row.waiting_since, row.called_at)
        row.save()
        return row


def recall(*, bureau: str, by: ByOfficer, at: Moment) -> Ticket | Refused:
    """Call the same number once more: the screen shows it on top again."""
    with transaction.atomic():
        desk = _at_desk(bureau, by, at)
        if isinstance(desk, Refused):
            return desk
        if desk.current is None:
            return NO_CURRENT
        desk.current.calls += 1
        desk.current.save(update_fields=["calls"])
        return desk.current


def serve(*, bureau: str, by: ByOfficer, at: Moment) -> Ticket | Refused:
    """The person is here: serving begins. Asked again, it has begun already."""
    with transaction.atomic():
        desk = _at_desk(bureau, by, at)
        if isinstance(desk, Refused):
            return desk
        if desk.current is None:
            return NO_CURRENT
        if desk.current.served_at is None:
            desk.current.served_at = _not_before(desk.current, at)
            desk.current.save(update_fields=["served_at"])
        return desk.current


def finish(*, bureau: str, by: ByOfficer, at: Moment) -> Ticket | Refused:
    """The person is done here."""
    return _ended(bureau, by, at, SERVED)


def miss(*, bureau: str, by: ByOfficer, at: Moment) -> Ticket | Refused:
    """Nobody came (过号)."""
    return _ended(bureau, by, at, MISSED)


def _ended(bureau: str, by: ByOfficer, at: Moment, outcome: str) -> Ticket | Refused:
    with transaction.atomic():
        desk = _at_desk(bureau, by, at)
        if isinstance(desk, Refused):
            return desk
        if desk.current is None:
            return NO_CURRENT
        _end(desk.current, outcome, at)
        return desk.current


def _end(row: Ticket, outcome: str, at: Moment) -> None:
    row.ended_at, row.outcome = _not_before(row, at), outcome
    if outcome != MISSED:
        row.served_at = row.served_at or row.ended_at
        row.served = seconds(row.served_at, row.ended_at)
    row.save()


def _not_before(row: Ticket, at: Moment) -> datetime.datetime:
    """The instant, but never before serving or calling."""
    return max(filter(None, (at.recorded_at, row.called_at, row.served_at)))


def hand_on(*, bureau: str, window: int, by: ByOfficer, at: Moment) -> Ticket | Refused:
    """Send the person on to another window, where the same number is called before all others."""
    with transaction.atomic():
        desk = _at_desk(bureau, by, at)
        if isinstance(desk, Refused):
            return desk
        row = desk.current
        if row is None:
            return NO_CURRENT
        windows = book.order_of(bureau, at.on).windows
        if window == desk.window or not 1 <= window <= windows:
            return _refusal(
                "no_other_window", f"不能转到{window}号窗口", f"It cannot go on to window {window}",
                "请选另一个窗口", "Choose another window",
            )  # fmt: skip
        _end(row, HANDED_OVER, at)
        return Ticket.objects.create(
            id=new_id(), bureau=bureau, on=row.on, label=row.label, leg=row.leg + 1,
            matter=row.matter, booking=row.booking, arrived_at=row.arrived_at,
            waiting_since=at.recorded_at, for_window=window,
            key=f"on:{row.id}",
        )  # fmt: skip


def link(*, bureau: str, case: UUID, by: ByOfficer, at: Moment) -> None:
    """Note on the number at this window that a case came of it; nothing where nobody stands."""
    with transaction.atomic():
        desk = _at_desk(bureau, by, at)
        if isinstance(desk, Refused) or desk.current is None:
            return
        desk.current.case = case
        desk.current.served_at = desk.current.served_at or _not_before(desk.current, at)
        desk.current.save(update_fields=["case", "served_at"])
