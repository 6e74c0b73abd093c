"""The officers' way in: password, second factor where it is demanded; in the demo also one click.

Between the two factors nobody has entered: the session holds only whose password was right, and for
how long that counts.
"""

import datetime
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import logout
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fadu.bureau.authority import appointments_on, supervises
from fadu.bureau.models import Account
from fadu.law.words import Words
from fadu.pages import second_factor
from fadu.pages.lockout import failed, locked_until, officer_by_password
from fadu.pages.proof import note_proof
from fadu.pages.session import held_for
from fadu.pages.who import Visit, enter_as_officer, safe_next

_HALF_ENTERED = "fadu.half-entered"
# How long a right password waits for the second factor.
_WAITS = 600
FRAME = "desk/outside.html"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the demo's cast: an account, and the posts held on the demo's day."""

    account: Account
    posts: tuple[Words, ...]


def cast(on: datetime.date) -> list[Member]:
    """Who may be entered by one click: nobody outside the demo."""
    if settings.FADU_PROFILE != "demo":
        return []
    accounts = Account.objects.filter(
        Q(officer__left__isnull=True) | Q(officer__left__gt=on), is_active=True
    ).select_related("officer")
    posts: dict[object, list[Words]] = {}
    for bureau in {account.bureau for account in accounts}:
        for held in appointments_on(bureau, on).select_related("post").order_by("post__code"):
            posts.setdefault(held.officer_id, []).append(held.post.name)
    return [
        Member(account, tuple(posts.get(account.officer_id, ())))
        for account in accounts.order_by("officer__staff_number")
    ]


def home(request: Visit) -> HttpResponseBase:
    """To the officer's first page, or to the entry."""
    account = request.user
    if request.officer is None or not isinstance(account, Account):
        return HttpResponseRedirect(settings.LOGIN_URL)
    return HttpResponseRedirect(first_page(request, account))


def first_page(request: Visit, account: Account) -> str:
    """What an officer sees first: a supervisor the board, everybody else the inbox."""
    on = request.moment.on
    first = "board" if supervises(account.bureau, account.officer_id, on) else "inbox"
    return reverse(f"desk:{first}", kwargs={"bureau": account.bureau})


def inbox_of(account: Account) -> str:
    """The address of an account's inbox."""
    return reverse("desk:inbox", kwargs={"bureau": account.bureau})


@never_cache
@sensitive_post_parameters("password")
def enter(request: Visit) -> HttpResponseBase:
    """User name and password. A wrong pair is answered without saying which of the two is wrong."""
    username = request.POST.get("username", "").replace("\0", "").strip()[:40]
    if request.method != "POST":
        return entry_page(request, username, wrong=False)
    if not locked_until(request, username):
        found = officer_by_password(request, username, request.POST.get("password", ""))
        if found is not None:
            return _password_was_right(request, found)
    return _locked(request, username) or entry_page(request, username, wrong=True)


def _locked(request: Visit, username: str) -> HttpResponse | None:
    until = locked_until(request, username)
    if until is None:
        return None
    context = {
        "until": until,
        "phone": settings.FADU_HELP_PHONE,
        "otherwise": Words(
            "急需办理的，请找系统管理员解锁。", "If it is urgent, the administrator can unlock it."
        ),
        "again": settings.LOGIN_URL,
        "frame": FRAME,
    }
    return render(request, "pages/locked.html", context, status=429)


def entry_page(request: Visit, username: str, *, wrong: bool) -> HttpResponse:
    """The page with both ways in."""
    context = {
        "username": username,
        "wrong": wrong,
        "over": "over" in request.GET,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "cast": cast(request.moment.on),
    }
    return render(request, "desk/enter.html", context, status=422 if wrong else 200)


def _password_was_right(request: Visit, account: Account) -> HttpResponseBase:
    if not second_factor.demanded():
        return _entered(request, account)
    request.session.cycle_key()
    request.session[_HALF_ENTERED] = {
        "account": str(account.id),
        "fits": account.get_session_auth_hash(),
        "at": int(time.time()),
    }
    wanted = urlencode({"next": safe_next(request, "")})
    return HttpResponseRedirect(f"{reverse('desk:second-factor')}?{wanted}")


def _half_entered(request: Visit) -> Account | None:
    """Whose password was right a moment ago, in this browser, and has not been changed since."""
    held = request.session.get(_HALF_ENTERED)
    if held is None or not 0 <= time.time() - held["at"] < _WAITS:
        return None
    account = Account.objects.filter(id=held["account"], is_active=True).first()
    fits = account is not None and account.get_session_auth_hash() == held["fits"]
    return account if fits else None


@never_cache
def code(request: Visit) -> HttpResponseBase:
    """The second factor: its code, or at the first entry setting it up."""
    account = _half_entered(request)
    if account is None:
        return HttpResponseRedirect(settings.LOGIN_URL)
    locked = _locked(request, account.username)
    if locked:
        return locked
    first = not second_factor.enrolled(account)
    given = request.POST.get("code", "")[:20]
    if request.method == "POST":
        accept = second_factor.enrol if first else second_factor.matching_device
        device = accept(account, given)
        if device is not None:
            answer = _entered(request, account)
            second_factor.note(request, device)
            return recovery_page(request, account, answer["Location"]) if first else answer
        failed(request, account.username)
    return _locked(request, account.username) or _code_page(request, account, first)


def _code_page(request: Visit, account: Account, first: bool) -> HttpResponse:
    wrong = request.method == "POST"
    context = {"wrong": wrong, "first": first, "next": safe_next(request, "")}
    if first:
        device = second_factor.device_to_enrol(account)
        context |= {
            "picture": second_factor.picture(device),
            "key": second_factor.typed_key(device),
        }
    return render(request, "desk/second_factor.html", context, status=422 if wrong else 200)


def recovery_page(request: Visit, account: Account, onward: str) -> HttpResponse:
    """New recovery codes, shown this once."""
    codes = second_factor.recovery_codes(account)
    return render(request, "desk/recovery_codes.html", {"codes": codes, "onward": onward})


def _entered(request: Visit, account: Account) -> HttpResponseBase:
    request.session.pop(_HALF_ENTERED, None)
    enter_as_officer(request, account)
    note_proof(request, account)
    if held_for(request, "officer", account.id):
        return HttpResponseRedirect(reverse("desk:held"))
    return HttpResponseRedirect(safe_next(request, first_page(request, account)))


@require_POST
def enter_as(request: Visit) -> HttpResponseBase:
    """Enter as one of the cast, without a password: in the demo, whose keys are public, alone."""
    if settings.FADU_PROFILE != "demo":
        raise Http404
    name = request.POST.get("username", "")
    return _entered(request, get_object_or_404(Account, username=name, is_active=True))


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL)
