"""How the dispatch sheet and the document that goes out are filled."""

from typing import Any
from uuid import UUID

from fadu.bureau.models import Officer
from fadu.procedure.blocks.dispatch import rules
from fadu.procedure.blocks.dispatch.acts import DOCUMENT, SHEET
from fadu.procedure.blocks.dispatch.block import CHECK, ISSUE_STEP
from fadu.procedure.blocks.dispatch.book import text_of
from fadu.procedure.blocks.dispatch.entries import DocumentIssued
from fadu.procedure.rendering import Letter
from fadu.procedure.wording import bureau_name
from fadu.record.typed import from_plain


def _issued(letter: Letter) -> DocumentIssued:
    return from_plain(DocumentIssued, letter.entry.payload["effect"]["data"])


def _names(letter: Letter, draft: Any) -> dict[str, str]:
    held = [draft["by"], *(one["by"] for one in draft["signed"].values())]
    rows = Officer.objects.filter(bureau=letter.case.bureau, id__in=[UUID(one) for one in held])
    return {str(officer): name for officer, name in rows.values_list("id", "name")}


def document(letter: Letter) -> dict[str, Any]:
    """The document as it goes out: the text that was signed, under its number."""
    told, draft = _issued(letter), rules.current(letter.case.state.memory)
    return {
        "bureau_name": bureau_name(letter),
        "number": told.reference,
        "title": told.title,
        "addressee": told.addressee,
        "paragraphs": [line for line in text_of(letter.case).splitlines() if line.strip()],
        "copied_to": draft["copied_to"],
        "issued_on": told.on.isoformat(),
        "text": told.text,
        "entry_hash": letter.entry.sha256,
    }


def sheet(letter: Letter) -> dict[str, Any]:
    """The dispatch sheet: who signed what and when."""
    draft, names = rules.current(letter.case.state.memory), {}
    names = _names(letter, draft)
    signed = draft["signed"]
    countersigned = [
        {**_signature(signed[code], names), "section": title["zh"], "section_en": title["en"]}
        for code, title in draft["sections"].items()
    ]
    return {
        **document(letter),
        "copies": str(_issued(letter).copies),
        "drafted_by": names.get(draft["by"], ""),
        "drafted_on": draft["on"],
        "countersigned": countersigned,
        "checked": _signature(signed[CHECK], names),
        "issued": _signature(signed[ISSUE_STEP], names),
    }


def _signature(signature: Any, names: dict[str, str]) -> dict[str, str]:
    return {
        "name": names.get(signature["by"], ""),
        "on": signature["on"],
        "opinion": signature["opinion"] or "同意",
    }


DATA = {DOCUMENT: document, SHEET: sheet}
