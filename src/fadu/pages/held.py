"""The page that offers what a form was sending when its session had ended."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from fadu.pages.session import drop_held, held_for
from fadu.pages.who import Visit

# Fields that carry something, but nothing that anybody typed.
_UNTYPED = (
    *("key", "slip", "next", "action", "version", "revision", "writer", "step", "outcome"),
    *("-count", "-kind"),
)
# A choice as the machine writes it ("realestate.transfer"); numbers and words of people differ.
_CODE = re.compile(r"[a-z]+(?:[._][a-z]+)+")


def typed_ones(fields: Iterable[tuple[str, str]]) -> list[str]:
    """What a person typed among the fields of a form, to be recognised by; the rest is carried."""
    return [
        value
        for name, value in fields
        if value.strip() and not name.endswith(_UNTYPED) and not _CODE.fullmatch(value)
    ]


def held_page(request: Visit, way: str, account: UUID, home: str, frame: str) -> HttpResponse:
    """Offer it; a click on the page sends it again, another throws it away.

    It is sent to where the form went, with everything that was typed and the same request key: what
    was done already is not done twice.
    """
    held = held_for(request, way, account)
    if held is None or request.method == "POST":
        drop_held(request)
        return HttpResponseRedirect(home)
    context = {"held": held, "shown": typed_ones(held.fields), "frame": frame}
    return render(request, "pages/held.html", context)
