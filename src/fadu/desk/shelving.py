"""档案: the volumes of the archive, which of them are out, and that none is destroyed here."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.models import Officer
from fadu.desk.asked import shown
from fadu.desk.beginning import may_begin
from fadu.law.words import Words
from fadu.pages.lists import Column, Filter, Listing
from fadu.pages.who import Visit, officer_required
from fadu.procedure.blocks.archive.book import retentions
from fadu.procedure.blocks.archive.models import Loan, Volume
from fadu.procedure.blocks.archive.procedures import LENDING
from fadu.procedure.blocks.archive.rules import not_destroyed


@officer_required
def volumes(request: Visit, bureau: str) -> HttpResponseBase:
    """Every volume, where it is, and what the archivist may begin."""
    if not may_begin(request, LENDING):
        raise Http404
    listed = _listing(request).asked(request, Volume.objects.filter(bureau=bureau))
    if listed.file is not None:
        return listed.file
    context = {"listed": listed, "kept": not_destroyed("")}
    return shown(request, "desk/volumes.html", "desk:volumes", context)


def _listing(request: Visit) -> Listing:
    bureau, on = request.bureau.code, request.moment.on
    names: dict[UUID, str] = dict(Officer.objects.filter(bureau=bureau).values_list("id", "name"))
    rows = Loan.objects.filter(bureau=bureau, returned_on=None)
    out = {loan.volume_id: loan for loan in rows}
    times = retentions(bureau, on)

    def where(row: Volume) -> Words:
        loan = out.get(row.id)
        if loan is None:
            return Words("在架", "In")
        name = names.get(loan.borrower, "")
        return Words(f"{name}借出，{loan.due_on} 前归还", f"With {name} until {loan.due_on}")

    def colour(row: Volume) -> str:
        loan = out.get(row.id)
        return "green" if loan is None else "red" if loan.due_on < on else "amber"

    return Listing(
        name="volumes",
        columns=(
            Column("number", Words("案卷号", "Volume"), lambda row: row.reference,
                   sort=("year", "number")),
            Column("case", Words("案件", "Case"), lambda row: row.case_number),
            Column("title", Words("事项", "Matter"), lambda row: row.title),
            Column("pieces", Words("件数", "Pieces"), lambda row: row.pieces_count, number=True),
            Column("retention", Words("保管期限", "Retention"),
                   lambda row: times.get(row.retention, Words(row.retention, row.retention))),
            Column("filed", Words("归档日期", "Filed on"), lambda row: row.filed_on,
                   sort=("filed_on", "id")),
            Column("where", Words("现在何处", "Where"), where, colour=colour),
        ),
        sort="-number",
        filters=(Filter("q", Words("案件编号", "Number of the case"), _containing),),
        empty=Words("还没有归档的案卷。", "No case has been filed yet."),
        link=lambda row: reverse("desk:case-by-id", args=(bureau, row.case)),
        most=None,
    )  # fmt: skip


def _containing(rows: Any, text: str) -> Any:
    return rows.filter(case_number__icontains=text)
