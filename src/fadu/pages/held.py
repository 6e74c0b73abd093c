"""The page that offers what a form was sending when its session had ended."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from fadu.pages.session import drop_held, held_for
from fadu.pages.who import Visit


def held_page(request: Visit, way: str, account: UUID, home: str, frame: str) -> HttpResponse:
    """Offer it; a click on the page sends it again, another throws it away.

    It is sent to where the form went, with everything that was typed and the same request key: what
    was done already is not done twice.
    """
    held = held_for(request, way, account)
    if held is None or request.method == "POST":
        drop_held(request)
        return HttpResponseRedirect(home)
    shown = [value for name, value in held.fields if value.strip() and name not in ("key", "next")]
    context = {"held": held, "shown": shown, "frame": frame}
    return render(request, "pages/held.html", context)
