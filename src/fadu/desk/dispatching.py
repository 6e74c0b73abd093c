"""公文: the register of documents, a new draft, and the dispatch sheet on which one signs."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.bureau.authority import standing_of
from fadu.bureau.models import Officer
from fadu.desk.asked import DISPATCH_POSTS, actor, case_asked, key_asked, reading, shown
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, say
from fadu.pages.lists import CHOICE, Column, Filter, Listing
from fadu.pages.who import Visit, officer_required
from fadu.procedure import acts
from fadu.procedure.actions import FOR_A_COLLEAGUE, Offer, offered
from fadu.procedure.blocks.dispatch import rules
from fadu.procedure.blocks.dispatch.block import (
    CHECK,
    COUNTERSIGN,
    ISSUE_STEP,
    RETURNED,
    CounterSignature,
    Draft,
)
from fadu.procedure.blocks.dispatch.book import (
    DRAFT,
    drafts_of,
    found,
    issued_of,
    kinds_on,
    missing,
    scans_of,
    text_of,
)
from fadu.procedure.blocks.dispatch.models import Issued
from fadu.procedure.blocks.dispatch.procedures import DOCUMENT, DRAFTER, OFFICE, DocumentFacts
from fadu.procedure.declare import Contribution
from fadu.procedure.discover import by_digest
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refused

STANDS, VOID = "stands", "void"
_STATES = ((STANDS, Words("有效", "Stands")), (VOID, Words("作废", "Void")))


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A place of the sheet: who has to sign it, and what stands there."""

    title: Words
    state: str
    words: Words
    name: str = ""
    on: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """A form by which the visiting officer signs now, or why he cannot."""

    title: Words
    action: str
    form: FactsForm | None
    offer: Offer | None = None
    hidden: dict[str, str] = field(default_factory=dict)


def registered(request: Visit) -> None:
    """404 for who has no part in documents."""
    if not reading(request).everything and not _posts(request) & DISPATCH_POSTS:
        raise Http404


def _posts(request: Visit) -> frozenset[str]:
    on = request.moment.on
    return standing_of(request.bureau.code, actor(request).officer, on).posts


@officer_required
def register(request: Visit, bureau: str) -> HttpResponseBase:
    """The documents that went out, by number; what waits; numbers that are missing."""
    registered(request)
    listed = _listing(bureau).asked(request, Issued.objects.filter(bureau=bureau))
    if listed.file is not None:
        return listed.file
    waiting = Case.objects.filter(bureau=bureau, procedure=DOCUMENT.name, status="open")
    context = {
        "listed": listed,
        "drafts": DRAFTER.code in _posts(request),
        "office": OFFICE.code in _posts(request),
        "waiting": [_waiting(case) for case in waiting.order_by("opened_on", "number")[:50]],
        "missing": missing(bureau),
        "kinds": kinds_on(bureau),
    }  # fmt: skip
    return shown(request, "desk/dispatch.html", "desk:dispatch", context)


def _waiting(case: Case) -> dict[str, Any]:
    step = DOCUMENT.step(case.state.step)
    title = rules.current(case.state.memory).get("title", case.number)
    return {"case": case, "title": title, "step": step.title if step else Words("", "")}


def _listing(bureau: str) -> Listing:
    kinds = [(kind.code, Words(kind.mark, kind.mark)) for kind in kinds_on(bureau)]
    return Listing(
        name="documents",
        columns=(
            Column(
                "number", Words("文号", "Number"), lambda row: row.reference,
                sort=("year", "kind", "number"),
            ),
            Column("title", Words("标题", "Title"), lambda row: row.title),
            Column("to", Words("主送", "Addressed to"), lambda row: row.addressee),
            Column("copies", Words("份数", "Copies"), lambda row: row.copies, number=True),
            Column(
                "issued", Words("签发日期", "Issued on"), lambda row: row.issued_on,
                sort=("issued_on", "id"),
            ),
            Column("state", Words("状态", "State"), _state, colour=_colour),
        ),
        sort="-number",
        filters=(
            Filter("q", Words("文号、标题、主送", "Number, title, addressee"),
                   lambda rows, text: rows.filter(found(bureau, text))),
            Filter("kind", Words("文号类别", "Kind of number"),
                   lambda rows, code: rows.filter(kind=code), kind=CHOICE, choices=kinds),
            Filter("state", Words("状态", "State"), _of_state, kind=CHOICE, choices=_STATES),
        ),
        empty=Words("还没有签发的公文。", "No document has been issued yet."),
        link=lambda row: reverse("desk:case-by-id", args=(bureau, row.case)),
        most=None,
    )  # fmt: skip


def _state(row: Issued) -> Words:
    return Words("作废", "Void") if row.void_on else Words("有效", "Stands")


def _colour(row: Issued) -> str:
    return "red" if row.void_on else "green"


def _of_state(rows: Any, state: str) -> Any:
    return rows.filter(void_on__isnull=state == STANDS)


@officer_required
def draft(request: Visit, bureau: str, number: str = "") -> HttpResponseBase:
    """A new draft, or a new wording of one that came back."""
    if DRAFTER.code not in _posts(request):
        raise Http404
    case = case_asked(request, number) if number else None
    if case is not None and case.state.step != DRAFT:
        return HttpResponseRedirect(reverse("desk:dispatch-sheet", args=(bureau, number)))
    data = request.POST if request.method == "POST" else None
    form = draft_form(bureau, data, _earlier(case))
    if data is None or not form.is_valid():
        return _draft_page(request, form, case, faulty=data is not None)
    by, at, key = actor(request), request.moment, key_asked(request, "draft")
    if case is None:
        answer = acts.enter(
            DOCUMENT.name, DocumentFacts(form.facts.title), "submitted", bureau=bureau, by=by,
            at=at, key=key, stated=form.facts,
        )  # fmt: skip
    else:
        answer = acts.take(
            case.id, DRAFT, "submitted", bureau=bureau, by=by, at=at, key=key, facts=form.facts
        )
    if isinstance(answer, Refused):
        return _draft_page(request, form, case, refusals=answer.refusals)
    messages.success(request, say(Words("已提交", "Submitted")))
    return _to_sheet(bureau, Case.objects.get(bureau=bureau, id=answer.case))


def _to_sheet(bureau: str, case: Case) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:dispatch-sheet", args=(bureau, case.number)))


def _earlier(case: Case | None) -> dict[str, Any]:
    """What the last draft said; its text lies apart."""
    last = next(drafts_of(case), None) if case else None
    return {**last, "body": text_of(case)} if last and case else {}


def draft_form(bureau: str, data: Any, earlier: dict[str, Any]) -> FactsForm:
    """The fields of a draft; the kind of number is chosen from those in force."""
    form = FactsForm(Draft, data, prefix="draft", initial=earlier)
    kinds = [(kind.code, f"{kind.mark} · {say(Words(kind.title_zh, kind.title_en))}")
             for kind in kinds_on(bureau)]  # fmt: skip
    choose = say(Words("请选择", "Please choose"))
    attributes = {"aria-required": "true"}
    form.fields["kind"].widget = forms.Select(attributes, choices=[("", choose), *kinds])
    form.fields["body"].widget.attrs["rows"] = "14"
    return form


def _draft_page(
    request: Visit, form: FactsForm, case: Case | None, *, refusals: Any = (), faulty: bool = False
) -> HttpResponse:
    context = {
        "form": form, "case": case, "refusals": refusals, "faulty": [form] if faulty else [],
        "key": request.POST.get("key") or str(uuid4()),
        "remarks": _remarks(case) if case else [],
        "kinds": kinds_on(request.bureau.code),
    }  # fmt: skip
    status = 422 if refusals or faulty else 200
    return shown(request, "desk/dispatch_draft.html", "desk:dispatch", context, status=status)


def _remarks(case: Case) -> list[SignedLine]:
    return [line for line in lines_of(case) if line.state == "return"]


@officer_required
def sheet(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """The dispatch sheet: what is to go out, who has signed it, and what the visitor may do."""
    return _sheet_page(request, case_asked(request, number))


def _sheet_page(request: Visit, case: Case, refusals: Any = (), bound: Any = None) -> HttpResponse:
    held = rules.current(case.state.memory)
    if not held:
        raise Http404
    offers = offered(case, actor(request), request.moment)
    theirs = any(one.code in FOR_A_COLLEAGUE for offer in offers for one in offer.refusals)
    issued = issued_of(case.bureau, case.id)
    step = DOCUMENT.step(case.state.step)
    context = {
        "case": case,
        "held": held,
        "step": step.title if step else Words("", ""),
        "paragraphs": [line for line in text_of(case).splitlines() if line.strip()],
        "lines": lines_of(case),
        "issued": issued,
        "scans": scans_of(issued) if issued else [],
        "signings": [*_asides(request, case, bound), *([] if theirs else _outcomes(case, offers))],
        "redraft": case.state.step == DRAFT and not theirs,
        "refusals": refusals,
        "key": request.POST.get("key") or str(uuid4()),
    }
    status = 422 if refusals or bound is not None else 200
    return shown(request, "desk/dispatch_sheet.html", "desk:dispatch", context, status=status)


def lines_of(case: Case) -> list[SignedLine]:
    """The places of the sheet from the leader down, as a paper sheet has them."""
    held = rules.current(case.state.memory)
    places = [
        (ISSUE_STEP, Words("签发", "Issue")),
        (CHECK, Words("核稿", "Check")),
        *((code, Words(f"会签：{each['zh']}", f"Counter-signature: {each['en']}"))
          for code, each in held.get("sections", {}).items()),
    ]  # fmt: skip
    signed = held.get("signed", {})
    ids = [UUID(one["by"]) for one in signed.values()]
    rows = Officer.objects.filter(bureau=case.bureau, id__in=ids).values_list("id", "name")
    names = {str(id_): name for id_, name in rows}
    return [_line(title, signed.get(place), held, names) for place, title in places]


def _line(title: Words, signature: Any, held: Any, names: dict[str, str]) -> SignedLine:
    if signature is None:
        return SignedLine(title, "waiting", Words("未签", "Not signed"))
    name, on, opinion = names.get(signature["by"], ""), signature["on"], signature["opinion"]
    if signature["text"] != held["text"]:
        void = Words("文稿已改，原签作废", "Void: the draft was changed")
        return SignedLine(title, "void", void, name, on, opinion)
    if signature["stand"] == "agree":
        return SignedLine(title, "agree", Words("同意", "Agreed"), name, on, opinion)
    return SignedLine(title, "return", Words("退回修改", "Returned"), name, on, opinion)


def _asides(request: Visit, case: Case, bound: Any) -> list[Signing]:
    """The counter-signatures that the visitor may give now."""
    if case.state.step != COUNTERSIGN:
        return []
    posts, found = _posts(request), []
    for aside in _contributions(case):
        code = aside.post.code
        if code in posts and not rules.signed_by(code, case.state.memory):
            form = _signature(case, aside.name, bound)
            action = reverse("desk:dispatch-sign", args=(case.bureau, case.number))
            title = Words(f"会签：{aside.title.zh}", f"Counter-signature: {aside.title.en}")
            found.append(Signing(title, action, form, hidden={"name": aside.name}))
    return found


def _contributions(case: Case) -> tuple[Contribution, ...]:
    procedure = by_digest().get(case.state.graph)
    step = procedure.step(COUNTERSIGN) if procedure else None
    return step.contributions if step else ()


def _signature(case: Case, name: str, data: Any) -> FactsForm:
    mine = data if data is not None and data.get("name") == name else None
    initial = {"text": rules.current(case.state.memory)["text"], "stand": "agree"}
    form = FactsForm(CounterSignature, mine, prefix=name, initial=initial)
    form.fields["text"].widget = forms.HiddenInput()
    form.order_fields(["stand", "opinion", "text"])
    return form


def _outcomes(case: Case, offers: list[Offer]) -> list[Signing]:
    """The outcomes of the waiting step, as forms that go where the case page's go."""
    action, found = reverse("desk:take", args=(case.bureau, case.number)), []
    for offer in offers:
        if offer.step == DRAFT:
            continue
        initial = {"text": rules.current(case.state.memory)["text"]}
        form = (
            FactsForm(offer.facts, prefix=offer.outcome, initial=initial) if offer.facts else None
        )
        if form is not None and "text" in form.fields:
            form.fields["text"].widget = forms.HiddenInput()
            form.fields["opinion"].wanted = offer.outcome == RETURNED  # type: ignore[attr-defined]
        hidden = {"step": offer.step, "outcome": offer.outcome}
        found.append(Signing(offer.title, action, form, offer, hidden))
    return found


@officer_required
@require_POST
def sign(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """A section signs the draft that it saw, or returns it."""
    case, name = case_asked(request, number), request.POST.get("name", "")
    if name not in {one.name for one in _contributions(case)}:
        raise Http404
    form = _signature(case, name, request.POST)
    if not form.is_valid():
        return _sheet_page(request, case, bound=request.POST)
    answer = acts.contribute(
        case.id, COUNTERSIGN, name, bureau=bureau, by=actor(request), at=request.moment,
        key=key_asked(request, f"sign:{name}"), facts=form.facts,
    )  # fmt: skip
    if isinstance(answer, Refused):
        now = case_asked(request, number)
        return _sheet_page(request, now, answer.refusals, bound=request.POST)
    messages.success(request, say(Words("已会签", "Signed")))
    return _to_sheet(bureau, case)
