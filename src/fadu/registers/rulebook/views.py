"""Pages of the desk: what the bureau must supply, what waits, what was recorded; a proposal."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from fadu.bureau.authority import standing_of
from fadu.bureau.models import Officer
from fadu.law.entries import Key
from fadu.law.layers import layer_words, layers
from fadu.law.parameters import ParameterMissing, Parameters, Value
from fadu.law.words import LawError, Words
from fadu.pages.entry import EntryPage, key_of
from fadu.pages.forms import FactsForm
from fadu.pages.paging import leaf
from fadu.pages.uploading import handed_in
from fadu.pages.who import Visit, officer_required
from fadu.procedure.in_force import parameters_of
from fadu.procedure.models import Case
from fadu.registers.rulebook.acts import amendment_of, checked
from fadu.registers.rulebook.book import Effect, effect_of, papers_behind
from fadu.registers.rulebook.forms import titles, value_form
from fadu.registers.rulebook.models import RecordedValue
from fadu.registers.rulebook.procedures import DIRECTOR, LEGAL, VALUE
from fadu.registers.rulebook.rules import SOURCE

ON_A_PAGE = 20
MOST_FOUND = 60
MOST_RETURNED = 20
PROPOSAL = EntryPage("rulebook/propose.html", VALUE.name, "proposed", "rulebook:overview")
HANDED_IN = Words("已提请审定，局长同意后施行", "Handed in; it holds once the director approves")


@dataclass(frozen=True, slots=True)
class Found:
    """A key with its value today; None where it has none."""

    key: Key
    value: Value | None


def _posts(request: Visit) -> frozenset[str]:
    """Which of the two posts the officer stands for today; without one there is no such page."""
    assert request.officer is not None, "officer_required stands around every view"
    standing = standing_of(request.bureau.code, request.officer.id, request.moment.on)
    mine = standing.posts & {LEGAL.code, DIRECTOR.code}
    if not mine:
        raise Http404
    return mine


def _today(held: Parameters, key: str, request: Visit) -> Value | None:
    try:
        return held.value(key, request.moment.on, request.bureau.code)
    except ParameterMissing:
        return None


def _found(held: Parameters, query: str, request: Visit) -> list[Found]:
    """The keys whose name or title has every word of the query; without one, those awaited."""
    words, found = query.casefold().split(), []
    speaking = set(layers(request.bureau.code))
    for name in sorted(held):
        key = held.key(name)
        assert key is not None, "the name came from the same parameters"
        text = f"{name} {key.title.zh} {key.title.en}".casefold()
        awaited = not any(entry.layer in speaking for entry in key.entries)
        if all(word in text for word in words) if words else awaited:
            found.append(Found(key, _today(held, name, request)))
    return found


@officer_required
def overview(request: Visit, bureau: str) -> HttpResponseBase:
    """What the bureau must supply, what waits for approval, what came back, what was recorded."""
    cases = Case.objects.filter(bureau=bureau, procedure=VALUE.name)
    returned = cases.filter(status="closed", outcome="return").order_by("-closed_on", "-number")
    query, held = request.GET.get("q", "").strip(), parameters_of(bureau)
    found = _found(held, query, request)
    context = {
        "proposes": LEGAL.code in _posts(request),
        "query": query,
        "found": found[:MOST_FOUND],
        "more": max(0, len(found) - MOST_FOUND),
        "waiting": _titled(held, cases.filter(status="open").order_by("opened_on", "number")),
        "returned": _titled(held, returned[:MOST_RETURNED]),
        "leaf": leaf(
            RecordedValue.objects.filter(bureau=bureau).order_by("-edition"), request,
            size=ON_A_PAGE,
        ),
        "titles": {name: key.title for name in held if (key := held.key(name))},
    }  # fmt: skip
    return render(request, "rulebook/overview.html", context)


def _titled(held: Parameters, cases: Any) -> list[tuple[Case, Words]]:
    found = []
    for case in cases:
        name = str(case.state.facts.get("key", ""))
        key = held.key(name)
        found.append((case, key.title if key else Words(name, name)))
    return found


def _key(request: Visit, name: str) -> Key:
    key = parameters_of(request.bureau.code).key(name)
    if key is None:
        raise Http404
    return key


@officer_required
def parameter(request: Visit, bureau: str, key: str) -> HttpResponseBase:
    """A parameter: its values by layer and time, and who recorded what of it."""
    proposes, held, known = LEGAL.code in _posts(request), parameters_of(bureau), _key(request, key)
    recorded = RecordedValue.objects.filter(bureau=bureau, key=key).order_by("-edition")
    signed = {who for row in recorded for who in (row.proposed_by, row.approved_by)}
    officers = Officer.objects.filter(bureau=bureau, id__in=signed)
    values = sorted(held.values(key), key=lambda one: (one.layer, str(one.since or "")))
    context = {
        "key": known,
        "today": request.moment.on,
        "now": _today(held, key, request),
        "values": [(layer_words(value.layer), value) for value in values],
        "recorded": recorded,
        "cases": dict(
            Case.objects.filter(id__in=[row.case for row in recorded]).values_list("id", "number")
        ),
        "papers": papers_behind(recorded),
        "names": dict(officers.values_list("id", "name")),
        "proposes": proposes,
    }
    return render(request, "rulebook/parameter.html", context)


@officer_required
def propose(request: Visit, bureau: str, key: str) -> HttpResponseBase:
    """Type a value, look at what it changes, and hand it in; `?again=` fills in a returned one."""
    if LEGAL.code not in _posts(request):
        raise Http404
    known = _key(request, key)
    told: dict[str, Any] = {
        "known": known,
        "values": [(layer_words(each.layer), each) for each in parameters_of(bureau).values(key)],
        "laws": titles(),
    }
    if request.method != "POST":
        return PROPOSAL.shown(request, value_form(known, None, _start(bureau, request.GET)), **told)
    form = value_form(known, request.POST)
    handed, wrong = handed_in(request, key_of(request), stays=True)
    told["handed"] = handed
    refusals = list(wrong)
    if form.is_valid():
        refusals += checked(form.facts, bureau, request.moment.on, attached=bool(handed))
    if refusals or not form.is_valid():
        return PROPOSAL.shown(request, form, refusals=refusals, **told)
    if request.POST.get("do") != "submit":
        return PROPOSAL.shown(request, form, effect=_effect(form, bureau), **told)
    papers = {SOURCE: [file.stored for file in handed]} if handed else None
    return PROPOSAL.entered(request, form, HANDED_IN, papers, **told)


def _start(bureau: str, asked: Any) -> dict[str, str]:
    again = asked.get("again", "")
    if not again:
        return {"layer": "county", "certainty": "V"}
    case = get_object_or_404(Case, bureau=bureau, number=again, procedure=VALUE.name)
    return {name: str(value) for name, value in case.state.facts.items() if value is not None}


def _effect(form: FactsForm, bureau: str) -> Effect | None:
    held = parameters_of(bureau)
    try:
        return effect_of(held, amendment_of(form.facts, bureau, held), bureau)
    except LawError:
        return None  # said as a refusal already
