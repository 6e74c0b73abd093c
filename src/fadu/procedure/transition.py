"""How a case moves: pure functions from state, declaration and act to the new state or refusals.

Nothing here reads a database or a clock; the shell (`engine`) has asked authority and gates.
"""

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fadu.law.calendar import Calendar
from fadu.law.period import Due
from fadu.law.words import Words
from fadu.procedure import clocks, returning
from fadu.procedure.clocks import LocalLaw
from fadu.procedure.declare import DONE, PARTY, Contribution, Procedure, Step
from fadu.procedure.refusal import Refusal
from fadu.procedure.state import AskState, CaseState, ClockState, SuspensionState
from fadu.record.actor import Actor, ByOfficer, ByParty, BySystem

# In the case's memory: the steps whose silence a supervisor took back, with its effective day.
UNDONE = "silence_undone"


def permitted(
    procedure: Procedure, state: CaseState, step: str, outcome: str, by: Actor, on: datetime.date
) -> list[Refusal]:
    """Why this actor cannot take this step with this outcome now; empty when he can.

    Whether an officer holds the post on the day, or the step was handed to another, is asked by the
    shell: it knows who stands in for whom.
    """
    if state.status != "open":
        return [closed()]
    declared = procedure.step(step)
    if declared is None or step != state.step:
        return [elsewhere(procedure, state, step)]
    if any(_open_suspension(clock) for clock in state.clocks):
        return [_suspended(procedure, state)]
    by_silence = declared.default is not None and declared.default.outcome == outcome
    if declared.outcome(outcome) is None or (by_silence and not isinstance(by, BySystem)):
        return [
            Refusal(
                "unknown_outcome",
                Words(
                    f"“{declared.title.zh}”没有“{outcome}”这一结果",
                    f"“{declared.title.en}” has no outcome “{outcome}”",
                ),
                Words("请在页面所列结果中选择", "Choose one of the outcomes that the page lists"),
                declared.basis,
            )
        ]
    return _by_whom(procedure, state, declared, outcome, by, on)


def _by_whom(
    procedure: Procedure, state: CaseState, step: Step, outcome: str, by: Actor, on: datetime.date
) -> list[Refusal]:
    match by:
        case BySystem():
            return _by_system(state, step, outcome, on)
        case ByParty(person):
            if step.post is PARTY and any(party.person == person for party in state.parties):
                return []
            return [not_yours(step)]
        case ByOfficer(officer):
            return _by_officer(procedure, state, step, officer)


def _by_system(state: CaseState, step: Step, outcome: str, on: datetime.date) -> list[Refusal]:
    if step.post.code == "system":
        return []
    default = step.default
    undone = step.name in state.memory.get(UNDONE, ())
    if (
        default is None
        or default.outcome != outcome
        or state.due is None
        or on <= state.due
        or undone
    ):
        return [
            Refusal(
                "no_lawful_default",
                Words(
                    "法律没有规定此时视为作出该结果", "No law takes this as decided by silence now"
                ),
                Words("由经办岗位办理", "The post in charge has to act"),
                step.basis,
            )
        ]
    return []


def _by_officer(procedure: Procedure, state: CaseState, step: Step, officer: UUID) -> list[Refusal]:
    return kept_apart(procedure, state, step.name, step, officer)


def kept_apart(
    procedure: Procedure, state: CaseState, place: str, what: Step | Contribution, officer: UUID
) -> list[Refusal]:
    """Why an officer may not act at a place ("step" or "step+contribution"): he acted at another
    one that the procedure keeps apart from it, be it before a return.
    """
    for first, second in procedure.apart:
        if place in (first, second):
            other = second if place == first else first
            if str(officer) in state.handled(other):
                title = procedure.titled(other)
                return [
                    Refusal(
                        "same_person",
                        Words(
                            f"您已办理“{title.zh}”，不能再办理“{what.title.zh}”",
                            f"You took “{title.en}” and cannot also take “{what.title.en}”",
                        ),
                        Words("请由另一名在岗人员办理", "Another officer in post has to take it"),
                        what.basis,
                    )
                ]
    return []


def closed() -> Refusal:
    """The case has ended."""
    return Refusal(
        "case_closed",
        Words("本案已办结", "The case is closed"),
        Words("如需再办，请提出新的申请", "Make a new application"),
    )


def _suspended(procedure: Procedure, state: CaseState) -> Refusal:
    open_stops = [item for clock in state.clocks for item in clock.suspensions if not item.end]
    stop = procedure.stop(open_stops[0].stop)
    return Refusal(
        "suspended",
        Words("本案正在停止计时", "The case's clocks stand still"),
        Words("请先恢复计时，再办理本步骤", "Resume the case first"),
        stop.basis if stop else None,
    )


def assigned_to_another(step: Step) -> Refusal:
    """The step was handed over to somebody else."""
    return Refusal(
        "assigned_to_another",
        Words("本步骤已交由另一名经办人办理", "This step is assigned to another officer"),
        Words("请经办人移交，或请负责人改派", "Ask that officer or the head to hand it over"),
        step.basis,
    )


def not_yours(step: Step) -> Refusal:
    """The step belongs to somebody else."""
    return Refusal(
        "not_your_step",
        Words(
            f"“{step.title.zh}”由“{step.post.title.zh}”办理",
            f"“{step.title.en}” belongs to the post “{step.post.title.en}”",
        ),
        Words("请由该岗位人员办理", "Ask an officer in that post"),
        step.basis,
    )


def elsewhere(procedure: Procedure, state: CaseState, step: str) -> Refusal:
    """Another step waits than the one that was named."""
    here = procedure.step(state.step)
    title = here.title if here else Words(state.step, state.step)
    return Refusal(
        "not_at_this_step",
        Words(
            f"本案现在处于“{title.zh}”，这一步已办过或尚未到", f"The case is at “{title.en}” now"
        ),
        Words("请刷新页面，按现在的步骤办理", "Reload the page and act on the present step"),
        subject=step,
    )


def taken(
    procedure: Procedure,
    state: CaseState,
    outcome: str,
    by: Actor,
    on: datetime.date,
    law: LocalLaw,
    memory: Mapping[str, Any],
) -> CaseState:
    """The state after the present step was taken with an outcome on a day."""
    step = procedure.step(state.step)
    assert step is not None, "permitted() was asked before"
    to = next(target for name, target in step.next.items() if name == outcome)
    hands = dict(state.hands)
    responsible = state.responsible
    if isinstance(by, ByOfficer):
        responsible = by.officer
        before = hands.get(step.name)
        if before is not None and before != str(by.officer):
            hands[f"{step.name}/{before}"] = before
        hands[step.name] = str(by.officer)
    running = state.clocks
    accepted = state.accepted_on
    if outcome in step.starts:
        accepted = _effective_on(step, state, outcome, on)
        running = clocks.started(procedure, accepted, state.law_on, law)
    if outcome in step.ends:
        running = tuple(_stopped(clock, on) for clock in running)
    moved = dataclasses.replace(
        state,
        hands=hands,
        clocks=running,
        accepted_on=accepted,
        officer=None,
        responsible=responsible,
        offered=None,
        memory=_remembered(procedure, state, step, to, memory),
        asks=state.asks if to == step.name else _closed(state.asks, on),
    )
    if to == DONE:
        return ended(procedure, moved, outcome, on, law)
    return arrived(procedure, moved, to, on, law)


def _remembered(
    procedure: Procedure, state: CaseState, step: Step, to: str, memory: Mapping[str, Any]
) -> dict[str, Any]:
    """What the case remembers: nothing that a return undoes; that the silence of a step was taken
    back, until it is taken.
    """
    kept = returning.kept(procedure, {**state.memory, **memory}, step.name, to)
    if step.name in kept.get(UNDONE, ()):
        kept[UNDONE] = {name: on for name, on in kept[UNDONE].items() if name != step.name}
    return kept


def _closed(asks: tuple[AskState, ...], on: datetime.date) -> tuple[AskState, ...]:
    """The case goes on: what is still asked for ends without an answer."""
    return tuple(ask if ask.ended_on else dataclasses.replace(ask, ended_on=on) for ask in asks)


def _effective_on(step: Step, state: CaseState, outcome: str, on: datetime.date) -> datetime.date:
    """The day an outcome takes effect: what the law takes for done by silence, it takes for done on
    the day on which the limit ran out, whenever the worker notices. Where that was taken back, what
    is accepted then counts from that day all the same.
    """
    undone = state.memory.get(UNDONE, {}).get(step.name)
    if undone:
        return min(on, datetime.date.fromisoformat(undone))
    by_silence = step.default is not None and step.default.outcome == outcome
    return state.due if by_silence and state.due else on


def arrived(
    procedure: Procedure, state: CaseState, to: str, on: datetime.date, law: LocalLaw
) -> CaseState:
    """The state at the beginning of a step, with the step's due date."""
    step = procedure.step(to)
    assert step is not None, "the declaration was proved"
    due = clocks.step_due(step.limit, on, state.law_on, law)
    return due_by(dataclasses.replace(state, step=to, since=on), due)


def due_by(state: CaseState, due: Due | None) -> CaseState:
    """The state with the due date of its waiting step, and by which notices it was reckoned."""
    return dataclasses.replace(
        state,
        due=due.on if due else None,
        due_provisional=bool(due and due.provisional),
        due_notices=clocks.notices_of(due) if due else {},
    )


def ended(
    procedure: Procedure, state: CaseState, outcome: str, on: datetime.date, law: LocalLaw
) -> CaseState:
    """The state when the case closes: no step waits, no clock runs, no suspension stays open."""
    running = tuple(_resumed(clock, procedure, on, law.calendar) for clock in state.clocks)
    return dataclasses.replace(
        due_by(state, None),
        step="",
        since=on,
        status="closed",
        outcome=outcome,
        closed_on=on,
        officer=None,
        offered=None,
        clocks=tuple(_stopped(clock, on) for clock in running),
        asks=_closed(state.asks, on),
    )


def _stopped(clock: ClockState, on: datetime.date) -> ClockState:
    return clock if clock.stopped_on else dataclasses.replace(clock, stopped_on=on)


def suspended(
    procedure: Procedure, state: CaseState, stop: str, on: datetime.date, law: LocalLaw
) -> CaseState | Refusal:
    """The state with its running clocks stopped for a declared cause."""
    if state.status != "open":
        return closed()
    cause = procedure.stop(stop)
    if cause is None:
        return Refusal(
            "no_such_stop",
            Words(f"没有“{stop}”这一停止计时的法定事由", f"No article names “{stop}” as a cause"),
            Words(
                "停止计时的事由只能是程序中载明法律依据的情形",
                "Only causes that the procedure declares with an article can stop a clock",
            ),
        )
    running = [clock for clock in state.clocks if clock.stopped_on is None]
    if not running or any(_open_suspension(clock) for clock in running):
        return Refusal(
            "no_running_clock",
            Words("没有正在计时的时限", "No clock is running"),
            Words(
                "受理后、未停止计时时方可停止",
                "A clock can be stopped after acceptance, once at a time",
            ),
            cause.basis,
        )
    return dataclasses.replace(
        state,
        clocks=tuple(
            clock
            if clock.stopped_on
            else clocks.reckoned(
                dataclasses.replace(
                    clock, suspensions=(*clock.suspensions, SuspensionState(stop, on))
                ),
                procedure,
                law.calendar,
            )
            for clock in state.clocks
        ),
    )


def resumed(
    procedure: Procedure, state: CaseState, on: datetime.date, law: LocalLaw
) -> CaseState | Refusal:
    """The state with its open suspensions ended on a day (that day not counting as suspended).

    The waiting step's own limit stood still as well.
    """
    if state.status != "open":
        return closed()
    if not any(_open_suspension(clock) for clock in state.clocks):
        return Refusal(
            "not_suspended",
            Words("本案没有停止计时", "The case is not suspended"),
            Words("无需恢复", "There is nothing to resume"),
        )
    running = tuple(_resumed(clock, procedure, on, law.calendar) for clock in state.clocks)
    step = procedure.step(state.step)
    assert step is not None, "an open case waits at a step"
    ledger = clocks.ledger_of(running)
    due = clocks.step_due(step.limit, state.since, state.law_on, law, ledger)
    return due_by(dataclasses.replace(state, clocks=running), due)


def _open_suspension(clock: ClockState) -> bool:
    return any(item.end is None for item in clock.suspensions)


def _resumed(
    clock: ClockState, procedure: Procedure, on: datetime.date, calendar: Calendar
) -> ClockState:
    """The day of resumption counts again; a stop lifted on its own day stopped nothing."""
    last = on - datetime.timedelta(days=1)
    ledger = tuple(
        item if item.end else dataclasses.replace(item, end=last)
        for item in clock.suspensions
        if item.end or item.start <= last
    )
    if ledger == clock.suspensions:
        return clock
    return clocks.reckoned(dataclasses.replace(clock, suspensions=ledger), procedure, calendar)
