"""The case page: where it stands, what may be done and by which article, and what was done."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language

from fadu.bureau.authority import holders, posts_of, supervises
from fadu.bureau.models import Officer
from fadu.desk.asked import actor, case_asked, reading, shown
from fadu.desk.stated import Stated, stated
from fadu.documents.titles import title_of as document_title
from fadu.law.words import Words
from fadu.pages.chart import Chart, drawn
from fadu.pages.clock import strip
from fadu.pages.forms import FactsForm
from fadu.pages.limits import periods
from fadu.pages.papers import PaperView, checklist, files_of
from fadu.pages.who import Visit, officer_required
from fadu.people.identity import masked
from fadu.people.persons import known
from fadu.procedure.access import readable
from fadu.procedure.actions import Offer, offered
from fadu.procedure.declare import PARTY, Procedure, Stop
from fadu.procedure.discover import by_digest, procedures
from fadu.procedure.facts import NoFacts
from fadu.procedure.figures import outcome_title, title_of
from fadu.procedure.knowledge import papers_asked
from fadu.procedure.models import Case, CaseDocument, GraphSnapshot
from fadu.procedure.refusal import Refusal
from fadu.procedure.timeline import lines


@dataclass(frozen=True, slots=True)
class Retry:
    """An act that was refused: why, and what was typed, so that nothing is lost."""

    verb: str = ""
    outcome: str = ""
    refusals: tuple[Refusal, ...] = ()
    form: FactsForm | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome as the page offers it: a form when it is allowed, the reasons when it is not."""

    offer: Offer
    form: FactsForm


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as an officer sees it; the identity number is masked."""

    person: UUID
    role: Words
    name: str
    identity: str
    phone: str
    confirmed: bool
    facts: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Powers:
    """What the visiting officer may try besides taking the step; the engine asks again."""

    window: bool = False
    stops: tuple[Stop, ...] = ()
    suspended: bool = False
    colleagues: tuple[Officer, ...] = ()


@dataclass(frozen=True)
class CasePage:
    """Everything that `desk/case.html` shows."""

    case: Case
    procedure: Procedure | None
    request: Visit
    retry: Retry = field(default_factory=Retry)

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
        return step.title if step else outcome_title(self.case.outcome or name)

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
        return [Choice(offer, self._form(offer)) for offer in offers]

    @property
    def blocked(self) -> tuple[Refusal, ...]:
        """What stands against every outcome alike (another's step), said once."""
        reasons = [choice.offer.refusals for choice in self.choices]
        same = bool(reasons) and all(each == reasons[0] for each in reasons)
        return reasons[0] if same and len(reasons) > 1 else ()

    @property
    def retry_forms(self) -> list[FactsForm]:
        """The form that was typed wrongly, for the summary of faults."""
        return [self.retry.form] if self.retry.form is not None else []

    def _form(self, offer: Offer) -> FactsForm:
        if self.retry.form is not None and self.retry.outcome == offer.outcome:
            return self.retry.form
        return FactsForm(offer.facts or NoFacts, prefix=offer.outcome)

    def facts(self) -> list[Stated]:
        """What the application states."""
        if self.named_by is None:
            return []
        return stated(self.named_by.facts, self.case.state.facts, self.case.bureau)

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
            found.append(
                PartyView(
                    person=party.person,
                    role=role.title if role else Words(party.role, party.role),
                    name=person.name,
                    identity=masked(person.identity) if person.identity else "",
                    phone=person.phone,
                    confirmed=party.confirmed,
                    facts=tuple(stated(asked, party.facts, bureau)),
                )
            )
        return found

    def papers(self) -> list[PaperView]:
        """The list of papers with the files handed in."""
        if self.named_by is None:
            return []
        state, bureau = self.case.state, self.case.bureau
        files = files_of(bureau, self.case.id, state.papers)
        noticed = state.memory.get("noticed") or ()
        return checklist(papers_asked(self.named_by, state, bureau), files, noticed)

    def documents(self) -> list[tuple[CaseDocument, Words]]:
        """The documents that entries ordered, with their titles."""
        rows = CaseDocument.objects.filter(bureau=self.case.bureau, case=self.case).order_by("id")
        return [(row, document_title(row.text, row.version)) for row in rows]

    def powers(self) -> Powers:
        """What this officer may try: nothing on a closed case or without a post in it."""
        state, procedure = self.case.state, self.procedure
        step = procedure.step(state.step) if procedure else None
        if procedure is None or step is None:
            return Powers()
        bureau, on = self.case.bureau, self.request.moment.on
        me = actor(self.request).officer
        held = posts_of(bureau, me, on)
        window = bool(procedure.window and procedure.window.code in held)
        mine = window if step.post is PARTY else step.post.code in held
        suspended = any(item.end is None for clock in state.clocks for item in clock.suspensions)
        running = any(clock.stopped_on is None for clock in state.clocks)
        may_hand_over = step.post is not PARTY and (mine or supervises(bureau, me, on))
        others = holders(bureau, step.post.code, on).exclude(id=state.officer or me)
        return Powers(
            window=window,
            stops=procedure.stops if mine and running and not suspended else (),
            suspended=mine and suspended,
            colleagues=tuple(others.order_by("staff_number")) if may_hand_over else (),
        )


def shown_case(request: Visit, case: Case, retry: Retry | None = None) -> HttpResponse:
    """The case page; after a refusal with the reasons on top and what was typed."""
    again = retry or Retry()
    page = CasePage(case, by_digest().get(case.state.graph), request, again)
    context = {
        "page": page,
        "case": case,
        "key": again.key or str(uuid4()),
        "retry": again,
        "choices": page.choices,
        "powers": page.powers(),
        "clocks": strip(case.state, page.procedure, request.moment.on, case.bureau),
        "lines": lines(case.bureau, case.id),
    }
    return shown(request, "desk/case.html", "desk:cases", context, status=422 if retry else 200)


@officer_required
def page(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """The page of a case."""
    return shown_case(request, case_asked(request, number))


@officer_required
def by_id(request: Visit, bureau: str, case: UUID) -> HttpResponseBase:
    """From a case's id, as records and figures know it, to its page."""
    found = readable(Case.objects.all(), reading(request)).filter(id=case).first()
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse("desk:case", args=(bureau, found.number)))
