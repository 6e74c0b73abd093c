"""The front page, life events, the guides with their checklist, and the switch to larger type."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.pages import limits
from fadu.pages.chart import drawn
from fadu.pages.templatetags.fadu import language
from fadu.pages.who import Visit, safe_next
from fadu.portal.cast import cast_of
from fadu.portal.matters import guide as guide_of
from fadu.portal.matters import main_steps, matter_or_404, matters
from fadu.portal.returned import returned
from fadu.procedure.declare import Limit, Procedure
from fadu.procedure.facts import FactField, NoFacts, fields_of
from fadu.procedure.graph import graph_of
from fadu.procedure.public import LifeEvent, life_events
from fadu.registers.bulletin.models import Version

_YEAR_SECONDS = 365 * 24 * 3600
NEWEST = 4


def root(request: Visit) -> HttpResponse:
    """The site's root leads to the bureau of this installation."""
    return redirect("portal:home", bureau=settings.FADU_BUREAU)


def home(request: Visit, bureau: str) -> HttpResponse:
    """What can be done here, without entering."""
    on = request.moment.on
    context = {
        "events": [(event, *_leads(event, bureau)) for event in life_events().values()],
        "guides": [guide_of(procedure, on, bureau) for procedure in matters()],
        "help_phone": settings.FADU_HELP_PHONE,
        "news": Version.objects.published(bureau)[:NEWEST],
        "desk": settings.LOGIN_URL,
        "cast": cast_of(bureau) if settings.FADU_PROFILE == "demo" else [],
    }
    return render(request, "portal/home.html", context)


def _leads(event: LifeEvent, bureau: str) -> tuple[str, bool]:
    """Where an event leads, and whether it can be done online: its only guide, or its own page."""
    public = [name for name in event.matters if name in {one.name for one in matters()}]
    if len(public) == 1 and not event.known:
        return reverse("portal:guide", args=[bureau, public[0]]), True
    return reverse("portal:event", args=[bureau, event.name]), bool(public)


@dataclass(frozen=True, slots=True)
class Point:
    """A point known of an event, with its limit as it stands on the day."""

    words: Words
    basis: Citation | None
    stated: limits.Stated | None

    @property
    def source(self) -> Words:
        """The article, or the limit's own source where that is to be marked as unconfirmed."""
        if self.stated is None or (self.basis and self.stated.confirmed):
            return self.basis.words if self.basis else Words("", "")
        return self.stated.source


def event(request: Visit, bureau: str, event: str) -> HttpResponse:
    """A life event: the matters that answer it, or what is known for the way to the window."""
    found = life_events().get(event)
    if found is None:
        raise Http404
    on = request.moment.on
    points = [
        Point(
            known.words,
            known.basis,
            limits.stated(Limit(known.limit), on, bureau) if known.limit else None,
        )
        for known in found.known
    ]
    context = {
        "event": found,
        "guides": [guide_of(one, on, bureau) for one in matters() if one.name in found.matters],
        "help_phone": settings.FADU_HELP_PHONE,
        "points": [point for point in points if point.stated is None or point.stated.period],
    }
    return render(request, "portal/event.html", context)


def guide(request: Visit, bureau: str, procedure: str) -> HttpResponse:
    """The service guide of a procedure, drawn up from its declaration for today."""
    declared = matter_or_404(procedure)
    graph = graph_of(declared)
    periods = limits.periods(graph, request.moment.on, bureau)
    context = {
        "guide": guide_of(declared, request.moment.on, bureau),
        "chart": drawn(graph, language(), periods),
        "today": request.moment.on,
        "steps": main_steps(graph, periods),
        "fields": [*fields_of(declared.facts), *_of_roles(declared)],
        "help_phone": settings.FADU_HELP_PHONE,
        "returned": returned(declared, request.moment.on, bureau),
        "here": request.build_absolute_uri(),
    }
    return render(request, "portal/guide.html", context)


def _of_roles(declared: Procedure) -> list[FactField]:
    """What is asked of a party besides name, number and telephone."""
    asked = (role.facts or NoFacts for role in declared.roles)
    return [item for facts in asked for item in fields_of(facts)]


def checklist(request: Visit, bureau: str, procedure: str) -> HttpResponse:
    """The papers of a matter as a sheet to print and tick."""
    declared = matter_or_404(procedure)
    found = guide_of(declared, request.moment.on, bureau)
    context = {
        "guide": found,
        "optional": [each for each in found.papers if not (each.required or each.by_sharing)],
        "shared": [each for each in found.papers if each.by_sharing],
        "today": request.moment.on,
        "there": request.build_absolute_uri(reverse("portal:guide", args=[bureau, procedure])),
    }
    return render(request, "portal/checklist.html", context)


@require_POST
def larger_type(request: Visit, bureau: str) -> HttpResponse:
    """Switch larger type (适老化) on or off, for this browser."""
    response = HttpResponseRedirect(safe_next(request, f"/{bureau}/"))
    size = "normal" if request.COOKIES.get("type") == "large" else "large"
    response.set_cookie("type", size, max_age=_YEAR_SECONDS, samesite="Lax", httponly=True)
    return response
