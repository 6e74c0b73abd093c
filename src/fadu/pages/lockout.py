"""Lock-out: after some wrong passwords or codes nobody may try again for a while.

django-axes keeps the attempts, of officers by user name, of citizens by a name that holds no number
(`citizen_name`). It is asked and told with a bare request, because it stores what a form posted,
and the forms here post what is nobody's business.
"""

import datetime
import ipaddress
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate
from django.db.models import Max, Q, Sum
from django.http import HttpRequest

from fadu.bureau.models import Account
from fadu.people.persons import identity_index

# For one account from anywhere, and for one address whatever the account, so many times more.
ANYWHERE = 10
ADDRESS = 10


class Handler(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts three ways: account and address together, the account alone, the address alone.

    The first stops a guesser without stopping the owner, who sits elsewhere; the others stop many
    guessers at one account, and one guesser at many accounts.
    """

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """The greatest of the three, in units of the limit."""
        name, address = (credentials or {}).get("username"), request.axes_ip_address
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        return max(
            _failures(recent.filter(username=name, ip_address=address)),
            _failures(recent.filter(username=name)) // ANYWHERE,
            _failures(recent.filter(ip_address=address)) // ADDRESS if address else 0,
        )


def _failures(attempts: Any) -> int:
    return int(attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0)


def address_of(request: HttpRequest) -> str | None:
    """The client's address: what our own proxy added last, else who is connected."""
    told = str(request.META.get("REMOTE_ADDR") or "")
    if settings.FADU_BEHIND_PROXY:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR") or told).rsplit(",", 1)[-1].strip()
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:
        return None


def citizen_name(bureau: str, identity: str) -> str:
    """Under which name attempts for an identity number are kept: its keyed index."""
    return f"citizen:{bureau}:{identity_index(identity)}"


def locked_until(request: HttpRequest, name: str) -> datetime.datetime | None:
    """When this name may be tried again from here; None when it may be tried now."""
    if not AxesProxyHandler.is_locked(_bare(request), {"username": name}):
        return None
    mine = Q(username=name) | Q(ip_address=address_of(request))
    last = AccessAttempt.objects.filter(mine).aggregate(last=Max("attempt_time"))["last"]
    return last + settings.AXES_COOLOFF_TIME if last else None


def failed(request: HttpRequest, name: str) -> None:
    """A wrong password or code for this name."""
    AxesProxyHandler.user_login_failed("fadu", {"username": name}, _bare(request))


def succeeded(request: HttpRequest, name: str) -> None:
    """The right ones: what was mistyped from here before is forgotten."""
    AxesProxyHandler.reset_attempts(username=name, ip_address=address_of(request))


def unlock(name: str) -> int:
    """Forget every failed attempt at a name, from wherever (an administrator's); how many."""
    return int(AxesProxyHandler.reset_attempts(username=name))


def officer_by_password(request: HttpRequest, username: str, password: str) -> Account | None:
    """The officer's account that these open; a failure is counted."""
    found = authenticate(_bare(request), username=username, password=password)
    return found if isinstance(found, Account) else None


def _bare(request: HttpRequest) -> HttpRequest:
    bare = HttpRequest()
    bare.META = {"REMOTE_ADDR": address_of(request) or "", "PATH_INFO": request.path}
    return bare
