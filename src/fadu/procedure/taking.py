"""The verb `take`: the waiting step is taken with an outcome, having passed its gates."""

from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.asking import passed
from fadu.procedure.attaching import Attached, Files, attaching, digests_of
from fadu.procedure.contribution import asking
from fadu.procedure.declare import DONE, Procedure, Step
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseTaken
from fadu.procedure.facts import NoFacts, detached
from fadu.procedure.gate import Outcome
from fadu.procedure.in_force import gates_asked
from fadu.procedure.office import in_post, named, post_of, undeclared
from fadu.procedure.opening import wrong_facts
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.silence import automatic
from fadu.procedure.texting import silence_told
from fadu.record.actor import Actor
from fadu.record.moment import Moment


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
    files: Files | None = None,
) -> Answer:
    """Take the waiting step with an outcome.

    `step` says which step the caller believes to be waiting: a page that is out of date, or a
    second click, is refused instead of acting on a later step. `files` go with the act, by the name
    of their Attachment.
    """
    stated = NoFacts() if facts is None else facts
    request = {
        "verb": "take",
        "case": case,
        "step": step,
        "outcome": outcome,
        "by": named(by),
        "facts": stated,
        **digests_of(files),
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
        if declared.facts and isinstance(stated, NoFacts):
            return Refused((_nothing_stated(declared),))
        wrong = wrong_facts(stated, declared.facts, "facts")
        if wrong:
            return Refused(tuple(wrong))
        attached = attaching(declared, declared.attachments, outcome, files)
        if isinstance(attached, Refused):
            return attached
        acting = in_post(by, procedure, declared, state, bureau, at.on)
        if isinstance(acting, Refused):
            return acting
        return _taking(procedure, declared, locked, outcome, stated, attached, acting, at)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _nothing_stated(step: Step) -> Refusal:
    return Refusal(
        "facts_missing",
        Words(f"“{step.title.zh}”须填写必要内容", f"“{step.title.en}” needs something stated"),
        Words("请填写后再提交", "Fill it in and submit again"),
        step.basis,
    )


def _taking(
    procedure: Procedure,
    step: Step,
    locked: Locked,
    outcome: str,
    stated: Any,
    attached: Attached,
    by: Actor,
    at: Moment,
) -> Planned | Refused:
    """Run the gates of the outcome, let the effective act decide, and plan the new state."""
    state = locked.state
    plain, personal = detached(stated)
    gates = gates_asked(procedure, step.gates_on(outcome), state.law_on, locked.bureau)
    chosen = step.outcome(outcome)
    assert chosen is not None
    act = step.does.get(chosen)
    found = passed(
        procedure, locked, outcome, stated, by, at,
        gates=gates, act=act, remembers=step.remembers, asks=step.asks, attached=attached,
    )  # fmt: skip
    if isinstance(found, Refused):
        return found
    memory = found.memory
    after = transition.taken(procedure, state, outcome, by, at.on, locked.law, memory)
    after = attached.laid_in(after, step.name)
    after = asking(after, found.asks, at.on, locked.law)
    why, telling = _silence(step, locked, chosen)
    if isinstance(why, Refusal):
        return Refused((why,))
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
            why.zh,
            why.en,
            tuple(items),
        ),
        after=after,
        post=post_of(procedure, after.step),
        effect=found.effect,
        personal=personal,
        files=attached.plain,
        documents=(*step.documents.get(chosen, ()), *(act.documents if act else ())),
        drawn=found.drawn,
        telling=telling,
    )


def _silence(step: Step, locked: Locked, outcome: Outcome) -> tuple[Words | Refusal, Words | None]:
    """Why an outcome comes by itself ("" where a person takes it), and what parties are told."""
    default = step.default
    if default is None or default.outcome != outcome:
        return Words("", ""), None
    told = None if default.internal else silence_told(locked.state, outcome)
    return automatic(default, locked.bureau, locked.state.law_on), told
