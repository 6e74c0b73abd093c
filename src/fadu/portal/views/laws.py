"""The law library 法规库: laws and their articles on a day, and the dated values that rest on them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fadu.law.sources import KINDS, law
from fadu.pages.who import Visit
from fadu.portal import bands, dated
from fadu.portal.laws import STATES, day_asked, page_of, rows
from fadu.portal.matters import matters
from fadu.procedure.citing import readers, refining
from fadu.procedure.in_force import parameters_of


def library(request: Visit, bureau: str) -> HttpResponse:
    """All laws, to search and filter, as they stand on a day."""
    asked = {name: request.GET.get(name, "")[:100] for name in ("q", "kind", "state")}
    day = day_asked(request)
    context = {
        "asked": asked,
        "day": day,
        "kinds": KINDS,
        "states": STATES,
        "rows": rows(parameters_of(bureau), day.on, asked["q"], asked["kind"], asked["state"]),
    }
    return render(request, "portal/laws.html", context)


def one(request: Visit, bureau: str, name: str) -> HttpResponse:
    """A law on a day: its versions, articles, and what cites it."""
    source = law(name)
    if source is None:
        raise Http404
    day = day_asked(request)
    context = {
        "day": day,
        "page": page_of(source, parameters_of(bureau), day.on),
        "guides": {matter.name for matter in matters()},
    }
    return render(request, "portal/law.html", context)


def values(request: Visit, bureau: str) -> HttpResponse:
    """The dated values by topic; those that are unconfirmed or awaited can be singled out."""
    asked = {name: request.GET.get(name, "")[:100] for name in ("q", "topic", "state")}
    day = day_asked(request)
    every = list(dated.figures(parameters_of(bureau), day.on, bureau))
    chosen = any(asked.values())
    context = {
        "asked": asked,
        "day": day,
        "states": dated.STATES,
        "topics": dated.topics(every),
        "figures": dated.found(every, asked["q"], asked["topic"], asked["state"]) if chosen else [],
        "chosen": chosen,
    }
    return render(request, "portal/values.html", context)


def value(request: Visit, bureau: str, key: str) -> HttpResponse:
    """One value over time and layer, on the day asked, and who reads it."""
    day = day_asked(request)
    held = parameters_of(bureau)
    figure = dated.figure(held, key, day.on, bureau)
    if figure is None:
        raise Http404
    context = {
        "day": day,
        "figure": figure,
        "items": dated.items_of(figure.value) if figure.value else (),
        "over_time": dated.over_time(held, key, day.on),
        "readers": readers(key),
        "tables": refining(key, held),
        "guides": {matter.name for matter in matters()},
        "topic": dated.TOPICS.get(figure.topic, dated.OTHER),
    }
    return render(request, "portal/value.html", context)


def discretion(request: Visit, bureau: str) -> HttpResponse:
    """The discretion tables with their proofs, on the day asked."""
    day = day_asked(request)
    tables, unreadable = bands.shown(bureau, day.on)
    context = {"day": day, "tables": tables, "unreadable": unreadable}
    return render(request, "portal/bands.html", context)
