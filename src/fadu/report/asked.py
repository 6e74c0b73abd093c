"""What an address of the reports asks for: the year, as of when, and which rows."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404
from django.http.response import HttpResponseBase

from fadu.bureau.authority import supervises
from fadu.figures.count import PartCounted
from fadu.figures.figure import Figure
from fadu.figures.registry import figures
from fadu.figures.scope import Scope
from fadu.pages.who import Visit, officer_required
from fadu.record.moment import SHANGHAI
from fadu.report.annual import Breakdown, Line, scope_of

P = ParamSpec("P")
View = Callable[Concatenate[Visit, P], HttpResponseBase]
_FIRST_YEAR = 1986


def supervisor_required(view: View[P]) -> Any:
    """Only for officers in a supervising post that day; for others there is no such page."""

    @wraps(view)
    def guarded(request: Visit, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        assert request.officer is not None, "officer_required stands around this"
        if not supervises(request.bureau.code, request.officer.id, request.moment.on):
            raise Http404
        return view(request, *args, **kwargs)

    return officer_required(guarded)


def scope_asked(request: Visit, year: int) -> Scope:
    """The scope; `?known_on=` is an ISO day (its end, in China) or instant, else now; or 404."""
    now = request.moment.recorded_at
    if not _FIRST_YEAR <= year <= now.year:
        raise Http404
    return scope_of(request.bureau.code, year, known_on(request.GET.get("known_on", ""), now))


def known_on(text: str, now: datetime.datetime) -> datetime.datetime:
    """The instant that a text names, at most now; Http404 when it names none."""
    if not text:
        return now
    try:
        given = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if len(text) == len("2020-12-31"):
        given = datetime.datetime.combine(given, datetime.time.max)
    return min(given if given.tzinfo else given.replace(tzinfo=SHANGHAI), now)


def figure_asked(name: str) -> Figure:
    """The figure of that name, or 404."""
    try:
        return figures()[name]
    except KeyError:
        raise Http404 from None


def part_asked(request: Visit, line: Line) -> PartCounted | None:
    """The line of a breakdown that `?by=…&key=…` asks for; None when none is; or 404."""
    by = request.GET.get("by")
    if by is None:
        return None
    for breakdown in line.breakdowns:
        if breakdown.part.column == by:
            return _line(breakdown, request.GET.get("key", ""))
    raise Http404


def _line(breakdown: Breakdown, key: str) -> PartCounted:
    for line in breakdown.lines:
        if str(line.key) == key:
            return line
    raise Http404
