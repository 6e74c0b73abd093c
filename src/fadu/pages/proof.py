"""Proof of presence: a decisive act is asked for by who signed in, not by who found the desk open.

A decisive act (决定性操作: a decision, a signature, a withdrawal) asks for the password again, and
for the code of the second factor where it is demanded, when they were last given more than
`FADU_PROOF_MINUTES` ago; 0 never asks. A page that offers such an act puts `{% proof %}` into its
form, and its view asks before the act:

    refusal = unproved(request)
    if refusal:
        return page(request, refusals=(refusal,))   # what was typed is kept, as with any refusal

The fields belong to the act's own form, so that nothing is lost on the way.
"""

import time
from typing import Literal

from django.conf import settings

from fadu.bureau.models import Account
from fadu.law.words import Words
from fadu.pages.lockout import (
    citizen_name,
    failed,
    locked_until,
    officer_by_password,
    succeeded,
)
from fadu.pages.second_factor import demanded, matching_device
from fadu.pages.who import Visit
from fadu.people.accounts import own
from fadu.people.models import CitizenAccount
from fadu.procedure.refusal import Refusal

Way = Literal["officer", "citizen"]

PASSWORD = "proof-password"
CODE = "proof-code"
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
    if locked_until(request, _name(account)):
        return _refusal(
            "proof_locked",
            Words("输错次数过多，暂时不能核实", "Too many wrong passwords; wait before the next"),
            Words(
                f"请过{settings.FADU_LOCK_MINUTES}分钟再试；已填的内容都还在",
                f"Try again after {settings.FADU_LOCK_MINUTES} minutes; what you typed is kept",
            ),
        )
    if not _fits(request, account, given):
        return _refusal("proof_wrong", _wrong(way), Words("请重新填写", "Type it again"))
    note_proof(request, account)
    return None


def _wrong(way: Way) -> Words:
    if way == "officer" and demanded():
        return Words(
            "密码或验证码不对，尚未办理", "Password or code is not right; nothing was done"
        )
    return Words("登录密码不对，尚未办理", "The password is not right; nothing was done")


def _refusal(code: str, words: Words, remedy: Words) -> Refusal:
    return Refusal(code, words, remedy)


def _account(request: Visit, way: Way) -> Account | CitizenAccount | None:
    if way == "citizen":
        return request.citizen_account
    account = request.user
    return account if request.officer and isinstance(account, Account) else None


def _way_of(account: Account | CitizenAccount) -> Way:
    return "officer" if isinstance(account, Account) else "citizen"


def _name(account: Account | CitizenAccount) -> str:
    """Under which name wrong guesses are counted: the same as at the entry."""
    if isinstance(account, Account):
        return account.username
    return citizen_name(account.bureau, own(account).identity)


def _fits(request: Visit, account: Account | CitizenAccount, password: str) -> bool:
    name = _name(account)
    if isinstance(account, CitizenAccount):
        fits = account.check_password(password)
    else:
        found = officer_by_password(request, name, password)
        fits = found is not None and found.pk == account.pk
        if not fits:
            return False  # counted by the back-end
        fits = not demanded() or matching_device(account, request.POST.get(CODE, "")) is not None
    (succeeded if fits else failed)(request, name)
    return fits
