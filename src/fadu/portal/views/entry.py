"""A citizen enters by password and leaves; in the demo, the cast enters by one click."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fadu.law.words import Words
from fadu.pages.lockout import citizen_name, failed, locked_until, succeeded
from fadu.pages.proof import note_proof
from fadu.pages.session import held_for
from fadu.pages.who import Visit, enter_as_citizen, leave_as_citizen, safe_next
from fadu.people.accounts import by_password
from fadu.people.models import CitizenAccount
from fadu.portal.asked import forget_asked


@never_cache
@sensitive_post_parameters("identity", "password")
def enter(request: Visit, bureau: str) -> HttpResponse:
    """Identity number and password; one answer for every mistake."""
    identity = request.POST.get("identity", "").replace("\0", "")[:40]
    context = {
        "next": safe_next(request, reverse("portal:cases", kwargs={"bureau": bureau})),
        "identity": identity,
        "over": "over" in request.GET,
        "wrong": request.method == "POST",
    }
    if request.method == "POST":
        name = citizen_name(bureau, identity)
        if not locked_until(request, name):
            account = by_password(bureau, identity, request.POST.get("password", ""))
            if account is not None:
                succeeded(request, name)
                return entered(request, account)
            failed(request, name)
        locked = locked_page(request, name)
        if locked:
            return locked
    return render(request, "portal/enter.html", context, status=422 if context["wrong"] else 200)


def entered(request: Visit, account: CitizenAccount, onward: str = "") -> HttpResponse:
    """Begin the session, and lead to where the citizen was going, or to what is held."""
    enter_as_citizen(request, account)
    note_proof(request, account)
    if held_for(request, "citizen", account.id):
        return redirect("portal:held", bureau=account.bureau)
    name = "portal:cases" if account.proved else "portal:account"
    home = reverse(name, kwargs={"bureau": account.bureau})
    return redirect(onward or safe_next(request, home))


def locked_page(request: Visit, name: str) -> HttpResponse | None:
    """When it may be tried again, and whom to call; None while it may be tried."""
    until = locked_until(request, name)
    if until is None:
        return None
    context = {
        "until": until,
        "phone": settings.FADU_HELP_PHONE,
        "otherwise": Words(
            "急需办理的，请持证件到窗口。",
            "If it is urgent, come to the window with your document.",
        ),
        "again": reverse("portal:enter", kwargs={"bureau": request.bureau.code}),
        "frame": "pages/portal.html",
    }
    return render(request, "pages/locked.html", context, status=429)


@require_POST
def leave(request: Visit, bureau: str) -> HttpResponse:
    """End the citizen's session."""
    leave_as_citizen(request)
    forget_asked(request)
    return redirect("portal:home", bureau=bureau)


@require_POST
def cast(request: Visit, bureau: str) -> HttpResponse:
    """Enter as a citizen of the demo's cast; in every other profile this page does not exist."""
    if settings.FADU_PROFILE != "demo":
        raise Http404
    rows = CitizenAccount.objects.filter(bureau=bureau, active=True)
    citizen = next((row for row in rows if str(row.id) == request.POST.get("account")), None)
    if citizen is None:
        raise Http404
    return entered(request, citizen)
