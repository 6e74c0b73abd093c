"""From one case to the next that waits, in the order of the inbox."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk import queue
from fadu.desk.asked import actor, reading
from fadu.law.words import Words
from fadu.pages.forms import say
from fadu.pages.who import Visit, officer_required
from fadu.procedure.models import Case

_SESSION_KEY = "fadu.desk.onward"
_AS_FAR = 200
NOTHING = Words("没有其他等您办理的案件", "Nothing else waits for you")


@officer_required
def next_case(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """To the case after the one named, beginning again at the end; to the inbox if none waits."""
    waiting = queue.waiting(reading(request), actor(request).officer, request.moment.on)
    numbers = [task.case.number for task in waiting.page(0, _AS_FAR)]
    place = numbers.index(number) + 1 if number in numbers else 0
    others = [each for each in (*numbers[place:], *numbers[:place]) if each != number]
    if not others:
        messages.info(request, say(NOTHING))
        return HttpResponseRedirect(reverse("desk:inbox", args=(bureau,)))
    return HttpResponseRedirect(reverse("desk:case", args=(bureau, others[0])))


def wanted(request: Visit) -> bool:
    """Whether this officer goes on to the next case after each act."""
    return bool(request.session.get(_SESSION_KEY, False))


@officer_required
@require_POST
def switch(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Go on to the next case after each act from now on, or stay."""
    request.session[_SESSION_KEY] = not wanted(request)
    return HttpResponseRedirect(f"{reverse('desk:case', args=(bureau, number))}#actions")


def after_act(request: Visit, case: Case) -> str:
    """Where an act that was done leads: to the next case, if the officer wishes, or to this one."""
    if wanted(request):
        return reverse("desk:after", args=(case.bureau, case.number))
    return reverse("desk:case", args=(case.bureau, case.number))
