"""The living style page: every part of the kit with a sample, in both languages and both widths.

The samples are drawn by the very templates that pages use, from made-up but well-formed nouns, and
need no database: a part that cannot be drawn here knows too much.
"""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin

from fadu.pages.samples import PARTS
from fadu.pages.samples.sample import Sample

WIDTHS = (390, 1100)
LANGUAGES = ("zh-hans", "en")


def index(request: HttpRequest) -> HttpResponse:
    """All parts, one below the other, in the reader's language."""
    drawn = [
        (part, render_to_string(part.template, dict(part.context()), request))
        for part in PARTS.values()
    ]
    return render(request, "pages/style/index.html", {"drawn": drawn})


def part(request: HttpRequest, name: str) -> HttpResponse:
    """One part in four frames: two languages, each on a phone and on a desk."""
    context = {"part": _named(name), "widths": WIDTHS, "languages": LANGUAGES}
    return render(request, "pages/style/part.html", context)


@xframe_options_sameorigin
def sample(request: HttpRequest, name: str, language: str) -> HttpResponseBase:
    """A part by itself in a language, for a frame of the style page."""
    found = _named(name)
    if language not in LANGUAGES:
        raise Http404
    with translation.override(language):
        context = {"part": found, **found.context()}
        answer = render(request, "pages/style/sample.html", context)
    return csp_replace({"frame-ancestors": [SELF]})(lambda _: answer)(request)


def _named(name: str) -> Sample:
    try:
        return PARTS[name]
    except KeyError:
        raise Http404 from None
