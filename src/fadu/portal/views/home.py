"""The front page, the guides, and the switch to larger type."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fadu.pages import limits
from fadu.pages.chart import drawn
from fadu.pages.templatetags.fadu import language
from fadu.pages.who import Visit, safe_next
from fadu.portal.cast import cast_of
from fadu.portal.matters import guide as guide_of
from fadu.portal.matters import matter_or_404, matters
from fadu.procedure.graph import graph_of

_YEAR_SECONDS = 365 * 24 * 3600


def root(request: Visit) -> HttpResponse:
    """The site's root leads to the bureau of this installation."""
    return redirect("portal:home", bureau=settings.FADU_BUREAU)


def home(request: Visit, bureau: str) -> HttpResponse:
    """What can be done here, without entering."""
    on = request.moment.on
    context = {
        "guides": [guide_of(procedure, on, bureau) for procedure in matters()],
        "desk": settings.LOGIN_URL,
        "cast": cast_of(bureau) if settings.FADU_PROFILE == "demo" else [],
    }
    return render(request, "portal/home.html", context)


def guide(request: Visit, bureau: str, procedure: str) -> HttpResponse:
    """The service guide of a procedure, drawn up from its declaration for today."""
    declared = matter_or_404(procedure)
    graph = graph_of(declared)
    periods = limits.periods(graph, request.moment.on, bureau)
    context = {
        "guide": guide_of(declared, request.moment.on, bureau),
        "chart": drawn(graph, language(), periods),
        "today": request.moment.on,
    }
    return render(request, "portal/guide.html", context)


@require_POST
def larger_type(request: Visit, bureau: str) -> HttpResponse:
    """Switch larger type (适老化) on or off, for this browser."""
    response = HttpResponseRedirect(safe_next(request, f"/{bureau}/"))
    size = "normal" if request.COOKIES.get("type") == "large" else "large"
    response.set_cookie("type", size, max_age=_YEAR_SECONDS, samesite="Lax", httponly=True)
    return response
