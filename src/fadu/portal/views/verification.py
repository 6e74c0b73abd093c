"""Checking a case bundle or a certificate oneself, offline, with a program one can read."""

from pathlib import Path

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from fadu.pages.files import attached
from fadu.pages.who import Visit
from fadu.record import verifier as program


def verify(request: Visit, bureau: str) -> HttpResponse:
    """How to check a bundle, step by step."""
    size = len(_program().read_text("utf-8").splitlines())
    return render(request, "portal/verify.html", {"lines": size})


def verifier(request: Visit, bureau: str) -> HttpResponseBase:
    """The verifier: one file of Python, for any machine that has it."""
    return attached(_program(), "verifier.py", "text/x-python; charset=utf-8")


def _program() -> Path:
    return Path(program.__file__)
