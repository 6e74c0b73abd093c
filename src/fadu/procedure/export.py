"""Exporting a case: one zip that a stranger verifies offline."""

from typing import Any, BinaryIO
from uuid import UUID

from fadu.documents.render import MissingGlyph
from fadu.people.models import PersonalValue
from fadu.procedure import answering, rating
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.rendering import pdf_of
from fadu.record.bundle import write_bundle
from fadu.record.evidence import path_of
from fadu.record.models import EvidenceFile, entries_of
from fadu.record.moment import Moment

# Of other persons a party gets the names (it deals with them) but neither number nor telephone.
_OWN_ONLY = ("identity", "phone")
# What a party said of the bureau, and what it was answered, is for that party alone.
_AUTHOR_ONLY = (rating.FIELD, answering.FIELD)


def write_bundle_of(
    case: Case, target: BinaryIO, at: Moment, *, for_party: UUID | None = None
) -> None:
    """Write the bundle of a case.

    Documents not yet made are made first, so that the bundle is whole. For a party, identity
    numbers and telephones of others are withheld, and the words of a rating and of its answer for
    all but its author; the verifier says that they exist.
    """
    defects = _make_documents(case, at)
    entries = list(entries_of(case.bureau, case.id))
    named = {item["id"] for entry in entries for item in entry.content["personal"]}
    held = {file["evidence"]["id"] for e in entries for file in e.payload.get("files", ())}
    held |= {e.payload["document"]["id"] for e in entries if "document" in e.payload}
    values = PersonalValue.objects.filter(bureau=case.bureau, id__in=named).order_by("id")
    given = [value for value in values if not _withheld(value, for_party)]
    made = set(
        CaseDocument.objects.filter(bureau=case.bureau, case=case).values_list("id", flat=True)
    )
    files = EvidenceFile.objects.filter(bureau=case.bureau, id__in=held)
    exported = Moment(at.on, max(at.recorded_at, entries[-1].recorded_at))
    write_bundle(
        target,
        manifest_head={
            "bureau": case.bureau,
            "case": str(case.id),
            "number": case.number,
            "exported_at": exported.stamp,
        },
        leaves=[entry.leaf.encode() for entry in entries],
        personal=[
            {
                "id": str(value.id),
                "person": value.person and str(value.person),
                "field": value.field,
                "value": value.value,
                "salt": value.salt,
            }
            for value in given
        ],
        withheld=sorted(named - {str(value.id) for value in given}),
        known_defects=defects,
        documents={
            str(file.id): path_of(file.bureau, file.case, file.sha256)
            for file in files
            if file.id in made
        },
        evidence={
            file.sha256: path_of(file.bureau, file.case, file.sha256)
            for file in files
            if file.id not in made
        },
    )


def _make_documents(case: Case, at: Moment) -> list[dict[str, Any]]:
    """Make what was not yet made; what cannot be made is a known defect, said in the bundle."""
    defects = []
    for document in CaseDocument.objects.filter(bureau=case.bureau, case=case, rendered=False):
        try:
            pdf_of(document, at)
        except MissingGlyph as error:
            words = error.words
            defects.append({"document": str(document.id), "zh": words.zh, "en": words.en})
    return defects


def _withheld(value: PersonalValue, for_party: UUID | None) -> bool:
    if value.field in _AUTHOR_ONLY:
        return for_party is None or value.person != for_party
    if for_party is None or value.field not in _OWN_ONLY:
        return False
    return value.person != for_party
