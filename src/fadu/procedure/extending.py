"""The verb `extend`: more time for the bureau, by whom an article lets grant it and no longer."""

import dataclasses
from typing import Any
from uuid import UUID

from fadu.bureau.authority import standing_of
from fadu.law.period import PeriodError, parse_period
from fadu.law.units import Period
from fadu.law.words import Words
from fadu.procedure import clocks, transition
from fadu.procedure.clock_entries import CaseExtended, DueMove
from fadu.procedure.declare import ExtensionPower, Procedure
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.office import acting_in, named, post_of, undeclared
from fadu.procedure.recomputing import clock_move
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState, ClockState, ExtensionState
from fadu.record.actor import ByOfficer
from fadu.record.append import Personal
from fadu.record.moment import Moment


def extend(
    case: UUID,
    power: str,
    period: str,
    reason: str,
    *,
    bureau: str,
    by: ByOfficer,
    at: Moment,
    key: str,
) -> Answer:
    """Lengthen the case's clocks by a period ("10wd") under a power that the procedure declares.

    Refused where the power does not reach: another post, more than the article allows, a second
    time, after the limit has run out, or without a reason, which the party is told.
    """
    request = {
        "verb": "extend",
        "case": case,
        "power": power,
        "period": period,
        "reason": reason,
        "by": named(by),
    }

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        if state.status != "open":
            return Refused((transition.closed(),))
        granted = procedure.extension(power)
        if granted is None:
            return Refused((_no_power(procedure),))
        acting = acting_in(granted.post, by, standing_of(bureau, by.officer, at.on))
        if acting is None:
            return Refused((_not_the_post(granted),))
        wrong = _faults(granted, period, reason, locked, at)
        if wrong:
            return Refused(tuple(wrong))
        return _extending(procedure, granted, period, reason, locked, acting, at)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _extending(
    procedure: Procedure, power: ExtensionPower, period: str, reason: str, locked: Locked,
    by: ByOfficer, at: Moment,
) -> Planned:  # fmt: skip
    why = Personal("reason", reason.strip(), None)
    after, moves = lengthened(procedure, power, period, locked, at)
    words = parse_period(period).words
    return Planned(
        by=by,
        act=CaseExtended(
            power.name,
            power.title.zh,
            power.title.en,
            power.basis.words.zh,
            power.basis.words.en,
            period,
            words.zh,
            words.en,
            f"personal:{why.id}",
            moves,
        ),
        after=after,
        post=post_of(procedure, after.step),
        personal=(why,),
        documents=power.documents,
    )


def lengthened(
    procedure: Procedure, power: ExtensionPower, period: str, locked: Locked, at: Moment
) -> tuple[CaseState, tuple[DueMove, ...]]:
    """The state with the power's clocks lengthened, and which due dates moved."""
    running, moves = [], []
    for clock in locked.state.clocks:
        if clock.name in power.clocks and clock.stopped_on is None:
            more = ExtensionState(power.name, at.on, period)
            longer = dataclasses.replace(clock, extensions=(*clock.extensions, more))
            moves.append(
                clock_move(clock, clocks.explained(longer, procedure, locked.law.calendar))
            )
            clock = clocks.reckoned(longer, procedure, locked.law.calendar)
        running.append(clock)
    return dataclasses.replace(locked.state, clocks=tuple(running)), tuple(moves)


def _faults(
    power: ExtensionPower, period: str, reason: str, locked: Locked, at: Moment
) -> list[Refusal]:
    """Everything that stands against an extension by the right post."""
    state = locked.state
    meant = [clock for clock in state.clocks if clock.name in power.clocks and not clock.stopped_on]
    if not meant:
        return [_no_clock(power)]
    found = []
    if not reason.strip():
        found.append(_no_reason(power))
    if any(_used(clock, power) >= power.times for clock in meant):
        found.append(_used_up(power))
    if any(clock.due < at.on for clock in meant):
        found.append(_too_late(power))
    most = clocks.period_of(power.most.key, state.law_on, locked.law.division)[0]
    asked = _parsed(period)
    if asked is None or not _within(asked, parse_period(most)) or _other_unit(asked, meant):
        found.append(_too_much(power, parse_period(most)))
    return found


def _used(clock: ClockState, power: ExtensionPower) -> int:
    return sum(1 for each in clock.extensions if each.power == power.name)


def _parsed(period: str) -> Period | None:
    try:
        return parse_period(period)
    except PeriodError:
        return None


def _length(period: Period) -> int:
    return int(getattr(period, "n", 0))


def _within(asked: Period, most: Period) -> bool:
    return type(asked) is type(most) and 0 < _length(asked) <= _length(most)


def _other_unit(asked: Period, clocks_meant: list[ClockState]) -> bool:
    return any(type(parse_period(clock.period)) is not type(asked) for clock in clocks_meant)


def _refusal(code: str, zh: str, en: str, remedy: Words, **more: Any) -> Refusal:
    return Refusal(code, Words(zh, en), remedy, **more)


def _no_power(procedure: Procedure) -> Refusal:
    return _refusal(
        "no_such_extension",
        "本事项没有法律规定可以这样延长期限",
        "No article lets anybody extend a limit of this matter so",
        Words("请在时限内办结", "Finish within the limit"),
        basis=procedure.basis[0],
    )


def _not_the_post(power: ExtensionPower) -> Refusal:
    return _refusal(
        "not_your_power",
        f"延长期限由“{power.post.title.zh}”批准",
        f"Only the post “{power.post.title.en}” may extend the limit",
        Words("请报该岗位批准", "Ask that post to grant it"),
        basis=power.basis,
    )


def _no_clock(power: ExtensionPower) -> Refusal:
    return _refusal(
        "no_running_clock",
        "没有正在计时的法定时限",
        "No clock is running",
        Words("受理后、办结前方可延长", "A limit can be extended after acceptance, before the end"),
        basis=power.basis,
    )


def _no_reason(power: ExtensionPower) -> Refusal:
    return _refusal(
        "reasons_missing",
        "没有写明延长的理由",
        "No reason is given for the extension",
        Words("请写明理由，须告知申请人", "State the reason: the applicant has to be told"),
        basis=power.basis,
        subject="reason",
    )


def _used_up(power: ExtensionPower) -> Refusal:
    often = "once" if power.times == 1 else f"{power.times} times"
    return _refusal(
        "extended_already",
        f"只能延长{power.times}次，已经延长过",
        f"The limit can be extended {often}, and has been",
        Words("请在现有时限内办结", "Finish within the limit as it stands"),
        basis=power.basis,
    )


def _too_late(power: ExtensionPower) -> Refusal:
    return _refusal(
        "limit_has_run_out",
        "时限已届满，届满后不能再延长",
        "The limit has run out and cannot be extended any more",
        Words("请尽快办结，逾期照实记录", "Finish soon; that it is late stays in the record"),
        basis=power.basis,
    )


def _too_much(power: ExtensionPower, most: Period) -> Refusal:
    return _refusal(
        "beyond_the_power",
        f"最多可延长{most.words.zh}，并以同一单位计算",
        f"At most {most.words.en} may be added, in the unit of the limit",
        Words("请填写不超过该数的期限", "State no more than that"),
        basis=power.basis,
        subject="period",
    )
