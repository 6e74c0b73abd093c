"""Verifying: a certificate by its number, a case bundle by dropping it, or both by oneself."""

from pathlib import Path

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from fadu.law.words import Words
from fadu.pages.files import attached
from fadu.pages.forms import typed
from fadu.pages.who import Visit
from fadu.portal.checking import Checked, checked
from fadu.procedure.public import certificate_kinds
from fadu.record import verifier as program

_NONE = Words("请先选择案卷包（zip 文件）", "Choose the bundle (a zip file) first")


def verify(request: Visit, bureau: str) -> HttpResponse:
    """Whether a certificate or a bundle is genuine and current; and how to find out oneself."""
    number = typed(request.GET, "certificate").strip()[:80]
    found = [kind.look_up(bureau, number) for kind in certificate_kinds()] if number else []
    context: dict[str, object] = {
        "number": number,
        "certificate": next((each for each in found if each), None),
        "kinds": certificate_kinds(),
        "lines": len(_program().read_text("utf-8").splitlines()),
        "here": request.build_absolute_uri(reverse("portal:verify", args=[bureau])),
    }
    if request.method == "POST":
        outcome = _bundle(request, bureau)
        context["bundle" if isinstance(outcome, Checked) else "wrong"] = outcome
    return render(request, "portal/verify.html", context)


def _bundle(request: Visit, bureau: str) -> Checked | Words:
    upload = request.FILES.get("bundle")
    if upload is None or upload.size is None:
        return _NONE
    return checked(upload, upload.size, bureau)


def verifier(request: Visit, bureau: str) -> HttpResponseBase:
    """The verifier: one file of Python, for any machine that has it."""
    return attached(_program(), "verifier.py", "text/x-python; charset=utf-8")


def _program() -> Path:
    return Path(program.__file__)
