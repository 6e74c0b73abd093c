"""Pages: "my absence", the section's calendar of absences, and who stands in for whom."""

import calendar
import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from fadu.bureau.authority import Standing, absences_on, standing_of
from fadu.bureau.cover import days_of, sections_of
from fadu.bureau.models import Absence, Officer, Section
from fadu.law.calendar import CalendarMissing
from fadu.law.words import Words
from fadu.pages.entry import EntryPage
from fadu.pages.who import Visit, officer_required
from fadu.procedure.blocks.at_once import ENTERED
from fadu.procedure.calendars import calendar_of
from fadu.procedure.refusal import Refused
from fadu.registers.staff.book import in_force
from fadu.registers.staff.forms import absence_form, deputy_form
from fadu.registers.staff.procedures import ABSENCE, DEPUTY, RETURN, ReturnFacts
from fadu.registers.staff.rules.absence import REASON_WORDS, AbsenceReason

_DAY = datetime.timedelta(days=1)
ABSENT = EntryPage("staff/absence.html", ABSENCE.name, ENTERED, "staff:absence")
BACK = EntryPage("staff/absence.html", RETURN.name, ENTERED, "staff:absence")
NAMED = EntryPage("staff/deputies.html", DEPUTY.name, ENTERED, "staff:section")


def _me(request: Visit) -> tuple[Officer, Standing]:
    assert request.officer is not None, "officer_required stands around every view"
    bureau, on = request.bureau.code, request.moment.on
    return request.officer, standing_of(bureau, request.officer.id, on)


@officer_required
def absence(request: Visit, bureau: str) -> HttpResponseBase:
    """Declare an absence; what stands, what was, and for whom the officer stands in."""
    me, standing = _me(request)
    data = request.POST if request.method == "POST" else None
    usual = in_force(bureau, request.moment.on).filter(officer=me).select_related("deputy").first()
    form = absence_form(
        bureau, request.moment.on, me, head=bool(standing.supervising), data=data,
        standing=usual.deputy if usual else None,
    )  # fmt: skip
    known = _absences(request, me, standing)
    if data is None:
        return ABSENT.shown(request, form, **known)
    return ABSENT.entered(request, form, Words("已登记外出", "The absence is entered"), **known)


def _absences(request: Visit, me: Officer, standing: Standing) -> dict[str, Any]:
    """What stands around the form: the officer's own absences, those of others, for whom he is."""
    on = request.moment.on
    mine = Absence.objects.filter(bureau=me.bureau, officer=me).select_related("officer", "deputy")
    others = Absence.objects.filter(bureau=me.bureau, until__gt=on).exclude(officer=me)
    return {
        "standing": standing,
        "rows": [_row(one, on) for one in mine.order_by("-since")],
        "others": [_row(one, on) for one in _known(others)] if standing.supervising else [],
        "for_whom": absences_on(me.bureau, on).filter(deputy=me).select_related("officer"),
    }


def _known(rows: Any) -> Any:
    return rows.select_related("officer", "deputy").order_by("since", "officer__staff_number")


def _row(one: Absence, on: datetime.date) -> dict[str, Any]:
    """An absence as it is listed: whether it runs, is to come, has ended or was called off."""
    ahead, over = one.since > on, one.until <= on
    called_off = one.until == one.since
    states = (
        (called_off, "plain", Words("已取消", "Called off")),
        (over, "plain", Words("已结束", "Ended")),
        (ahead, "plain", Words("未开始", "To come")),
        (True, "amber", Words("外出中", "Away now")),
    )
    light, words = next((light, words) for holds, light, words in states if holds)
    return {
        "absence": one,
        "last": one.until - _DAY,
        "reason": REASON_WORDS[AbsenceReason(one.reason)],
        "light": light,
        "words": words,
        "called_off": called_off,
        "open": not over and not called_off,
        "first_back": max(on, one.since),
        "key": str(uuid4()),
    }


@officer_required
@require_POST
def back(request: Visit, bureau: str, absence: UUID) -> HttpResponseBase:
    """An absence ends early, or is called off before it began."""
    try:
        on = datetime.date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        on = request.moment.on
    answer = BACK.enter(request, ReturnFacts(str(absence), on))
    if isinstance(answer, Refused):
        me, standing = _me(request)
        form = absence_form(bureau, request.moment.on, me, head=bool(standing.supervising))
        known = _absences(request, me, standing)
        return BACK.shown(request, form, refusals=answer.refusals, **known)
    return BACK.done(request, Words("已登记返岗", "The return is entered"))


@officer_required
def section(request: Visit, bureau: str) -> HttpResponseBase:
    """A month of a section: who is away, which post nobody covers, pairs away at once."""
    me, standing = _me(request)
    sections = _sections(bureau, me, standing, request.moment.on)
    chosen = next((one for one in sections if one.code == request.GET.get("section")), None)
    month = _month(request)
    days = _month_days(month)
    found = days_of(bureau, [one.id for one in ([chosen] if chosen else sections)], days)
    working = _working(bureau, days)
    context = {
        "sections": sections,
        "chosen": chosen,
        "month": month,
        "month_words": Words(f"{month.year}年{month.month}月", f"{month:%B %Y}"),
        "earlier": month - _DAY,
        "later": days[-1] + _DAY,
        "days": [
            {"day": day, "works": working.get(day.on), "warned": _warned(day, working)}
            for day in found
            if day.away or _warned(day, working)
        ],
        "counted": working,
        "head": bool(standing.supervising),
        "form": deputy_form(bureau, request.moment.on),
        "key": str(uuid4()),
        "pairs": in_force(bureau, request.moment.on).select_related("officer", "deputy"),
        "today": request.moment.on,
    }
    return render(request, "staff/section.html", context)


def _sections(bureau: str, me: Officer, standing: Standing, on: datetime.date) -> list[Section]:
    """A supervisor sees every section, everybody else his own."""
    rows = Section.objects.filter(bureau=bureau).order_by("code")
    if not standing.supervising:
        rows = rows.filter(id__in=sections_of(bureau, me, on))
    return list(rows)


def _month(request: Visit) -> datetime.date:
    """The first day of the month asked for; of this month when none is."""
    try:
        return datetime.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return request.moment.on.replace(day=1)


def _month_days(month: datetime.date) -> list[datetime.date]:
    return [month + _DAY * n for n in range(calendar.monthrange(month.year, month.month)[1])]


def _working(bureau: str, days: list[datetime.date]) -> dict[datetime.date, bool]:
    """Which days are worked; empty where the year's holidays are not published yet."""
    try:
        calendar = calendar_of(bureau)
        return {day: calendar.is_working_day(day) for day in days}
    except CalendarMissing:
        return {}


def _warned(day: Any, working: dict[datetime.date, bool]) -> bool:
    return bool(working.get(day.on) and (day.uncovered or day.pairs))


@officer_required
@require_POST
def deputies(request: Visit, bureau: str) -> HttpResponseBase:
    """A head names who stands in for whom as a rule."""
    form = deputy_form(bureau, request.moment.on, request.POST)
    return NAMED.entered(request, form, Words("已指定", "Named"))
