"""What drafts hold: files that are kept although no entry names them yet."""

from collections.abc import Collection
from uuid import UUID

from fadu.portal.models import Draft
from fadu.record.arrivals import spares


@spares
def held_by_drafts(bureau: str, case: UUID) -> Collection[str]:
    """The files (SHA-256) of the draft that will become this case."""
    return {
        file["sha256"]
        for draft in Draft.objects.filter(bureau=bureau, case=case)
        for files in draft.data["papers"].values()
        for file in files
    }
