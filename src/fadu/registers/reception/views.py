"""The pages of the hall: book a time, see and change a booking, the screen, the number machine."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from fadu.law.words import Words
from fadu.pages.forms import say, typed
from fadu.pages.who import Visit
from fadu.people.persons import known
from fadu.procedure.refusal import Refusal, Refused
from fadu.procedure.tracking import code_of, fits
from fadu.record.ids import new_id
from fadu.registers.reception import book
from fadu.registers.reception.acts import bookings, hall
from fadu.registers.reception.models import Booking, BookingState, Ticket

_HELD = "fadu.bookings"  # the bookings that this browser has made, or has shown the code of
_MOST_HELD = 20
NOT_FOUND = Refusal(
    "no_such_booking",
    Words("编号与预约码不符", "Number and code do not fit"),
    Words("请核对两项；字母大小写不限", "Check both; capital or small letters do not matter"),
)
NO_SLOT = Refusal(
    "no_slot_chosen",
    Words("还没有选时间", "No time is chosen"),
    Words(
        "请选一天中的一个时段，其余所填还在", "Choose a time on one of the days; the rest is kept"
    ),
)


def book_time(request: Visit, bureau: str) -> HttpResponseBase:
    """Choose matter, day and time, and say whom to call."""
    if request.method != "POST":
        return _form(request, _own(request) | {"matter": request.GET.get("matter", "")})
    stated = {
        name: typed(request.POST, name) for name in ("matter", "when", "name", "phone", "key")
    }
    chosen = _chosen(stated["when"])
    if chosen is None:
        return _form(request, stated, (NO_SLOT,))
    answer = bookings.make(
        bureau=bureau,
        matter=stated["matter"],
        on=chosen[0],
        slot=chosen[1],
        name=stated["name"],
        phone=stated["phone"],
        at=request.moment,
        key=f"portal:{stated['key'][:64]}",
    )
    if isinstance(answer, Refused):
        return _form(request, stated, answer.refusals)
    _hold(request, answer)
    return redirect("reception:booking", bureau=bureau, number=answer.number)


def _chosen(when: str) -> tuple[datetime.date, datetime.time] | None:
    """The day and time of a posted choice ("2020-12-25T09:30")."""
    try:
        instant = datetime.datetime.fromisoformat(when)
    except ValueError:
        return None
    return instant.date(), instant.time()


def _own(request: Visit) -> dict[str, str]:
    """What is known of a citizen who has entered, and a fresh key."""
    stated = {"key": str(new_id())}
    if request.citizen is not None:
        own = known(request.bureau.code, [request.citizen.id])[request.citizen.id]
        stated |= {"name": own.name, "phone": own.phone}
    return stated


def _form(
    request: Visit, stated: dict[str, str], refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    days = book.agenda(request.bureau.code, request.moment)
    chosen = _chosen(stated.get("when", ""))
    first = next((day.on for day in days if day.free), None)
    context = {
        "stated": stated,
        "refusals": refusals,
        "wrong": {refusal.subject: refusal for refusal in refusals if refusal.subject},
        "days": days,
        "open": chosen[0] if chosen else first,
        "matters": book.matters(),
    }
    return render(request, "reception/book.html", context, status=422 if refusals else 200)


def _hold(request: Visit, booking: Booking) -> None:
    held = [each for each in request.session.get(_HELD, []) if each != str(booking.id)]
    request.session[_HELD] = [*held, str(booking.id)][-_MOST_HELD:]


def find(request: Visit, bureau: str) -> HttpResponseBase:
    """By number and code, to a booking that was made elsewhere."""
    context: dict[str, Any] = {"number": request.GET.get("number", "")}
    if request.method == "POST":
        number = typed(request.POST, "number")
        found = book.booking_asked(bureau, number)
        # A number that does not exist is compared as well, so that the time tells nothing.
        right = fits(found.id if found else UUID(int=0), typed(request.POST, "code"))
        if found is not None and right:
            _hold(request, found)
            return redirect("reception:booking", bureau=bureau, number=found.number)
        context = {"number": number, "refusals": (NOT_FOUND,)}
    status = 422 if "refusals" in context else 200
    return render(request, "reception/find.html", context, status=status)


def booking(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """A booking with its number and code; it can be moved or given up."""
    found = book.booking_asked(bureau, number)
    if found is None or str(found.id) not in request.session.get(_HELD, []):
        address = reverse("reception:find", args=(bureau,))
        return HttpResponseRedirect(f"{address}?number={number}")
    if request.method != "POST":
        return _booking(request, found)
    if request.POST.get("action") == "cancel":
        answer = bookings.cancel(bureau=bureau, booking=found.id)
        said = Words("预约已取消", "The booking is cancelled")
    else:
        chosen = _chosen(typed(request.POST, "when"))
        if chosen is None:
            return _booking(request, found, (NO_SLOT,))
        answer = bookings.change(
            bureau=bureau, booking=found.id, on=chosen[0], slot=chosen[1], at=request.moment
        )
        said = Words("预约已改期，编号不变", "The booking is moved; its number stays")
    if isinstance(answer, Refused):
        return _booking(request, found, answer.refusals)
    messages.success(request, say(said))
    return redirect("reception:booking", bureau=bureau, number=found.number)


def _booking(request: Visit, found: Booking, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    context = {
        "booking": found,
        "live": found.state == BookingState.BOOKED,
        "title": book.title_of(found.matter),
        "code": code_of(found.id),
        "late": book.order_of(found.bureau, found.on).late.seconds // 60,
        "days": book.agenda(request.bureau.code, request.moment),
        "open": found.on if refusals else None,
        "refusals": refusals,
        "stated": {},
    }
    return render(request, "reception/booking.html", context, status=422 if refusals else 200)


@require_safe
def screen(request: Visit, bureau: str) -> HttpResponse:
    """The screen of the hall: who is called where, big; it loads itself again and names nobody."""
    at = request.moment
    waiting = book.waiting(bureau, at)
    context = {
        "called": book.at_windows(bureau, at.on),
        "next": [ticket.label for ticket in waiting[:12]],
        "count": len(waiting),
        "now": at.recorded_at,
    }
    return render(request, "reception/screen.html", context)


def machine(request: Visit, bureau: str, secret: str) -> HttpResponseBase:
    """The number machine: one touch for a matter, or the number of a booking."""
    if not constant_time_compare(secret, book.kiosk_key(bureau)):
        raise Http404
    context: dict[str, Any] = {"matters": book.matters(), "key": new_id()}
    if request.method == "POST":
        answer = _taken(request, bureau)
        if isinstance(answer, Ticket):
            ahead = [each.id for each in book.waiting(bureau, request.moment)]
            context |= {"ticket": answer, "title": book.title_of(answer.matter)}
            context |= {"ahead": ahead.index(answer.id) if answer.id in ahead else 0}
        else:
            context |= {"refusals": answer.refusals}
    return render(
        request, "reception/machine.html", context, status=422 if "refusals" in context else 200
    )


def _taken(request: Visit, bureau: str) -> Ticket | Refused:
    """The number that a touch of the machine asks for."""
    if "booking" in request.POST:
        found = book.booking_asked(bureau, typed(request.POST, "booking"))
        if found is None:
            return Refused((NO_SUCH_NUMBER,))
        return hall.check_in(bureau=bureau, booking=found.id, at=request.moment)
    return hall.take_number(
        bureau=bureau,
        matter=typed(request.POST, "matter"),
        at=request.moment,
        key=f"machine:{typed(request.POST, 'key')[:64]}",
    )


NO_SUCH_NUMBER = Refusal(
    "no_booking_here",
    Words("没有找到这个预约编号", "No booking has this number"),
    Words("请核对编号；没有预约请直接取号", "Check the number, or take a number without a booking"),
)
