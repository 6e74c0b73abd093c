"""The verb `rate` (好差评): a party says how a closed case was handled, once.

The mark counts in figures, so it stands in the leaf; the words are a personal value, apart, which
a bundle gives to their author alone. `anonymous` keeps the mark from the pages of the case: neither
timeline nor list of ratings then says who gave which.
"""

import dataclasses
from dataclasses import dataclass
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import MARKS, CaseRated
from fadu.procedure.office import named
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import ByParty
from fadu.record.append import Personal
from fadu.record.moment import Moment

RATED = "rated"
FIELD = "rating"
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Rated:
    """What a party says: a mark from 1 to 5, words if it likes, and whether to stay unnamed."""

    score: int
    text: str = ""
    anonymous: bool = True


def rate(
    case: UUID, stated: Rated, *, bureau: str, by: ByParty, at: Moment, key: str
) -> Answer:  # fmt: skip
    """A party rates a case that has ended. Once: what was said is not changed afterwards."""
    request = {"verb": "rate", "case": case, "by": named(by), "stated": stated}

    def plan(locked: Locked) -> Planned | Refused:
        reasons = tuple(refusals(locked.state, stated, by.person))
        if reasons:
            return Refused(reasons)
        text = stated.text.strip()
        words = (Personal(FIELD, text, by.person),) if text else ()
        memory = locked.state.memory
        rated = sorted({*memory.get(RATED, ()), str(by.person)})
        return Planned(
            by=by,
            act=CaseRated(stated.score, stated.anonymous, words[0].id if words else None),
            after=dataclasses.replace(locked.state, memory={**memory, RATED: rated}),
            post="",  # a closed case waits for nobody
            personal=words,
            extra={"rated_by": str(by.person)},
        )

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def refusals(state: CaseState, stated: Rated, person: UUID) -> list[Refusal]:
    """Why this rating cannot be taken; nothing when it can."""
    found = [reason for reason in (may_rate(state, person),) if reason]
    if stated.score not in MARKS:
        found.append(_NO_MARK)
    if len(stated.text.strip()) > LONGEST:
        found.append(TOO_LONG)
    return found


def may_rate(state: CaseState, person: UUID) -> Refusal | None:
    """Why this person cannot rate this case, or None."""
    if all(party.person != person for party in state.parties):
        return _NOT_A_PARTY
    if state.status == "open":
        return _STILL_OPEN
    return _RATED_ALREADY if str(person) in state.memory.get(RATED, ()) else None


_NOT_A_PARTY = Refusal(
    "not_a_party",
    Words("只有本案当事人可以评价", "Only a party to the case can rate it"),
    Words("请由当事人本人评价", "Ask a party to do so"),
)
_STILL_OPEN = Refusal(
    "still_open",
    Words("本案尚未办结，还不能评价", "The case is not closed yet and cannot be rated"),
    Words("办结后再评价", "Rate it when it is closed"),
)
_RATED_ALREADY = Refusal(
    "rated_already",
    Words("您已经评价过本案", "You have rated this case already"),
    Words(
        "每名当事人评价一次；如有新的意见，请向窗口反映",
        "Each party rates once; tell the window more",
    ),
)
_NO_MARK = Refusal(
    "no_mark",
    Words("请选择满意程度", "Choose how satisfied you are"),
    Words(
        "从“非常不满意”到“非常满意”选一项", "Choose one, from very dissatisfied to very satisfied"
    ),
    subject="score",
)
TOO_LONG = Refusal(
    "too_long",
    Words(f"文字超过{LONGEST}字", f"The text is longer than {LONGEST} characters"),
    Words("请缩短后再提交；已填的内容还在", "Shorten it; what you typed is kept"),
    subject="text",
)
