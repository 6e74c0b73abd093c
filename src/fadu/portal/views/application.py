"""Applying: one page whose draft the server keeps, so that nothing typed or uploaded is lost."""

from dataclasses import dataclass, field

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from fadu.law.words import Words
from fadu.pages.forms import FactsForm, PartyGroup, typed
from fadu.pages.papers import PaperView, checklist
from fadu.pages.who import Visit, citizen_required
from fadu.people.identity import normalise
from fadu.portal import drafts
from fadu.portal.matters import matter_or_404
from fadu.portal.models import Draft
from fadu.portal.views.cases import own_case
from fadu.procedure.acts import open as open_case
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import paper_list
from fadu.procedure.engine import scoped
from fadu.procedure.models import Case
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByParty
from fadu.record.models import Entry


@dataclass(slots=True)
class Sheet:
    """The application form as a page: facts, parties, papers, and what is wrong."""

    procedure: Procedure
    draft: Draft
    facts: FactsForm
    groups: list[PartyGroup]
    papers: list[PaperView]
    refusals: list[Refusal] = field(default_factory=list)
    wrong_files: dict[str, Words] = field(default_factory=dict)

    @property
    def faulty(self) -> list[object]:
        """The forms with something wrong in them, for the summary on top."""
        forms = [self.facts, *(form for group in self.groups for form in group.forms)]
        return [form for form in forms if form.errors]

    @property
    def own_role(self) -> str:
        """The role in which the citizen stands first; "" when in none."""
        own = str(self.draft.data.get("own", ""))
        for role, rows in self.draft.data["parties"].items():
            if any(normalise(row.get("identity", "")) == own for row in rows):
                return str(role)
        return ""

    @property
    def missing(self) -> list[PaperView]:
        """The papers still to bring."""
        return [paper for paper in self.papers if paper.missing]


def sheet_of(request: Visit, procedure: Procedure, draft: Draft, *, bound: bool = False) -> Sheet:
    """The page of a draft; `bound` says what is wrong with it."""
    data = draft.data
    bureau = draft.bureau
    facts = {f"facts-{name}": value for name, value in data["facts"].items()}
    asked = paper_list(procedure, request.moment.on, bureau)
    return Sheet(
        procedure=procedure,
        draft=draft,
        facts=FactsForm(procedure.facts, facts if bound else None, initial=data["facts"]),
        groups=[
            PartyGroup(role, data["parties"].get(role.name, ()), bound=bound)
            for role in procedure.roles
        ],
        papers=checklist(asked, drafts.files_of(draft)),
    )


@citizen_required
def apply(request: Visit, bureau: str, procedure: str) -> HttpResponse:
    """The application: what is posted goes into the draft first, then the action is done."""
    declared = matter_or_404(procedure)
    assert request.citizen is not None
    if request.method == "POST":
        done = _handed_in(request, bureau)
        if done is not None:
            return done
    draft = drafts.current(bureau, request.citizen, declared, request.moment)
    draft.data["own"] = drafts.own_row(bureau, request.citizen)["identity"]
    if request.method == "POST":
        return _posted(request, declared, draft)
    return _page(request, sheet_of(request, declared, draft))


def _handed_in(request: Visit, bureau: str) -> HttpResponse | None:
    """Where a repeated handing-in leads: to what the first one came to."""
    assert request.citizen is not None
    key = scoped(ByParty(request.citizen.id), typed(request.POST, "key"))
    entry = Entry.objects.filter(bureau=bureau, key=key).first()
    if entry is None:
        return None
    case = own_case(request, Case.objects.get(bureau=bureau, id=entry.case).number)
    return redirect("portal:received", bureau=bureau, number=case.number)


def _posted(request: Visit, procedure: Procedure, draft: Draft) -> HttpResponse:
    action, _, subject = request.POST.get("action", "save").partition(":")
    if action == "discard":
        drafts.discard(draft)
        return redirect("portal:guide", bureau=draft.bureau, procedure=procedure.name)
    drafts.take_in(draft, procedure, request.POST)
    codes = [row["code"] for row in paper_list(procedure, request.moment.on, draft.bureau)]
    wrong = drafts.take_files(draft, codes, request)
    _change(request, draft, procedure, action, subject)
    draft.changed_at = request.moment.recorded_at
    draft.save()
    if wrong:
        sheet = sheet_of(request, procedure, draft)
        sheet.wrong_files = wrong
        return _page(request, sheet)
    if action == "submit":
        return _submit(request, procedure, draft)
    anchors = {"add": subject, "take-away": subject.rpartition("-")[0], "drop": "papers"}
    anchor = anchors.get(action, "papers" if request.FILES else "parties" if subject else "saved")
    here = reverse("portal:apply", args=[draft.bureau, procedure.name])
    return HttpResponseRedirect(f"{here}?saved=1#{anchor}")


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


def _submit(request: Visit, procedure: Procedure, draft: Draft) -> HttpResponse:
    """Hand the application in; on any fault, the same page with all faults at once."""
    sheet = sheet_of(request, procedure, draft, bound=True)
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


def _page(request: Visit, sheet: Sheet) -> HttpResponse:
    return render(request, "portal/apply.html", {"sheet": sheet, "saved": "saved" in request.GET})
