"""What parties said of closed cases (好差评): for supervisors, of the matters they answer for.

Low ratings come first: each is owed an answer, given here once. An unnamed one says neither case
nor person here.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk import queue
from fadu.desk.asked import actor, key_asked, shown
from fadu.law.words import Words
from fadu.pages.forms import say, typed
from fadu.pages.paging import leaf
from fadu.pages.who import Visit, officer_required
from fadu.people.models import PersonalValue
from fadu.people.persons import WITHHELD
from fadu.procedure import acts
from fadu.procedure.entries import MARKS
from fadu.procedure.figures import LOW, title_of
from fadu.procedure.models import Rating
from fadu.procedure.rating import LONGEST
from fadu.procedure.refusal import Refusal, Refused

SHOWN = {
    "low": Words("差评", "Low"),
    "owed": Words("待回应的差评", "Low, not answered"),
    "all": Words("全部", "All"),
}
ANSWERED = Words("已回应，评价人可以看到", "Answered; who rated can read it")


@dataclass(frozen=True, slots=True)
class Said:
    """A rating as a supervisor reads it; `number` is "" where the party stayed unnamed.

    `typed` is what a refused answer said: none of it is lost.
    """

    rating: Rating
    mark: Words
    matter: Words
    number: str
    text: str
    answer: str
    answered_on: datetime.date | None
    typed: str = ""


@officer_required
def ratings(request: Visit, bureau: str) -> HttpResponseBase:
    """The list, the newest first; for officers who supervise nothing there is none."""
    return _page(request)


def _overseen(request: Visit) -> QuerySet[Rating]:
    """The ratings of the matters that the visiting officer answers for; Http404 without any."""
    bureau = request.bureau.code
    matters = queue.oversight(bureau, actor(request).officer, request.moment.on)
    if not matters:
        raise Http404
    return Rating.objects.filter(bureau=bureau, case__procedure__in=matters)


def _page(
    request: Visit, refusals: tuple[Refusal, ...] = (), tried: UUID | None = None
) -> HttpResponse:
    chosen = request.GET.get("show", "low")
    rows = _overseen(request)
    if chosen != "all":
        rows = rows.filter(score__lte=LOW)
    if chosen == "owed":
        rows = rows.filter(answer__isnull=True)
    page = leaf(rows.select_related("case", "answer").order_by("-rated_on", "-id"), request)
    texts = _texts(request.bureau.code, [id for row in page for id in _ids(row)])
    text = typed(request.POST, "text")
    context = {
        "leaf": page,
        "said": [_said(row, texts, text if row.id == tried else "") for row in page],
        "shown": SHOWN,
        "chosen": chosen if chosen in SHOWN else "low",
        "refusals": refusals,
        "longest": LONGEST,
        "key": str(uuid4()),
    }
    status = 422 if refusals else 200
    return shown(request, "desk/ratings.html", "desk:board", context, status=status)


@officer_required
@require_POST
def answer(request: Visit, bureau: str, rating: UUID) -> HttpResponseBase:
    """Answer a rating of a matter that one answers for; a refusal loses nothing that was typed."""
    if not _overseen(request).filter(id=rating).exists():
        raise Http404
    done = acts.answer_rating(
        rating, typed(request.POST, "text"), bureau=bureau, by=actor(request), at=request.moment,
        key=key_asked(request, f"answer_rating:{rating}"),
    )  # fmt: skip
    if isinstance(done, Refused):
        return _page(request, done.refusals, rating)
    messages.success(request, say(ANSWERED))
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{reverse('desk:ratings', args=(bureau,))}?{query}")


def _ids(row: Rating) -> list[UUID]:
    answered = getattr(row, "answer", None)
    return [id for id in (row.text, answered.text if answered else None) if id]


def _texts(bureau: str, ids: list[UUID]) -> dict[UUID, str]:
    rows = PersonalValue.objects.filter(bureau=bureau, id__in=ids)
    return dict(rows.values_list("id", "value"))


def _said(row: Rating, texts: dict[UUID, str], tried: str) -> Said:
    answered = getattr(row, "answer", None)
    return Said(
        rating=row,
        mark=MARKS[row.score],
        matter=title_of(row.case.procedure),
        number="" if row.anonymous else row.case.number,
        text=texts.get(row.text, WITHHELD) if row.text else "",
        answer=texts.get(answered.text, WITHHELD) if answered else "",
        answered_on=answered.answered_on if answered else None,
        typed=tried,
    )
