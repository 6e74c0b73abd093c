"""A party's own cases: the list, the case, its documents, files and bundle."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from fadu.documents.render import MissingGlyph
from fadu.documents.titles import title_of
from fadu.law.words import Words
from fadu.pages.files import served
from fadu.pages.forms import FactsForm
from fadu.pages.giving import givings
from fadu.pages.paging import leaf
from fadu.pages.papers import PaperView, checklist, files_of
from fadu.pages.who import Visit, citizen_required
from fadu.people.identity import masked
from fadu.people.persons import known
from fadu.portal import standing
from fadu.portal.drafts import kept_by
from fadu.portal.matters import internal
from fadu.portal.rated import own_rating
from fadu.portal.waiting import asked_of, cards_of
from fadu.procedure.access import readable, reader
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import by_digest, procedures
from fadu.procedure.export import write_bundle_of
from fadu.procedure.knowledge import papers_asked
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.rating import may_rate
from fadu.procedure.refusal import Refusal
from fadu.procedure.rendering import pdf_of
from fadu.procedure.timeline import lines
from fadu.procedure.tracking import code_of, tracking_path
from fadu.record.actor import ByParty
from fadu.record.models import EvidenceFile, entries_of

FILTERS = {
    "all": Words("全部", "All"),
    "open": Words("办理中", "In progress"),
    "supplement": Words("待补正", "To supplement"),
    "closed": Words("已办结", "Closed"),
}


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as the other parties see it; number and telephone in full for oneself alone."""

    person: UUID
    name: str
    identity: str
    role: Words
    confirmed: bool
    withdrawing: bool
    self: bool


def own_case(request: Visit, number: str) -> Case:
    """The case of that number, if it is one of the citizen's own; Http404 if not."""
    return get_object_or_404(own_cases(request), number=number)


def own_cases(request: Visit) -> QuerySet[Case]:
    """The cases to which the citizen is a party, among the matters that citizens apply for."""
    assert request.citizen is not None
    who = reader(ByParty(request.citizen.id), request.bureau.code, request.moment.on)
    return readable(Case.objects.exclude(procedure__in=internal()), who)


@citizen_required
def mine(request: Visit, bureau: str) -> HttpResponse:
    """The citizen's cases, newest first."""
    chosen = request.GET.get("show", "all")
    wanted = {"open": Q(status="open"), "closed": Q(status="closed")}
    wanted["supplement"] = Q(task__step="supplement")
    rows = own_cases(request).filter(wanted.get(chosen, Q()))
    page = leaf(rows.order_by("-opened_on", "-number"), request)
    assert request.citizen is not None
    own, today = request.citizen.id, request.moment.on
    waiting = own_cases(request).filter(status="open").order_by("opened_on", "number")
    context = {
        "leaf": page,
        "cards": cards_of(page, own, today),
        "asked": cards_of((each for each in waiting if asked_of(each, own)), own, today),
        "filters": FILTERS,
        "chosen": chosen,
        "drafts": kept_by(bureau, request.citizen),
    }
    return render(request, "portal/cases.html", context)


@citizen_required
def case(request: Visit, bureau: str, number: str) -> HttpResponse:
    """Everything of a case that its party may see."""
    return shown_case(request, own_case(request, number))


def shown_case(
    request: Visit,
    found: Case,
    typed: Mapping[str, FactsForm] | None = None,
    *,
    refusals: Sequence[Refusal] = (),
    key: str = "",
    status: int = 200,
) -> HttpResponse:
    """The case page; after a refused contribution with the reasons and what was typed."""
    assert request.citizen is not None
    bureau = found.bureau
    procedure = by_digest().get(found.state.graph)
    parties = parties_of(request, found)
    context = {
        "case": found,
        "state": found.state,
        "standing": standing.standing_of(found, request.moment.on),
        "papers": papers_of(found),
        "documents": documents_of(found),
        "parties": parties,
        "lines": lines(bureau, found.id)[::-1],
        "to_confirm": any(party.self and not party.confirmed for party in parties),
        "may_withdraw": procedure and found.state.step in procedure.withdrawable,
        "code": code_of(found.id),
        "tracking": tracking_address(request, found),
        "given": own_rating(found.id, request.citizen.id),
        "may_rate": may_rate(found.state, request.citizen.id) is None,
        "givings": givings(request, found, ByParty(request.citizen.id), typed or {}),
        "faulty": [form for form in (typed or {}).values() if form.errors],
        "refusals": refusals,
        "key": key or str(uuid4()),
    }
    return render(request, "portal/case.html", context, status=status)


def tracking_address(request: Visit, case: Case) -> str:
    """Where a scanned code leads. The tracking code stands behind #, which no server log sees."""
    return request.build_absolute_uri(tracking_path(case.bureau, case.number, case.id))


def naming(case: Case) -> Procedure | None:
    """The declaration that names roles and papers: that of today for an old version."""
    return by_digest().get(case.state.graph) or procedures().get(case.procedure)


def papers_of(case: Case) -> list[PaperView]:
    """The list of papers with the files handed in."""
    named = naming(case)
    asked = papers_asked(named, case.state, case.bureau) if named else ()
    held = files_of(case.bureau, case.id, case.state.papers)
    return checklist(asked, held, case.state.memory.get("noticed", ()))


def documents_of(case: Case) -> list[tuple[CaseDocument, Words]]:
    """The documents of a case, each with its title, in the order they were ordered."""
    rows = CaseDocument.objects.filter(bureau=case.bureau, case=case).order_by("id")
    return [(row, title_of(row.text, row.version)) for row in rows]


def parties_of(request: Visit, case: Case) -> list[PartyView]:
    """The parties of a case as the visiting party sees them."""
    assert request.citizen is not None
    own = request.citizen.id
    willing = case.state.memory.get("withdrawing", ())
    procedure = naming(case)
    titles = {role.name: role.title for role in procedure.roles} if procedure else {}
    held = known(case.bureau, {party.person for party in case.state.parties}, case=case.id)
    return [
        PartyView(
            person=party.person,
            name=held[party.person].name,
            identity=masked(held[party.person].identity),
            role=titles.get(party.role, Words(party.role, party.role)),
            confirmed=party.confirmed,
            withdrawing=str(party.person) in willing,
            self=party.person == own,
        )
        for party in case.state.parties
    ]


@citizen_required
def received(request: Visit, bureau: str, number: str) -> HttpResponse:
    """What the applicant takes home: number, tracking code, receipt, and what comes next."""
    found = own_case(request, number)
    context = {
        "case": found,
        "code": code_of(found.id),
        "tracking": tracking_address(request, found),
        "standing": standing.standing_of(found, request.moment.on),
        "documents": documents_of(found),
        "waiting": [party for party in parties_of(request, found) if not party.confirmed],
    }
    return render(request, "portal/received.html", context)


@citizen_required
def document(request: Visit, bureau: str, number: str, document: UUID) -> HttpResponseBase:
    """The PDF of a document, made now if the worker has not yet made it."""
    found = own_case(request, number)
    row = get_object_or_404(CaseDocument, bureau=bureau, case=found, id=document)
    try:
        pdf = pdf_of(row, request.moment)
    except MissingGlyph as missing:
        return render(request, "portal/unmade.html", {"words": missing.words}, status=422)
    return served(request, pdf, f"{number}-{row.text.rpartition('.')[2]}")


@citizen_required
def file(request: Visit, bureau: str, number: str, file: UUID) -> HttpResponseBase:
    """A paper that was handed in."""
    found = own_case(request, number)
    row = get_object_or_404(EvidenceFile, bureau=bureau, case=found.id, id=file)
    if str(row.id) not in {id_ for ids in found.state.papers.values() for id_ in ids}:
        raise Http404
    if _of_others_alone(found, row) and not _own_file(request, row):
        raise Http404  # identity papers of others are not shown, as in the bundle
    return served(request, row, f"{number}-{row.id}")


def _of_others_alone(case: Case, file: EvidenceFile) -> bool:
    """Identity papers, and what came with an act: only whoever handed it in gets it here."""
    codes = {code for code, ids in case.state.papers.items() if str(file.id) in ids}
    return all(code == "identity" or "/" in code for code in codes)


def _own_file(request: Visit, file: EvidenceFile) -> bool:
    """Whether the visiting party itself handed the file in."""
    assert request.citizen is not None
    own = {"kind": "party", "person": str(request.citizen.id)}
    return any(
        entry.content["actor"] == own
        and any(each["evidence"]["id"] == str(file.id) for each in entry.payload.get("files", ()))
        for entry in entries_of(file.bureau, file.case)
    )


@citizen_required
def bundle(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """The case as one zip that the party can verify offline; others' numbers are withheld."""
    assert request.citizen is not None
    found = own_case(request, number)
    whole = _room()
    write_bundle_of(found, whole, request.moment, for_party=request.citizen.id)
    whole.seek(0)
    response = FileResponse(whole, as_attachment=True, filename=f"{number}.zip")
    response["Cache-Control"] = "private, no-store"
    return response


def _room() -> BinaryIO:
    """A file without a name, gone when the response is closed: a bundle can be large."""
    return tempfile.TemporaryFile()
