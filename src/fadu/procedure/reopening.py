"""The verb `reopen`: a supervisor takes back what was taken as decided by silence.

Only until something was built on it, and never where the law's silence has changed a register: that
is corrected, not undone. The step waits again as if nobody had spoken; its silence decides no more,
and a later acceptance counts from the day on which silence had accepted: nobody loses by our error.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseReopened
from fadu.procedure.facts import detached, fact
from fadu.procedure.office import named, supervising, undeclared
from fadu.procedure.opening import wrong_facts
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState, fold, state_from
from fadu.procedure.texting import reopening_told
from fadu.record.actor import ByOfficer
from fadu.record.models import Entry, entries_of
from fadu.record.moment import Moment

BY_SILENCE = "system:clock:default:"
# What an entry may change without anything being built on the step: in whose hands it lies.
_BUILDS_NOTHING = frozenset({"officer", "offered", "responsible"})


@dataclass(frozen=True)
class Grounds:
    """Why silence is not to stand."""

    note: str = fact(
        "撤销理由", "Grounds", personal=True, prose=True,
        help=Words("如：当场已书面告知，但没有录入", "For example: told in writing at once, not entered"),
    )  # fmt: skip

    def problems(self) -> dict[str, Words]:
        """Who takes back what the law has decided says why."""
        if self.note.strip():
            return {}
        return {"note": Words("请写明撤销理由", "Say why it is taken back")}


def reopen(
    case: UUID, grounds: Grounds, *, bureau: str, by: ByOfficer, at: Moment, key: str
) -> Answer:
    """Take back the last act if silence did it and nothing was built on it."""
    request = {"verb": "reopen", "case": case, "grounds": grounds, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        overseeing = supervising(by, bureau, at.on)
        if overseeing is None:
            return Refused((_not_supervising(),))
        procedure = locked.procedure
        if procedure is None:
            return Refused((undeclared(),))
        history = list(entries_of(bureau, case))
        silent = by_silence(reversed(history))
        if silent is None or locked.state.status != "open":
            return Refused((_nothing_to_reopen(),))
        wrong = wrong_facts(grounds, Grounds, "grounds")
        if wrong:
            return Refused(tuple(wrong))
        before = state_before(history, silent)
        taken = silent.payload["act"]
        undone = {before.step: _effective(locked.state, silent)}
        memory = {**before.memory, transition.UNDONE: undone}
        waiting = dataclasses.replace(before, memory=memory, officer=None, offered=None)
        after = transition.arrived(procedure, waiting, before.step, at.on, locked.law)
        step = procedure.step(before.step)
        assert step is not None, "silence took this step of this version"
        plain, personal = detached(grounds)
        told = CaseReopened(
            step.name, step.title.zh, step.title.en, taken["outcome_zh"], taken["outcome_en"],
            silent.id, plain["note"],
        )  # fmt: skip
        outward = step.default is not None and step.default.internal is None
        return Planned(
            by=overseeing, act=told, after=after, post=step.post.code, personal=personal,
            telling=reopening_told(before) if outward else None,
        )  # fmt: skip

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def by_silence(newest_first: Iterable[Entry]) -> Entry | None:
    """The entry by which silence took the last step, if nothing was built on it since."""
    for entry in newest_first:
        if frozenset(entry.payload.get("change", ())) <= _BUILDS_NOTHING:
            continue
        silent = entry.kind == "case.taken" and entry.key.startswith(BY_SILENCE)
        return entry if silent and "effect" not in entry.payload else None
    return None


def state_before(history: Iterable[Entry], entry: Entry) -> CaseState:
    """The state that the entries before this one give."""
    plain = None
    for each in history:
        if each.seq >= entry.seq:
            break
        plain = fold(plain, each.payload)
    return state_from(plain or {})


def _effective(state: CaseState, silent: Entry) -> str:
    """The day on which silence had taken effect: of acceptance where it accepted."""
    return (state.accepted_on or silent.at).isoformat()


def _not_supervising() -> Refusal:
    return Refusal(
        "not_supervising",
        Words("只有负责监督的岗位可以撤销超时默认", "Only a supervising post takes silence back"),
        Words("请由股室负责人或局领导办理", "Ask the head of the section or a leader"),
    )


def _nothing_to_reopen() -> Refusal:
    return Refusal(
        "nothing_to_reopen",
        Words(
            "最近一步不是超时默认，或者其后已有办理，或者已登簿，不能撤销",
            "The last step was not taken by silence, or something was built on it since",
        ),
        Words("确有错误的，按更正程序办理", "What is wrong is corrected by its own procedure"),
    )
