"""The case page: where it stands, what may be done and by which article, and what was done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from fadu.bureau.authority import posts_of
from fadu.desk.asked import actor, case_asked, reading, shown
from fadu.desk.offers import AskedView, Choice, asked_views, choice
from fadu.desk.onward import wanted as onward_wanted
from fadu.desk.own_case import auditable
from fadu.desk.showing import viewer_of
from fadu.desk.stated import Stated, said_in, stated
from fadu.documents.titles import title_of as document_title
from fadu.law.words import Words
from fadu.pages.chart import Chart, drawn
from fadu.pages.clock import strip
from fadu.pages.forms import FactsForm
from fadu.pages.giving import Giving, givings
from fadu.pages.limits import periods
from fadu.pages.papers import PaperView, attached, checklist, files_of
from fadu.pages.viewer import Viewer, viewer_wanted
from fadu.pages.who import Visit, officer_required
from fadu.people.identity import masked, masked_phone
from fadu.people.persons import known
from fadu.procedure.access import readable
from fadu.procedure.actions import (
    FOR_A_COLLEAGUE,
    Colleagues,
    colleagues,
    offered,
)
from fadu.procedure.care import Care, care
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import by_digest, procedures
from fadu.procedure.facts import NoFacts
from fadu.procedure.figures import outcome_title, title_of
from fadu.procedure.knowledge import papers_asked
from fadu.procedure.models import Case, CaseDocument, GraphSnapshot
from fadu.procedure.panels import Panel, panels
from fadu.procedure.refusal import Refusal
from fadu.procedure.reopening import Grounds
from fadu.procedure.timeline import Line, lines, notes
from fadu.procedure.unmasking import Purpose

# So many entries are told at once; the rest is a link away.
LATEST = 20


@dataclass(frozen=True, slots=True)
class Retry:
    """An act that was refused: why, and what was typed, so that nothing is lost."""

    verb: str = ""
    outcome: str = ""
    refusals: tuple[Refusal, ...] = ()
    form: FactsForm | None = None
    key: str = ""
    chosen: tuple[object, ...] = ()

    def refused(self, refusals: tuple[Refusal, ...]) -> "Retry":
        """The same attempt, with why it was refused; a used-up key is not offered again."""
        used = any(refusal.code == "key_reused" for refusal in refusals)
        return replace(self, refusals=refusals, key="" if used else self.key)


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as an officer sees it; number and telephone are masked unless shown for a purpose."""

    person: UUID
    role: Words
    name: str
    identity: str
    phone: str
    confirmed: bool
    facts: tuple[Stated, ...]
    unmasked: bool = False


@dataclass(frozen=True)
class CasePage:
    """Everything that `desk/case.html` shows."""

    case: Case
    procedure: Procedure | None
    request: Visit
    retry: Retry = field(default_factory=Retry)
    unmasked: Mapping[UUID, frozenset[str]] = field(default_factory=dict)

    @property
    def named_by(self) -> Procedure | None:
        """The declaration that names fields, roles and papers: that of today for an old version."""
        return self.procedure or procedures().get(self.case.procedure)

    @property
    def title(self) -> Words:
        """The title of the matter."""
        return title_of(self.case.procedure)

    @property
    def standing(self) -> Words:
        """The waiting step, or how the case ended."""
        step = self.named_by.step(self.case.state.step) if self.named_by else None
        name = self.case.state.step
        return step.title if step else outcome_title(self.case.outcome or name, self.case.procedure)

    @property
    def auditable(self) -> bool:
        """Whether the audit has rules for its matter."""
        return auditable(self.case)

    @property
    def chart(self) -> Chart:
        """The case's own chart, of the version it runs under."""
        state = self.case.state
        snapshot = GraphSnapshot.objects.get(digest=state.graph)
        graph = json.loads(snapshot.graph)
        limits = periods(graph, state.law_on, self.case.bureau)
        language = get_language() or "zh-hans"
        return drawn(graph, language, limits, here=state.step, taken=state.hands)

    @cached_property
    def choices(self) -> list[Choice]:
        """The outcomes of the waiting step; the refused one keeps what was typed."""
        offers = offered(self.case, actor(self.request), self.request.moment)
        return [choice(self.request, self.case, each, self._form(each.outcome)) for each in offers]

    @cached_property
    def givings(self) -> list[Giving]:
        """What the officer may put into the file while the step waits."""
        form = self.retry.form
        typed = {self.retry.outcome: form} if form and self.retry.verb == "contribute" else {}
        return givings(self.request, self.case, actor(self.request), typed)

    @cached_property
    def asked(self) -> list[AskedView]:
        """Of whom contributions to the waiting step are asked."""
        step = self.named_by.step(self.case.state.step) if self.named_by else None
        return asked_views(self.case, {c.name: c.title for c in step.contributions} if step else {})

    @property
    def blocked(self) -> tuple[Refusal, ...]:
        """What stands against every outcome alike (another's step), said once."""
        reasons = [choice.offer.refusals for choice in self.choices]
        same = bool(reasons) and all(each == reasons[0] for each in reasons)
        return reasons[0] if same and len(reasons) > 1 else ()

    @cached_property
    def colleagues(self) -> Colleagues | None:
        """Whom to ask about the waiting step, for reasons that a colleague can answer."""
        return colleagues(self.case, self.request.moment.on, actor(self.request).officer)

    @cached_property
    def care(self) -> Care:
        """What else may be done, and why not."""
        return care(self.case, actor(self.request), self.request.moment)

    @cached_property
    def purpose(self) -> FactsForm:
        """The form that asks why masked values are needed."""
        if self.retry.verb == "unmask" and self.retry.form is not None:
            return self.retry.form
        return FactsForm(Purpose, prefix="purpose")

    @cached_property
    def grounds(self) -> FactsForm:
        """The form that asks why what silence decided is taken back."""
        if self.retry.verb == "reopen" and self.retry.form is not None:
            return self.retry.form
        return FactsForm(Grounds, prefix="grounds")

    @property
    def retry_forms(self) -> list[FactsForm]:
        """The form that was typed wrongly, for the summary of faults."""
        return [self.retry.form] if self.retry.form is not None else []

    def _form(self, prefix: str) -> FactsForm | None:
        """The form that was typed, if it is the one of this outcome or contribution."""
        return self.retry.form if self.retry.outcome == prefix else None

    def facts(self) -> list[Stated]:
        """What the application states."""
        if self.named_by is None:
            return []
        told = {name for panel in self._panels for name in panel.covers}
        rest = {name: value for name, value in self.case.state.facts.items() if name not in told}
        return stated(self.named_by.facts, rest, self.case.bureau)

    @cached_property
    def _panels(self) -> list[Panel]:
        return panels(self.case)

    @cached_property
    def beside(self) -> list[Panel]:
        """What registers know of the same thing."""
        return [panel for panel in self._panels if not panel.drafts]

    @cached_property
    def drafts(self) -> list[Panel]:
        """Texts that wait to be published, as they will appear."""
        return [panel for panel in self._panels if panel.drafts]

    def parties(self) -> list[PartyView]:
        """The parties in the order of the application."""
        state, bureau = self.case.state, self.case.bureau
        persons = [party.person for party in state.parties]
        held = known(bureau, persons, case=self.case.id)
        roles = {role.name: role for role in self.named_by.roles} if self.named_by else {}
        found = []
        for party in state.parties:
            role, person = roles.get(party.role), held[party.person]
            asked = role.facts if role and role.facts else NoFacts
            whole = self.unmasked.get(party.person, frozenset())
            identity, phone = person.identity, person.phone
            found.append(
                PartyView(
                    person=party.person,
                    role=role.title if role else Words(party.role, party.role),
                    name=person.name,
                    identity=identity if "identity" in whole or not identity else masked(identity),
                    phone=phone if "phone" in whole or not phone else masked_phone(phone),
                    confirmed=party.confirmed,
                    facts=tuple(stated(asked, party.facts, bureau)),
                    unmasked=bool(whole),
                )
            )
        return found

    @cached_property
    def papers(self) -> list[PaperView]:
        """The list of papers with the files handed in."""
        if self.named_by is None:
            return []
        state, bureau = self.case.state, self.case.bureau
        files = files_of(bureau, self.case.id, state.papers)
        noticed = state.memory.get("noticed") or ()
        asked = checklist(papers_asked(self.named_by, state, bureau), files, noticed)
        return [*asked, *attached(self.named_by, files)]

    @property
    def recordings(self) -> list[str]:
        """The codes of the papers that take sound and film."""
        return [paper.code for paper in self.papers if paper.recordings]

    @cached_property
    def documents(self) -> list[tuple[CaseDocument, Words]]:
        """The documents that entries ordered, with their titles."""
        rows = CaseDocument.objects.filter(bureau=self.case.bureau, case=self.case).order_by("id")
        return [(row, document_title(row.text, row.version)) for row in rows]

    @cached_property
    def viewer(self) -> Viewer:
        """The papers and documents, one of them shown."""
        return viewer_of(self.request, self.case, self.papers, self.documents)

    @cached_property
    def at_window(self) -> bool:
        """Whether the officer stands at the window of this matter, where papers are handed in."""
        procedure = self.procedure
        if procedure is None or procedure.window is None or self.case.status != "open":
            return False
        held = posts_of(self.case.bureau, actor(self.request).officer, self.request.moment.on)
        return procedure.window.code in held

    @cached_property
    def lines(self) -> list[Line]:
        """The timeline: its latest lines, or all of them when asked for."""
        everything = "all" in self.request.GET
        return lines(self.case.bureau, self.case.id, latest=None if everything else LATEST)

    @cached_property
    def said(self) -> dict[int, list[Stated]]:
        """What was stated with each contribution that the timeline shows, by its place."""
        return {
            line.entry.seq: said_in(self.named_by, line.entry)
            for line in self.lines
            if self.named_by is not None and line.entry.kind == "case.contributed"
        }

    @property
    def earlier_lines(self) -> int:
        """How many entries are not shown."""
        return self.case.seq - len(self.lines)

    @cached_property
    def notes(self) -> dict[str, str]:
        """What officers wrote, by its reference."""
        return notes(self.case.bureau, self.lines)


def shown_case(
    request: Visit,
    case: Case,
    retry: Retry | None = None,
    *,
    unmasked: Mapping[UUID, frozenset[str]] | None = None,
    status: int = 422,
) -> HttpResponse:
    """The case page; after a refusal with the reasons on top and what was typed."""
    again = retry or Retry()
    page = CasePage(case, by_digest().get(case.state.graph), request, again, unmasked or {})
    context = {
        "page": page,
        "case": case,
        "key": again.key or str(uuid4()),
        "retry": again,
        "choices": page.choices,
        "clocks": strip(case.state, page.procedure, request.moment.on, case.bureau),
        "onward": onward_wanted(request),
        "for_a_colleague": FOR_A_COLLEAGUE,
    }
    return shown(request, "desk/case.html", "desk:cases", context, status=status if retry else 200)


@officer_required
def page(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """The page of a case; its viewer alone when the script asks for that."""
    case = case_asked(request, number)
    if viewer_wanted(request):
        found = CasePage(case, by_digest().get(case.state.graph), request)
        part = render(request, "pages/parts/viewer.html", {"viewer": found.viewer})
        patch_vary_headers(part, ["HX-Target"])
        return part
    return shown_case(request, case)


@officer_required
def by_id(request: Visit, bureau: str, case: UUID) -> HttpResponseBase:
    """From a case's id, as records and figures know it, to its page."""
    found = readable(Case.objects.all(), reading(request)).filter(id=case).first()
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse("desk:case", args=(bureau, found.number)))
