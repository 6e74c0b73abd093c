"""What is asked of a citizen now, over all of his cases: said first, with the way to do it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from fadu.law.words import Words
from fadu.pages.clock import ClockView, strip
from fadu.portal.standing import graph_for, outcome_of, place_of, title_of
from fadu.procedure.blocks.intake import SUPPLEMENT
from fadu.procedure.clocks import PROMISED, STATUTORY
from fadu.procedure.discover import by_digest
from fadu.procedure.models import Case
from fadu.procedure.rating import may_rate


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a party should do, and where."""

    words: Words
    button: Words
    address: str


@dataclass(frozen=True, slots=True)
class Card:
    """A case as its party's list shows it; `asked` is what it waits for from this party."""

    case: Case
    title: Words
    place: Words
    outcome: Words
    asked: Asked | None
    clock: ClockView | None
    may_rate: bool


def cards_of(cases: Iterable[Case], person: UUID, today: datetime.date) -> list[Card]:
    """The cards of some cases, in their order."""
    return [_card(case, person, today) for case in cases]


def _card(case: Case, person: UUID, today: datetime.date) -> Card:
    procedure = by_digest().get(case.state.graph)
    graph = graph_for(case, procedure)
    clocks = {clock.name: clock for clock in strip(case.state, procedure, today, case.bureau)}
    running = clocks.get(PROMISED) or clocks.get(STATUTORY)
    return Card(
        case=case,
        title=title_of(graph),
        place=place_of(graph, case.state.step),
        outcome=outcome_of(graph, case.state.outcome),
        asked=asked_of(case, person),
        clock=running if running and not running.stopped_on else None,
        may_rate=may_rate(case.state, person) is None,
    )


def asked_of(case: Case, person: UUID) -> Asked | None:
    """What a case waits for from this party; None while it is somebody else's turn."""
    if case.status != "open":
        return None
    if any(party.person == person and not party.confirmed for party in case.state.parties):
        return Asked(
            Words("这份共同申请等您确认", "This joint application waits for your confirmation"),
            Words("核对并确认", "Read and confirm"),
            reverse("portal:confirm", args=[case.bureau, case.number]),
        )
    if case.state.step == SUPPLEMENT:
        return Asked(
            Words("窗口请您补正材料", "The window asks you to supply what is missing"),
            Words("逐项补正", "Supplement"),
            reverse("portal:supplement", args=[case.bureau, case.number]),
        )
    return None
