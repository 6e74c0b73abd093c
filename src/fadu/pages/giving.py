"""Contributions as a page offers them: what its visitor may put into the file now, as forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.law.words import Words
from fadu.pages.attachments import AttachmentView, Brought, brought, recordings, uploads
from fadu.pages.forms import FactsForm
from fadu.pages.who import Visit
from fadu.procedure.actions import Contributable, contributable_now
from fadu.procedure.declare import Contribution
from fadu.procedure.discover import by_digest
from fadu.procedure.facts import NoFacts
from fadu.procedure.models import Case
from fadu.record.actor import Actor

# A contribution's form beside those of outcomes, which have the outcome's name for their prefix.
_CONTRIBUTION = "add-"


@dataclass(frozen=True, slots=True)
class Giving:
    """A contribution as the page offers it, with the Ask that it answers."""

    offer: Contributable
    form: FactsForm
    uploads: tuple[AttachmentView, ...]

    @property
    def name(self) -> str:
        """The contribution's name, as the form posts it."""
        return self.offer.contribution.name

    @property
    def title(self) -> Words:
        """The contribution's title."""
        return self.offer.contribution.title

    @property
    def recordings(self) -> list[str]:
        """The codes of the uploads that take sound and film."""
        return recordings(self.uploads)


@dataclass(frozen=True, slots=True)
class Given:
    """A contribution as a form posted it."""

    step: str
    name: str
    form: FactsForm
    brought: Brought

    @property
    def fit(self) -> bool:
        """Whether form and files are as they should be."""
        return self.form.is_valid() and not self.brought.refusals

    @property
    def facts(self) -> Any:
        """What is stated; None where nothing is asked."""
        return None if self.form.asked is NoFacts else self.form.facts


def prefix_of(contribution: str) -> str:
    """The prefix of a contribution's form."""
    return f"{_CONTRIBUTION}{contribution}"


def givings(
    request: Visit, case: Case, actor: Actor, typed: Mapping[str, FactsForm]
) -> list[Giving]:
    """What the visitor may put into the file now; `typed` holds a form as it was typed."""
    found = []
    for offer in contributable_now(case, actor, request.moment):
        prefix = prefix_of(offer.contribution.name)
        asked = offer.contribution.facts or NoFacts
        form = typed.get(prefix) or FactsForm(asked, prefix=prefix)
        attached = uploads(request, case.id, prefix, offer.contribution.attachments)
        found.append(Giving(offer, form, attached))
    return found


def given(request: Visit, case: Case) -> Given:
    """The contribution that a posted form makes; one that is not declared states nothing."""
    step, name = request.POST.get("step", ""), request.POST.get("contribution", "")
    asked, prefix = _declared(case, step, name), prefix_of(name)
    form = FactsForm((asked and asked.facts) or NoFacts, request.POST, prefix=prefix)
    files = brought(request, case.id, prefix, asked.attachments if asked else ())
    return Given(step, name, form, files)


def _declared(case: Case, step: str, name: str) -> Contribution | None:
    procedure = by_digest().get(case.state.graph)
    declared = procedure.step(step) if procedure else None
    return declared.contribution(name) if declared else None
