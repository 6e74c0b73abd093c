"""The officers' way in: user name and password; in the demo also one click as one of the cast."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fadu.bureau.authority import appointments_on
from fadu.bureau.models import Account
from fadu.law.words import Words
from fadu.pages.proof import note_proof
from fadu.pages.who import Visit, safe_next

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the demo's cast: an account, and the posts held on the demo's day."""

    account: Account
    posts: tuple[Words, ...]


def cast(on: datetime.date) -> list[Member]:
    """Who may be entered by one click: nobody outside the demo."""
    if settings.FADU_PROFILE != "demo":
        return []
    accounts = Account.objects.filter(is_active=True).select_related("officer")
    posts: dict[object, list[Words]] = {}
    for bureau in {account.bureau for account in accounts}:
        for held in appointments_on(bureau, on).select_related("post").order_by("post__code"):
            posts.setdefault(held.officer_id, []).append(held.post.name)
    return [
        Member(account, tuple(posts.get(account.officer_id, ())))
        for account in accounts.order_by("officer__staff_number")
    ]


def home(request: HttpRequest) -> HttpResponseBase:
    """To the inbox of the officer's bureau, or to the entry."""
    account = request.user
    if not isinstance(account, Account):
        return HttpResponseRedirect(settings.LOGIN_URL)
    return HttpResponseRedirect(inbox_of(account))


def inbox_of(account: Account) -> str:
    """The address of an account's inbox."""
    return reverse("desk:inbox", kwargs={"bureau": account.bureau})


@sensitive_post_parameters("password")
def enter(request: Visit) -> HttpResponseBase:
    """User name and password. A wrong pair is answered without saying which of the two is wrong."""
    username = request.POST.get("username", "").strip()
    if request.method == "POST":
        found = authenticate(request, username=username, password=request.POST.get("password", ""))
        if isinstance(found, Account):
            login(request, found)
            note_proof(request, found)
            return HttpResponseRedirect(safe_next(request, inbox_of(found)))
    return entry_page(request, username, wrong=request.method == "POST")


def entry_page(request: Visit, username: str, *, wrong: bool) -> HttpResponse:
    """The page with both ways in."""
    context = {
        "username": username,
        "wrong": wrong,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "cast": cast(request.moment.on),
    }
    return render(request, "desk/enter.html", context, status=422 if wrong else 200)


@require_POST
def enter_as(request: Visit) -> HttpResponseBase:
    """Enter as one of the cast, without a password: in the demo, whose keys are public, alone."""
    if settings.FADU_PROFILE != "demo":
        raise Http404
    name = request.POST.get("username", "")
    account = get_object_or_404(Account, username=name, is_active=True)
    login(request, account, backend=BACKEND)
    return HttpResponseRedirect(safe_next(request, inbox_of(account)))


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL)
