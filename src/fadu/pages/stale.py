"""A form whose token no longer fits: the page stood too long, or one entered again in another tab.

What was typed is offered to be sent once more, but only when the form came from a page of ours (the
browser says so): else a stranger's page could put its own words here for somebody to confirm.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fadu.pages.held import typed_ones


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view for a missing or wrong form token (setting CSRF_FAILURE_VIEW)."""
    del reason
    if not _ours(request):
        return render(request, "403_csrf.html", status=403)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if _may_come_back(name)
        for value in map(str, values)
    ]
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    context = {
        "fields": fields,
        "shown": typed_ones(fields),
        "files": [name for name in files if name],
    }
    return render(request, "pages/stale.html", context, status=403)


def _ours(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    if origin:
        return origin == f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _may_come_back(name: str) -> bool:
    secret = "password" in name or name.startswith("proof-") or name == "code"
    return name != "csrfmiddlewaretoken" and not secret
