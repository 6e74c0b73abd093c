"""Opening, from a form, what an officer begins and takes the first step of in one act."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.bureau.authority import standing_of
from fadu.desk.asked import actor, key_asked, shown
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, say
from fadu.pages.who import Visit, officer_required
from fadu.procedure import acts
from fadu.procedure.blocks.archive.book import retentions
from fadu.procedure.blocks.archive.procedures import FILING, GIVING_BACK, LENDING
from fadu.procedure.blocks.dispatch.procedures import NUMBER_KIND, VOIDING
from fadu.procedure.blocks.seal.models import Seal
from fadu.procedure.blocks.seal.procedures import SEAL, USING
from fadu.procedure.declare import STAFF, Procedure
from fadu.procedure.discover import procedures
from fadu.procedure.refusal import Refused

# What may be begun here: procedures of the bureau's own, whose first step has one outcome and asks
# nothing beyond the facts of the case.
BEGUN = frozenset(
    one.name for one in (NUMBER_KIND, VOIDING, SEAL, USING, FILING, LENDING, GIVING_BACK)
)


def may_begin(request: Visit, procedure: Procedure) -> bool:
    """Whether the visitor stands for the post of the first step."""
    post = procedure.start.post
    standing = standing_of(request.bureau.code, actor(request).officer, request.moment.on)
    return post is STAFF or post.code in standing.posts


@officer_required
def begin(request: Visit, bureau: str, procedure: str) -> HttpResponseBase:
    """The form of what is begun; afterwards the case that it opened."""
    declared = procedures().get(procedure) if procedure in BEGUN else None
    if declared is None or not may_begin(request, declared):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = _form(request, declared, data)
    if data is None or not form.is_valid():
        return _page(request, declared, form, faulty=data is not None)
    (outcome,) = declared.start.next
    answer = acts.enter(
        declared.name, form.facts, outcome, bureau=bureau, by=actor(request), at=request.moment,
        key=key_asked(request, f"begin:{declared.name}"),
    )  # fmt: skip
    if isinstance(answer, Refused):
        return _page(request, declared, form, refusals=answer.refusals)
    messages.success(request, say(Words("已提交", "Submitted")))
    return HttpResponseRedirect(reverse("desk:case-by-id", args=(bureau, answer.case)))


def _form(request: Visit, declared: Procedure, data: Any) -> FactsForm:
    """The facts of the case; what is one of a list is chosen from it."""
    asked = {name: request.GET[name] for name in request.GET if name.isidentifier()}
    form = FactsForm(declared.facts, data, prefix="begin", initial=asked)
    for name, choices in _lists(request).items():
        if name in form.fields:
            attributes = {"aria-required": "true"}
            first = ("", say(Words("请选择", "Please choose")))
            form.fields[name].widget = forms.Select(attributes, choices=[first, *choices])
    return form


def _lists(request: Visit) -> dict[str, list[tuple[str, str]]]:
    bureau, on = request.bureau.code, request.moment.on
    seals = Seal.objects.filter(bureau=bureau, until__isnull=True).order_by("code")
    return {
        "seal": [(seal.code, say(Words(seal.name_zh, seal.name_en))) for seal in seals],
        "retention": [(code, say(words)) for code, words in retentions(bureau, on).items()],
    }


def _page(
    request: Visit, declared: Procedure, form: FactsForm, *, refusals: Any = (),
    faulty: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {
        "declared": declared,
        "first": declared.start,
        "button": next(iter(declared.start.next)).words,
        "form": form,
        "refusals": refusals,
        "faulty": [form] if faulty else [],
        "key": request.POST.get("key") or str(uuid4()),
    }
    status = 422 if refusals or faulty else 200
    return shown(request, "desk/begin.html", "desk:inbox", context, status=status)
