"""Staff on the desk: who serves in which post, one officer's history, and a change proposed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from fadu.bureau.authority import standing_of
from fadu.bureau.certificates import certificates
from fadu.bureau.holdings import holdings, holdings_on
from fadu.bureau.models import Absence, Appointment, Certificate, Officer
from fadu.desk.asked import WATCHERS, actor, key_asked, shown
from fadu.desk.staffing_rows import CardRow, Held, card_row, held_rows
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, PartyForm, say
from fadu.pages.who import Visit, officer_required
from fadu.procedure.acts import enter
from fadu.procedure.blocks.decision import PROPOSED
from fadu.procedure.declare import Procedure
from fadu.procedure.models import Case
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Refusal, Refused
from fadu.record.ids import new_id
from fadu.registers.staff.forms import newcomer_form, staffing_form
from fadu.registers.staff.procedures import (
    APPOINTMENT_END,
    BY_TWO,
    CERTIFICATE_CHANGE,
    JOINING,
)

PEOPLE = "desk:staff"
EVER = datetime.date(1900, 1, 1)
SUBMITTED = Words("已提请审定，局长同意后生效", "Handed in; it holds once the director approves")


@dataclass(frozen=True, slots=True)
class Member:
    """An officer as the list shows him: what he holds today, his certificates, when he is back."""

    officer: Officer
    held: tuple[Held, ...]
    cards: tuple[CardRow, ...]
    back: datetime.date | None


def posts_of_reader(request: Visit) -> frozenset[str]:
    """The posts of the visiting officer; 404 when staffing is none of his business."""
    standing = standing_of(request.bureau.code, actor(request).officer, request.moment.on)
    if not (standing.posts & WATCHERS or standing.supervising):
        raise Http404
    return standing.posts


def proposed_by(posts: Iterable[str]) -> frozenset[str]:
    """The names of the changes that somebody in these posts may propose."""
    return frozenset(one.name for one in BY_TWO if one.start.post.code in posts)


@officer_required
def people(request: Visit, bureau: str) -> HttpResponseBase:
    """Who serves today, in which posts and how; what waits for approval."""
    posts, on = posts_of_reader(request), request.moment.on
    rows = list(Officer.objects.filter(bureau=bureau).order_by("staff_number"))
    context = {
        "members": _members(request, [row for row in rows if row.serves(on)]),
        "left": [row for row in rows if not row.serves(on)],
        "proposes": proposed_by(posts),
        "on": "people",
        **_proposals(bureau),
    }
    return shown(request, "desk/staff.html", PEOPLE, context)


def _proposals(bureau: str) -> dict[str, Any]:
    """Changes that wait for approval, and those that came back lately."""
    names = {one.name: one.title for one in BY_TWO}
    cases = Case.objects.filter(bureau=bureau, procedure__in=names)
    waiting = cases.filter(status="open").order_by("opened_on", "number")
    back = cases.filter(status="closed", outcome="return").order_by("-closed_on", "-number")[:10]
    return {
        "waiting": [(case, names[case.procedure]) for case in waiting],
        "returned": [(case, names[case.procedure]) for case in back],
    }


def _members(request: Visit, officers: list[Officer]) -> list[Member]:
    bureau, on = request.bureau.code, request.moment.on
    today = holdings_on(bureau, on)
    held: dict[UUID, list[Held]] = {}
    for one, row in zip(today, held_rows(request, today), strict=True):
        held.setdefault(one.officer, []).append(row)
    cards: dict[UUID, list[CardRow]] = {}
    for card in certificates(bureau):
        cards.setdefault(card.officer_id, []).append(card_row(card, on))
    away = Absence.objects.filter(bureau=bureau, since__lte=on, until__gt=on)
    back = dict(away.values_list("officer", "until"))
    return [
        Member(
            row, tuple(held.get(row.id, ())), tuple(cards.get(row.id, ())), back.get(row.id)
        )
        for row in officers
    ]  # fmt: skip


@officer_required
def officer(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """One officer: every right he had, who gave and took it, and his certificates."""
    posts, on = posts_of_reader(request), request.moment.on
    row = get_object_or_404(Officer, bureau=bureau, staff_number=number)
    mine = [one for one in holdings(bureau, EVER) if one.officer == row.id]
    running = Appointment.objects.filter(bureau=bureau, officer=row).exclude(until__lte=on)
    context = {
        "officer": row,
        "serves": row.serves(on),
        "held": held_rows(request, reversed(mine)),
        "running": running.select_related("post").order_by("since", "id"),
        "cards": [card_row(card, on) for card in certificates(bureau).filter(officer=row)],
        "proposes": proposed_by(posts),
    }
    return shown(request, "desk/staff_officer.html", PEOPLE, context)


@officer_required
def propose(request: Visit, bureau: str, what: str) -> HttpResponseBase:
    """Propose a change: typed, asked of the gates, and handed in for approval."""
    names = proposed_by(posts_of_reader(request))
    found = (one for one in BY_TWO if one.name == f"staff.{what}" and one.name in names)
    procedure = next(found, None)
    if procedure is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = staffing_form(procedure.facts, bureau, request.moment.on, data, request.GET.dict())
    newcomer = newcomer_form(data) if procedure is JOINING else None
    if data is None:
        return _form_page(request, procedure, form, newcomer)
    valid = form.is_valid()
    if (newcomer is not None and not newcomer.is_valid()) or not valid:
        return _form_page(request, procedure, form, newcomer, status=422)
    return _handed_in(request, procedure, form, newcomer)


def _handed_in(
    request: Visit, procedure: Procedure, form: FactsForm, newcomer: PartyForm | None
) -> HttpResponse:
    applicants: tuple[Applicant, ...] = ()
    if newcomer is not None and newcomer.applicant is not None:
        applicants = (newcomer.applicant,)
    answer = enter(
        procedure.name, form.facts, PROPOSED, bureau=request.bureau.code, by=actor(request),
        at=request.moment, key=key_asked(request, procedure.name), applicants=applicants,
    )  # fmt: skip
    if isinstance(answer, Refused):
        return _form_page(request, procedure, form, newcomer, answer.refusals, status=422)
    messages.success(request, say(SUBMITTED))
    return HttpResponseRedirect(reverse(PEOPLE, args=(request.bureau.code,)))


def _form_page(
    request: Visit, procedure: Procedure, form: FactsForm, newcomer: PartyForm | None = None,
    refusals: tuple[Refusal, ...] = (), *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    forms = [newcomer, form] if newcomer is not None else [form]
    context = {
        "procedure": procedure,
        "approver": procedure.steps[1].post.title,
        "form": form,
        "newcomer": newcomer,
        "faulty": [one for one in forms if one.errors],
        "about": _about(request, procedure, form),
        "key": request.POST.get("key") or str(new_id()),
        "refusals": refusals,
    }
    return shown(request, "desk/staff_propose.html", PEOPLE, context, status=status)


def _about(request: Visit, procedure: Procedure, form: FactsForm) -> Words | None:
    """What an appointment or a card that the page carries along is, in words; 404 for none."""
    bureau = request.bureau.code
    if procedure is APPOINTMENT_END:
        rows = Appointment.objects.filter(bureau=bureau).select_related("officer", "post")
        row = get_object_or_404(rows, id=_identifier(form["appointment"].value()))
        return Words(
            f"{row.officer.name}：{row.post.name.zh}（{row.since} 起）",
            f"{row.officer.name}: {row.post.name.en} (since {row.since})",
        )
    named = "certificate" if procedure is CERTIFICATE_CHANGE else "renews"
    if named not in form.fields or not form[named].value():
        return None
    cards = Certificate.objects.filter(bureau=bureau).select_related("officer")
    card = get_object_or_404(cards, id=_identifier(form[named].value()))
    shown_as = card_row(card, request.moment.on)
    return Words(
        f"{card.officer.name}：{shown_as.kind.zh} {card.number}，{shown_as.state.zh}",
        f"{card.officer.name}: {shown_as.kind.en} {card.number}, {shown_as.state.en}",
    )


def _identifier(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise Http404 from None
