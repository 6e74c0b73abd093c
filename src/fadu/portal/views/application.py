"""Applying: step by step, with a draft that the server keeps, so that nothing typed is lost."""

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fadu.law.words import Words
from fadu.pages.forms import say, typed
from fadu.pages.steps import DONE, StepView
from fadu.pages.templatetags.fadu import time_of_day
from fadu.pages.who import Visit, citizen_required
from fadu.portal import drafts
from fadu.portal.drafts import PAPERS, PARTIES
from fadu.portal.matters import matter_or_404
from fadu.portal.models import Draft
from fadu.portal.sheet import (
    ORDER,
    REVIEW,
    SECTIONS,
    WHOLE,
    Sheet,
    address_of,
    faults_of,
    sheet_of,
    steps_of,
)
from fadu.portal.statement import stated_in
from fadu.portal.views.cases import own_case
from fadu.procedure.acts import open as open_case
from fadu.procedure.declare import Procedure
from fadu.procedure.engine import scoped
from fadu.procedure.in_force import paper_list
from fadu.procedure.models import Case
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByParty
from fadu.record.models import Entry

_ELSEWHERE = Words(
    "这份草稿刚在另一处改过，没有自动覆盖",
    "This draft was changed elsewhere a moment ago and was not overwritten",
)


@citizen_required
def apply(request: Visit, bureau: str, procedure: str) -> HttpResponseBase:
    """The application: to the first step that is not done; a post is that of the whole form."""
    if request.method == "POST":
        return step(request, bureau, procedure, WHOLE)
    declared = matter_or_404(procedure)
    draft = _draft(request, bureau, declared)
    steps = _steps(request, declared, sheet_of(request, declared, draft, ""))
    waiting = next((view for view in steps if view.state != DONE), steps[-1])
    return HttpResponseRedirect(waiting.address)


@citizen_required
def step(request: Visit, bureau: str, procedure: str, step: str) -> HttpResponse:
    """A step: what is posted goes into the draft first, then something is done with it."""
    declared = matter_or_404(procedure)
    if step not in (*ORDER, WHOLE):
        raise Http404
    if request.method == "POST":
        done = _handed_in(request, bureau)
        if done is not None:
            return done
    draft = _draft(request, bureau, declared)
    if request.method == "POST":
        return _posted(request, declared, draft, step)
    check = step == REVIEW or "check" in request.GET
    return _page(request, sheet_of(request, declared, draft, step, bound=check))


@require_POST
@citizen_required
def keep(request: Visit, bureau: str, procedure: str, step: str) -> HttpResponse:
    """What is being typed, saved in the background; files wait for the button."""
    declared = matter_or_404(procedure)
    draft = _draft(request, bureau, declared)
    if typed(request.POST, "key") != draft.key:
        return JsonResponse({"words": say(_ELSEWHERE)}, status=409)
    if typed(request.POST, "revision") != str(draft.data.get("revision", 0)):
        return JsonResponse({"words": say(_ELSEWHERE)}, status=409)
    _take_in(request, declared, draft, step)
    _save(request, draft)
    said = {"saved": time_of_day(draft.changed_at), "revision": draft.data["revision"]}
    return JsonResponse(said)


def _draft(request: Visit, bureau: str, procedure: Procedure) -> Draft:
    assert request.citizen is not None
    draft = drafts.current(bureau, request.citizen, procedure, request.moment)
    draft.data["own"] = drafts.own_row(bureau, request.citizen)["identity"]
    return draft


def _handed_in(request: Visit, bureau: str) -> HttpResponse | None:
    """Where a repeated handing-in leads: to what the first one came to."""
    assert request.citizen is not None
    key = scoped(ByParty(request.citizen.id), typed(request.POST, "key"))
    entry = Entry.objects.filter(bureau=bureau, key=key).first()
    if entry is None:
        return None
    case = own_case(request, Case.objects.get(bureau=bureau, id=entry.case).number)
    return redirect("portal:received", bureau=bureau, number=case.number)


def _take_in(request: Visit, procedure: Procedure, draft: Draft, step: str) -> None:
    sections = tuple(SECTIONS) if step == WHOLE else (step,)
    drafts.take_in(draft, procedure, request.POST, sections)


def _save(request: Visit, draft: Draft) -> None:
    draft.data["revision"] = draft.data.get("revision", 0) + 1
    draft.changed_at = request.moment.recorded_at
    draft.save()


def _posted(request: Visit, procedure: Procedure, draft: Draft, step: str) -> HttpResponse:
    action, _, subject = request.POST.get("action", "save").partition(":")
    if action == "discard":
        drafts.discard(draft)
        return redirect("portal:guide", bureau=draft.bureau, procedure=procedure.name)
    _take_in(request, procedure, draft, step)
    asked = paper_list(procedure, request.moment.on, draft.bureau)
    wrong = drafts.take_files(draft, asked, request)
    _change(request, draft, procedure, action, subject)
    draft.data["seen"] = sorted({*draft.data.get("seen", ()), step} & SECTIONS.keys())
    _save(request, draft)
    if wrong:
        sheet = sheet_of(request, procedure, draft, step if step == WHOLE else PAPERS)
        sheet.wrong_files = wrong
        return _page(request, sheet)
    if action == "submit":
        return _submit(request, procedure, draft, step)
    return _onward(request, procedure, draft, step, action, subject)


def _onward(
    request: Visit, procedure: Procedure, draft: Draft, step: str, action: str, subject: str
) -> HttpResponse:
    """The next page: only a section without faults is left by "next"."""
    sheet = sheet_of(request, procedure, draft, step, bound=True)
    if action == "next":
        faults = faults_of(sheet)
        if any(faults.get(section) for section in sheet.shown):
            return _page(request, sheet)
        if PARTIES in sheet.shown and not sheet.own_role:
            sheet.refusals.append(_not_a_party(procedure))
            return _page(request, sheet)
        return HttpResponseRedirect(address_of(draft, sheet.after))
    if action == "back" and sheet.before:
        return HttpResponseRedirect(address_of(draft, sheet.before))
    anchors = {"add": subject, "take-away": subject.rpartition("-")[0], "drop": "papers"}
    anchor = anchors.get(action, "papers" if request.FILES else "parties" if subject else "saved")
    return HttpResponseRedirect(f"{address_of(draft, step)}?saved=1#{anchor}")


def _change(request: Visit, draft: Draft, procedure: Procedure, action: str, subject: str) -> None:
    assert request.citizen is not None
    roles = {role.name for role in procedure.roles}
    if action == "add" and subject in roles:
        drafts.grow(draft, subject)
    elif action == "take-away":
        drafts.shrink(draft, subject)
    elif action == "drop":
        drafts.drop_file(draft, subject)
    elif action == "be" and subject in roles:
        drafts.become(draft, subject, drafts.own_row(draft.bureau, request.citizen))


def _submit(request: Visit, procedure: Procedure, draft: Draft, step: str) -> HttpResponse:
    """Hand the application in; on any fault, a page with all faults at once."""
    sheet = sheet_of(request, procedure, draft, step, bound=True)
    sound = [sheet.facts.is_valid(), *(group.is_valid() for group in sheet.groups)]
    if not sheet.own_role:
        sheet.refusals.append(_not_a_party(procedure))
    if all(sound) and not sheet.refusals:
        answer = _open(request, sheet)
        if not isinstance(answer, Refused):
            case = Case.objects.get(bureau=draft.bureau, id=answer.case)
            draft.delete()
            return redirect("portal:received", bureau=draft.bureau, number=case.number)
        sheet.refusals += answer.refusals
    return _page(request, sheet)


def _open(request: Visit, sheet: Sheet) -> Answer:
    assert request.citizen is not None
    draft = sheet.draft
    return open_case(
        sheet.procedure.name,
        sheet.facts.facts,
        bureau=draft.bureau,
        by=ByParty(request.citizen.id),
        at=request.moment,
        key=draft.key,
        applicants=[each for group in sheet.groups for each in group.applicants],
        papers=drafts.papers_of(draft),
        channel="online",
        case=draft.case,
    )


def _not_a_party(procedure: Procedure) -> Refusal:
    return Refusal(
        "not_a_party",
        Words("您本人没有列为当事人", "You are not among the parties"),
        Words(
            "请在“您是哪一方”中选择，或将您的身份证号码填入其中一位当事人",
            "Choose above which side you are on, or state your identity number for one party",
        ),
        procedure.basis[0],
    )


def _steps(request: Visit, procedure: Procedure, sheet: Sheet) -> list[StepView]:
    bound = sheet if sheet.checked else sheet_of(request, procedure, sheet.draft, "", bound=True)
    return steps_of(sheet, bound)


def _page(request: Visit, sheet: Sheet) -> HttpResponse:
    context = {
        "sheet": sheet,
        "saved": "saved" in request.GET,
        "steps": _steps(request, sheet.procedure, sheet),
        "here": address_of(sheet.draft, sheet.step),
        "revision": sheet.draft.data.get("revision", 0),
    }
    if sheet.step == REVIEW:
        context |= {"faults": faults_of(sheet), "stated": stated_in(sheet), "parts": SECTIONS}
        return render(request, "portal/review.html", context)
    return render(request, "portal/apply.html", context)
