"""Seeing masked values: the officer states why, and sees them on this one page."""

import time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk.acting import identifier
from fadu.desk.asked import actor, case_asked, key_asked
from fadu.desk.case import Retry, shown_case
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, say
from fadu.pages.who import Visit, officer_required
from fadu.procedure import acts
from fadu.procedure.refusal import Refused
from fadu.procedure.unmasking import Purpose

AGAIN = Words(
    "刚才的查看已经结束；如需再看，请重新说明事由",
    "That look has ended; to see the values again, say why once more",
)
# A second click, not a second look.
_A_CLICK = 60
_SESSION_KEY = "fadu.desk.unmasked"


@officer_required
@require_POST
def unmask(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """The case page with the chosen values in full, once; a reload later shows them no more."""
    case = case_asked(request, number)
    persons = [identifier(text) for text in request.POST.getlist("person")]
    fields = request.POST.getlist("field")
    form = FactsForm(Purpose, request.POST, prefix="purpose")
    retry = Retry("unmask", form=form, key=request.POST.get("key", ""), chosen=(*persons, *fields))
    if not form.is_valid():
        return shown_case(request, case, retry)
    answer = acts.unmask(
        case.id,
        persons,
        fields,
        form.facts,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, "unmask"),
    )
    now = case_asked(request, number)
    if isinstance(answer, Refused):
        return shown_case(request, now, retry.refused(answer.refusals))
    if answer.repeated and not _just_now(request, answer.entry):
        messages.info(request, say(AGAIN))
        return HttpResponseRedirect(reverse("desk:case", args=(bureau, number)))
    _remember(request, answer.entry)
    page = shown_case(request, now, unmasked={person: frozenset(fields) for person in persons})
    page["Cache-Control"] = "private, no-store"
    return page


def _remember(request: Visit, entry: UUID) -> None:
    """In the session, by the machine's clock: neither the legal day nor another browser counts."""
    if request.session.get(_SESSION_KEY, {}).get("entry") != str(entry):
        request.session[_SESSION_KEY] = {"entry": str(entry), "at": time.time()}


def _just_now(request: Visit, entry: UUID) -> bool:
    seen = request.session.get(_SESSION_KEY, {})
    return bool(seen.get("entry") == str(entry) and 0 <= time.time() - seen["at"] < _A_CLICK)
