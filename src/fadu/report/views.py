"""Pages of the annual report: the figures of a year, the rows behind one, and the same as files."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from fadu.figures.count import drift, value_of
from fadu.law.words import Words
from fadu.pages.nav import Link
from fadu.pages.paging import leaf
from fadu.pages.who import Visit
from fadu.report import annual, folder
from fadu.report.asked import figure_asked, part_asked, scope_asked, supervisor_required

ROWS_ON_A_PAGE = 50


def nav(request: Visit) -> list[Link]:
    """The officer's main links; the desk shows the same."""
    at = {"bureau": request.bureau.code}
    return [
        Link(Words("待办", "Inbox"), reverse("desk:inbox", kwargs=at)),
        Link(Words("案件", "Cases"), reverse("desk:cases", kwargs=at)),
        Link(Words("窗口收件", "Counter"), reverse("desk:counter", kwargs=at)),
        Link(Words("年度报告", "Annual report"), reverse("report:latest", kwargs=at), current=True),
    ]


def shown(request: Visit, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of this room, with its links."""
    return render(request, template, {**context, "links": nav(request)})


@supervisor_required
def latest(request: Visit, bureau: str) -> HttpResponseBase:
    """To the report of this year."""
    at = {"bureau": bureau, "year": request.moment.on.year}
    return HttpResponseRedirect(reverse("report:annual", kwargs=at))


@supervisor_required
def annual_report(request: Visit, bureau: str, year: int) -> HttpResponseBase:
    """The figures of a year, each with its breakdowns."""
    scope = scope_asked(request, year)
    report = annual.compose(request.bureau, year, scope.known_on, checked=False)
    return shown(
        request,
        "report/annual.html",
        {
            "report": report,
            "parts": annual.PARTS.items(),
            "basis": annual.BASIS.words,
            "figures_only": annual.FIGURES_ONLY,
            "not_supplied": annual.NOT_SUPPLIED,
            "asked": request.GET.get("known_on", ""),
        },
    )


@supervisor_required
def rows(request: Visit, bureau: str, year: int, name: str) -> HttpResponseBase:
    """The rows behind a figure; and what moved since, when an earlier day is asked for."""
    scope = scope_asked(request, year)
    figure = figure_asked(name)
    line = annual.line_of(value_of(figure, scope))
    part = part_asked(request, line)
    counted = part.counted if part else line.counted
    now = annual.scope_of(bureau, year, request.moment.recorded_at)
    context = {
        "year": year,
        "figure": figure,
        "line": line,
        "part": part,
        "counted": counted,
        "leaf": leaf(counted.rows, request, size=ROWS_ON_A_PAGE),
        "asked": request.GET.get("known_on", ""),
        "moved": drift(figure, scope, now) if scope != now else None,
    }
    return shown(request, "report/rows.html", context)


@supervisor_required
def figures_json(request: Visit, bureau: str, year: int) -> HttpResponseBase:
    """figures.json, as the command line writes it."""
    known_on = scope_asked(request, year).known_on
    report = annual.compose(request.bureau, year, known_on, checked=True)
    return download(annual.text_of(report), "application/json", f"{bureau}-{year}-figures.json")


@supervisor_required
def pdf(request: Visit, bureau: str, year: int) -> HttpResponseBase:
    """report.pdf, as the command line writes it."""
    known_on = scope_asked(request, year).known_on
    report = annual.compose(request.bureau, year, known_on, checked=True)
    return download(folder.pdf_of(report), "application/pdf", f"{bureau}-{year}-report.pdf")


@supervisor_required
def sheet(request: Visit, bureau: str, year: int, name: str) -> HttpResponseBase:
    """The rows of a figure as CSV, as the command line writes them."""
    counted = value_of(figure_asked(name), scope_asked(request, year))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "rows.csv"
        folder.write_rows(counted, path)
        return download(path.read_bytes(), "text/csv; charset=utf-8", f"{bureau}-{year}-{name}.csv")


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep; browsers must not guess what it is."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
