"""An officer's own account: password, recovery codes, signing out everywhere."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.db.models import F
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fadu.bureau.models import Account
from fadu.desk.entry import inbox_of, recovery_page
from fadu.law.words import Words
from fadu.pages import second_factor
from fadu.pages.forms import say
from fadu.pages.held import held_page
from fadu.pages.lockout import locked_until, officer_by_password
from fadu.pages.passwords import password_problems
from fadu.pages.proof import note_proof, unproved
from fadu.pages.signed_in import end_others
from fadu.pages.who import Visit, officer_places, officer_required


@never_cache
@sensitive_post_parameters()
@officer_required
def account(request: Visit) -> HttpResponseBase:
    """The page, and a new password when one is sent."""
    own = _own(request)
    wrong = _wrong_change(request, own) if request.method == "POST" else []
    if request.method == "POST" and not wrong:
        own.set_password(request.POST["new"])
        own.save(update_fields=["password"])
        update_session_auth_hash(request, own)
        note_proof(request, own)
        messages.success(request, say(_CHANGED))
        return HttpResponseRedirect(reverse("desk:account"))
    context = {
        "wrong": wrong,
        "own": own,
        "two_factors": second_factor.demanded(),
        "home": inbox_of(own),
        "places": officer_places(request, own),
    }
    return render(request, "desk/account.html", context, status=422 if wrong else 200)


_CHANGED = Words(
    "密码已更改，其他设备上的登录都已结束。",
    "The password is changed; all other sessions have ended.",
)


def _own(request: Visit) -> Account:
    assert isinstance(request.user, Account)
    return Account.objects.get(id=request.user.id)


def _wrong_change(request: Visit, own: Account) -> list[Words]:
    if locked_until(request, own.username):
        return [
            Words(
                f"输错次数过多，请过{settings.FADU_LOCK_MINUTES}分钟再试",
                f"Too many wrong passwords; try again after {settings.FADU_LOCK_MINUTES} minutes",
            )
        ]
    if officer_by_password(request, own.username, request.POST.get("old", "")) is None:
        return [Words("现在的密码不对", "The present password is not right")]
    new, again = request.POST.get("new", ""), request.POST.get("again", "")
    return password_problems(new, again, account=own)


@require_POST
@officer_required
def leave_everywhere(request: Visit) -> HttpResponseBase:
    """End every session of this account, this one too."""
    Account.objects.filter(id=_own(request).id).update(generation=F("generation") + 1)
    logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL)


@require_POST
@officer_required
def end_the_others(request: Visit) -> HttpResponseBase:
    """End every session of this account but this one."""
    end_others(request, "officer", _own(request).id)
    messages.success(request, say(Words("其他设备都已退出。", "All other sessions have ended.")))
    return HttpResponseRedirect(reverse("desk:account"))


@require_POST
@never_cache
@officer_required
def new_recovery_codes(request: Visit) -> HttpResponseBase:
    """Ten new recovery codes in place of the earlier ones; who is there proves it first."""
    refusal = unproved(request)
    if refusal:
        messages.error(request, f"{say(refusal.words)} {say(refusal.remedy)}")
        return HttpResponseRedirect(reverse("desk:account"))
    return recovery_page(request, _own(request), reverse("desk:account"))


@officer_required
def held(request: Visit) -> HttpResponseBase:
    """What a form was sending when the session had ended."""
    own = _own(request)
    return held_page(request, "officer", own.id, inbox_of(own), "pages/desk.html")
