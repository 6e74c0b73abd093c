"""Finding a page by plain words, without an account."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from fadu.pages.forms import typed
from fadu.pages.templatetags.fadu import language
from fadu.pages.who import Visit
from fadu.portal.finding import found
from fadu.portal.library import SHELVES
from fadu.search.names import By, sought
from fadu.search.words import looks_like_a_number

LONGEST = 100


def search(request: Visit, bureau: str) -> HttpResponse:
    """What fits ?q=. An identity number is not looked for: nobody is found here."""
    text = typed(request.GET, "q").strip()[:LONGEST]
    person = sought(text)
    if person is not None and person.by is By.IDENTITY:
        # Away with it from the address bar, and from what a browser remembers.
        return HttpResponseRedirect(f"{request.path}?{urlencode({'private': 1})}")
    results = found(text, bureau, request.moment, language())
    context = {
        "q": text,
        "private": "private" in request.GET,
        "results": results,
        "in_library": any(one.kind in SHELVES for one in results),
        "number": looks_like_a_number(text),
    }
    return render(request, "portal/search.html", context)
