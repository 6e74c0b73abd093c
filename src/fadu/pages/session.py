"""How long a session lasts, whose it was, and what was being sent when it ended.

A session ends after `FADU_IDLE_MINUTES` without a request and after `FADU_SESSION_HOURS` in any
case, by the machine's clock. What a form sends after that is held for the one account that had
entered in this browser, and offered again when the same account has entered (`pages/held.html`).
"""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from fadu.pages.signed_in import DEVICE, device_of

_TIMES = "fadu.session"
_HELD = "fadu.held"
_COOKIES = {"officer": "fadu_officer", "citizen": "fadu_citizen"}
# `seen` is written at most once in so many seconds, so that reading pages writes little.
GRAIN = 60
HELD_FOR = 3600
LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class HeldForm:
    """What was sent by a form when nobody had entered any more; files are not part of it."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def end_if_over(request: HttpRequest) -> bool:
    """End a session that has lasted too long; whether it was ended now."""
    now = int(time.time())
    times: dict[str, int] | None = request.session.get(_TIMES)
    if times is None:
        request.session[_TIMES] = {"began": now, "seen": now}
        return False
    idle = now - times["seen"] > settings.FADU_IDLE_MINUTES * 60
    old = now - times["began"] > settings.FADU_SESSION_HOURS * 3600
    if idle or old:
        logout(request)
        return True
    if now - times["seen"] >= GRAIN:
        request.session[_TIMES] = {"began": times["began"], "seen": now}
    return False


def begin(request: HttpRequest, way: str, account: UUID) -> None:
    """A session begins: its times, and whose forms are open in this browser from now on."""
    now = int(time.time())
    request.session[_TIMES] = {"began": now, "seen": now}
    request.session[DEVICE] = device_of(request)
    request.entered = (way, str(account))  # type: ignore[attr-defined]  # read by `remember`


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """Note in the browser, signed, who entered with this answer."""
    entered = getattr(request, "entered", None)
    if entered:
        way, account = entered
        response.set_signed_cookie(
            _COOKIES[way], account, salt=way, httponly=True, samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )  # fmt: skip


def hold(request: HttpRequest, way: str) -> bool:
    """Keep what a form sends without a session, for whoever had entered in this browser.

    Whether it is kept: nothing is where nobody had entered, and nothing that is too long.
    """
    account = request.get_signed_cookie(_COOKIES[way], default=None, salt=way)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if _may_be_held(name)
        for value in map(str, values)
    ]
    size = sum(len(name) + len(value) for name, value in fields)
    if account is None or size > LARGEST:
        return False
    request.session[_HELD] = {
        "way": way, "account": account, "path": request.get_full_path(), "at": int(time.time()),
        "fields": fields,
        "files": [f.name for name in request.FILES for f in request.FILES.getlist(name) if f.name],
    }  # fmt: skip
    return True


def _may_be_held(name: str) -> bool:
    """All but the token of the old session, passwords and codes."""
    return (
        name != "csrfmiddlewaretoken" and "password" not in name and not name.startswith("proof-")
    )


def held_for(request: HttpRequest, way: str, account: UUID) -> HeldForm | None:
    """What is held for this account; what is held for another, or too old, is thrown away."""
    held: dict[str, Any] | None = request.session.get(_HELD)
    if held is None:
        return None
    fresh = 0 <= time.time() - held["at"] < HELD_FOR
    if held["way"] != way or held["account"] != str(account) or not fresh:
        drop_held(request)
        return None
    fields = tuple((name, value) for name, value in held["fields"])
    return HeldForm(held["path"], fields, tuple(held["files"]))


def drop_held(request: HttpRequest) -> None:
    """Throw away what is held."""
    request.session.pop(_HELD, None)
