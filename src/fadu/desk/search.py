"""Finding a case: by number, unit, address, certificate, words of two characters, matter or step.

Only what the officer may read is asked for; hits are looked up once more among the readable cases
before anything is shown. Without a total: it would cost more than the page and tell too much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.desk.asked import reading, shown
from fadu.law.words import Words
from fadu.pages.forms import typed
from fadu.pages.who import Visit, officer_required
from fadu.procedure.access import Reader, readable
from fadu.procedure.declare import SYSTEM
from fadu.procedure.discover import procedures
from fadu.procedure.figures import outcome_title, title_of
from fadu.procedure.finding import CASE, meanings, readable_by, rows_of
from fadu.procedure.models import Case
from fadu.search import index
from fadu.search.asking import Need, Question, beginning_with, hits, one_of, word
from fadu.search.offer import Row
from fadu.search.words import asked, compact, looks_like_a_number, marked

ON_A_PAGE, LAST_PAGE = 20, 10
LONGEST, LINES = 100, 3
SHORTEST_STEP, STEPS = 2, 4
STATUSES = {"open": Words("在办", "Open"), "closed": Words("已办结", "Closed")}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: the text, and the filters beside it."""

    text: str
    procedure: str = ""
    status: str = ""
    year: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A text that fits: its heading, and its pieces, each a hit or not."""

    heading: Words
    pieces: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Found:
    """A case that was found, and by what."""

    case: Case
    number: list[tuple[str, bool]]
    title: Words
    lines: list[Line]
    outcome: Words


@dataclass(frozen=True, slots=True)
class Step:
    """A step whose title fits, and where its waiting cases are listed."""

    title: Words
    of: Words
    address: str


def sought(query: QueryDict) -> Sought:
    """What the page was asked; nonsense in a filter is no filter."""
    year, page = typed(query, "year").strip(), typed(query, "page").strip()
    status = typed(query, "status")
    return Sought(
        typed(query, "q").strip()[:LONGEST],
        typed(query, "procedure").strip(),
        status if status in STATUSES else "",
        int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        min(int(page), LAST_PAGE) if page.isascii() and page.isdecimal() and int(page) else 1,
    )


@officer_required
def search(request: Visit, bureau: str) -> HttpResponseBase:
    """The cases that fit, newest first; a whole number leads straight to its case."""
    asked_for, who = sought(request.GET), reading(request)
    cases = readable(Case.objects.all(), who)
    if looks_like_a_number(asked_for.text) and asked_for.page == 1:
        whole = cases.filter(number=asked_for.text.upper()).values_list("number", flat=True)
        for number in whole:
            return HttpResponseRedirect(reverse("desk:case", args=(bureau, number)))
    refs = refs_found(asked_for, who)
    page = found(cases, refs[:ON_A_PAGE], asked_for.text)
    return _shown(request, asked_for, who, page, more=len(refs) > ON_A_PAGE)


def _shown(
    request: Visit, asked_for: Sought, who: Reader, page: Sequence[Found], *, more: bool
) -> HttpResponse:
    number = asked_for.page
    context = {
        "q": asked_for.text,
        "sought": asked_for,
        "found": page,
        "steps": steps(asked_for.text, who) if number == 1 else [],
        "matters": [(name, title_of(name)) for name in sorted(_matters(who))],
        "statuses": STATUSES.items(),
        "earlier": _address(request, number - 1) if number > 1 else "",
        "later": _address(request, number + 1) if more and number < LAST_PAGE else "",
        "cut": more and number == LAST_PAGE,
    }
    return shown(request, "desk/search.html", "desk:search", context)


def _address(request: Visit, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def _matters(who: Reader) -> frozenset[str]:
    return frozenset(procedures()) if who.everything else who.procedures


def refs_found(asked_for: Sought, who: Reader) -> list[UUID]:
    """The cases of one page and one more, if there is one: first by number, else by words."""
    tags: list[Need] = list(readable_by(who))
    if asked_for.procedure:
        tags.append(one_of([index.matter(asked_for.procedure)]))
    if asked_for.status:
        tags.append(one_of([index.status(asked_for.status)]))
    start, most = (asked_for.page - 1) * ON_A_PAGE, ON_A_PAGE + 1
    if looks_like_a_number(asked_for.text):
        numbers = Question(who.bureau, (CASE,), tuple(tags), asked_for.year)
        by_number = beginning_with(numbers, asked_for.text, most=start + most)
        if by_number:
            return [hit.ref for hit in by_number[start:]]
    words = [word(run, *meanings(run)) for run in asked(asked_for.text)]
    if not words:
        return []
    question = Question(who.bureau, (CASE,), (*words, *tags), asked_for.year)
    return [hit.ref for hit in hits(question, most=most, start=start)]


def found(cases: QuerySet[Case], refs: Sequence[UUID], text: str) -> list[Found]:
    """The hits among the readable cases, in their order, each with the lines that fit."""
    held = {case.id: case for case in cases.filter(id__in=refs)}
    if not held:
        return []
    bureau = held[refs[0]].bureau if refs[0] in held else next(iter(held.values())).bureau
    rows = {row.ref: row for row in rows_of(bureau, {id: one.state for id, one in held.items()})}
    runs = [*asked(text), compact(text)]
    return [_one(held[ref], rows[ref], runs) for ref in refs if ref in held]


def _one(case: Case, row: Row, runs: Sequence[str]) -> Found:
    texts = [Line(text.heading, _marked(text.text, runs)) for text in row.texts[1:]]
    lines = [line for line in texts if any(hit for _, hit in line.pieces)]
    outcome = outcome_title(case.outcome, case.procedure) if case.outcome else Words("", "")
    number = _marked(case.number, runs)
    return Found(case, number, title_of(case.procedure), lines[:LINES], outcome)


def _marked(text: str, runs: Sequence[str]) -> list[tuple[str, bool]]:
    """Words are marked where they stand; the beginning of a number also across its dashes."""
    whole = runs[-1]
    if whole and compact(text).startswith(whole) and whole not in text.casefold():
        end = next(place for place in range(len(text) + 1) if compact(text[:place]) == whole)
        return [(text[:end], True), (text[end:], False)]
    return marked(text, runs)


def steps(text: str, who: Reader) -> list[Step]:
    """The steps whose title fits, with the list of what waits there."""
    typed_in = text.casefold()
    if len(typed_in) < SHORTEST_STEP:
        return []
    return [
        Step(step.title, procedure.title, _waiting(who.bureau, name, step.name))
        for name, procedure in procedures().items()
        if name in _matters(who)
        for step in procedure.steps
        if step.post is not SYSTEM
        and (typed_in in step.title.zh.casefold() or typed_in in step.title.en.casefold())
    ][:STEPS]


def _waiting(bureau: str, procedure: str, step: str) -> str:
    query = urlencode({"procedure": procedure, "step": step})
    return f"{reverse('desk:inbox', args=(bureau,))}?{query}"
