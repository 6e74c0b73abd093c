"""The verbs: everything that changes a case goes through one of these, with `by`, `at` and `key`.

    open, take, supplement, suspend, resume, withdraw, hand_over

Each is one transaction and gives `Done` or `Refused`. Page, import, command line and worker call
the same functions.
"""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fadu.bureau.authority import holders, posts_of, supervises
from fadu.law.entries import PaperRow
from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.declare import DONE, PARTY, Procedure, Step
from fadu.procedure.discover import paper_list
from fadu.procedure.engine import Drawn, Locked, Planned, act_on, drawing
from fadu.procedure.entries import (
    CaseHandedOver,
    CaseResumed,
    CaseSupplemented,
    CaseSuspended,
    CaseTaken,
    CaseWithdrawn,
)
from fadu.procedure.facts import NoFacts, fields_of
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.opening import open
from fadu.procedure.refusal import Answer, Refusal, Refused, refused
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByOfficer, ByParty
from fadu.record.append import Personal
from fadu.record.evidence import Stored
from fadu.record.moment import Moment
from fadu.record.typed import from_plain, to_plain

__all__ = ["hand_over", "open", "resume", "supplement", "suspend", "take", "withdraw"]


def take(
    case: UUID,
    step: str,
    outcome: str,
    *,
    bureau: str,
    by: Actor,
    at: Moment,
    key: str,
    facts: Any = None,
) -> Answer:
    """Take the waiting step with an outcome.

    `step` says which step the caller believes to be waiting: a page that is out of date, or a
    second click, is refused instead of acting on a later step.
    """
    stated = NoFacts() if facts is None else facts
    request = {
        "verb": "take",
        "case": case,
        "step": step,
        "outcome": outcome,
        "by": _who(by),
        "facts": stated,
    }

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        reasons = transition.permitted(procedure, state, step, outcome, by, at.on)
        if reasons:
            return Refused(tuple(reasons))
        declared = procedure.step(step)
        assert declared is not None
        acting = in_post(by, procedure, declared, bureau, at.on)
        if isinstance(acting, Refused):
            return acting
        return _taking(procedure, declared, locked, outcome, stated, acting, at)

    return act_on(case, bureau=bureau, at=at, key=key, request=request, plan=plan)


def _taking(
    procedure: Procedure,
    step: Step,
    locked: Locked,
    outcome: str,
    stated: Any,
    by: Actor,
    at: Moment,
) -> Planned | Refused:
    """Run the gates of the outcome, let the effective act decide, and plan the new state."""
    state = locked.state
    plain, personal = detached(stated)
    matter = matter_of(procedure, locked.id, locked.bureau, state)
    drawn: list[Drawn] = []
    asked = Asked(matter, outcome, stated, by, at, drawing(locked.bureau, at.on.year, drawn))
    gates = [gate for gate in step.gates if gate.applies(outcome)]
    chosen = step.outcome(outcome)
    assert chosen is not None
    act = step.does.get(chosen)
    needs = {gate.needs for gate in gates} | {act.needs if act else None}
    knowledge = {need: need(matter) for need in needs if need is not None}
    stopped = refused(reason for gate in gates for reason in _checked(gate, asked, knowledge))
    if stopped:
        return stopped
    effect = None
    if act:
        told = act.decide(asked, knowledge.get(act.needs) if act.needs else None)
        if isinstance(told, Refused):
            return told
        effect = (act.name, told)
    memory = step.remembers(asked) if step.remembers else {}
    after = transition.taken(procedure, state, outcome, by, at.on, locked.bureau, memory)
    default = step.default if step.default and step.default.outcome == outcome else None
    automatic = default.reason if default and not isinstance(by, ByOfficer) else Words("", "")
    items = memory.get("items", ())
    return Planned(
        by=by,
        act=CaseTaken(
            step.name,
            step.title.zh,
            step.title.en,
            outcome,
            chosen.words.zh,
            chosen.words.en,
            after.step or DONE,
            tuple(gate.name for gate in gates),
            plain,
            automatic.zh,
            automatic.en,
            tuple(items),
        ),  # fmt: skip
        after=after,
        post=post_of(procedure, after.step),
        effect=effect,
        personal=personal,
        documents=(*step.documents.get(chosen, ()), *(act.documents if act else ())),
        drawn=tuple(drawn),
    )


def _checked(gate: Gate, asked: Asked, knowledge: Mapping[Any, Any]) -> Sequence[Refusal]:
    return gate.check(asked, knowledge[gate.needs] if gate.needs else None)


def supplement(
    case: UUID,
    papers: Mapping[str, Sequence[Stored]],
    *,
    bureau: str,
    by: Actor,
    at: Moment,
    key: str,
    confirm: Sequence[UUID] = (),
) -> Answer:
    """Add papers (by code), or confirm the application for parties, or both.

    A party acts for itself; at the counter an officer in the window post acts for the parties who
    stand there.
    """
    request = {
        "verb": "supplement",
        "case": case,
        "papers": {
            code: sorted(file.digests.sha256 for file in files) for code, files in papers.items()
        },
        "by": _who(by),
        "confirm": list(confirm),
    }

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        acting = _for_parties(procedure, state, by, bureau, at.on, confirm)
        if isinstance(acting, Refused):
            return acting
        asked = {item["code"]: item for item in papers_asked(procedure, state, bureau)}
        unknown = [code for code in papers if code not in asked]
        if unknown or not (papers or confirm):
            return Refused((_no_such_paper(unknown),))
        plain = {code: [file.plain() for file in files] for code, files in papers.items()}
        parties = tuple(
            dataclasses.replace(party, confirmed=True) if party.person in confirm else party
            for party in state.parties
        )
        ids = {code: [file["id"] for file in files] for code, files in plain.items()}
        after = dataclasses.replace(state, papers={**state.papers, **ids}, parties=parties)
        return Planned(
            by=acting,
            act=CaseSupplemented(
                tuple(papers),
                tuple(asked[code]["title"].zh for code in papers),
                tuple(asked[code]["title"].en for code in papers),
                tuple(confirm),
            ),
            after=after,
            post=post_of(procedure, state.step),
            files=tuple(file for files in plain.values() for file in files),
        )

    return act_on(case, bureau=bureau, at=at, key=key, request=request, plan=plan)


def _for_parties(
    procedure: Procedure,
    state: CaseState,
    by: Actor,
    bureau: str,
    on: datetime.date,
    confirm: Sequence[UUID],
) -> Actor | Refused:
    if state.status != "open":
        return Refused((transition.closed(),))
    persons = {party.person for party in state.parties}
    if isinstance(by, ByParty) and by.person in persons and set(confirm) <= {by.person}:
        return by
    if isinstance(by, ByOfficer) and procedure.window and set(confirm) <= persons:
        if procedure.window.code in posts_of(bureau, by.officer, on):
            return dataclasses.replace(by, post=procedure.window.code)
    return Refused(
        (
            Refusal(
                "not_a_party",
                Words(
                    "只有当事人本人或窗口岗位可以补充",
                    "Only the party itself or the window may add this",
                ),
                Words("请由当事人办理,或到窗口办理", "Ask the party, or go to the window"),
            ),
        )
    )


def suspend(case: UUID, stop: str, *, bureau: str, by: ByOfficer, at: Moment, key: str) -> Answer:
    """Stop the case's clocks for a cause that the procedure declares with its article."""
    request = {"verb": "suspend", "case": case, "stop": stop, "by": _who(by)}

    def plan(locked: Locked) -> Planned | Refused:
        found = _at_step(locked, by, bureau, at.on)
        if isinstance(found, Refused):
            return found
        procedure, acting = found
        after = transition.suspended(procedure, locked.state, stop, at.on)
        if isinstance(after, Refusal):
            return Refused((after,))
        cause = procedure.stop(stop)
        assert cause is not None
        return Planned(
            by=acting,
            act=CaseSuspended(stop, cause.title.zh, cause.title.en, str(cause.basis)),
            after=after,
            post=post_of(procedure, after.step),
        )

    return act_on(case, bureau=bureau, at=at, key=key, request=request, plan=plan)


def resume(case: UUID, *, bureau: str, by: ByOfficer, at: Moment, key: str) -> Answer:
    """Let the case's clocks run again."""
    request = {"verb": "resume", "case": case, "by": _who(by)}

    def plan(locked: Locked) -> Planned | Refused:
        found = _at_step(locked, by, bureau, at.on)
        if isinstance(found, Refused):
            return found
        procedure, acting = found
        after = transition.resumed(procedure, locked.state, at.on)
        if isinstance(after, Refusal):
            return Refused((after,))
        stop = next(
            item.stop
            for clock in locked.state.clocks
            for item in clock.suspensions
            if item.end is None
        )
        post = post_of(procedure, after.step)
        return Planned(by=acting, act=CaseResumed(stop), after=after, post=post)

    return act_on(case, bureau=bureau, at=at, key=key, request=request, plan=plan)


def withdraw(case: UUID, *, bureau: str, by: ByParty, at: Moment, key: str) -> Answer:
    """A party withdraws; the case closes when every party has.

    Before entry in the register only, and by all applicants (不动产登记暂行条例 15, 实施细则 13).
    """
    request = {"verb": "withdraw", "case": case, "by": _who(by)}

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        if state.status != "open":
            return Refused((transition.closed(),))
        persons = {str(party.person) for party in state.parties}
        if str(by.person) not in persons:
            return Refused((transition.not_yours(procedure.start),))
        if state.step not in procedure.withdrawable:
            return Refused((_too_late(procedure),))
        willing = sorted({*state.memory.get("withdrawing", ()), str(by.person)})
        after = dataclasses.replace(state, memory={**state.memory, "withdrawing": willing})
        closing = set(willing) == persons
        if closing:
            after = transition.ended(after, "withdrawn", at.on)
        post = post_of(procedure, after.step)
        return Planned(by=by, act=CaseWithdrawn(closing), after=after, post=post)

    return act_on(case, bureau=bureau, at=at, key=key, request=request, plan=plan)


def hand_over(case: UUID, to: UUID, *, bureau: str, by: ByOfficer, at: Moment, key: str) -> Answer:
    """Hand the waiting step to an officer who holds its post."""
    request = {"verb": "hand_over", "case": case, "to": to, "by": _who(by)}

    def plan(locked: Locked) -> Planned | Refused:
        found = _at_step(locked, by, bureau, at.on, or_supervisor=True)
        if isinstance(found, Refused):
            return found
        procedure, acting = found
        post = post_of(procedure, locked.state.step)
        if not holders(bureau, post, at.on).filter(id=to).exists():
            return Refused((_holds_no_post(),))
        after = dataclasses.replace(locked.state, officer=to)
        return Planned(by=acting, act=CaseHandedOver(to), after=after, post=post)

    return act_on(case, bureau=bureau, at=at, key=key, request=request, plan=plan)


def in_post(
    by: Actor, procedure: Procedure, step: Step, bureau: str, on: datetime.date
) -> Actor | Refused:
    """The actor with the post it acts in, or a refusal when an officer does not hold it that day.

    The window may take a party's step for those who stand at the counter.
    """
    if not isinstance(by, ByOfficer):
        return by
    post = procedure.window if step.post is PARTY else step.post
    if post and post.code in posts_of(bureau, by.officer, on):
        return dataclasses.replace(by, post=post.code)
    return Refused((transition.not_yours(step),))


def _at_step(
    locked: Locked, by: ByOfficer, bureau: str, on: datetime.date, or_supervisor: bool = False
) -> tuple[Procedure, Actor] | Refused:
    procedure = locked.procedure
    if procedure is None:
        return Refused((undeclared(),))
    step = procedure.step(locked.state.step)
    if step is None:
        return Refused((transition.closed(),))
    if or_supervisor and supervises(bureau, by.officer, on):
        return procedure, dataclasses.replace(by, post="supervisor")
    acting = in_post(by, procedure, step, bureau, on)
    return acting if isinstance(acting, Refused) else (procedure, acting)


def matter_of(procedure: Procedure, case: UUID, bureau: str, state: CaseState) -> Matter:
    """What gates and acts see of a case."""
    facts: Any = from_plain(procedure.facts, state.facts)
    return Matter(case, bureau, state, facts, papers_asked(procedure, state, bureau))


def papers_asked(procedure: Procedure, state: CaseState, bureau: str) -> tuple[PaperRow, ...]:
    """The paper list in force on the case's parameter date."""
    return paper_list(procedure, state.law_on, bureau)


def post_of(procedure: Procedure, step: str) -> str:
    """The code of the post that a step waits for; "" when the case is closed."""
    declared = procedure.step(step)
    return declared.post.code if declared else ""


def detached(stated: Any) -> tuple[dict[str, Any], tuple[Personal, ...]]:
    """The plain form of stated facts, personal texts replaced by the ids of values kept apart."""
    plain: dict[str, Any] = to_plain(stated)
    personal = []
    for item in fields_of(type(stated)):
        if item.personal and plain[item.name]:
            value = Personal(item.name, plain[item.name], None)
            personal.append(value)
            plain[item.name] = f"personal:{value.id}"
    return plain, tuple(personal)


def _who(by: Actor) -> Any:
    return {type(by).__name__: by}


def undeclared() -> Refusal:
    """The case runs under a version of its procedure that is no longer declared."""
    return Refusal(
        "version_not_declared",
        Words(
            "本案所依据的程序版本已不再使用",
            "The version of this case's procedure is no longer declared",
        ),
        Words("请联系系统管理员迁移本案", "Ask the administrator to migrate the case"),
    )


def _no_such_paper(unknown: Sequence[str]) -> Refusal:
    names = "、".join(unknown)
    return Refusal(
        "paper_not_asked",
        Words(f"材料清单中没有:{names}", f"Not on the list of papers: {names}")
        if unknown
        else Words("没有补充任何内容", "Nothing was added"),
        Words("请按材料清单选择", "Choose from the list of papers"),
    )


def _too_late(procedure: Procedure) -> Refusal:
    return Refusal(
        "too_late_to_withdraw",
        Words("已登簿或已作出决定,不能撤回", "The matter is decided and cannot be withdrawn"),
        Words(
            "如对结果有异议,可依法申请更正或提出异议",
            "If you object, apply for correction or object by law",
        ),
        procedure.withdrawal,
    )


def _holds_no_post() -> Refusal:
    return Refusal(
        "holds_no_post",
        Words("接手人当日不在该岗位", "That officer does not hold the post on this day"),
        Words("请选择在岗人员", "Choose an officer in post"),
    )
