"""Exporting a case: one zip that a stranger verifies offline."""

from typing import BinaryIO
from uuid import UUID

from fadu.people.models import PersonalValue
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.rendering import pdf_of
from fadu.record.bundle import write_bundle
from fadu.record.evidence import path_of
from fadu.record.models import EvidenceFile, entries_of
from fadu.record.moment import Moment

# Of other persons a party gets the names (it deals with them) but neither number nor telephone.
_OWN_ONLY = ("identity", "phone")


def write_bundle_of(
    case: Case, target: BinaryIO, at: Moment, *, for_party: UUID | None = None
) -> None:
    """Write the bundle of a case.

    Documents not yet made are made first, so that the bundle is whole. For a party, identity
    numbers and telephones of others are withheld; the verifier says that they exist.
    """
    for document in CaseDocument.objects.filter(bureau=case.bureau, case=case, rendered=False):
        pdf_of(document, at)
    entries = list(entries_of(case.bureau, case.id))
    named = {item["id"] for entry in entries for item in entry.content["personal"]}
    values = PersonalValue.objects.filter(bureau=case.bureau, case=case.id).order_by("id")
    given = [value for value in values if not _withheld(value, for_party)]
    made = set(
        CaseDocument.objects.filter(bureau=case.bureau, case=case).values_list("id", flat=True)
    )
    files = EvidenceFile.objects.filter(bureau=case.bureau, case=case.id)
    write_bundle(
        target,
        manifest_head={
            "bureau": case.bureau,
            "case": str(case.id),
            "number": case.number,
            "exported_at": at.stamp,
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
        known_defects=[],
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


def _withheld(value: PersonalValue, for_party: UUID | None) -> bool:
    if for_party is None or value.field not in _OWN_ONLY:
        return False
    return value.person != for_party
