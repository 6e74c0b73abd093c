"""The verb `contribute`: something is put into the file while a step waits, which does not move."""

import dataclasses
import datetime
from typing import Any
from uuid import UUID

from fadu.bureau.authority import Standing, standing_of
from fadu.law.words import Words
from fadu.procedure import contribution as pure
from fadu.procedure.asking import passed
from fadu.procedure.attaching import Attached, Files, attaching, digests_of
from fadu.procedure.declare import PARTY, PUBLIC, SYSTEM, Contribution, Procedure
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseContributed
from fadu.procedure.facts import NoFacts, detached
from fadu.procedure.in_force import gates_asked
from fadu.procedure.office import acting_in, named, own_case, post_of, undeclared
from fadu.procedure.opening import wrong_facts
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByOfficer, ByParty, BySystem
from fadu.record.moment import Moment

Acting = tuple[Actor, int | None]


def contribute(
    case: UUID,
    step: str,
    name: str,
    *,
    bureau: str,
    by: Actor,
    at: Moment,
    key: str,
    facts: Any = None,
    files: Files | None = None,
) -> Answer:
    """Make a contribution to the waiting step: a reply, a voice, a request, a comment.

    `facts` is an instance of what the contribution asks to be stated; `files` go with it, by the
    name of their Attachment.
    """
    stated = NoFacts() if facts is None else facts
    request = {
        "verb": "contribute",
        "case": case,
        "step": step,
        "name": name,
        "by": named(by),
        "facts": stated,
        **digests_of(files),
    }

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        reasons = pure.contributable(procedure, state, step, name, by)
        if reasons:
            return Refused(tuple(reasons))
        declared = procedure.step(step)
        contribution = declared.contribution(name) if declared else None
        assert contribution is not None, "contributable() was asked before"
        if contribution.facts and isinstance(stated, NoFacts):
            return Refused((_nothing_stated(contribution),))
        wrong = wrong_facts(stated, contribution.facts, "facts")
        if wrong:
            return Refused(tuple(wrong))
        attached = attaching(contribution, contribution.attachments, name, files)
        if isinstance(attached, Refused):
            return attached
        acting = contributor(by, procedure, contribution, state, bureau, at.on)
        if isinstance(acting, Refused):
            return acting
        return _contributing(procedure, contribution, locked, stated, attached, acting, at)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _contributing(
    procedure: Procedure,
    contribution: Contribution,
    locked: Locked,
    stated: Any,
    attached: Attached,
    acting: Acting,
    at: Moment,
) -> Planned | Refused:
    state, (by, answers) = locked.state, acting
    plain, personal = detached(stated)
    gates = gates_asked(procedure, contribution.gates, state.law_on, locked.bureau)
    found = passed(
        procedure, locked, contribution.name, stated, by, at,
        gates=gates, act=contribution.does, remembers=contribution.remembers,
        asks=contribution.asks, attached=attached,
    )  # fmt: skip
    if isinstance(found, Refused):
        return found
    after = pure.contributed(state, contribution.name, by, at.on, found.memory, answers)
    after = pure.asking(after, found.asks, at.on, locked.law)
    after = attached.laid_in(after, f"{state.step}+{contribution.name}")
    step = procedure.step(state.step)
    assert step is not None
    return Planned(
        by=by,
        act=CaseContributed(
            step.name,
            step.title.zh,
            step.title.en,
            contribution.name,
            contribution.title.zh,
            contribution.title.en,
            tuple(gate.name for gate in gates),
            plain,
        ),
        after=after,
        post=post_of(procedure, state.step),
        effect=found.effect,
        personal=personal,
        files=attached.plain,
        documents=(
            *contribution.documents,
            *(contribution.does.documents if contribution.does else ()),
        ),
        drawn=found.drawn,
    )


def contributor(
    by: Actor,
    procedure: Procedure,
    contribution: Contribution,
    state: CaseState,
    bureau: str,
    on: datetime.date,
) -> Acting | Refused:
    """The actor with the post in which he contributes, and the Ask that he answers; or why not."""
    if isinstance(by, ByOfficer):
        return _officer(by, procedure, contribution, state, bureau, on)
    if isinstance(by, BySystem):
        may = contribution.post is SYSTEM
        return (by, None) if may else Refused((_not_asked(contribution),))
    return _party(by, contribution, state)


def _party(by: ByParty, contribution: Contribution, state: CaseState) -> Acting | Refused:
    place = pure.asked_person(state, contribution.name, by.person)
    party = any(party.person == by.person for party in state.parties)
    may = contribution.post is PUBLIC or (contribution.post is PARTY and party)
    if place is not None or (may and not contribution.only_asked):
        return by, place
    return Refused((_not_asked(contribution),))


def _officer(
    by: ByOfficer,
    procedure: Procedure,
    contribution: Contribution,
    state: CaseState,
    bureau: str,
    on: datetime.date,
) -> Acting | Refused:
    """Whoever is asked by name or by post; else whoever holds the contribution's post."""
    standing = standing_of(bureau, by.officer, on)
    if procedure.for_parties and any(party.person == standing.person for party in state.parties):
        return Refused((own_case(contribution),))
    asked = _asked(by, contribution, state, standing)
    if asked is not None:
        return asked
    post = procedure.window if contribution.post is PARTY else contribution.post
    if post is None or post is PUBLIC or contribution.only_asked:
        return Refused((_not_asked(contribution),))
    acting = acting_in(post, by, standing)
    return Refused((_not_asked(contribution),)) if acting is None else (acting, None)


def _asked(
    by: ByOfficer, contribution: Contribution, state: CaseState, standing: Standing
) -> Acting | None:
    for place, ask in pure.open_asks(state, contribution.name):
        if ask.officer is not None and ask.officer in standing.tasks_of:
            post = ask.post or contribution.post.code
        elif ask.officer is None and ask.post and ask.post in standing.posts:
            post = ask.post
        else:
            continue
        acting = acting_in(_post(post, contribution), by, standing, ask.officer)
        if acting is not None:
            return acting, place
    return None


def _post(code: str, contribution: Contribution) -> Any:
    return dataclasses.replace(contribution.post, code=code) if code else contribution.post


def _not_asked(contribution: Contribution) -> Refusal:
    return Refusal(
        "not_asked",
        Words(
            f"“{contribution.title.zh}”未请您提出，或已提出",
            f"You are not asked for “{contribution.title.en}”, or have given it",
        ),
        Words("请由被征求意见的人或岗位办理", "Whoever is asked has to do it"),
        contribution.basis,
    )


def _nothing_stated(contribution: Contribution) -> Refusal:
    return Refusal(
        "facts_missing",
        Words(
            f"“{contribution.title.zh}”须填写必要内容",
            f"“{contribution.title.en}” needs something stated",
        ),
        Words("请填写后再提交", "Fill it in and submit again"),
        contribution.basis,
    )
