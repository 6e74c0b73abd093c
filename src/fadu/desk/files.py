"""Files of a case, served to those who may read it: papers, documents, the bundle."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from fadu.desk.asked import case_asked, shown
from fadu.documents.render import MissingGlyph
from fadu.pages.files import attached, served
from fadu.pages.who import Visit, officer_required
from fadu.procedure.export import write_bundle_of
from fadu.procedure.models import CaseDocument
from fadu.procedure.rendering import pdf_of
from fadu.record.models import EvidenceFile


@officer_required
def evidence(request: Visit, bureau: str, number: str, file: UUID) -> HttpResponseBase:
    """A paper that was handed in."""
    case = case_asked(request, number)
    found = get_object_or_404(EvidenceFile, bureau=bureau, case=case.id, id=file)
    return served(request, found, f"{number}-{found.sha256[:8]}", framed=True)


@officer_required
def document(request: Visit, bureau: str, number: str, document: UUID) -> HttpResponseBase:
    """A document of the case as PDF, made now if the worker has not made it yet."""
    case = case_asked(request, number)
    found = get_object_or_404(CaseDocument, bureau=bureau, case=case, id=document)
    try:
        return served(request, pdf_of(found, request.moment), f"{number}-{found.text}", framed=True)
    except MissingGlyph as missing:
        return unmade(request, missing)


def unmade(request: Visit, missing: MissingGlyph) -> HttpResponse:
    """A name has a character that no face here covers: say which, and what to do."""
    context = {"words": missing.words}
    return shown(request, "desk/unmade.html", "desk:cases", context, status=422)


@officer_required
def bundle(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """The case as one zip that a stranger verifies offline."""
    case = case_asked(request, number)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "bundle.zip"
        try:
            with path.open("wb") as target:
                write_bundle_of(case, target, request.moment)
        except MissingGlyph as missing:
            return unmade(request, missing)
        # The response holds the open file, which outlives its name.
        return attached(path, f"{number}.zip", "application/zip")
