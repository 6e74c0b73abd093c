"""A code that was asked for a telephone, and what it is for: kept in the session until it is typed.

Whether a code was really sent is decided before (`sent`), and looks the same on the page: who asks
for an account that does not exist is told the same as its owner.
"""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fadu.jobs.sms import ask_code_sent, folder_of_texts
from fadu.pages.lockout import address_of
from fadu.pages.who import Visit
from fadu.people.codes import TooMany, ask_code, code_fits, digits
from fadu.record.ids import new_id
from fadu.record.moment import WallClock

_SESSION_KEY = "fadu.asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: `purpose` is register, enter, forgotten or telephone; `data` is for it."""

    purpose: str
    bureau: str
    phone: str
    code: UUID
    sent: bool
    data: dict[str, str]


@dataclass(frozen=True, slots=True)
class InTheDemo:
    """What the demo shows in place of a telephone."""

    code: str
    folder: str


def wall_now() -> datetime.datetime:
    """The machine's clock: a code's minutes run although the demo's day stands still."""
    return WallClock().now().recorded_at


def ask(
    request: Visit, purpose: str, phone: str, *, sent: bool, data: dict[str, str]
) -> Asked | TooMany:  # fmt: skip
    """Ask for a code and remember what for; or when the next may be asked for."""
    bureau = request.bureau.code
    with transaction.atomic():
        code = ask_code(
            bureau, phone, id=new_id(), address=address_of(request) or "", at=wall_now()
        )
        if isinstance(code, TooMany):
            return code
        if sent:
            ask_code_sent(code, request.moment.recorded_at)
    asked = Asked(purpose, bureau, phone, code.id, sent, data)
    request.session[_SESSION_KEY] = {
        "purpose": purpose, "bureau": bureau, "phone": phone, "code": str(code.id), "sent": sent,
        "data": data,
    }  # fmt: skip
    return asked


def asked_in(request: Visit) -> Asked | None:
    """What was asked last in this session, at this bureau."""
    held: dict[str, Any] | None = request.session.get(_SESSION_KEY)
    if held is None or held["bureau"] != request.bureau.code:
        return None
    return Asked(**{**held, "code": UUID(held["code"])})


def answered(request: Visit, asked: Asked, typed: str) -> bool:
    """Whether the code is right; then nothing is asked any more."""
    if not (code_fits(asked.code, typed, at=wall_now()) and asked.sent):
        return False
    request.session.pop(_SESSION_KEY, None)
    return True


def forget_asked(request: Visit) -> None:
    """Who leaves takes along what was asked: the next at this screen sees nothing of it."""
    request.session.pop(_SESSION_KEY, None)


def in_the_demo(asked: Asked) -> InTheDemo | None:
    """The code, in the demo profile alone, whose keys are public anyway."""
    if settings.FADU_PROFILE != "demo" or not asked.sent:
        return None
    return InTheDemo(digits(asked.code), str(folder_of_texts()))
