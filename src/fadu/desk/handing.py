"""Handing over many cases to one colleague, and taking the next one oneself.

Each case goes through the verb by itself, so that one refusal keeps no other from its way; the
page says of each what came of it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.bureau.models import Officer
from fadu.desk import queue
from fadu.desk.asked import actor, key_asked, reading, shown
from fadu.law.words import Words
from fadu.pages.lists import said
from fadu.pages.who import Visit, officer_required
from fadu.procedure import acts
from fadu.procedure.access import readable
from fadu.procedure.models import Case, Task
from fadu.procedure.refusal import Answer, Refusal, Refused

# More than a person can have chosen by looking.
_AT_ONCE = 200
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Went:
    """What came of one case: handed over, or refused for these reasons."""

    case: Case
    refusals: tuple[Refusal, ...]


@officer_required
@require_POST
def hand_over_many(request: Visit, bureau: str) -> HttpResponseBase:
    """Hand the chosen cases to a colleague, one by one; the same form again does nothing twice."""
    key_asked(request, "hand_over")
    back = request.POST.get("back", "")
    chosen = _chosen(request)
    asked = _identifier(request.POST.get("to", ""))
    to = Officer.objects.filter(bureau=bureau, id=asked).first() if asked else None
    if not chosen or to is None:
        wrong = Words("请勾选案件，并选择接手人", "Tick cases, and choose who takes them over")
        messages.error(request, said(wrong))
        return HttpResponseRedirect(f"{reverse('desk:inbox', args=(bureau,))}?{back}")
    went = [Went(case, _refusals(_handed(request, case, to.id))) for case in chosen]
    context = {
        "to": to,
        "done": [each for each in went if not each.refusals],
        "refused": [each for each in went if each.refusals],
        "back": back,
    }
    return shown(request, "desk/handed.html", "desk:inbox", context)


def _chosen(request: Visit) -> list[Case]:
    """The ticked cases that this officer may read, each once; others do not exist for him."""
    typed = (_identifier(text) for text in request.POST.getlist("case")[:_AT_ONCE])
    ids = list(dict.fromkeys(each for each in typed if each))
    found = readable(Case.objects.defer("state_text"), reading(request)).in_bulk(ids)
    return [found[each] for each in ids if each in found]


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _handed(request: Visit, case: Case, to: UUID) -> Answer:
    return acts.hand_over(
        case.id,
        to,
        bureau=case.bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, f"hand_over:{case.id}"),
    )


def _refusals(answer: Answer) -> tuple[Refusal, ...]:
    return answer.refusals if isinstance(answer, Refused) else ()


@officer_required
@require_POST
def take_next(request: Visit, bureau: str) -> HttpResponseBase:
    """To the most urgent case that waits for this officer; it is his from now on.

    Two who ask at once get two cases: who comes second is refused the first and given the next.
    """
    me = actor(request)
    waiting = queue.waiting(reading(request), me.officer, request.moment.on)
    for task in waiting.page(0, _TRIES):
        if task.officer is not None or not _refusals(_claimed(request, task)):
            return HttpResponseRedirect(reverse("desk:case", args=(bureau, task.case.number)))
    messages.info(request, said(Words("眼下没有等您办理的案件", "Nothing waits for you now")))
    return HttpResponseRedirect(reverse("desk:inbox", args=(bureau,)))


def _claimed(request: Visit, task: Task) -> Answer:
    me = actor(request)
    key = f"desk:next:{task.case_id}:{task.case.seq}"
    return acts.hand_over(
        task.case_id, me.officer, bureau=task.bureau, by=me, at=request.moment, key=key
    )
