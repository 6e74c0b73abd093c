"""The hall as the clerk sees it: the number at the window, who waits, what can be taken in."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk.asked import actor, shown
from fadu.desk.drafts import own_drafts
from fadu.desk.matters import startable
from fadu.desk.models import CounterDraft
from fadu.law.words import Words
from fadu.pages.forms import say, typed
from fadu.pages.who import Visit, officer_required
from fadu.procedure.declare import Procedure
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refusal, Refused
from fadu.record.ids import new_id
from fadu.registers.reception import book
from fadu.registers.reception.acts import hall
from fadu.registers.reception.models import Seat, Ticket

# Keys by which a matter is chosen; n, r, m, f, t, b and the rest are taken by the page itself.
KEYS = "123456789"
NOBODY = Words("现在没有人等候您的窗口", "Nobody is waiting for your window")
UNKNOWN = Refusal(
    "no_booking",
    Words("没有找到这个预约编号", "No booking has this number"),
    Words("请核对编号；没有预约请取号", "Check the number; without a booking take a number"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A number that waits, as the list shows it."""

    ticket: Ticket
    title: Words
    minutes: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A matter that can be taken in, with the key that chooses it."""

    procedure: Procedure
    key: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft that waits to be gone on with."""

    draft: CounterDraft
    title: Words
    name: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What today came to so far."""

    waiting: int
    served: int
    missed: int
    received: int


@officer_required
def counter(request: Visit, bureau: str) -> HttpResponseBase:
    """The clerk's page."""
    return page(request)


def page(request: Visit, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    """The page, with the reasons why something was not done."""
    bureau, at = request.bureau.code, request.moment
    takes = startable(request)
    seat = hall.seat_of(bureau, actor(request), at)
    current = book.current(bureau, at.on, seat.window) if seat else None
    context = {
        "refusals": refusals,
        "takes": takes,
        "seat": seat,
        "windows": range(1, book.order_of(bureau, at.on).windows + 1),
        "current": current,
        "current_title": book.title_of(current.matter) if current else None,
        "on_time": hall.on_time(current) if current else False,
        "choices": choices(takes, current, typed(request.GET, "matter")),
        "sought": typed(request.GET, "matter"),
        "rows": waiting(request, takes, seat),
        "tally": tally(request),
        "key": new_id(),
        "kiosk": reverse("reception:kiosk", args=(bureau, book.kiosk_key(bureau))),
        "matters": book.matters(),
        "expected": [
            (booking, book.title_of(booking.matter)) for booking in book.expected(bureau, at.on)
        ],
        "unfinished": [
            Unfinished(draft, book.title_of(draft.procedure), first_name(draft))
            for draft in own_drafts(request)
            if draft.procedure in takes
        ],
    }
    return shown(
        request, "desk/counter.html", "desk:counter", context, status=422 if refusals else 200
    )


def choices(takes: dict[str, Procedure], current: Ticket | None, sought: str = "") -> list[Choice]:
    """The matters with a word in their title, with their keys; what the number is for is marked."""
    word = sought.strip().casefold()
    found = {
        name: one
        for name, one in takes.items()
        if word in one.title.zh.casefold() or word in one.title.en.casefold()
    }
    return [
        Choice(
            one, KEYS[place] if place < len(KEYS) else "", bool(current and current.matter == name)
        )
        for place, (name, one) in enumerate(found.items())
    ]


def waiting(request: Visit, takes: dict[str, Procedure], seat: Seat | None) -> list[Row]:
    """Who waits, in the order of calling."""
    now = request.moment.recorded_at
    return [
        Row(
            ticket,
            book.title_of(ticket.matter),
            max(int((now - ticket.waiting_since) / datetime.timedelta(minutes=1)), 0),
            book.fits(ticket, seat.window if seat else 0, takes),
        )
        for ticket in book.waiting(request.bureau.code, request.moment)
    ]


def first_name(draft: CounterDraft) -> str:
    """Whose draft it is: the first name that was typed."""
    rows = [row for rows in draft.data["parties"].values() for row in rows]
    return next((row["name"] for row in rows if row.get("name")), "")


def tally(request: Visit) -> Tally:
    """Today's numbers: the hall's queue, the officer's own, and what all windows took in."""
    on = request.moment.on
    today = Ticket.objects.filter(bureau=request.bureau.code, on=on)
    own = today.filter(officer=actor(request).officer)
    cases = Case.objects.filter(bureau=request.bureau.code, opened_on=on)
    return Tally(
        waiting=today.waiting().count(),
        served=own.filter(served__isnull=False).count(),
        missed=own.filter(outcome=hall.MISSED).count(),
        received=cases.filter(state_text__contains='"channel":"window"').count(),
    )


@officer_required
@require_POST
def act(request: Visit, bureau: str) -> HttpResponseBase:
    """One act in the hall; back to the page, or on to the application."""
    name, _, what = request.POST.get("action", "").partition(":")
    answer = ACTS[name](request, what) if name in ACTS else None
    if isinstance(answer, Refused):
        return page(request, answer.refusals)
    if name == "begin" and what in startable(request):
        return HttpResponseRedirect(reverse("desk:intake", args=(bureau, what)))
    return HttpResponseRedirect(reverse("desk:counter", args=(bureau,)))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _sit(request: Visit, what: str) -> Seat | Refused:
    window = _number(request.POST.get("window", ""))
    return hall.sit(bureau=request.bureau.code, window=window, by=actor(request), at=request.moment)


def _leave(request: Visit, what: str) -> Refused | None:
    return hall.leave(bureau=request.bureau.code, by=actor(request), at=request.moment)


def _next(request: Visit, what: str) -> Ticket | Refused | None:
    called = hall.call_next(
        bureau=request.bureau.code,
        served=startable(request).keys(),
        by=actor(request),
        at=request.moment,
        key=typed(request.POST, "key")[:64],
    )
    if called is None:
        messages.info(request, say(NOBODY))
    return called


def _recall(request: Visit, what: str) -> Ticket | Refused:
    return hall.recall(bureau=request.bureau.code, by=actor(request), at=request.moment)


def _missed(request: Visit, what: str) -> Ticket | Refused:
    return hall.miss(bureau=request.bureau.code, by=actor(request), at=request.moment)


def _finish(request: Visit, what: str) -> Ticket | Refused:
    return hall.finish(bureau=request.bureau.code, by=actor(request), at=request.moment)


def _begin(request: Visit, what: str) -> None:
    """Serving begins with the choice of a matter; without a number there is nothing to note."""
    hall.serve(bureau=request.bureau.code, by=actor(request), at=request.moment)


def _hand_on(request: Visit, what: str) -> Ticket | Refused:
    return hall.hand_on(
        bureau=request.bureau.code,
        window=_number(request.POST.get("to", "")),
        by=actor(request),
        at=request.moment,
    )


def _give(request: Visit, what: str) -> Ticket | Refused:
    """A number for somebody who walks up to the clerk; with a booking's number, its check-in."""
    number = typed(request.POST, "booking")
    if not number.strip():
        given = hall.take_number(
            bureau=request.bureau.code,
            matter=typed(request.POST, "matter"),
            at=request.moment,
            key=f"desk:{typed(request.POST, 'key')[:64]}",
        )
    else:
        booking = book.booking_asked(request.bureau.code, number)
        if booking is None:
            return Refused((UNKNOWN,))
        given = hall.check_in(bureau=request.bureau.code, booking=booking.id, at=request.moment)
    if isinstance(given, Ticket):
        messages.success(request, say(Words(f"号码 {given.label}", f"Number {given.label}")))
    return given


ACTS: dict[str, Callable[[Visit, str], Seat | Ticket | Refused | None]] = {
    "sit": _sit,
    "leave": _leave,
    "next": _next,
    "recall": _recall,
    "missed": _missed,
    "finish": _finish,
    "begin": _begin,
    "hand_on": _hand_on,
    "give": _give,
}
