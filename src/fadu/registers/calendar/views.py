"""Pages: which years are known and by which notice; reading, looking at and entering one."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from fadu.bureau.authority import posts_of
from fadu.law.calendar import Calendar
from fadu.law.calendar.notice import Notice, read_notice, told
from fadu.law.words import LawError, Words
from fadu.pages.entry import EntryPage
from fadu.pages.forms import FactsForm, typed
from fadu.pages.proof import unproved
from fadu.pages.who import Visit, officer_required
from fadu.procedure.calendars import calendar_of
from fadu.procedure.refusal import Refusal, Refused
from fadu.registers.calendar import book
from fadu.registers.calendar.book import Looked
from fadu.registers.calendar.forms import form_of, notice_form
from fadu.registers.calendar.procedures import ENTERED, LEGAL, NOTICE

# As many rows as a page shows; `./fadu calendar check` prints every one.
SHOWN = 100
READ, LOOK, ENTER = "read", "look", "enter"
PAGE = EntryPage("calendar/enter.html", NOTICE.name, ENTERED, "calendar:overview")


def _may_enter(request: Visit) -> bool:
    assert request.officer is not None, "officer_required stands around every view"
    held = posts_of(request.bureau.code, request.officer.id, request.moment.on)
    return LEGAL.code in held


@officer_required
def overview(request: Visit, bureau: str) -> HttpResponseBase:
    """The years by which this bureau reckons, and the notices that it has entered."""
    calendar = calendar_of(bureau)
    years = calendar.published
    context = {
        "years": [(year, tuple(told(year))) for year in reversed(years)],
        "next": years[-1].year + 1,
        "waiting": book.provisional(bureau, request.moment.on),
        "entered": book.entered(bureau),
        "may_enter": _may_enter(request),
        "shipped": {year.digest for year in Calendar.shipped().years},
    }
    return render(request, "calendar/overview.html", context)


@officer_required
def bring_in(request: Visit, bureau: str) -> HttpResponseBase:
    """Read a notice, look at what it moves, enter it: in this order, each on the same page."""
    if not _may_enter(request):
        raise Http404
    if request.method != "POST":
        return _page(request, notice_form())
    if READ in request.POST:
        return _read(request)
    form = notice_form(request.POST)
    if not form.is_valid():
        return _page(request, form)
    looked = book.look(bureau, form.facts, request.moment.on)
    seen = request.POST.get("seen") == looked.year.digest
    if ENTER not in request.POST or looked.refusals or not seen:
        return _page(request, form, looked=looked, refusals=looked.refusals)
    refusal = unproved(request)
    if refusal:
        return _page(request, form, looked=looked, refusals=(refusal,))
    answer = PAGE.enter(request, form.facts)
    if isinstance(answer, Refused):
        return _page(request, form, looked=looked, refusals=answer.refusals)
    done = Words(
        f"已录入{looked.year.year}年放假安排，后台正在重算 {looked.cases} 件案件和公告的期限",
        f"The holidays of {looked.year.year} are entered; due dates of {looked.cases} cases and "
        "publications follow",
    )
    return PAGE.done(request, done)


def _read(request: Visit) -> HttpResponse:
    """From a pasted text or a file to the filled form, and what was not understood."""
    file = request.FILES.get("file")
    year = typed(request.POST, "about")
    raw = file.read() if file else typed(request.POST, "text").encode()
    try:
        notice = read_notice(raw, int(year) if year.isdecimal() and len(year) == 4 else None)
    except LawError as fault:
        remedy = Words(
            "请核对后再读，或在下面直接填写", "Check it and read again, or fill it in below"
        )
        wrong = Refusal("not_read", fault.words, remedy)
        return _page(request, notice_form(), refusals=(wrong,))
    looked = book.look_at_days(request.bureau.code, notice.year, request.moment.on)
    return _page(request, form_of(notice), looked=looked, refusals=looked.refusals, notice=notice)


def _page(
    request: Visit, form: FactsForm, *, looked: Looked | None = None,
    refusals: tuple[Refusal, ...] = (), notice: Notice | None = None,
) -> HttpResponse:  # fmt: skip
    changed = ENTER in request.POST and looked and request.POST.get("seen") != looked.year.digest
    return PAGE.shown(
        request,
        form,
        refusals=refusals,
        looked=looked,
        changed=bool(changed),
        rows=looked.moved[:SHOWN] if looked else (),
        more=max(looked.dates - SHOWN, 0) if looked else 0,
        notice=notice,
        # Where the days were seen with their source, and nothing stands against them.
        ready=bool(looked and form.is_bound and not looked.refusals),
        begun=looked or form.is_bound,
        text=typed(request.POST, "text"),
        about=typed(request.POST, "about"),
    )
