"""Who visits a page, when, and of which bureau: put on every request by one middleware.

Officers sign in through Django's accounts; citizens through accounts of their own, under a session
key of their own, so that neither way in ever opens the other's pages.
"""

import hmac
from collections.abc import Callable
from contextlib import nullcontext
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, login, logout
from django.contrib.auth import SESSION_KEY as AUTH_SESSION
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from fadu.bureau.authority import remembering
from fadu.bureau.models import Account, Bureau, Officer
from fadu.pages import session
from fadu.pages.second_factor import passed
from fadu.pages.session_store import CITIZEN
from fadu.pages.signed_in import Place, places
from fadu.people.accounts import person_of
from fadu.people.models import CitizenAccount, Person
from fadu.record.moment import Moment, clock_from

_SESSION_KEY = CITIZEN
BACKEND = "django.contrib.auth.backends.ModelBackend"

P = ParamSpec("P")


class Visit(HttpRequest):
    """A request as views see it, after `WhoMiddleware`.

    `bureau` is that of the address; views without a bureau in their address must not use it.
    """

    officer: Officer | None
    citizen: Person | None
    citizen_account: CitizenAccount | None
    moment: Moment
    bureau: Bureau
    session_over: bool


View = Callable[Concatenate[Visit, P], HttpResponseBase]


class WhoMiddleware:
    """Sets `officer`, `citizen`, `moment` and `bureau`; an unknown bureau is a page not found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        """Before the address is resolved: the moment, and nobody yet."""
        request.moment = clock_from(settings.FADU_CLOCK).now()
        request.officer = request.bureau = None
        request.citizen = request.citizen_account = None
        request.session_over = False
        # A request that only reads sees one standing of its officer, and asks for it once.
        with remembering() if request.method in ("GET", "HEAD") else nullcontext():
            response = self.get_response(request)
        session.remember(request, response)
        return response

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """After it: the bureau that the address names, and who visits it."""
        code = kwargs.get("bureau")
        if code is not None:
            request.bureau = Bureau.objects.filter(code=code).first()
            if request.bureau is None:
                raise Http404
        if _entered(request) and session.end_if_over(request):
            request.session_over = True
        request.officer = _officer(request, code)
        request.citizen_account = _citizen_account(request, code)
        if request.citizen_account:
            request.citizen = person_of(request.citizen_account)


def _entered(request: HttpRequest) -> bool:
    """Whether anybody has entered, so that the pages without an account store no session."""
    return AUTH_SESSION in request.session or _SESSION_KEY in request.session


def _officer(request: Visit, bureau: str | None) -> Officer | None:
    account = request.user
    if not isinstance(account, Account) or not account.is_active or not passed(request):
        return None
    if not account.officer.serves(request.moment.on):
        logout(request)  # on the very day, whether or not the account has been closed yet
        return None
    return account.officer if bureau in (None, account.bureau) else None


def _citizen_account(request: HttpRequest, bureau: str | None) -> CitizenAccount | None:
    held = request.session.get(_SESSION_KEY)
    if not held:
        return None
    account = CitizenAccount.objects.filter(id=held["account"], active=True).first()
    if account is None or not hmac.compare_digest(held["fits"], _fingerprint(account)):
        return None
    return account if bureau in (None, account.bureau) else None


def _fingerprint(account: CitizenAccount) -> str:
    """Changes with password and generation, so that either ends every other session."""
    held = f"{account.password}:{account.generation}"
    return salted_hmac("fadu.pages.who", held, algorithm="sha256").hexdigest()


def enter_as_officer(request: HttpRequest, account: Account) -> None:
    """Begin an officer's session under a fresh session id; both factors have been given."""
    login(request, account, backend=BACKEND)
    session.begin(request, "officer", account.id)


def enter_as_citizen(request: HttpRequest, account: CitizenAccount) -> None:
    """Begin a citizen's session under a fresh session id (against fixation)."""
    request.session.cycle_key()
    session.begin(request, "citizen", account.id)
    request.session[_SESSION_KEY] = {
        "account": str(account.id),
        "fits": _fingerprint(account),
    }


def citizen_places(request: HttpRequest, account: CitizenAccount) -> list[Place]:
    """Where a citizen's account is signed in."""
    fits = _fingerprint(account)

    def holds(content: dict[str, Any]) -> bool:
        return hmac.compare_digest(content[_SESSION_KEY]["fits"], fits)

    return places(request, "citizen", account.id, holds)


def officer_places(request: HttpRequest, account: Account) -> list[Place]:
    """Where an officer's account is signed in."""
    fits = account.get_session_auth_hash()

    def holds(content: dict[str, Any]) -> bool:
        return hmac.compare_digest(content.get(HASH_SESSION_KEY, ""), fits)

    return places(request, "officer", account.id, holds)


def leave_as_citizen(request: HttpRequest) -> None:
    """End a citizen's session; nothing of it stays."""
    request.session.pop(_SESSION_KEY, None)
    request.session.cycle_key()


def officer_required(view: View[P]) -> View[P]:
    """Only for officers of the address's bureau; others are sent to the desk's entry."""

    def guarded(request: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.officer is None:
            return _to_entry(request, resolve_url(settings.LOGIN_URL), "officer")
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded


def citizen_required(view: View[P]) -> View[P]:
    """Only for citizens who have entered; others are sent to the portal's entry.

    Who has entered with a stated identity is sent to the account's page, to prove it first.
    """

    def guarded(request: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        bureau = {"bureau": request.bureau.code}
        if request.citizen_account is None:
            return _to_entry(request, reverse("portal:enter", kwargs=bureau), "citizen")
        if request.citizen is None:
            return HttpResponseRedirect(reverse("portal:account", kwargs=bureau) + "?unproved")
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded


def _to_entry(request: Visit, entry: str, way: str) -> HttpResponse:
    """To an entry page, which leads back here; what a form was sending is held meanwhile."""
    held = request.method == "POST" and session.hold(request, way)
    wanted = request.get_full_path() if request.method == "GET" else request.path
    asked = {"next": wanted} | ({"over": "1"} if request.session_over or held else {})
    return HttpResponseRedirect(f"{entry}?{urlencode(asked)}")


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where `next` leads, when it stays on this site; else `otherwise`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise
