"""What the engine gives to the index: each case, and what the registers offer beside it.

Called by `apply`, so that a search right after an act finds it and a rebuild makes the same index.
A plain step changes no text: the index is touched when a case opens, when an act was effective, and
by one statement when a case closes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.access import Reader
from fadu.procedure.discover import modules, procedures
from fadu.procedure.facts import fields_of
from fadu.procedure.models import Case
from fadu.procedure.state import CaseState
from fadu.search import index, names
from fadu.search.asking import Need, one_of
from fadu.search.offer import Offer, Row, Text

CASE = "case"
NUMBER = Words("办件编号", "Case number")
_LIKE_A_NUMBER = re.compile(r"[0-9A-Za-z-]{6,}")

CaseTexts = Callable[[str, Mapping[UUID, CaseState]], Mapping[UUID, Sequence[Text]]]


@cache
def case_texts() -> tuple[CaseTexts, ...]:
    """What apps add to the texts by which a case is found."""
    return tuple(
        texts for module in modules("offers") for texts in getattr(module, "CASE_TEXTS", ())
    )


@cache
def offers() -> Mapping[str, Offer]:
    """What apps offer besides cases, by kind. Two of one kind are a bug."""
    found: dict[str, Offer] = {}
    for module in modules("offers"):
        for offer in getattr(module, "OFFERS", ()):
            if found.setdefault(offer.kind, offer) is not offer or offer.kind == CASE:
                raise ValueError(f"{offer.kind} is offered twice")
    return found


def enter(
    case: UUID, bureau: str, before: CaseState | None, after: CaseState, *, effective: bool
) -> None:
    """Bring the index up to date after an entry."""
    if before is None:
        names.enter(bureau, case)
    if before is None or effective:
        index.put(bureau, CASE, rows_of(bureau, {case: after}))
    elif before.status != after.status:
        was, now = index.status(before.status), index.status(after.status)
        index.retag(bureau, CASE, case, was, now)
    if effective:
        for offer in offers().values():
            index.put(bureau, offer.kind, offer.of_case(bureau, case))


def rows_of(bureau: str, cases: Mapping[UUID, CaseState]) -> Iterator[Row]:
    """The rows of cases: number, what was stated in plain text, and what the registers add."""
    added = [texts(bureau, cases) for texts in case_texts()]
    for case, state in cases.items():
        more = (text for texts in added for text in texts.get(case, ()))
        texts = (Text(NUMBER, state.number, number=True), *stated(state), *more)
        yield Row(case, state.opened_on, tuple(texts), state.procedure, state.status)


def stated(state: CaseState) -> Iterator[Text]:
    """The plain texts among the facts of a case; personal ones lie apart and are not offered."""
    declared = procedures().get(state.procedure)
    for item in fields_of(declared.facts) if declared else ():
        value = state.facts.get(item.name)
        if item.kind == "text" and not item.personal and isinstance(value, str) and value:
            yield Text(item.title, value, number=bool(_LIKE_A_NUMBER.fullmatch(value)))


def readable_by(who: Reader) -> tuple[Need, ...]:
    """What a row needs so that an officer may find it: a matter that he reads.

    A party finds nothing here: its cases are listed, not searched.
    """
    if who.person is not None:
        return ((),)
    if who.everything:
        return ()
    return (one_of(map(index.matter, who.procedures)),)


def meanings(run: str) -> list[str]:
    """The matters whose title a typed run is a part of: their tags. One letter means nothing."""
    if len(run) < 2:
        return []
    return [
        index.matter(name)
        for name, one in procedures().items()
        if run in one.title.zh.casefold() or run in one.title.en.casefold()
    ]


def cases_again(bureau: str, cases: Iterable[UUID]) -> Any:
    """Cases locked for re-indexing, so that no act comes between reading and writing."""
    return Case.objects.select_for_update().filter(bureau=bureau, id__in=list(cases))
