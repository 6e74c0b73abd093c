"""The papers and documents of a case as pieces of the viewer."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from fadu.law.words import Words
from fadu.pages.papers import PaperView
from fadu.pages.viewer import Piece, Viewer, viewer
from fadu.pages.who import Visit
from fadu.procedure.models import Case, CaseDocument

CHOSEN = "piece"


def viewer_of(
    request: Visit,
    case: Case,
    papers: Iterable[PaperView],
    documents: Iterable[tuple[CaseDocument, Words]],
) -> Viewer:
    """The viewer of a case at the piece that the address asks for: papers first, then documents."""
    pieces = [*_papers(case, papers), *_documents(case, documents)]
    return viewer(pieces, request.GET.get(CHOSEN, ""))


def _papers(case: Case, papers: Iterable[PaperView]) -> list[Piece]:
    found = []
    for paper in papers:
        for place, file in enumerate(paper.files, start=1):
            several = f" {place}" if len(paper.files) > 1 else ""
            title = Words(paper.title.zh + several, paper.title.en + several)
            source = reverse("desk:file", args=(case.bureau, case.number, file.id))
            found.append(
                Piece(file.id, title, file.media_type, file.size_words, source, _at(case, file.id))
            )
    return found


def _documents(case: Case, documents: Iterable[tuple[CaseDocument, Words]]) -> list[Piece]:
    return [
        Piece(
            row.id,
            Words(f"文书：{title.zh}", f"Document: {title.en}"),
            "application/pdf",
            "",
            reverse("desk:document", args=(case.bureau, case.number, row.id)),
            _at(case, row.id),
        )
        for row, title in documents
    ]


def _at(case: Case, piece: UUID) -> str:
    return f"{reverse('desk:case', args=(case.bureau, case.number))}?{CHOSEN}={piece}#viewer"
