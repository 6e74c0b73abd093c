"""Acts on a case: each a form of the case page that goes to one verb of the engine."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk.asked import actor, case_asked, key_asked
from fadu.desk.case import Retry, shown_case
from fadu.desk.deciding import asked_again
from fadu.desk.onward import after_act
from fadu.law.words import Words
from fadu.pages.attachments import brought
from fadu.pages.confirm import CHANGE
from fadu.pages.forms import FactsForm, say
from fadu.pages.giving import given, prefix_of
from fadu.pages.papers import takes_recordings
from fadu.pages.uploading import handed_in
from fadu.pages.who import Visit, officer_required
from fadu.procedure import acts
from fadu.procedure.actions import offer_of
from fadu.procedure.declare import Step
from fadu.procedure.discover import by_digest
from fadu.procedure.facts import NoFacts
from fadu.procedure.knowledge import papers_asked
from fadu.procedure.models import Case
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.reopening import Grounds
from fadu.record.evidence import Stored

TAKEN_ON = Words("已领为本人经办", "The case is yours now")
HANDED = Words("已移交；接手人接收前仍由原经办人负责", "Handed over; yours until it is accepted")
DECLINED = Words("已退回", "Declined")
REPEATED = Words("先前已经办理，没有重复办理", "This had been done before; it was not done twice")


@officer_required
@require_POST
def take(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Take the waiting step with an outcome and what the step asks to be stated."""
    case = case_asked(request, number)
    step, outcome = request.POST.get("step", ""), request.POST.get("outcome", "")
    declared = _declared(case, step)
    form = FactsForm((declared and declared.facts) or NoFacts, request.POST, prefix=outcome)
    files = brought(request, case.id, outcome, declared.attachments if declared else ())
    retry = Retry("take", outcome, files.refusals, form, request.POST.get("key", ""))
    if CHANGE in request.POST:
        return shown_case(request, case, retry, status=200)
    if not form.is_valid() or files.refusals:
        return shown_case(request, case, retry)
    offer = offer_of(case, step, outcome, actor(request), request.moment)
    if offer and offer.leading.decisive:
        asked = asked_again(request, case, offer, form, retry, files)
        if asked:
            return asked
    answer = acts.take(
        case.id,
        step,
        outcome,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, f"take:{outcome}"),
        facts=None if form.asked is NoFacts else form.facts,
        files=files.files,
    )
    return after(request, case, answer, Words("已办理", "Done"), retry)


def _declared(case: Case, step: str) -> Step | None:
    """A step as declared, whether or not it is the one that waits."""
    procedure = by_digest().get(case.state.graph)
    return procedure.step(step) if procedure else None


@officer_required
@require_POST
def contribute(request: Visit, bureau: str, number: str) -> HttpResponse:
    """Put something into the file while the step waits: a reply, a voice, an opinion."""
    case = case_asked(request, number)
    posted = given(request, case)
    form, wrong = posted.form, posted.brought.refusals
    prefix = prefix_of(posted.name)
    retry = Retry("contribute", prefix, wrong, form, request.POST.get("key", ""))
    if not posted.fit:
        return shown_case(request, case, retry)
    answer = acts.contribute(
        case.id,
        posted.step,
        posted.name,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, f"contribute:{posted.name}"),
        facts=posted.facts,
        files=posted.brought.files,
    )
    return after(request, case, answer, Words("已提交，记入案卷", "Entered in the file"), retry)


@officer_required
@require_POST
def supplement(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Papers handed in at the counter, and parties who confirm there."""
    case = case_asked(request, number)
    papers, wrong = kept(request, case)
    if wrong:
        return shown_case(request, case, Retry("supplement", refusals=tuple(wrong)))
    answer = acts.supplement(
        case.id,
        papers,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, "supplement"),
        confirm=[identifier(text) for text in request.POST.getlist("confirm")],
    )
    return after(
        request,
        case,
        answer,
        Words("已补充", "Added"),
        Retry("supplement", key=request.POST.get("key", "")),
    )


@officer_required
@require_POST
def suspend(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Stop the clocks for a cause that an article names."""
    case = case_asked(request, number)
    answer = acts.suspend(
        case.id,
        request.POST.get("stop", ""),
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, "suspend"),
    )
    return after(
        request,
        case,
        answer,
        Words("已停止计时", "Clocks stopped"),
        Retry("suspend", key=request.POST.get("key", "")),
    )


@officer_required
@require_POST
def resume(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Let the clocks run again."""
    case = case_asked(request, number)
    key = key_asked(request, "resume")
    answer = acts.resume(case.id, bureau=bureau, by=actor(request), at=request.moment, key=key)
    return after(
        request,
        case,
        answer,
        Words("已恢复计时", "Clocks resumed"),
        Retry("resume", key=request.POST.get("key", "")),
    )


@officer_required
@require_POST
def hand_over(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Hand the waiting step to a colleague in its post."""
    case = case_asked(request, number)
    to = identifier(request.POST.get("to", ""))
    answer = acts.hand_over(
        case.id,
        to,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, "hand_over"),
    )
    return after(
        request,
        case,
        answer,
        TAKEN_ON if to == actor(request).officer else HANDED,
        Retry("hand_over", key=request.POST.get("key", "")),
    )


@officer_required
@require_POST
def reopen(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """A supervisor takes back what silence decided, and says why."""
    case = case_asked(request, number)
    form = FactsForm(Grounds, request.POST, prefix="grounds")
    retry = Retry("reopen", form=form, key=request.POST.get("key", ""))
    if not form.is_valid():
        return shown_case(request, case, retry)
    answer = acts.reopen(
        case.id,
        form.facts,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, "reopen"),
    )
    return after(request, case, answer, Words("已撤销，恢复到原环节", "Taken back"), retry)


@officer_required
@require_POST
def answer_hand_over(request: Visit, bureau: str, number: str) -> HttpResponse:
    """Accept a case that a colleague offers, or decline it and say why."""
    case = case_asked(request, number)
    accept = request.POST.get("answer") == "accept"
    reason = request.POST.get("reason", "")
    answer = acts.answer_hand_over(
        case.id,
        accept,
        reason=reason,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, f"answer_hand_over:{accept}"),
    )
    said = Words("已接收，本案由您经办", "Accepted: the case is yours") if accept else DECLINED
    retry = Retry("answer_hand_over", key=request.POST.get("key", ""), chosen=(reason,))
    return after(request, case, answer, said, retry)


@officer_required
@require_POST
def extend(request: Visit, bureau: str, number: str) -> HttpResponse:
    """Lengthen the case's limit, by whom an article lets grant it."""
    case = case_asked(request, number)
    named = tuple(request.POST.get(name, "") for name in ("power", "period", "reason"))
    answer = acts.extend(
        case.id,
        *named,
        bureau=bureau,
        by=actor(request),
        at=request.moment,
        key=key_asked(request, "extend"),
    )
    retry = Retry("extend", key=request.POST.get("key", ""), chosen=named)
    return after(request, case, answer, Words("已延长", "Extended"), retry)


def after(request: Visit, case: Case, answer: Answer, done: Words, retry: Retry) -> HttpResponse:
    """Back to the case with a message; or the page again with the reasons and what was typed."""
    if isinstance(answer, Refused):
        now = case_asked(request, case.number)
        return shown_case(request, now, retry.refused(answer.refusals))
    said = say(REPEATED if answer.repeated else done)
    stays = reverse("desk:case", args=(case.bureau, case.number))
    leads = after_act(request, case) if retry.verb == "take" else stays
    messages.success(request, said if leads == stays else f"{case.number} {said}")
    return HttpResponseRedirect(leads)


def identifier(text: str) -> UUID:
    """A posted id; 404 when it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def kept(request: Visit, case: Case) -> tuple[dict[str, list[Stored]], list[Refusal]]:
    """The uploaded files by paper code, kept in the case's folder; what is wrong with others."""
    procedure = by_digest().get(case.state.graph)
    asked = papers_asked(procedure, case.state, case.bureau) if procedure else ()
    files, wrong = handed_in(request, case.id, takes_recordings(asked))
    papers: dict[str, list[Stored]] = {}
    for file in files:
        papers.setdefault(file.code, []).append(file.stored)
    return papers, wrong
