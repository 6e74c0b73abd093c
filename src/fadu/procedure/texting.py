"""Telling parties by text that something waits for them: asked for inside the act, sent after it.

Who has an account is told: these chose to deal online. The text names the case and what was made,
nothing personal; a party is not told of what it has just handed in itself.
"""

import datetime
from collections.abc import Iterable
from uuid import UUID

from fadu.documents.titles import title_of
from fadu.jobs.sms import ask_text
from fadu.law.words import Words
from fadu.people.models import CitizenAccount
from fadu.procedure.gate import Outcome
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByParty


def text_parties(
    state: CaseState,
    made: Iterable[tuple[str, int]],
    telling: Words | None = None,
    *,
    bureau: str,
    entry: UUID,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Text each party with an account about the documents (name, version) that an entry ordered, or
    what else it is to be told.
    """
    titles = [title_of(name, version) for name, version in made]
    persons = {party.person for party in state.parties}
    if isinstance(by, ByParty):
        persons -= {by.person}
    if not (titles or telling) or not persons:
        return
    with_account = CitizenAccount.objects.filter(bureau=bureau, person__in=persons, active=True)
    zh, en = "、".join(t.zh for t in titles), ", ".join(t.en for t in titles)
    words = telling or Words(
        f"您的办件{state.number}有新文书：{zh}。请登录网上办事查看。",
        f"Your case {state.number} has a new document: {en}. Sign in to read it.",
    )
    for person in with_account.values_list("person", flat=True):
        if person is not None:
            ask_text(bureau=bureau, person=person, words=words, key=f"{entry}:{person}", at=at)


def silence_told(state: CaseState, outcome: Outcome) -> Words:
    """That something happened to a case by the law's silence."""
    said = outcome.words
    return Words(
        f"您的办件{state.number}因超时未答复，依法{said.zh}（系统自动）。请登录网上办事查看。",
        f"Your case {state.number}: {said.en}, by law and automatically. Sign in to read it.",
    )


def reopening_told(state: CaseState) -> Words:
    """That it was taken back."""
    return Words(
        f"您的办件{state.number}的系统自动办理已由负责人撤销，将由经办人办理。请登录网上办事查看。",
        f"Your case {state.number}: the automatic step was taken back; an officer acts. Sign in.",
    )
