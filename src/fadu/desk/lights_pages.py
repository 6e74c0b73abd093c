"""The page of the board of lights: a table whose every number opens its list."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.desk import lights, queue
from fadu.desk.asked import shown
from fadu.desk.boards import Board
from fadu.desk.boards_pages import board_of
from fadu.jobs.watch import clock_in_doubt
from fadu.law.words import Words
from fadu.pages.who import Visit, officer_required

Cell = tuple[int, str, str, Words]
_OPEN = Words("在办", "Open")


@officer_required
def board_of_lights(request: Visit, bureau: str) -> HttpResponseBase:
    """Where the waiting cases stand, by section, post, matter or officer."""
    seen = board_of(request)
    split = lights.SPLITS.get(request.GET.get("by", "section"))
    if split is None:
        raise Http404
    rows = lights.table(seen, split)
    totals = {name: sum(row.counts[name] for row in rows) for name in lights.BY_NAME}
    context = {
        "split": split,
        "splits": lights.SPLITS.values(),
        "lights": lights.LIGHTS,
        "rows": [
            (row.title, list(_cells(seen, row.counts, split.name, row.value))) for row in rows
        ],
        "totals": list(_cells(seen, totals)),
        "clock_in_doubt": clock_in_doubt(),
        "whole": seen.names >= queue.matters(),
    }
    return shown(request, "desk/lights.html", "desk:board", context)


def _cells(
    seen: Board, counts: Mapping[str, int], split: str = "", value: str = ""
) -> Iterable[Cell]:
    """Number, light and address, first of all lights together."""
    query = f"?{urlencode({split: value})}" if split else ""
    everything = reverse("desk:behind", args=(seen.bureau, "waiting"))
    yield sum(counts.values()), "", f"{everything}{query}", _OPEN
    for light in lights.LIGHTS:
        there = reverse("desk:behind", args=(seen.bureau, light.name))
        yield counts[light.name], light.light, f"{there}{query}", light.title
