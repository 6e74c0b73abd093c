"""Saved filters: an officer's own ways of looking at a list, by name."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk.asked import actor
from fadu.desk.models import SavedFilter
from fadu.law.words import Words
from fadu.pages.lists import said
from fadu.pages.who import Visit, officer_required
from fadu.record.ids import new_id

_MOST = 20
# The lists that can be saved, and where they are.
_PLACES = {"inbox": "desk:inbox"}


def filters_of(request: Visit, listing: str) -> list[SavedFilter]:
    """The officer's saved filters of a list."""
    mine = SavedFilter.objects.filter(bureau=request.bureau.code, officer=actor(request).officer)
    return list(mine.filter(listing=listing).order_by("name"))


def first_of(request: Visit, listing: str) -> SavedFilter | None:
    """The one that opens when nothing is asked for."""
    return next((each for each in filters_of(request, listing) if each.first), None)


@officer_required
@require_POST
def save(request: Visit, bureau: str, listing: str) -> HttpResponseBase:
    """Save what an address asks for under a name; the same name again replaces it."""
    place = _place(bureau, listing)
    name = " ".join(request.POST.get("name", "").split())[:40]
    query = urlencode(
        [pair for pair in parse_qsl(request.POST.get("query", "")) if pair[0] != "tick"]
    )
    known = {each.name for each in filters_of(request, listing)}
    if not name or not query or len(query) > 500:
        wrong = Words("请先筛选，再写上名称保存", "Filter first, then give it a name and save")
        messages.error(request, said(wrong))
    elif name not in known and len(known) >= _MOST:
        full = Words(f"最多保存 {_MOST} 个，请先删除一个", f"At most {_MOST}: delete one first")
        messages.error(request, said(full))
    else:
        _keep(request, listing, name, query, first="first" in request.POST)
        messages.success(request, said(Words(f"已保存“{name}”", f"“{name}” saved")))
    return HttpResponseRedirect(f"{place}?{query}")


def _keep(request: Visit, listing: str, name: str, query: str, *, first: bool) -> None:
    owner = {
        "bureau": request.bureau.code, "officer_id": actor(request).officer, "listing": listing,
    }  # fmt: skip
    with transaction.atomic():
        if first:
            SavedFilter.objects.filter(**owner).update(first=False)
        SavedFilter.objects.update_or_create(
            **owner, name=name, defaults={"query": query, "first": first},
            create_defaults={"id": new_id(), "query": query, "first": first},
        )  # fmt: skip


@officer_required
@require_POST
def delete(request: Visit, bureau: str, listing: str) -> HttpResponseBase:
    """Delete one of the officer's own; another's does not exist for him."""
    place = _place(bureau, listing)
    named = request.POST.get("name", "")
    for each in filters_of(request, listing):
        if each.name == named:
            each.delete()
            messages.success(request, said(Words(f"已删除“{named}”", f"“{named}” deleted")))
            return HttpResponseRedirect(f"{place}?all=1")
    raise Http404


def _place(bureau: str, listing: str) -> str:
    if listing not in _PLACES:
        raise Http404
    return reverse(_PLACES[listing], args=(bureau,))
