"""Pages: what the public reads, and where the desk drafts, corrects and withdraws."""

from typing import Any
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from fadu.bureau.authority import posts_of
from fadu.bureau.models import Bureau, Officer, Post
from fadu.law.words import Words
from fadu.pages.entry import EntryPage
from fadu.pages.paging import leaf
from fadu.pages.who import Visit, officer_required
from fadu.procedure.models import Case
from fadu.record.moment import SHANGHAI
from fadu.registers.bulletin.forms import draft_form, withdrawal_form
from fadu.registers.bulletin.models import Item, Version
from fadu.registers.bulletin.procedures import DRAFTER, PUBLICATION, REVIEWER, WITHDRAWAL
from fadu.registers.bulletin.rules import KIND_WORDS

ON_A_PAGE = 15
IN_FEED = 30
MOST_RETURNED = 20
DRAFT = EntryPage("bulletin/draft.html", PUBLICATION.name, "submitted", "bulletin:overview")
PROPOSAL = EntryPage("bulletin/withdraw.html", WITHDRAWAL.name, "proposed", "bulletin:overview")


def items(request: Visit, bureau: str) -> HttpResponse:
    """What stands now, newest first, by word, kind and month."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "kind", "month")}
    published = Version.objects.published(bureau)
    found = published.of_kind(asked["kind"]).of_month(asked["month"]).with_word(asked["q"])
    context = {
        "leaf": leaf(found, request, size=ON_A_PAGE),
        "query": asked,
        "kinds": [(kind.value, words) for kind, words in KIND_WORDS.items()],
        "months": [f"{day:%Y-%m}" for day in _months(bureau)],
        "today": request.moment.on,
    }
    return render(request, "bulletin/list.html", context)


def _months(bureau: str) -> Any:
    held = Item.objects.filter(bureau=bureau, withdrawn_on__isnull=True)
    return held.dates("published_on", "month", order="DESC")


def item(request: Visit, bureau: str, number: str, version: int | None = None) -> HttpResponse:
    """An item with its versions; of one that was withdrawn, that and why."""
    found = get_object_or_404(Item, bureau=bureau, number=number)
    versions = list(found.versions.order_by("-number"))
    shown = next((one for one in versions if version in (None, one.number)), None)
    if shown is None:
        raise Http404
    context = {
        "item": found,
        "shown": shown,
        "latest": versions[0],
        "versions": versions,
        "names": _names(bureau, versions),
        "posts": {post.code: post for post in Post.objects.filter(bureau=bureau)},
        "drafter": DRAFTER,
        "reviewer": REVIEWER,
        "today": request.moment.on,
    }
    status = 410 if found.withdrawn_on else 200
    return render(request, "bulletin/item.html", context, status=status)


def _names(bureau: str, versions: list[Version]) -> dict[UUID, str]:
    signed = {who for one in versions for who in (one.drafted_by, one.reviewed_by)}
    return dict(Officer.objects.filter(bureau=bureau, id__in=signed).values_list("id", "name"))


class Newest(Feed):  # type: ignore[type-arg]  # generic in its stubs alone
    """Titles and texts in Chinese, newest first; the address of the feed is its own identity."""

    feed_type = Atom1Feed
    language = "zh-hans"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Bureau:
        """Whose feed it is."""
        return get_object_or_404(Bureau, code=kwargs["bureau"])

    def title(self, bureau: Bureau) -> str:
        """The bureau's name and what it is."""
        return f"{bureau.name_zh} 公告与动态"

    def link(self, bureau: Bureau) -> str:
        """The list."""
        return reverse("bulletin:list", args=(bureau.code,))

    def items(self, bureau: Bureau) -> Any:
        """The newest."""
        return Version.objects.published(bureau.code)[:IN_FEED]

    def item_title(self, item: Version) -> Any:
        """The title."""
        return item.title_zh

    def item_description(self, item: Version) -> str:
        """The text as safe HTML: that is what a reader takes a summary for."""
        return linebreaks(item.body.zh, autoescape=True)

    def item_link(self, item: Version) -> str:
        """The item's page."""
        return reverse("bulletin:item", args=(item.bureau, item.item.number))

    def item_updateddate(self, item: Version) -> Any:
        """When this version was recorded."""
        return item.recorded_at.astimezone(SHANGHAI)


def _posts(request: Visit) -> frozenset[str]:
    """Which of the two posts the officer holds today; without one there is no such page."""
    assert request.officer is not None, "officer_required stands around every view"
    held = posts_of(request.bureau.code, request.officer.id, request.moment.on)
    mine = held & {DRAFTER.code, REVIEWER.code}
    if not mine:
        raise Http404
    return mine


@officer_required
def overview(request: Visit, bureau: str) -> HttpResponseBase:
    """Drafts that wait or came back, and what is published."""
    cases = Case.objects.filter(bureau=bureau, procedure__in=(PUBLICATION.name, WITHDRAWAL.name))
    returned = cases.filter(status="closed", outcome="return").order_by("-closed_on", "-number")
    context = {
        "drafts": DRAFTER.code in _posts(request),
        "waiting": cases.filter(status="open").order_by("opened_on", "number"),
        "returned": returned[:MOST_RETURNED],
        "leaf": leaf(Version.objects.published(bureau), request, size=ON_A_PAGE),
    }
    return render(request, "bulletin/overview.html", context)


@officer_required
def draft(request: Visit, bureau: str) -> HttpResponseBase:
    """A new text, a correction of one (`?corrects=`), or one that came back (`?again=`)."""
    _posts(request)
    if request.method != "POST":
        return DRAFT.shown(request, draft_form(None, **_start(bureau, request.GET)))
    done = Words("已送审，审查通过后发布", "Handed in; it is published when the review agrees")
    return DRAFT.entered(request, draft_form(request.POST), done)


def _start(bureau: str, asked: Any) -> dict[str, str]:
    number, again = asked.get("corrects", ""), asked.get("again", "")
    if number:
        one = get_object_or_404(Version.objects.published(bureau), item__number=number)
        return {
            "kind": one.item.kind, "title": one.title_zh, "body": one.body_zh, "place": one.place,
            "title_en": one.title_en, "body_en": one.body_en, "corrects": number,
        }  # fmt: skip
    if again:
        case = get_object_or_404(Case, bureau=bureau, number=again, procedure=PUBLICATION.name)
        return {name: str(value) for name, value in case.state.facts.items() if value is not None}
    return {}


@officer_required
def withdraw(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Propose that an item is taken off; the reviewer decides."""
    _posts(request)
    shown = get_object_or_404(Version.objects.published(bureau), item__number=number)
    bound = request.POST if request.method == "POST" else None
    form = withdrawal_form(bound, item=number)
    if bound is None:
        return PROPOSAL.shown(request, form, shown=shown)
    done = Words("已送审，审定后撤下", "Handed in; it is taken off when the review agrees")
    return PROPOSAL.entered(request, form, done, shown=shown)
