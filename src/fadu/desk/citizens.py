"""At the window: an account opened for somebody who stands there with the document."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from fadu.desk.asked import actor, shown
from fadu.desk.matters import startable
from fadu.law.words import Words
from fadu.pages.asking import Asking
from fadu.pages.forms import say
from fadu.pages.proof import unproved
from fadu.pages.who import Visit, officer_required
from fadu.procedure.identification import Stated, proved_at_window
from fadu.procedure.refusal import Refusal
from fadu.record.moment import WallClock

OPENED = Words(
    "账号已开通。请对方用短信验证码登录，再设置密码。",
    "The account is open. The person signs in by a code from a text, then chooses a password.",
)
OWN = Refusal(
    "own_account",
    Words("不能为自己核实身份", "Nobody proves his own identity"),
    Words("请由另一名窗口人员办理", "Another officer at the window has to do it"),
)


class WindowAccountForm(Asking):
    """Who stands at the window, and that the document has been seen."""

    def build(self) -> None:
        """Kind, name, number, telephone, and the officer's word."""
        self.add_identity(Words("照证件原件填写。", "From the original document."))
        self.add_phone(Words("对方本人的手机。", "The person’s own telephone."))
        label = Words(
            "我已查验证件原件，与本人相符", "I have seen the original document; it fits the person"
        )
        self.fields["seen"] = forms.BooleanField(label=say(label), required=False)

    def clean(self) -> dict[str, Any]:
        """All of it well stated, and seen."""
        self.check_identity()
        self.check_phone()
        if not self.cleaned_data.get("seen"):
            self.wrong("seen", Words("请先查验证件原件", "See the original document first"))
        return self.cleaned_data

    @property
    def stated(self) -> Stated:
        """What was stated, after `is_valid()`."""
        return Stated(self.kind, self.typed("name"), self.typed("identity"), self.phone)


@never_cache
@officer_required
def account(request: Visit, bureau: str) -> HttpResponseBase:
    """The form, and the account when it is sent; only for who takes in applications today."""
    may = any(procedure.for_parties for procedure in startable(request).values())
    form = WindowAccountForm(request.POST if request.method == "POST" else None)
    refusal = None
    if may and request.method == "POST" and form.is_valid():
        refusal = unproved(request) or _opened(request, form)
        if refusal is None:
            messages.success(request, say(OPENED))
            return HttpResponseRedirect(reverse("desk:counter", kwargs={"bureau": bureau}))
    return _page(request, may, form, refusal)


def _page(
    request: Visit, may: bool, form: WindowAccountForm, refusal: Refusal | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "may": may,
        "form": form,
        "forms": [form],
        "refusals": (refusal,) if refusal else (),
    }
    return shown(
        request, "desk/window_account.html", "desk:counter", context,
        status=422 if form.errors or refusal else 200,
    )  # fmt: skip


def _opened(request: Visit, form: WindowAccountForm) -> Refusal | None:
    officer: UUID = actor(request).officer
    done = proved_at_window(
        form.stated, bureau=request.bureau.code, officer=officer,
        at=WallClock().now().recorded_at,
    )  # fmt: skip
    return None if done else OWN
