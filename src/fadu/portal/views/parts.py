"""A party's acts in a running case: confirming, supplementing, withdrawing."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fadu.law.entries import PaperRow
from fadu.law.words import Words
from fadu.pages.forms import say, typed
from fadu.pages.giving import given, prefix_of
from fadu.pages.papers import PaperView, checklist, files_of, takes_recordings
from fadu.pages.uploading import handed_in
from fadu.pages.who import Visit, citizen_required
from fadu.portal import drafts, standing
from fadu.portal.statement import stated_facts
from fadu.portal.views.cases import own_case, parties_of, shown_case
from fadu.procedure import acts
from fadu.procedure.discover import by_digest
from fadu.procedure.knowledge import papers_asked
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refusal, Refused
from fadu.record.actor import ByParty
from fadu.record.evidence import Stored

SUPPLEMENT = "supplement"
SUPPLEMENTED = "supplemented"


def key_of(request: Visit) -> str:
    """The request key of a posted page, so that a double click is one act."""
    return typed(request.POST, "key")[:60] or str(uuid.uuid4())


@citizen_required
def confirm(request: Visit, bureau: str, number: str) -> HttpResponse:
    """Another party reads the joint application and confirms it (共同申请)."""
    case = own_case(request, number)
    assert request.citizen is not None
    own = request.citizen.id
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        answer = acts.supplement(
            case.id, {}, bureau=bureau, by=ByParty(own), at=request.moment,
            key=key_of(request), confirm=[own],
        )  # fmt: skip
        if not isinstance(answer, Refused):
            messages.success(
                request, say(Words("您已确认本申请", "You have confirmed the application"))
            )
            return redirect("portal:case", bureau=bureau, number=number)
        refusals = answer.refusals
    context = {
        "case": case, "standing": standing.standing_of(case, request.moment.on),
        "parties": parties_of(request, case), "facts": stated_facts(case),
        "refusals": refusals, "key": uuid.uuid4(),
    }  # fmt: skip
    return render(request, "portal/confirm.html", context)


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the one-time notice, and whether it has been met since."""

    words: Words
    remedy: Words
    basis: Words
    paper: PaperView | None
    own: bool
    met: bool


@citizen_required
def supplement(request: Visit, bureau: str, number: str) -> HttpResponse:
    """The one-time notice, point by point, each with what meets it."""
    case = own_case(request, number)
    refusals: list[Refusal] = []
    wrong: dict[str, Words] = {}
    if request.method == "POST":
        refusals, wrong = _supplemented(request, case)
        if not refusals and not wrong:
            done = request.POST.get("action") == "done"
            words = (
                Words("已提交，窗口将重新审查", "Handed in; the window looks at it again")
                if done
                else Words("已保存", "Saved")
            )
            messages.success(request, say(words))
            return redirect(f"portal:{'case' if done else 'supplement'}", bureau, number)
        case.refresh_from_db()
        case = own_case(request, number)
    items = items_of(request, case)
    context = {
        "case": case, "items": items, "refusals": refusals, "wrong": wrong, "key": uuid.uuid4(),
        "waiting": case.state.step == SUPPLEMENT, "all_met": all(item.met for item in items),
        "recordings": takes_recordings(_asked(case)),
    }  # fmt: skip
    return render(request, "portal/supplement.html", context)


def _supplemented(request: Visit, case: Case) -> tuple[list[Refusal], dict[str, Words]]:
    """Add what was posted, then, if asked, say that everything has been supplemented."""
    assert request.citizen is not None
    by, at, key = ByParty(request.citizen.id), request.moment, key_of(request)
    papers, wrong = _uploads(request, case)
    own = [request.citizen.id] if "confirm" in request.POST else []
    refusals: list[Refusal] = []
    if papers or own:
        answer = acts.supplement(
            case.id, papers, bureau=case.bureau, by=by, at=at, key=key, confirm=own
        )
        refusals += answer.refusals if isinstance(answer, Refused) else ()
    if request.POST.get("action") == "done" and not refusals and not wrong:
        answer = acts.take(
            case.id, SUPPLEMENT, SUPPLEMENTED, bureau=case.bureau, by=by, at=at, key=f"{key}:done"
        )
        refusals += answer.refusals if isinstance(answer, Refused) else ()
    return refusals, wrong


def _uploads(request: Visit, case: Case) -> tuple[dict[str, list[Stored]], dict[str, Words]]:
    files, refusals = handed_in(request, case.id, takes_recordings(_asked(case)))
    papers: dict[str, list[Stored]] = {}
    for file in files:
        papers.setdefault(file.code, []).append(file.stored)
    return papers, drafts.by_code(refusals)


def _asked(case: Case) -> Sequence[PaperRow]:
    procedure = by_digest().get(case.state.graph)
    return papers_asked(procedure, case.state, case.bureau) if procedure else ()


def items_of(request: Visit, case: Case) -> list[Item]:
    """The points of the notice as they stand now."""
    assert request.citizen is not None
    asked = _asked(case)
    held = files_of(case.bureau, case.id, case.state.papers)
    papers = {paper.code: paper for paper in checklist(asked, held)}
    confirmed = {f"party:{each.person}": each.confirmed for each in case.state.parties}
    return [
        _item(plain, papers, confirmed, request.citizen.id)
        for plain in case.state.memory.get("items", ())
    ]


def _item(
    plain: dict[str, Any], papers: dict[str, PaperView], confirmed: dict[str, bool], own: UUID
) -> Item:
    subject = plain["subject"]
    paper = papers.get(subject)
    return Item(
        words=Words(plain["zh"], plain["en"]),
        remedy=Words(plain["remedy_zh"], plain["remedy_en"]),
        basis=Words(plain["basis_zh"], plain["basis_en"]),
        paper=paper,
        own=subject == f"party:{own}",
        met=bool(paper and paper.files) or confirmed.get(subject, False),
    )


@citizen_required
@require_POST
def contribute(request: Visit, bureau: str, number: str) -> HttpResponse:
    """Put something into the file while a step waits: a comment, a request, an answer."""
    case = own_case(request, number)
    assert request.citizen is not None
    posted, key = given(request, case), key_of(request)
    typed = {prefix_of(posted.name): posted.form}
    wrong = posted.brought.refusals
    if not posted.fit:
        return shown_case(request, case, typed, refusals=wrong, key=key, status=422)
    answer = acts.contribute(
        case.id, posted.step, posted.name, bureau=bureau, by=ByParty(request.citizen.id),
        at=request.moment, key=f"{key}:contribute:{posted.name}", facts=posted.facts,
        files=posted.brought.files,
    )  # fmt: skip
    if isinstance(answer, Refused):
        now = own_case(request, number)
        return shown_case(request, now, typed, refusals=answer.refusals, status=422)
    messages.success(request, say(Words("已提交，记入案卷", "Handed in and entered in the file")))
    return redirect("portal:case", bureau=bureau, number=number)


@citizen_required
def withdraw(request: Visit, bureau: str, number: str) -> HttpResponse:
    """Withdraw the application; it closes when every party has."""
    case = own_case(request, number)
    assert request.citizen is not None
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        answer = acts.withdraw(
            case.id, bureau=bureau, by=ByParty(request.citizen.id), at=request.moment,
            key=key_of(request),
        )  # fmt: skip
        if not isinstance(answer, Refused):
            messages.success(request, say(Words("撤回申请已记录", "Your withdrawal is recorded")))
            return redirect("portal:case", bureau=bureau, number=number)
        refusals = answer.refusals
    procedure = by_digest().get(case.state.graph)
    context = {
        "case": case, "refusals": refusals, "key": uuid.uuid4(),
        "basis": procedure.withdrawal if procedure else None,
        "parties": parties_of(request, case),
    }  # fmt: skip
    return render(request, "portal/withdraw.html", context)
