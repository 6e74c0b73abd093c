"""Making the documents that entries order: rendered once, kept as a file, recorded as an entry.

The data of a text comes from the ordering entry and from what the case knows; each app says how in
its `wording.py` (`DATA`: text name → function from `Letter` to the text's data). Rendering is
deterministic, but the digest that counts is that of the page that was made, so it is recorded.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fadu.documents.render import render_pdf
from fadu.documents.texts import find
from fadu.documents.titles import title_of
from fadu.people.models import PersonalValue
from fadu.people.persons import WITHHELD
from fadu.procedure.discover import modules
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import DocumentRendered
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.refusal import Refused
from fadu.record import evidence
from fadu.record.actor import BySystem
from fadu.record.models import Entry, EvidenceFile
from fadu.record.moment import Moment


@dataclass(frozen=True, slots=True)
class Letter:
    """What a text is filled from: the case, the entry that ordered it, and the document."""

    case: Case
    entry: Entry
    document: CaseDocument

    def personal(self, reference: str) -> str:
        """The text behind "personal:<id>" in a stated fact."""
        value = PersonalValue.objects.filter(
            bureau=self.case.bureau, id=reference.removeprefix("personal:")
        ).first()
        return value.value if value else WITHHELD


Data = Callable[[Letter], Mapping[str, Any]]


@cache
def wordings() -> dict[str, Data]:
    """How each text is filled, by its name."""
    return {name: data for module in modules("wording") for name, data in module.DATA.items()}


def pdf_of(document: CaseDocument, at: Moment) -> EvidenceFile:
    """The PDF of a document: the one that was made, or made now."""
    if not document.rendered:
        _render(document, at)
    return EvidenceFile.objects.get(bureau=document.bureau, id=document.id)


def _render(document: CaseDocument, at: Moment) -> None:
    text = find(document.text, document.version)
    if text.digest != document.digest:
        raise ValueError(f"{text.name} {text.version} is not the text that the entry names")
    entry = Entry.objects.get(id=document.entry)
    letter = Letter(document.case, entry, document)
    pdf = render_pdf(text, wordings()[document.text](letter), entry.at)
    bureau, case = document.bureau, document.case_id
    stored = evidence.keep_as(bureau, case, io.BytesIO(pdf), "application/pdf")
    made = {
        "id": str(document.id),
        "sha256": stored.digests.sha256,
        "sm3": stored.digests.sm3,
        "size": stored.size,
    }

    title = title_of(text.name, text.version)

    def plan(locked: Locked) -> Planned:
        task = getattr(document.case, "task", None)
        return Planned(
            by=BySystem("render"),
            act=DocumentRendered(made, title.zh, title.en, text.name, text.version, text.digest),
            after=locked.state,
            post=task.post if task else "",
            extra={"document": made},
        )

    key = f"render:{document.id}"
    answer = act_on(
        case, bureau=bureau, by=BySystem("render"), at=at, key=key, request={"verb": "render"},
        plan=plan,
    )  # fmt: skip
    if isinstance(answer, Refused):
        raise RuntimeError(f"document {document.id} could not be recorded: {answer.codes}")
    document.rendered = True
