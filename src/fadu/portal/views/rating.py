"""Rating a closed case (好差评): by a party who has entered, or by number and code at the window."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from fadu.law.words import Words
from fadu.pages.forms import say, typed
from fadu.pages.who import Visit, citizen_required
from fadu.people.identity import normalise
from fadu.people.persons import known
from fadu.portal.rated import own_rating
from fadu.portal.views.cases import own_case
from fadu.portal.views.parts import key_of
from fadu.procedure.acts import rate
from fadu.procedure.entries import MARKS
from fadu.procedure.models import Case
from fadu.procedure.rating import LONGEST, Rated, may_rate
from fadu.procedure.refusal import Refusal, Refused
from fadu.procedure.tracking import fits
from fadu.record.actor import ByParty

TAIL = 4
THANKS = Words("谢谢您的评价，已经记录在案。", "Thank you; your rating is on record.")
_NO_SUCH = Refusal(
    "no_such_party",
    Words("没有查到", "Nothing was found"),
    Words(
        "编号、查询码与证件号码后四位不相符，请对照收件回执和证件逐位核对",
        "Number, code and the last four characters of the document do not belong together; "
        "compare them with receipt and document",
    ),
)


@citizen_required
def of_case(request: Visit, bureau: str, number: str) -> HttpResponse:
    """A party rates its own case."""
    case = own_case(request, number)
    assert request.citizen is not None
    own = request.citizen.id
    stopped = may_rate(case.state, own)
    reasons = [stopped] if stopped and request.method != "POST" else []
    if request.method == "POST":
        reasons = _rated(request, case, own)
        if not reasons:
            messages.success(request, say(THANKS))
            return redirect("portal:case", bureau=bureau, number=number)
    context = {
        "case": case, "refusals": reasons, "open_to": not stopped, **_typed(request),
        "given": own_rating(case.id, own),
    }  # fmt: skip
    return render(request, "portal/rate.html", context)


@sensitive_post_parameters("code", "tail")
def by_code(request: Visit, bureau: str) -> HttpResponse:
    """Whoever holds the receipt and is a party, by the end of its number, rates unentered."""
    number = typed(request.POST or request.GET, "number").strip()
    reasons: list[Refusal] = []
    given = None
    if request.method == "POST":
        found = _party(bureau, number, typed(request.POST, "code"), typed(request.POST, "tail"))
        reasons = _rated(request, *found) if found else [_NO_SUCH]
        if not reasons:
            messages.success(request, say(THANKS))
            return redirect("portal:rate", bureau=bureau)
        given = own_rating(found[0].id, found[1]) if found else None
    asked = {"number": number, "code": typed(request.POST, "code")}
    context = {
        **asked, "refusals": reasons, "open_to": True, "by_code": True, "given": given,
        **_typed(request),
    }  # fmt: skip
    return render(request, "portal/rate.html", context)


def _party(bureau: str, number: str, code: str, tail: str) -> tuple[Case, UUID] | None:
    """The case and its one party whose number ends so; one answer for every mistake."""
    case = Case.objects.filter(bureau=bureau, number=number).first()
    end = normalise(tail)
    if case is None or not fits(case.id, code) or len(end) != TAIL:
        return None
    held = known(bureau, {party.person for party in case.state.parties}, case=case.id)
    those = [person for person, one in held.items() if normalise(one.identity).endswith(end)]
    return (case, those[0]) if len(those) == 1 else None


def _rated(request: Visit, case: Case, person: UUID) -> list[Refusal]:
    answer = rate(
        case.id, _stated(request), bureau=case.bureau, by=ByParty(person), at=request.moment,
        key=key_of(request),
    )  # fmt: skip
    return list(answer.refusals) if isinstance(answer, Refused) else []


def _stated(request: Visit) -> Rated:
    score = typed(request.POST, "score")
    return Rated(
        score=int(score) if score in {str(mark) for mark in MARKS} else 0,
        text=typed(request.POST, "text"),
        anonymous="named" not in request.POST,
    )


def _typed(request: Visit) -> dict[str, object]:
    """What was typed, so that a refusal loses none of it."""
    return {
        "marks": MARKS,
        "score": typed(request.POST, "score"),
        "text": typed(request.POST, "text"),
        "named": "named" in request.POST,
        "longest": LONGEST,
        "key": uuid4(),
    }
