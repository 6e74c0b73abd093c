"""Opening an account, entering by a code, a forgotten password: each proves a telephone first.

Every one of them goes the same way whatever the bureau knows: a code is asked for, the same page
asks to type it, and only the right code leads on.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from fadu.law.words import Words
from fadu.pages.asking import Asking
from fadu.pages.lockout import citizen_name, failed
from fadu.pages.who import Visit, safe_next
from fadu.people.accounts import by_phone, change_password, change_phone, prove, state
from fadu.people.codes import LIFE, TooMany
from fadu.people.identity import PersonKind
from fadu.people.models import CitizenAccount
from fadu.people.telephone import masked_phone
from fadu.portal.account_forms import ByCodeForm, CodeForm, RegisterForm
from fadu.portal.asked import Asked, answered, ask, asked_in, in_the_demo, wall_now
from fadu.portal.views.entry import entered, locked_page
from fadu.procedure.identification import proof_by_phone
from fadu.record.moment import SHANGHAI


@never_cache
@sensitive_post_parameters()
def register(request: Visit, bureau: str) -> HttpResponse:
    """State who one is; a code goes to the telephone that was typed, whoever that is."""
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.typed(name) for name in ("kind", "name", "identity")}
        data["password"] = make_password(form.typed("password"))
        asked = ask(request, "register", form.phone, sent=True, data=data)
        return onward(request, asked, form, "portal/register.html")
    return form_page(request, "portal/register.html", form)


@never_cache
@sensitive_post_parameters()
def by_code(request: Visit, bureau: str) -> HttpResponse:
    """Enter by a code, without a password."""
    return _to_the_owner(request, _ENTERING)


@never_cache
@sensitive_post_parameters()
def forgotten(request: Visit, bureau: str) -> HttpResponse:
    """A new password by a code."""
    return _to_the_owner(request, _FORGOTTEN)


@dataclass(frozen=True, slots=True)
class ByCode:
    """What a code to the owner's telephone is asked for."""

    purpose: str
    title: Words
    lead: Words


_ENTERING = ByCode(
    "enter",
    Words("用短信验证码登录", "Sign in by a code"),
    Words(
        "验证码发到开通账号时填写的手机。",
        "The code goes to the telephone that the account was opened with.",
    ),
)
_FORGOTTEN = ByCode(
    "forgotten",
    Words("忘记密码", "Forgotten password"),
    Words(
        "用手机验证码设置新密码。手机号码也换了的，请持证件到窗口办理。",
        "Set a new one by a code. If the telephone has changed too, come to the window with your "
        "document.",
    ),
)


def _to_the_owner(request: Visit, asks: ByCode) -> HttpResponse:
    """A code is sent when number and telephone belong to one account; the page does not tell."""
    form = ByCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        bureau, identity = request.bureau.code, form.typed("identity")
        locked = locked_page(request, citizen_name(bureau, identity))
        if locked:
            return locked
        known = by_phone(bureau, identity, form.phone) is not None
        asked = ask(request, asks.purpose, form.phone, sent=known, data={"identity": identity})
        return onward(request, asked, form, "portal/by_code.html", asks=asks)
    return form_page(request, "portal/by_code.html", form, asks=asks)


def onward(
    request: Visit, asked: Asked | TooMany, form: Asking, template: str, **more: Any
) -> HttpResponse:
    """To the page that asks for the code; or the form again, when too many were asked for."""
    if isinstance(asked, TooMany):
        form.wrong("phone", too_many(asked.until))
        return form_page(request, template, form, **more)
    wanted = urlencode({"next": safe_next(request, "")})
    return redirect(f"{reverse('portal:code', kwargs={'bureau': request.bureau.code})}?{wanted}")


def too_many(until: datetime.datetime) -> Words:
    """When the next code may be asked for."""
    time = f"{until.astimezone(SHANGHAI):%H:%M:%S}"
    return Words(
        f"发送得太频繁，请在{time}以后再试",
        f"Too many codes were asked for; try again after {time}",
    )


def form_page(request: Visit, template: str, form: Asking, **more: Any) -> HttpResponse:
    """A form, with its faults beside the fields and on top."""
    context = {"form": form, "forms": [form], "next": safe_next(request, ""), **more}
    wrong = bool(form.errors) or more.get("refusal") is not None
    return render(request, template, context, status=422 if wrong else 200)


@never_cache
@sensitive_post_parameters()
def code(request: Visit, bureau: str) -> HttpResponse:
    """The page that asks for the code, for whatever it is."""
    asked = asked_in(request)
    if asked is None:
        return redirect("portal:enter", bureau=bureau)
    if request.POST.get("action") == "again":
        return _again(request, asked)
    form = CodeForm(
        request.POST if request.method == "POST" else None,
        new_password=asked.purpose == "forgotten",
    )
    if request.method == "POST" and form.is_valid():
        done = _typed(request, asked, form)
        if done is not None:
            return done
        form.wrong("code", _WRONG)
    return _code_page(request, asked, form)


_WRONG = Words(
    "验证码不对或已失效，请核对；仍不对的，请重新获取",
    "The code is wrong or has run out; ask for a new one",
)


def _code_page(
    request: Visit, asked: Asked, form: CodeForm, said: Words | None = None
) -> HttpResponse:  # fmt: skip
    more = {
        "said": said,
        "asked": asked,
        "phone": masked_phone(asked.phone),
        "minutes": int(LIFE.total_seconds() // 60),
        "texted": in_the_demo(asked),
    }
    return form_page(request, "portal/code.html", form, **more)


def _again(request: Visit, asked: Asked) -> HttpResponse:
    fresh = ask(request, asked.purpose, asked.phone, sent=asked.sent, data=asked.data)
    form = CodeForm(new_password=asked.purpose == "forgotten")
    if isinstance(fresh, TooMany):
        return _code_page(request, asked, form, too_many(fresh.until))
    return _code_page(request, fresh, form, Words("已重新发送", "Sent again"))


def _typed(request: Visit, asked: Asked, form: CodeForm) -> HttpResponse | None:
    """What follows the right code; None when it is wrong."""
    if not answered(request, asked, form.typed("code")):
        identity = asked.data.get("identity", "")
        if asked.purpose in ("enter", "forgotten"):
            failed(request, citizen_name(asked.bureau, identity))
            return locked_page(request, citizen_name(asked.bureau, identity))
        return None
    if asked.purpose == "register":
        return _opened(request, asked)
    if asked.purpose == "telephone":
        return _changed(request, asked)
    account = by_phone(asked.bureau, asked.data["identity"], asked.phone)
    if account is None:
        return None
    if asked.purpose == "forgotten":
        account = change_password(account, form.typed("password"))
    return entered(request, account)


@transaction.atomic
def _opened(request: Visit, asked: Asked) -> HttpResponse:
    told = asked.data
    account = state(
        asked.bureau, PersonKind(told["kind"]), told["name"], told["identity"], asked.phone,
        told["password"],
    )  # fmt: skip
    account = proved_if_so(account)
    return entered(request, account, _page(asked.bureau, "opened"))


@transaction.atomic
def _changed(request: Visit, asked: Asked) -> HttpResponse | None:
    account = request.citizen_account
    if account is None or str(account.id) != asked.data["account"]:
        return None
    account = proved_if_so(change_phone(account, asked.phone))
    return entered(request, account, _page(asked.bureau, "telephone"))


def proved_if_so(account: CitizenAccount) -> CitizenAccount:
    """The account, proved when its telephone proves the identity."""
    if account.proved:
        return account
    found = proof_by_phone(account)
    return prove(account, *found, at=wall_now()) if found else account


def _page(bureau: str, said: str) -> str:
    return f"{reverse('portal:account', kwargs={'bureau': bureau})}?{said}"
