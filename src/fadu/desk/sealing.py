"""用印登记簿: each use of each seal, by number."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.models import Officer
from fadu.desk.asked import reading, shown
from fadu.desk.beginning import may_begin
from fadu.law.words import Words
from fadu.pages.lists import CHOICE, Column, Filter, Listing
from fadu.pages.who import Visit, officer_required
from fadu.procedure.blocks.seal.models import Seal, SealUse
from fadu.procedure.blocks.seal.procedures import SEAL, USING
from fadu.procedure.models import Case


@officer_required
def ledger(request: Visit, bureau: str) -> HttpResponseBase:
    """The uses, what waits, and the seals in use."""
    who = reading(request)
    if not who.everything and USING.name not in who.procedures:
        raise Http404
    uses = SealUse.objects.filter(bureau=bureau).select_related("seal", "issued")
    listed = _listing(bureau).asked(request, uses)
    if listed.file is not None:
        return listed.file
    waiting = Case.objects.filter(bureau=bureau, procedure=USING.name, status="open")
    context = {
        "listed": listed,
        "waiting": [_waiting(case) for case in waiting.order_by("opened_on", "number")[:50]],
        "seals": Seal.objects.filter(bureau=bureau).order_by("code", "since"),
        "registers": may_begin(request, SEAL),
    }
    return shown(request, "desk/seals.html", "desk:seals", context)


def _waiting(case: Case) -> dict[str, Any]:
    step = USING.step(case.state.step)
    return {"case": case, "facts": case.state.facts, "step": step.title if step else Words("", "")}


def _listing(bureau: str) -> Listing:
    names: dict[UUID, str] = dict(Officer.objects.filter(bureau=bureau).values_list("id", "name"))
    seals = [
        (seal.code, Words(seal.name_zh, seal.name_en))
        for seal in Seal.objects.filter(bureau=bureau, until__isnull=True).order_by("code")
    ]
    return Listing(
        name="seals",
        columns=(
            Column(
                "number", Words("序号", "No."), lambda row: f"{row.year}-{row.number}",
                sort=("year", "number"),
            ),
            Column(
                "on", Words("用印日期", "Sealed on"), lambda row: row.sealed_on,
                sort=("sealed_on", "id"),
            ),
            Column("seal", Words("印章", "Seal"),
                   lambda row: Words(row.seal.name_zh, row.seal.name_en)),
            Column("document", Words("文号", "Document"), lambda row: row.issued.reference),
            Column("copies", Words("份数", "Copies"), lambda row: row.copies, number=True),
            Column("purpose", Words("用途", "Purpose"), lambda row: row.purpose),
            Column("approved", Words("审批人", "Approved by"),
                   lambda row: names.get(row.approved_by, "")),
            Column("sealed", Words("用印人", "Sealed by"),
                   lambda row: names.get(row.sealed_by, "")),
            Column("digest", Words("文件摘要", "Digest"), lambda row: row.printed[:16]),
        ),
        sort="-number",
        filters=(
            Filter("q", Words("文号、用途", "Document, purpose"), _containing),
            Filter("seal", Words("印章", "Seal"), lambda rows, code: rows.filter(seal__code=code),
                   kind=CHOICE, choices=seals),
        ),
        empty=Words("还没有用印记录。", "No seal has been used yet."),
        link=lambda row: reverse("desk:case-by-id", args=(bureau, row.case)),
        most=None,
    )  # fmt: skip


def _containing(rows: Any, text: str) -> Any:
    return rows.filter(issued__reference__icontains=text) | rows.filter(purpose__icontains=text)
