"""The law library 法规库: laws and their articles on a day, and the dated values that rest on them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fadu.law import regimes as penalty
from fadu.law.sources import KINDS, law
from fadu.law.version import PENALTY_LAW
from fadu.law.words import Words
from fadu.pages.who import Visit
from fadu.portal import bands, dated, regimes
from fadu.portal.laws import STATES, Choice, Find, day_asked, page_of, rows
from fadu.portal.matters import matters
from fadu.procedure.citing import readers, refining
from fadu.procedure.in_force import parameters_of
from fadu.registers.rulebook.book import papers_behind
from fadu.registers.rulebook.models import RecordedValue


def asked(request: Visit, *names: str) -> list[str]:
    """What the form of a list asks for, cut to a length that names have."""
    return [request.GET.get(name, "")[:100] for name in names]


def library(request: Visit, bureau: str) -> HttpResponse:
    """All laws, to search and filter, as they stand on a day."""
    q, kind, state = asked(request, "q", "kind", "state")
    day = day_asked(request)
    choices = (
        Choice("kind", Words("类别", "Kind"), tuple(KINDS.items()), kind),
        Choice("state", Words("状态", "Status"), tuple(STATES.items()), state),
    )
    context = {
        "find": Find(Words("名称、简称或文号", "Title, short name or number"), q, choices),
        "day": day,
        "rows": rows(parameters_of(bureau), day.on, q, kind, state),
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
        "in_regimes": name in (PENALTY_LAW, penalty.RULE),
        "page": page_of(source, parameters_of(bureau), day.on),
        "guides": {matter.name for matter in matters()},
    }
    return render(request, "portal/law.html", context)


def values(request: Visit, bureau: str) -> HttpResponse:
    """The dated values by topic; those that are unconfirmed or awaited can be singled out."""
    q, topic, state = asked(request, "q", "topic", "state")
    day = day_asked(request)
    every = list(dated.figures(parameters_of(bureau), day.on, bureau))
    topics = dated.topics(every)
    named = tuple((name, words) for name, words, _ in topics)
    choices = (
        Choice("topic", Words("主题", "Topic"), named, topic),
        Choice("state", Words("状态", "Status"), tuple(dated.STATES.items()), state),
    )
    chosen = bool(q or topic or state)
    context = {
        "find": Find(Words("名称", "Name"), q, choices),
        "day": day,
        "topics": topics,
        "figures": dated.found(every, q, topic, state) if chosen else [],
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
    recorded = RecordedValue.objects.filter(bureau=bureau, key=key).order_by("-edition")
    context = {
        "recorded": recorded,
        "papers": papers_behind(recorded),
        "day": day,
        "figure": figure,
        "in_regimes": penalty.compares(key),
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


def side_by_side(request: Visit, bureau: str) -> HttpResponse:
    """The regimes of penalty procedure side by side, the one of the day asked marked."""
    day, every = day_asked(request), request.GET.get("show") == "all"
    context = {
        "day": day,
        "every": every,
        "regimes": penalty.regimes(),
        "regime": next((each for each in penalty.regimes() if each.covers(day.on)), None),
        "groups": regimes.shown(parameters_of(bureau), day.on, every=every),
    }
    return render(request, "portal/regimes.html", context)
