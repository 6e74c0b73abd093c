"""Proof of presence: a decisive act is asked for by who signed in, not by who found the desk open.

A decisive act (决定性操作: a decision, a signature, a withdrawal) asks for the password again when it
was last given more than `FADU_PROOF_MINUTES` ago; 0 never asks. A page that offers such an act puts
`{% proof %}` into its form, and its view asks before the act:

    refusal = unproved(request)
    if refusal:
        return page(request, refusals=(refusal,))   # what was typed is kept, as with any refusal

The fields belong to the act's own form, so that nothing is lost on the way.
"""

import time
from typing import Literal

from django.conf import settings
from django.contrib.auth import authenticate

from fadu.bureau.models import Account
from fadu.law.words import Words
from fadu.pages.who import Visit
from fadu.people.models import CitizenAccount
from fadu.procedure.refusal import Refusal

Way = Literal["officer", "citizen"]

PASSWORD = "proof-password"
_SESSION_KEY = "fadu.proved"


def note_proof(request: Visit, account: Account | CitizenAccount) -> None:
    """Remember that this account's password was given just now."""
    held = dict(request.session.get(_SESSION_KEY, {}))
    held[_way_of(account)] = {"account": str(account.id), "at": int(time.time())}
    request.session[_SESSION_KEY] = held


def proved_lately(request: Visit, way: Way = "officer") -> bool:
    """Whether who has entered gave the password within the last `FADU_PROOF_MINUTES`."""
    minutes: int = settings.FADU_PROOF_MINUTES
    if not minutes:
        return True
    account = _account(request, way)
    held = request.session.get(_SESSION_KEY, {}).get(way)
    if account is None or held is None or held["account"] != str(account.id):
        return False
    return bool(0 <= time.time() - held["at"] < minutes * 60)


def unproved(request: Visit, way: Way = "officer") -> Refusal | None:
    """Why a decisive act may not be done yet; None when presence is proved, by now or lately."""
    if proved_lately(request, way):
        return None
    account = _account(request, way)
    given = request.POST.get(PASSWORD, "")
    if account is None or not given:
        return _refusal(
            "proof_wanted",
            Words("这一步需要再次核实本人", "This step asks once more whether it is you"),
            Words(
                "请在提交按钮上方填写登录密码，再提交一次；已填的内容都还在",
                "Type your password above the button and submit again; what you typed is kept",
            ),
        )
    if not _fits(request, account, given):
        return _refusal(
            "proof_wrong",
            Words("登录密码不对，尚未办理", "The password is not right; nothing was done"),
            Words("请重新填写登录密码", "Type the password again"),
        )
    note_proof(request, account)
    return None


def _refusal(code: str, words: Words, remedy: Words) -> Refusal:
    return Refusal(code, words, remedy)


def _account(request: Visit, way: Way) -> Account | CitizenAccount | None:
    if way == "citizen":
        return request.citizen_account
    account = request.user
    return account if request.officer and isinstance(account, Account) else None


def _way_of(account: Account | CitizenAccount) -> Way:
    return "officer" if isinstance(account, Account) else "citizen"


def _fits(request: Visit, account: Account | CitizenAccount, password: str) -> bool:
    """Asked of the same back-ends as at the entry, so that guessing here is counted there."""
    if isinstance(account, CitizenAccount):
        return account.check_password(password)
    found = authenticate(request, username=account.username, password=password)
    return found is not None and found.pk == account.pk
