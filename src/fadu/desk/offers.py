"""What the case page offers: the outcomes of the waiting step as forms; whom it has asked."""

from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.models import Officer, Post
from fadu.law.words import Words
from fadu.pages.attachments import AttachmentView, recordings, uploads
from fadu.pages.forms import FactsForm
from fadu.pages.who import Visit
from fadu.procedure.actions import Offer
from fadu.procedure.facts import NoFacts
from fadu.procedure.models import Case
from fadu.procedure.state import AskState


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome as the page offers it: a form when it is allowed, the reasons when it is not."""

    offer: Offer
    form: FactsForm
    uploads: tuple[AttachmentView, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether something is to be typed or attached."""
        return bool(self.form.fields or self.uploads)

    @property
    def recordings(self) -> list[str]:
        """The codes of the uploads that take sound and film."""
        return recordings(self.uploads)


@dataclass(frozen=True, slots=True)
class AskedView:
    """Of whom a contribution to the waiting step is or was asked, and what became of it."""

    title: Words
    whom: Words
    ask: AskState


def choice(request: Visit, case: Case, offer: Offer, form: FactsForm | None) -> Choice:
    """An outcome with its form, or with the form as it was typed."""
    made = form or FactsForm(offer.facts or NoFacts, prefix=offer.outcome)
    return Choice(offer, made, uploads(request, case.id, offer.outcome, offer.attachments))


def asked_views(case: Case, titles: dict[str, Words]) -> list[AskedView]:
    """Whom the waiting step has asked for contributions, in the order of asking.

    `titles` are the titles of its contributions. A person is not named here.
    """
    asks = [ask for ask in case.state.asks if ask.step == case.state.step]
    if not asks:
        return []
    posts = {row.code: row.name for row in Post.objects.filter(bureau=case.bureau)}
    ids = [ask.officer for ask in asks if ask.officer]
    names = dict(Officer.objects.filter(bureau=case.bureau, id__in=ids).values_list("id", "name"))
    return [
        AskedView(
            titles.get(ask.contribution, _plain(ask.contribution)), _whom(ask, posts, names), ask
        )
        for ask in asks
    ]


def _whom(ask: AskState, posts: dict[str, Words], names: dict[UUID, str]) -> Words:
    if ask.officer is not None:
        return _plain(names.get(ask.officer, "?"))
    if ask.person is not None:
        return Words("当事人", "A person")
    return posts.get(ask.post, _plain(ask.post))


def _plain(text: str) -> Words:
    return Words(text, text)
