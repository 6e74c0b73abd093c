"""One meeting: its roll, agenda, recusals, voices, minutes and confirmation."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.models import Officer
from fadu.desk.asked import actor, case_asked, key_asked, shown
from fadu.desk.meeting_rows import items, posts_of
from fadu.desk.meetings import MEETINGS
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, say
from fadu.pages.uploading import handed_in
from fadu.pages.who import Visit, officer_required
from fadu.procedure.acts import contribute, take
from fadu.procedure.blocks.deliberation.facts import (
    MemberRow,
    Minutes,
    Recusal,
    Roll,
    Striking,
    Voice,
)
from fadu.procedure.blocks.deliberation.procedures import MEETING_OF_MEMBERS, SECRETARY
from fadu.procedure.blocks.deliberation.rules import Forum, Minuted
from fadu.procedure.models import Case
from fadu.procedure.refusal import Answer, Refusal, Refused

_ASIDE: dict[str, type] = {"voice": Voice, "recuse": Recusal, "strike": Striking}
# What each button does: the step that it takes, with which outcome.
_STEPS = {
    "held": "roll", "not_held": "roll", "discussed": "discuss", "drawn_up": "minutes",
    "confirmed": "confirm", "returned": "confirm",
}  # fmt: skip


@officer_required
def room(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """A meeting; posted, one act of it."""
    case = case_asked(request, number)
    if case.procedure != MEETING_OF_MEMBERS.name:
        raise Http404
    if request.method != "POST":
        return _page(request, case)
    act = request.POST.get("act", "")
    if act in _ASIDE:
        return _aside(request, case, act)
    if act in _STEPS:
        return _step(request, case, act)
    raise Http404


def _aside(request: Visit, case: Case, act: str) -> HttpResponse:
    form = _form(act, request.POST.get("place", ""), request.POST)
    if not form.is_valid():
        return _page(request, case, form=form)
    answer = contribute(
        case.id, case.state.step, act, bureau=case.bureau, by=actor(request), at=request.moment,
        key=key_asked(request, f"{act}:{form.prefix}"), facts=form.facts,
    )  # fmt: skip
    return _after(request, case, answer, form)


def _step(request: Visit, case: Case, act: str) -> HttpResponse:
    form, facts, files = None, None, {}
    if _STEPS[act] == "roll":
        facts = Roll(tuple(MemberRow(one) for one in request.POST.getlist("present")))
    if act == "drawn_up":
        form = _form(act, "", request.POST)
        kept, wrong = handed_in(request, case.id)
        if wrong or not form.is_valid():
            return _page(request, case, tuple(wrong), form=form)
        facts, files = form.facts, {"signed": [file.stored for file in kept]}
    answer = take(
        case.id, _STEPS[act], act, bureau=case.bureau, by=actor(request), at=request.moment,
        key=key_asked(request, act), facts=facts, files=files,
    )  # fmt: skip
    return _after(request, case, answer, form)


def _form(act: str, place: str, data: Any = None, item: str = "") -> FactsForm:
    """The form of an act on an item; which item it is stands in the page."""
    asked = _ASIDE.get(act, Minutes)
    form = FactsForm(asked, data, prefix=f"{act}-{place}", initial={"item": item})
    if "item" in form.fields:
        form.fields["item"].widget = forms.HiddenInput()
    return form


def _after(request: Visit, case: Case, answer: Answer, form: FactsForm | None) -> HttpResponse:
    if isinstance(answer, Refused):
        return _page(request, case, answer.refusals, form=form)
    messages.success(request, say(Words("已办理", "Done")))
    return HttpResponseRedirect(reverse("desk:meeting", args=(case.bureau, case.number)))


def _page(
    request: Visit, case: Case, refusals: Sequence[Refusal] = (), *, form: FactsForm | None = None
) -> HttpResponse:
    state, names = case.state, _names(case)
    context = {
        "case": case,
        "forum": Forum(state.facts["forum"]).words,
        "on": state.facts["on"],
        "step": state.step,
        "title": MEETING_OF_MEMBERS.titled(state.step),
        "not_held": state.outcome == "not_held",
        "members": _members(request, case, names),
        "items": [(one, _forms(one, state.step, form)) for one in items(request, case, names)],
        "secretary": SECRETARY.code in posts_of(request),
        "chairs": str(actor(request).officer) == state.facts["chair"],
        "minutes": form if form and form.asked is Minutes else _form("drawn_up", ""),
        "faulty": [form] if form and form.errors else [],
        "refusals": refusals,
        "key": request.POST.get("key") or str(uuid4()),
    }
    status = 422 if refusals or (form and form.errors) else 200
    return shown(request, "desk/meeting.html", MEETINGS, context, status=status)


def _forms(one: Any, step: str, typed: FactsForm | None) -> dict[str, FactsForm]:
    """The forms of an item by act: the one that was typed, and fresh ones."""
    found = {act: _form(act, str(one.place), item=one.number) for act in _ASIDE}
    if typed is not None and typed.prefix in {form.prefix for form in found.values()}:
        found[str(typed.prefix).partition("-")[0]] = typed
    return found


def _names(case: Case) -> dict[str, str]:
    ids = [row["officer"] for row in case.state.facts["members"]]
    return {str(row.id): row.name for row in Officer.objects.filter(id__in=ids)}


def _members(request: Visit, case: Case, names: dict[str, str]) -> list[dict[str, Any]]:
    """Who is called, who chairs, who is present; before the roll what was ticked."""
    facts, present = case.state.facts, Minuted.of(case.state).present
    called = [row["officer"] for row in facts["members"]]
    ticked = request.POST.getlist("present") if request.method == "POST" else called
    return [
        {
            "id": one,
            "name": names.get(one, ""),
            "chair": one == facts["chair"],
            "present": one in present,
            "ticked": one in ticked,
        }
        for one in called
    ]
