"""A citizen enters and leaves; in the demo, the cast enters by one click."""

from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fadu.pages.proof import note_proof
from fadu.pages.who import Visit, enter_as_citizen, leave_as_citizen, safe_next
from fadu.people.models import CitizenAccount
from fadu.people.persons import identity_index


@sensitive_post_parameters("identity", "password")
def enter(request: Visit, bureau: str) -> HttpResponse:
    """Identity number and password; one answer for every mistake."""
    after = safe_next(request, reverse("portal:cases", kwargs={"bureau": bureau}))
    context = {"next": after, "identity": "", "wrong": False}
    if request.method == "POST":
        identity = request.POST.get("identity", "")
        account = _account(bureau, identity, request.POST.get("password", ""))
        if account is not None:
            enter_as_citizen(request, account)
            note_proof(request, account)
            return redirect(after)
        context |= {"identity": identity, "wrong": True}
    return render(request, "portal/enter.html", context)


def _account(bureau: str, identity: str, password: str) -> CitizenAccount | None:
    """The account that fits; as much work for an unknown number as for a wrong password."""
    index = identity_index(identity)
    rows = CitizenAccount.objects.filter(bureau=bureau, person__identity_index=index, active=True)
    account = rows.first()
    fits = check_password(password, account.password if account else _nobodys_password())
    return account if fits and account else None


@cache
def _nobodys_password() -> str:
    return make_password("a password that no account has")


@require_POST
def leave(request: Visit, bureau: str) -> HttpResponse:
    """End the citizen's session."""
    leave_as_citizen(request)
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
    enter_as_citizen(request, citizen)
    return redirect(safe_next(request, reverse("portal:cases", kwargs={"bureau": bureau})))
