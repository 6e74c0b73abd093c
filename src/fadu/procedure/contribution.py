"""Contributions: what is put into the file while a step waits. Pure, as `transition` is."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure import clocks
from fadu.procedure.clocks import LocalLaw
from fadu.procedure.declare import Ask, Procedure, Step
from fadu.procedure.refusal import Refusal
from fadu.procedure.state import AskState, CaseState
from fadu.procedure.transition import closed, elsewhere, kept_apart
from fadu.record.actor import Actor, ByOfficer


def contributable(
    procedure: Procedure, state: CaseState, step: str, name: str, by: Actor
) -> list[Refusal]:
    """Why this actor cannot make this contribution now; empty when he can, his post aside.

    A case whose clocks stand still takes contributions: they are often what it waits for.
    """
    if state.status != "open":
        return [closed()]
    declared = procedure.step(step)
    if declared is None or step != state.step:
        return [elsewhere(procedure, state, step)]
    contribution = declared.contribution(name)
    if contribution is None:
        return [_no_such_contribution(declared, name)]
    if isinstance(by, ByOfficer):
        return kept_apart(procedure, state, f"{step}+{name}", contribution, by.officer)
    return []


def _no_such_contribution(step: Step, name: str) -> Refusal:
    return Refusal(
        "unknown_contribution",
        Words(
            f"“{step.title.zh}”期间不接收“{name}”", f"“{step.title.en}” takes no “{name}” meanwhile"
        ),
        Words("请在页面所列事项中选择", "Choose one of those that the page lists"),
        step.basis,
    )


def contributed(
    state: CaseState,
    name: str,
    by: Actor,
    on: datetime.date,
    memory: Mapping[str, Any],
    answers: int | None,
) -> CaseState:
    """The state after a contribution to the waiting step; `answers` is the place of the Ask among
    the state's that it answers, if any.
    """
    hands = state.hands
    if isinstance(by, ByOfficer):
        hands = {**hands, f"{state.step}+{name}/{by.officer}": str(by.officer)}
    asks = tuple(
        dataclasses.replace(ask, ended_on=on, answered=True) if place == answers else ask
        for place, ask in enumerate(state.asks)
    )
    return dataclasses.replace(state, hands=hands, asks=asks, memory={**state.memory, **memory})


def asking(state: CaseState, asks: Sequence[Ask], on: datetime.date, law: LocalLaw) -> CaseState:
    """The state with contributions to its waiting step asked for, each with its due date."""
    if not asks:
        return state
    new = []
    for ask in asks:
        due = clocks.step_due(ask.limit, on, state.law_on, law) if ask.limit else None
        asked = AskState(
            state.step, ask.contribution, on, ask.post, ask.officer, ask.person, due and due.on
        )
        new.append(asked)
    return dataclasses.replace(state, asks=(*state.asks, *new))


def open_asks(state: CaseState, name: str) -> list[tuple[int, AskState]]:
    """The open Asks for a contribution to the waiting step, each with its place in the state."""
    return [
        (place, ask)
        for place, ask in enumerate(state.asks)
        if ask.ended_on is None and ask.step == state.step and ask.contribution == name
    ]


def asked_person(state: CaseState, name: str, person: UUID) -> int | None:
    """The place of the Ask by which a person is asked for a contribution, or None."""
    return next((place for place, ask in open_asks(state, name) if ask.person == person), None)
