"""Following a case by its number and tracking code, without an account."""

from django.http import HttpResponse
from django.shortcuts import render

from fadu.pages.forms import typed
from fadu.pages.who import Visit
from fadu.portal.standing import standing_of
from fadu.procedure.models import Case
from fadu.procedure.tracking import fits


def track(request: Visit, bureau: str) -> HttpResponse:
    """Where a case stands; no name, no paper, nothing personal. One answer for every mistake."""
    number = typed(request.POST or request.GET, "number").strip()
    context = {"number": number, "wrong": False, "standing": None}
    if request.method == "POST":
        case = Case.objects.filter(bureau=bureau, number=number).first()
        if case is not None and fits(case.id, request.POST.get("code", "")):
            context["standing"] = standing_of(case, request.moment.on)
        else:
            context["wrong"] = True
    return render(request, "portal/track.html", context)
