"""Asking once more before an outcome that cannot be undone: what happens, why, and to whom."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from fadu.desk.asked import shown
from fadu.desk.case import CasePage, Retry, shown_case
from fadu.desk.stated import shown as shown_fact
from fadu.documents.texts import find
from fadu.documents.titles import title_of
from fadu.law.words import Words
from fadu.pages.attachments import Brought
from fadu.pages.confirm import CONFIRMED, Affected, Confirmation, Stated, carried
from fadu.pages.forms import FactsForm
from fadu.pages.proof import unproved
from fadu.pages.who import Visit
from fadu.procedure.actions import Leading, Offer
from fadu.procedure.discover import by_digest
from fadu.procedure.facts import fields_of
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refusal
from fadu.record.typed import to_plain

FINISHED = Words("本案办结", "The case closes")
CLOCKS = Words("本案的办理时限停止计算", "The clocks of the case stop")


def asked_again(
    request: Visit, case: Case, offer: Offer, form: FactsForm, retry: Retry, files: Brought
) -> HttpResponse | None:
    """The page to show before a decisive outcome; None once it is confirmed by who may act."""
    if CONFIRMED in request.POST:
        refusal = unproved(request)
        if refusal is None:
            return None
        return confirmation_page(request, case, offer, form, files, (refusal,))
    if offer.refusals:
        again = Retry(retry.verb, retry.outcome, offer.refusals, retry.form, retry.key)
        return shown_case(request, case, again)
    return confirmation_page(request, case, offer, form, files)


def confirmation_page(
    request: Visit,
    case: Case,
    offer: Offer,
    form: FactsForm,
    files: Brought,
    refusals: tuple[Refusal, ...] = (),
) -> HttpResponse:
    """What will happen, with what was typed carried on; after a wrong password with the reason."""
    page = CasePage(case, by_digest().get(case.state.graph), request)
    confirmation = Confirmation(
        button=offer.title,
        action=reverse("desk:take", args=(case.bureau, case.number)),
        happens=happens(offer.leading),
        basis=offer.basis,
        carried=_carried(request, files),
        affected=tuple(Affected(party.role, party.name) for party in page.parties()),
        checked=offer.conditions,
        stated=(*as_typed(form), *_named(files)),
    )
    context = {"case": case, "page": page, "offer": offer, "confirmation": confirmation}
    status = 422 if refusals else 200
    filled = {**context, "refusals": refusals}
    return shown(request, "desk/confirm.html", "desk:cases", filled, status=status)


def _carried(request: Visit, files: Brought) -> tuple[tuple[str, str], ...]:
    """What was posted; the files by what arrived of them, also those that came with the page."""
    typed = (pair for pair in carried(request.POST) if not pair[0].startswith("arrived-"))
    return (*typed, *files.carried)


def _named(files: Brought) -> tuple[Stated, ...]:
    return tuple(Stated(title, Words(name, name)) for title, name in files.named)


def as_typed(form: FactsForm) -> tuple[Stated, ...]:
    """What was typed, word for word; nothing that lies apart is looked up for it."""
    plain: dict[str, Any] = to_plain(form.facts)
    found = []
    for item in fields_of(form.asked):
        value = plain.get(item.name)
        if value not in (None, ""):
            told = Words(value, value) if item.personal else shown_fact(item, value, "")
            found.append(Stated(item.title, told))
    return tuple(found)


def happens(leading: Leading) -> tuple[Words, ...]:
    """What an outcome brings about, in the order in which people ask."""
    told = [] if leading.act is None else [leading.act]
    for name in leading.documents:
        title = title_of(name, find(name).version)
        told.append(Words(f"发出文书：{title.zh}", f"Document goes out: {title.en}"))
    if leading.stops_clocks:
        told.append(CLOCKS)
    if leading.closes:
        told.append(FINISHED)
    elif leading.step and leading.post:
        step, post = leading.step, leading.post
        told.append(
            Words(f"下一步：{step.zh}，由{post.zh}办理", f"Next step: {step.en}, by the {post.en}")
        )
    return tuple(told)
