"""The counter: an officer takes in an application with the parties standing there."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.desk.asked import actor, shown
from fadu.desk.matters import startable
from fadu.desk.slip import Slip, read
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, PartyGroup, say, typed_parties
from fadu.pages.papers import checklist
from fadu.pages.uploading import handed_in
from fadu.pages.who import Visit, officer_required
from fadu.procedure import acts
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import paper_list
from fadu.procedure.facts import fields_of
from fadu.procedure.models import Case
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Refusal, Refused

EXPIRED = Words(
    "本页放置过久，已上传的文件需要重新上传；所填内容仍在。",
    "This page is too old: upload the files again; what you typed is still here.",
)


@dataclass(slots=True)
class Sheet:
    """The counter page as filled in so far."""

    procedure: Procedure
    slip: Slip
    form: FactsForm
    groups: list[PartyGroup]
    refusals: tuple[Refusal, ...] = ()
    checked: bool = False

    def is_valid(self) -> bool:
        """Whether facts and parties are well stated; all are asked, so that all faults show."""
        return all([self.form.is_valid(), *(group.is_valid() for group in self.groups)])

    @property
    def forms(self) -> list[Any]:
        """Every form of the page, for the summary of faults."""
        return [self.form, *(form for group in self.groups for form in group.forms)]

    @property
    def applicants(self) -> list[Applicant]:
        """The parties, who stand at the counter and so confirm the application at once."""
        stated = [applicant for group in self.groups for applicant in group.applicants]
        return [dataclasses.replace(applicant, present=True) for applicant in stated]


@officer_required
def intake(request: Visit, bureau: str, procedure: str) -> HttpResponseBase:
    """The application of one procedure: the same facts, parties and papers as online."""
    declared = startable(request).get(procedure)
    if declared is None:
        raise Http404
    if request.method != "POST":
        return sheet_page(request, fresh(declared))
    action = request.POST.get("action", "")
    sheet = typed(request, declared, checked=action == "open")
    if action != "open":
        sheet.slip.drop(action.removeprefix("drop:"))
        return sheet_page(request, sheet)
    if sheet.refusals or not sheet.is_valid():
        return sheet_page(request, sheet, status=422)
    return opened(request, sheet)


def fresh(procedure: Procedure) -> Sheet:
    """An empty page."""
    groups = [PartyGroup(role, [{}] * max(role.least, 1)) for role in procedure.roles]
    return Sheet(procedure, Slip(), FactsForm(procedure.facts), groups)


def typed(request: Visit, procedure: Procedure, *, checked: bool) -> Sheet:
    """The page as it was posted, its files stored; `checked` says what is wrong with it."""
    slip = read(request.POST.get("slip", ""), salt_of(request, procedure))
    if slip is None:
        messages.warning(request, say(EXPIRED))
        slip = Slip()
    refusals = stored(request, procedure, slip)
    names = [item.name for item in fields_of(procedure.facts)]
    facts = {name: request.POST.get(f"facts-{name}", "") for name in names}
    form = FactsForm(procedure.facts, request.POST if checked else None, initial=facts)
    action = request.POST.get("action", "")
    groups = [
        PartyGroup(role, after(action, role.name, typed_parties(role, request.POST)), bound=checked)
        for role in procedure.roles
    ]
    return Sheet(procedure, slip, form, groups, tuple(refusals), checked)


def after(action: str, role: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The parties of a role after "add:<role>" or "take-away:<role>-<place>"."""
    verb, _, what = action.partition(":")
    if verb == "add" and what == role:
        return [*rows, {}]
    name, _, place = what.rpartition("-")
    if verb == "take-away" and name == role and place.isdigit():
        return [row for number, row in enumerate(rows) if number != int(place)]
    return rows


def stored(request: Visit, procedure: Procedure, slip: Slip) -> list[Refusal]:
    """Keep the uploaded files of the page; what is wrong with any of them."""
    asked = {row["code"] for row in paper_list(procedure, request.moment.on, request.bureau.code)}
    files, wrong = handed_in(request, slip.case)
    for file in files:
        if file.code in asked:
            slip.add(file.code, file.stored, file.name)
    return wrong


def opened(request: Visit, sheet: Sheet) -> HttpResponse:
    """Open the case, or the page again with the reasons."""
    answer = acts.open(
        sheet.procedure.name,
        sheet.form.facts,
        bureau=request.bureau.code,
        by=actor(request),
        at=request.moment,
        key=f"desk:{sheet.slip.key}:open",
        applicants=sheet.applicants,
        papers=sheet.slip.papers(),
        channel="window",
        case=sheet.slip.case,
    )
    if isinstance(answer, Refused):
        sheet.refusals = answer.refusals
        return sheet_page(request, sheet, status=422)
    case = Case.objects.get(bureau=request.bureau.code, id=answer.case)
    messages.success(request, say(Words(f"已收件，编号 {case.number}", f"Received: {case.number}")))
    return HttpResponseRedirect(reverse("desk:case", args=(case.bureau, case.number)))


def sheet_page(request: Visit, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    """The page with its papers and the signed slip."""
    asked: Sequence[Any] = paper_list(sheet.procedure, request.moment.on, request.bureau.code)
    context = {
        "sheet": sheet,
        "papers": checklist(asked, sheet.slip.views()),
        "slip": sheet.slip.signed(salt_of(request, sheet.procedure)),
        "faulty": sheet.checked and any(form.errors for form in sheet.forms),
    }
    return shown(request, "desk/intake.html", "desk:counter", context, status=status)


def salt_of(request: Visit, procedure: Procedure) -> str:
    """Binds a slip to the bureau, the officer and the procedure."""
    return f"desk.counter:{request.bureau.code}:{actor(request).officer}:{procedure.name}"
