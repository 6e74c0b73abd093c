"""The counter: an officer takes in an application with the parties standing there.

One page, kept on the server as it is typed (`drafts.py`). What is saved in the background, what a
button sends, and what a page sends that was already taken in, all end in the same draft or case.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk import drafts
from fadu.desk.asked import actor, shown
from fadu.desk.matters import startable
from fadu.desk.models import CounterDraft
from fadu.law.entries import PaperRow
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, PartyGroup, typed
from fadu.pages.papers import FileView, PaperView, checklist, takes_recordings
from fadu.pages.uploading import handed_in, owner_of
from fadu.pages.who import Visit, officer_required
from fadu.procedure import acts
from fadu.procedure.declare import Procedure
from fadu.procedure.in_force import paper_list
from fadu.procedure.models import Case
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Refusal, Refused
from fadu.record import arrivals
from fadu.record.ids import new_id
from fadu.registers.reception.acts import hall

# Keys that put a scan to a paper, in the order of the list.
KEYS = "123456789abcdefhi"
ELSEWHERE = Refusal(
    "changed_elsewhere",
    Words("这份收件在另一个页面上也改过", "This intake was changed on another page, too"),
    Words(
        "本页所填都在；再按一次，就以本页为准",
        "What this page holds is here; press again to keep it",
    ),
)


@dataclass(slots=True)
class Sheet:
    """The counter page as filled in so far."""

    procedure: Procedure
    draft: CounterDraft
    asked: Sequence[PaperRow]
    checked: bool = False
    refusals: tuple[Refusal, ...] = ()
    form: FactsForm = field(init=False)
    groups: list[PartyGroup] = field(init=False)

    def __post_init__(self) -> None:
        """`checked` forms say what is wrong with what was typed."""
        facts, parties = self.draft.data["facts"], self.draft.data["parties"]
        data = {f"facts-{name}": text for name, text in facts.items()}
        self.form = FactsForm(self.procedure.facts, data if self.checked else None, initial=facts)
        self.groups = [
            PartyGroup(
                role,
                parties.get(role.name) or [{}] * max(role.least, 1),
                bound=self.checked,
            )
            for role in self.procedure.roles
        ]

    def is_valid(self) -> bool:
        """Whether facts and parties are well stated; all are asked, so that all faults show."""
        return all([self.form.is_valid(), *(group.is_valid() for group in self.groups)])

    @property
    def forms(self) -> list[Any]:
        """Every form of the page, in the order of the page."""
        return [*(form for group in self.groups for form in group.forms), self.form]

    @property
    def applicants(self) -> list[Applicant]:
        """The parties, who stand at the counter and so confirm the application at once."""
        stated = [applicant for group in self.groups for applicant in group.applicants]
        return [dataclasses.replace(applicant, present=True) for applicant in stated]

    @property
    def papers(self) -> list[tuple[str, PaperView]]:
        """The checklist, each paper with the key that puts a scan to it."""
        found = checklist(self.asked, drafts.views_of(self.draft))
        return [(KEYS[n] if n < len(KEYS) else "", paper) for n, paper in enumerate(found)]

    @property
    def recordings(self) -> list[str]:
        """Where sound and film may go: papers that take them, and then the scans to be sorted."""
        return takers(self.asked)

    @property
    def scans(self) -> list[FileView]:
        """The scans that are not put to a paper yet, the one whose turn it is first."""
        return drafts.views_of(self.draft).get(drafts.SCANS, [])

    @property
    def faults(self) -> dict[str, list[str]]:
        """What is wrong with what was typed, by field; what is still empty is no fault yet."""
        return {
            bound.id_for_label: [str(error) for error in bound.errors]
            for form in self.forms
            for bound in form
            if bound.errors and str(bound.value() or "").strip()
        }


def takers(asked: Sequence[PaperRow]) -> list[str]:
    """The codes of the page's fields that take sound and film."""
    codes = takes_recordings(asked)
    return [*codes, drafts.SCANS] if codes else []


def sheet_of(request: Visit, draft: CounterDraft, *, checked: bool = False) -> Sheet:
    """The page of a draft, with the papers that are asked for today."""
    declared = _declared(request, draft.procedure)
    asked = paper_list(declared, request.moment.on, request.bureau.code)
    return Sheet(declared, draft, asked, checked)


def _declared(request: Visit, procedure: str) -> Procedure:
    declared = startable(request).get(procedure)
    if declared is None:
        raise Http404
    return declared


def address(draft: CounterDraft) -> str:
    """Where a draft is gone on with."""
    return reverse("desk:sheet", args=(draft.bureau, draft.procedure, draft.id))


@officer_required
def begin(request: Visit, bureau: str, procedure: str) -> HttpResponseBase:
    """To the draft of this matter for the number at the window, or to an empty page."""
    place = drafts.place_of(request, _declared(request, procedure))
    return HttpResponseRedirect(reverse("desk:sheet", args=(bureau, procedure, place)))


@officer_required
def sheet(request: Visit, bureau: str, procedure: str, draft: UUID) -> HttpResponseBase:
    """The page of one application: the same facts, parties and papers as online."""
    declared = _declared(request, procedure)
    case = Case.objects.filter(bureau=bureau, id=draft).first()
    if case is not None:
        return HttpResponseRedirect(reverse("desk:slip", args=(bureau, case.number)))
    found = drafts.draft_of(request, declared, draft)
    if request.method != "POST":
        return page(request, sheet_of(request, found))
    return acted(request, found, request.POST.get("action", ""))


def acted(request: Visit, draft: CounterDraft, action: str) -> HttpResponse:
    """What a button of the page does, after what was typed is kept."""
    if action == "discard":
        drafts.discard(draft)
        return HttpResponseRedirect(reverse("desk:counter", args=(draft.bureau,)))
    wrong = received(request, draft)
    name, _, what = action.partition(":")
    change(draft, name, what)
    if not _kept(request, draft):
        return page(request, refused(sheet_of(request, draft), (ELSEWHERE,)), status=409)
    settle(request)
    filled = sheet_of(request, draft, checked=name == "open")
    if wrong:
        return page(request, refused(filled, tuple(wrong)), status=422)
    if name == "open":
        return opened(request, filled)
    return HttpResponseRedirect(address(draft) + anchor(draft, name, what))


def received(request: Visit, draft: CounterDraft) -> list[Refusal]:
    """Write the posted page into the draft; what is wrong with any of its files."""
    declared = _declared(request, draft.procedure)
    asked = paper_list(declared, request.moment.on, draft.bureau)
    codes = {row["code"] for row in asked} | {drafts.SCANS}
    drafts.take_in(draft, declared, request.POST)
    files, wrong = handed_in(request, draft.id, takers(asked))
    for file in files:
        if file.code in codes:
            drafts.add_file(draft, file.code, file.stored, file.name, asked)
    return wrong


def settle(request: Visit) -> None:
    """What the draft now holds is no longer on its way: no page offers it again."""
    for field_name in request.POST:
        for text in request.POST.getlist(field_name) if field_name.startswith("arrived-") else ():
            arrival = arrivals.find(owner_of(request), UUID(text)) if _is_id(text) else None
            if arrival is not None:
                arrivals.drop(arrival)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def change(draft: CounterDraft, name: str, what: str) -> None:
    """Add or take away a party, move or take out a file."""
    if name == "add":
        drafts.grow(draft, what)
    elif name == "take-away":
        drafts.shrink(draft, what)
    elif name == "drop":
        drafts.drop(draft, what)
    elif name == "assign":
        file, _, code = what.partition(":")
        drafts.assign(draft, file, code)


def anchor(draft: CounterDraft, name: str, what: str) -> str:
    """Where the page goes on after a button: the new party, else the papers."""
    if name == "add":
        return f"#id_{what}-{len(draft.data['parties'][what]) - 1}-identity"
    if name == "take-away":
        return "#parties"
    return "#papers" if name in ("upload", "assign", "drop") else ""


def _kept(request: Visit, draft: CounterDraft) -> bool:
    """Keep what the page sends; False when another page has saved since."""
    version = typed(request.POST, "version")
    return drafts.keep(
        draft,
        request.moment.recorded_at,
        writer=typed(request.POST, "writer"),
        version=int(version) if version.isdecimal() else 0,
    )


@require_POST
def save(request: Visit, bureau: str, procedure: str, draft: UUID) -> JsonResponse:
    """Keep what is typed, in the background; faults and a split card line come back by field.

    No redirect to the entry: the page stays as it is, says that the session has ended, and sends
    again when the officer has entered.
    """
    if request.officer is None:
        return JsonResponse({}, status=401)
    declared = _declared(request, procedure)
    case = Case.objects.filter(bureau=bureau, id=draft).first()
    if case is not None:
        return JsonResponse({"next": reverse("desk:slip", args=(bureau, case.number))}, status=410)
    found = drafts.draft_of(request, declared, draft)
    drafts.take_in(found, declared, request.POST)
    if not _kept(request, found):
        newest = CounterDraft.objects.get(id=found.id).version
        return JsonResponse({"version": newest}, status=409)
    filled = sheet_of(request, found, checked=True)
    filled.is_valid()
    return JsonResponse(
        {"version": found.version, "faults": filled.faults, "filled": by_reader(request, filled)}
    )


def by_reader(request: Visit, filled: Sheet) -> dict[str, str]:
    """The fields that differ from what was typed: those that a card's line gave."""
    values = {
        f"{role}-{place}-{name}": text
        for role, rows in filled.draft.data["parties"].items()
        for place, row in enumerate(rows)
        for name, text in row.items()
    }
    return {name: text for name, text in values.items() if text != typed(request.POST, name)}


def opened(request: Visit, filled: Sheet) -> HttpResponse:
    """Open the case and go to its slip, or the page again with the reasons."""
    draft = filled.draft
    if not filled.is_valid():
        return page(request, filled, status=422)
    answer = acts.open(
        draft.procedure,
        filled.form.facts,
        bureau=draft.bureau,
        by=actor(request),
        at=request.moment,
        key=f"desk:{draft.id}:open",
        applicants=filled.applicants,
        papers=drafts.papers_of(draft, [row["code"] for row in filled.asked]),
        channel="window",
        case=draft.id,
    )
    if isinstance(answer, Refused):
        return page(request, refused(filled, answer.refusals), status=422)
    case = Case.objects.get(bureau=draft.bureau, id=answer.case)
    hall.link(bureau=draft.bureau, case=case.id, by=actor(request), at=request.moment)
    CounterDraft.objects.filter(id=draft.id).delete()
    return HttpResponseRedirect(reverse("desk:slip", args=(case.bureau, case.number)))


def refused(filled: Sheet, refusals: tuple[Refusal, ...]) -> Sheet:
    """The page with the reasons on top."""
    filled.refusals = refusals
    return filled


def page(request: Visit, filled: Sheet, *, status: int = 200) -> HttpResponse:
    """The page with its papers; `writer` names it among the pages that may save the draft."""
    context = {
        "sheet": filled,
        "papers": filled.papers,
        "scans": filled.scans,
        "writer": new_id(),
        "faulty": filled.checked and any(form.errors for form in filled.forms),
    }
    return shown(request, "desk/intake.html", "desk:counter", context, status=status)
