"""Entering by a form: what an officer states and does at once (`procedure.entering:enter`).

A register declares its page once and says in a view only what is its own:

    PAGE = EntryPage("bulletin/draft.html", PUBLICATION.name, "submitted", "bulletin:overview")

    form = draft_form(request.POST)
    return PAGE.entered(request, form, Words("已送审", "Handed in"))

The template draws `pages/parts/wrong.html` on top and `pages/parts/entry.html` in its form. What is
refused comes back as it was typed, under the key that the page gave; sent twice, it is done once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from fadu.law.words import Words
from fadu.pages.forms import FactsForm, say
from fadu.pages.who import Visit
from fadu.procedure.acts import enter
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByOfficer
from fadu.record.evidence import Stored


def key_of(request: Visit) -> UUID:
    """The request key of a posted form; 404 without one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page with the form of a procedure, the outcome it hands in, and where it leads then."""

    template: str
    procedure: str
    outcome: str
    onward: str

    def shown(
        self, request: Visit, form: FactsForm, *, refusals: Iterable[Refusal] = (), **more: Any
    ) -> HttpResponse:
        """The page with a form, what is wrong with it (422), and what else the template asks."""
        context = {
            "form": form,
            "faulty": [form] if form.errors else [],
            "refusals": tuple(refusals),
            "key": request.POST.get("key") or str(uuid4()),
            **more,
        }
        wrong = context["faulty"] or context["refusals"]
        return render(request, self.template, context, status=422 if wrong else 200)

    def entered(
        self, request: Visit, form: FactsForm, said: Words,
        papers: Mapping[str, Sequence[Stored]] | None = None, **more: Any,
    ) -> HttpResponse:  # fmt: skip
        """Enter what was typed and go on, or the page again with what stands against it."""
        if not form.is_valid():
            return self.shown(request, form, **more)
        answer = self.enter(request, form.facts, papers)
        if isinstance(answer, Refused):
            return self.shown(request, form, refusals=answer.refusals, **more)
        return self.done(request, said)

    def enter(
        self, request: Visit, facts: Any, papers: Mapping[str, Sequence[Stored]] | None = None
    ) -> Answer:
        """Enter facts as the visiting officer; papers lie in a case whose id is the key."""
        assert request.officer is not None, "officer_required stands around every view"
        key = key_of(request)
        return enter(
            self.procedure, facts, self.outcome, bureau=request.bureau.code,
            by=ByOfficer(request.officer.id), at=request.moment, key=f"{self.procedure}:{key}",
            papers=papers, case=key if papers else None,
        )  # fmt: skip

    def done(self, request: Visit, said: Words) -> HttpResponse:
        """Say that it was done, and go on."""
        messages.success(request, say(said))
        return HttpResponseRedirect(reverse(self.onward, args=(request.bureau.code,)))
