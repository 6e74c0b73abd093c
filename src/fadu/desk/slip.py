"""The slip: what the applicant takes home, on one page that prints with one key."""

from django.http import Http404
from django.http.response import HttpResponseBase

from fadu.desk.asked import actor, case_asked, shown
from fadu.pages.papers import checklist, files_of
from fadu.pages.who import Visit, officer_required
from fadu.people.persons import known
from fadu.procedure.discover import procedures
from fadu.procedure.in_force import paper_list
from fadu.procedure.models import CaseDocument
from fadu.procedure.tracking import code_of
from fadu.record.ids import new_id
from fadu.registers.reception.acts import hall

RECEIPT = "procedure.receipt"


@officer_required
def slip(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """Number, tracking code, parties and papers of a case, with its receipt as PDF."""
    case = case_asked(request, number)
    declared = procedures().get(case.procedure)
    if declared is None:
        raise Http404
    asked = paper_list(declared, case.opened_on, bureau)
    papers = checklist(asked, files_of(bureau, case.id, case.state.papers))
    names = known(bureau, [party.person for party in case.state.parties], case=case.id)
    receipt = CaseDocument.objects.filter(bureau=bureau, case=case, text=RECEIPT).first()
    context = {
        "case": case,
        "procedure": declared,
        "code": code_of(case.id),
        "names": [names[party.person].name for party in case.state.parties],
        "there": [paper for paper in papers if paper.files],
        "missing": [paper for paper in papers if paper.missing],
        "receipt": receipt,
        "seat": hall.seat_of(bureau, actor(request), request.moment),
        "key": new_id(),
    }
    return shown(request, "desk/slip.html", "desk:counter", context)
