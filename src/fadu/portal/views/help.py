"""Help in plain words, and the statement on accessibility."""

from django.http import HttpResponse
from django.shortcuts import render

from fadu.pages.who import Visit
from fadu.portal.help import topics


def answers(request: Visit, bureau: str) -> HttpResponse:
    """Questions and answers, each with the page it concerns."""
    return render(request, "portal/help.html", {"topics": topics()})


def accessibility(request: Visit, bureau: str) -> HttpResponse:
    """What was done for everybody to be able to use this site, what is lacking, whom to tell."""
    return render(request, "portal/accessibility.html")
