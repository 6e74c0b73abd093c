"""Looking a person up: the form with its reason, the cases found, and the log of look-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase

from fadu.bureau.authority import supervises
from fadu.bureau.models import Officer
from fadu.desk.asked import actor, key_asked, reading, shown
from fadu.law.words import Words
from fadu.pages.forms import typed
from fadu.pages.paging import leaf
from fadu.pages.who import Visit, officer_required
from fadu.people.identity import masked_name
from fadu.people.models import PersonalValue
from fadu.people.persons import WITHHELD
from fadu.procedure.access import readable
from fadu.procedure.entries import PersonLookedUp
from fadu.procedure.figures import title_of
from fadu.procedure.lookups import LONGEST_NOTE, REASONS, Lookup, Match, look_up
from fadu.procedure.models import Case
from fadu.procedure.procedures import LOOKUPS
from fadu.procedure.refusal import Refused
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.typed import from_plain

LOGGED = "person.looked_up"
ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A case in which the person stands; the name is masked, the case page shows it whole."""

    case: Case
    title: Words
    name: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A look-up as supervisors read it."""

    entry: Entry
    officer: str
    what: Words
    note: str


@officer_required
def person(request: Visit, bureau: str) -> HttpResponseBase:
    """The form; posted, what was found. What is typed here never stands in an address."""
    asked = {name: typed(request.POST, name).strip() for name in ("text", "reason", "note")}
    answer: Lookup | Refused | None = None
    if request.method == "POST":
        key = key_asked(request, "look-up")
        answer = look_up(**asked, bureau=bureau, by=actor(request), at=request.moment, key=key)
    refusals = answer.refusals if isinstance(answer, Refused) else ()
    context = {
        **asked,
        "reasons": REASONS.items(),
        "longest": LONGEST_NOTE,
        "key": new_id(),
        "refusals": refusals,
        "wrong": {refusal.subject: refusal.remedy for refusal in refusals},
        "answer": None if refusals else answer,
        "rows": rows(request, answer.matches) if isinstance(answer, Lookup) else [],
        "supervises": _supervises(request),
    }
    status = 422 if refusals else 200
    return shown(request, "desk/search_person.html", "desk:search", context, status=status)


def rows(request: Visit, matches: Sequence[Match]) -> list[Row]:
    """The cases found, once more among those that may be read."""
    cases = readable(Case.objects.all(), reading(request))
    held = {case.id: case for case in cases.filter(id__in=[match.case for match in matches])}
    return [
        Row(held[match.case], title_of(held[match.case].procedure), _masked(match.name))
        for match in matches
        if match.case in held
    ]


def _masked(name: str) -> str:
    return masked_name(name) if name else WITHHELD


def _supervises(request: Visit) -> bool:
    return supervises(request.bureau.code, actor(request).officer, request.moment.on)


@officer_required
def log(request: Visit, bureau: str) -> HttpResponseBase:
    """Who looked whom up, and why, the latest first: for supervisors alone."""
    if not _supervises(request):
        raise Http404
    chains = Case.objects.filter(bureau=bureau, procedure=LOOKUPS.name)
    entries = Entry.objects.filter(bureau=bureau, case__in=chains.values("id"), kind=LOGGED)
    page = leaf(entries.order_by("-row"), request, size=ON_A_PAGE)
    context = {"leaf": page, "noted": noted(bureau, list(page))}
    return shown(request, "desk/search_log.html", "desk:search", context)


def noted(bureau: str, entries: Sequence[Entry]) -> list[Noted]:
    """The entries with officers and notes; a note that was destroyed lawfully says so."""
    acts = [from_plain(PersonLookedUp, entry.payload["act"]) for entry in entries]
    officers = [UUID(entry.content["actor"]["officer"]) for entry in entries]
    names = dict(Officer.objects.filter(bureau=bureau, id__in=officers).values_list("id", "name"))
    notes = [UUID(act.note.removeprefix("personal:")) for act in acts]
    values = PersonalValue.objects.filter(bureau=bureau, id__in=notes)
    texts = dict(values.values_list("id", "value"))
    return [
        Noted(entry, names.get(officer, ""), act.sentence(), texts.get(note, WITHHELD))
        for entry, officer, act, note in zip(entries, officers, acts, notes, strict=True)
    ]
