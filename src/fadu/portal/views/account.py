"""A citizen's own account: who it is for, password, telephone, signing out everywhere."""

from collections.abc import Callable
from functools import update_wrapper

from django.contrib.auth.hashers import is_password_usable
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fadu.law.words import Words
from fadu.pages.held import held_page
from fadu.pages.lockout import citizen_name, failed, locked_until, succeeded
from fadu.pages.proof import unproved
from fadu.pages.signed_in import end_others
from fadu.pages.who import Visit, citizen_places, leave_as_citizen
from fadu.people.accounts import change_password, end_sessions, own
from fadu.people.identity import masked
from fadu.people.models import CitizenAccount
from fadu.people.telephone import masked_phone
from fadu.portal.account_forms import PasswordForm, PhoneForm
from fadu.portal.asked import ask
from fadu.portal.views.entry import entered
from fadu.portal.views.opening import form_page, onward, proved_if_so

Own = Callable[[Visit, CitizenAccount], HttpResponse]


def own_account(view: Own) -> Callable[..., HttpResponse]:
    """Only for who has entered, proved or not."""

    def guarded(request: Visit, bureau: str) -> HttpResponse:
        if request.citizen_account is None:
            entry = reverse("portal:enter", kwargs={"bureau": bureau})
            return HttpResponseRedirect(f"{entry}?{urlencode({'next': request.path})}")
        return view(request, request.citizen_account)

    update_wrapper(guarded, view)
    return guarded


@never_cache
@own_account
def account(request: Visit, account: CitizenAccount) -> HttpResponse:
    """Who the account is for, and what can be changed."""
    held = own(account)
    said = next((word for word in _SAID if word in request.GET), None)
    context = {
        "account": account,
        "name": held.name,
        "identity": masked(held.identity),
        "phone": masked_phone(held.phone) if held.phone else "",
        "said": _SAID.get(said or ""),
        "places": citizen_places(request, account),
        "unproved": "unproved" in request.GET,
    }
    return render(request, "portal/account.html", context)


_SAID = {
    "others": Words("其他设备都已退出。", "All other sessions have ended."),
    "opened": Words("账号已开通。", "The account is open."),
    "telephone": Words("手机号码已更改，其他设备上的登录都已结束。",
                       "The mobile number is changed; all other sessions have ended."),
    "password": Words("密码已更改，其他设备上的登录都已结束。",
                      "The password is changed; all other sessions have ended."),
}  # fmt: skip


@never_cache
@sensitive_post_parameters()
@own_account
def password(request: Visit, account: CitizenAccount) -> HttpResponse:
    """Another password; by the present one, or by having entered with a code just now."""
    old = is_password_usable(account.password)
    form = PasswordForm(request.POST if request.method == "POST" else None, old=old)
    if request.method == "POST" and form.is_valid():
        wrong = _wrong_old(request, account, form.typed("old")) if old else _unproved(request)
        form.wrong("old" if old else "password", wrong)
        if wrong is None:
            changed = change_password(account, form.typed("password"))
            return entered(request, changed, _said(account, "password"))
    return form_page(request, "portal/password.html", form)


def _said(account: CitizenAccount, word: str) -> str:
    return reverse("portal:account", kwargs={"bureau": account.bureau}) + f"?{word}"


def _wrong_old(request: Visit, account: CitizenAccount, typed: str) -> Words | None:
    name = citizen_name(account.bureau, own(account).identity)
    if locked_until(request, name):
        return Words("输错次数过多，请稍后再试", "Too many wrong passwords; try again later")
    if account.check_password(typed):
        succeeded(request, name)
        return None
    failed(request, name)
    return Words("现在的密码不对", "The present password is not right")


def _unproved(request: Visit) -> Words | None:
    if unproved(request, "citizen") is None:
        return None
    return Words("请先退出，再用短信验证码登录", "Leave, and sign in by a code from a text first")


@never_cache
@sensitive_post_parameters()
@own_account
def telephone(request: Visit, account: CitizenAccount) -> HttpResponse:
    """Another telephone: who is there proves it, then a code proves the new number."""
    form = PhoneForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = unproved(request, "citizen")
        if refusal is None:
            data = {"account": str(account.id)}
            asked = ask(request, "telephone", form.phone, sent=True, data=data)
            return onward(request, asked, form, "portal/telephone.html")
    return form_page(request, "portal/telephone.html", form, refusal=refusal)


@require_POST
@own_account
def prove_again(request: Visit, account: CitizenAccount) -> HttpResponse:
    """Ask once more whether the telephone proves the identity: the bureau may know it by now."""
    proved = proved_if_so(account)
    if proved.proved:
        return entered(request, proved)
    return redirect(_said(account, "unproved"))


@require_POST
@own_account
def leave_everywhere(request: Visit, account: CitizenAccount) -> HttpResponse:
    """End every session of the account, this one too."""
    end_sessions(account)
    leave_as_citizen(request)
    return redirect("portal:home", bureau=account.bureau)


@require_POST
@own_account
def end_the_others(request: Visit, account: CitizenAccount) -> HttpResponse:
    """End every session of the account but this one."""
    end_others(request, "citizen", account.id)
    return redirect(_said(account, "others"))


@own_account
def held(request: Visit, account: CitizenAccount) -> HttpResponse:
    """What a form was sending when the session had ended."""
    home = reverse("portal:cases", kwargs={"bureau": account.bureau})
    return held_page(request, "citizen", account.id, home, "pages/portal.html")
