"""What parties said of closed cases (好差评): for supervisors, of the matters they answer for.

Low ratings come first: each is owed an answer. An unnamed one says neither case nor person here.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase

from fadu.desk import queue
from fadu.desk.asked import actor, shown
from fadu.law.words import Words
from fadu.pages.paging import leaf
from fadu.pages.who import Visit, officer_required
from fadu.people.models import PersonalValue
from fadu.people.persons import WITHHELD
from fadu.procedure.entries import MARKS
from fadu.procedure.figures import LOW, title_of
from fadu.procedure.models import Rating

SHOWN = {"low": Words("差评", "Low"), "all": Words("全部", "All")}


@dataclass(frozen=True, slots=True)
class Said:
    """A rating as a supervisor reads it; `number` is "" where the party stayed unnamed."""

    rating: Rating
    mark: Words
    matter: Words
    number: str
    text: str


@officer_required
def ratings(request: Visit, bureau: str) -> HttpResponseBase:
    """The list, the newest first; for officers who supervise nothing there is none."""
    matters = queue.oversight(bureau, actor(request).officer, request.moment.on)
    if not matters:
        raise Http404
    chosen = request.GET.get("show", "low")
    rows = Rating.objects.filter(bureau=bureau, case__procedure__in=matters)
    if chosen != "all":
        rows = rows.filter(score__lte=LOW)
    page = leaf(rows.select_related("case").order_by("-rated_on", "-id"), request)
    texts = _texts(bureau, [row.text for row in page if row.text])
    context = {
        "leaf": page,
        "said": [_said(row, texts) for row in page],
        "shown": SHOWN,
        "chosen": chosen if chosen in SHOWN else "low",
    }
    return shown(request, "desk/ratings.html", "desk:board", context)


def _texts(bureau: str, ids: list[UUID]) -> dict[UUID, str]:
    rows = PersonalValue.objects.filter(bureau=bureau, id__in=ids)
    return dict(rows.values_list("id", "value"))


def _said(row: Rating, texts: dict[UUID, str]) -> Said:
    return Said(
        rating=row,
        mark=MARKS[row.score],
        matter=title_of(row.case.procedure),
        number="" if row.anonymous else row.case.number,
        text=texts.get(row.text, WITHHELD) if row.text else "",
    )
