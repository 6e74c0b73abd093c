"""The verb `unmask`: an officer sees identity numbers or telephones in full, for a stated purpose.

Pages mask both. Who needs one says why, and the record says who saw what of whom and for what
purpose; it never holds the value, and the free words lie apart as a personal value.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.declare import Procedure
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseUnmasked
from fadu.procedure.facts import detached, fact
from fadu.procedure.office import at_step, named, post_of, supervising
from fadu.procedure.opening import wrong_facts
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByOfficer
from fadu.record.moment import Moment

FIELDS = {
    "identity": Words("证件号码", "identity number"),
    "phone": Words("电话", "telephone"),
}


class Reason(StrEnum):
    """For what an officer needs a value in full."""

    IDENTIFY = "identify"
    REACH = "reach"
    DOCUMENT = "document"
    INSPECT = "inspect"


REASONS = {
    Reason.IDENTIFY: Words("核对当事人身份", "to establish who the party is"),
    Reason.REACH: Words("联系当事人", "to reach the party"),
    Reason.DOCUMENT: Words("核对或者制作文书", "to check or make a document"),
    Reason.INSPECT: Words("监督检查", "for supervision"),
}


@dataclass(frozen=True)
class Purpose:
    """What an officer states before a value is shown."""

    reason: Reason = fact(
        "事由", "Reason", choices={reason.value: words for reason, words in REASONS.items()}
    )
    note: str = fact("说明", "Details", personal=True)

    def problems(self) -> dict[str, Words]:
        """A reason without words of one's own is a habit, not a reason."""
        if self.note.strip():
            return {}
        return {"note": Words("请写明为什么需要查看", "Say why it is needed")}


def unmask(
    case: UUID,
    persons: Iterable[UUID],
    fields: Iterable[str],
    purpose: Purpose,
    *,
    bureau: str,
    by: ByOfficer,
    at: Moment,
    key: str,
) -> Answer:
    """Record that the officer sees these fields of these parties in full; the page may then show.

    Allowed to whom the case waits for, and to who supervises.
    """
    whose, which = sorted(set(persons)), sorted(set(fields))
    request = {
        "verb": "unmask",
        "case": case,
        "persons": whose,
        "fields": which,
        "purpose": purpose,
        "by": named(by),
    }

    def plan(locked: Locked) -> Planned | Refused:
        acting = may_unmask(locked.procedure, locked.state, by, bureau, at.on)
        if isinstance(acting, Refused):
            return acting
        wrong = _wrong(locked.state, whose, which) + wrong_facts(purpose, Purpose, "purpose")
        if wrong:
            return Refused(tuple(wrong))
        plain, personal = detached(purpose)
        words = REASONS[purpose.reason]
        return Planned(
            by=acting,
            act=CaseUnmasked(
                tuple(whose), tuple(which), plain["reason"], words.zh, words.en, plain["note"]
            ),
            after=locked.state,
            post=post_of(locked.procedure, locked.state.step) if locked.procedure else "",
            personal=personal,
        )

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def may_unmask(
    procedure: Procedure | None, state: CaseState, by: ByOfficer, bureau: str, on: datetime.date
) -> Actor | Refused:
    """The officer in the post of the waiting step, or supervising (also a closed case)."""
    overseeing = supervising(by, bureau, on)
    if overseeing is not None:
        return overseeing
    found = at_step(procedure, state, by, bureau, on)
    return found if isinstance(found, Refused) else found[1]


def _wrong(state: CaseState, whose: Sequence[UUID], which: Sequence[str]) -> list[Refusal]:
    parties = {party.person for party in state.parties}
    if whose and which and parties.issuperset(whose) and set(which) <= FIELDS.keys():
        return []
    return [
        Refusal(
            "nothing_to_unmask",
            Words(
                "没有选择本案当事人或者要查看的内容", "No party of this case, or no value is chosen"
            ),
            Words(
                "请勾选当事人和要查看的内容，只选需要的",
                "Choose the parties and the values, only those that are needed",
            ),
        )
    ]
