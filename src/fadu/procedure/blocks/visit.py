"""Site visit (现场勘验、检查): two different officers, time and place, photographs, the party's signature
or why it is missing.

The officer who takes the step was there; each other one says so himself, under his own account.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import Attachment, Contribution, Limit, Post, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import TWO_OFFICERS, Gate, Outcome
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.actor import Actor, ByOfficer

PRESENT = "present"
SIGNED, REFUSED, ABSENT = "signed", "refused", "absent"
RECORDED = Outcome("recorded", Words("勘验笔录已完成", "The visit is recorded"))


@dataclass(frozen=True)
class Visit:
    """When and where, what was found, and what the party did with the record."""

    on: date = fact("勘验日期", "Date of the visit")
    hours: str = fact("起止时间", "From when until when", example="9:30–11:00")
    place: str = fact("地点", "Place")
    found: str = fact("勘验情况", "What was found", prose=True)
    signature: str = fact(
        "当事人签名", "Signature of the party",
        choices={
            SIGNED: Words("已签名", "Signed"),
            REFUSED: Words("拒绝签名", "Refused"),
            ABSENT: Words("不在场", "Not there"),
        },
    )  # fmt: skip
    why: str = fact("未签名的情况说明和见证人", "Why it is missing, and who witnessed", default="")


def site_visit(
    *,
    name: str = "visit",
    title: Words,
    post: Post,
    basis: Citation,
    limit: Limit,
    to: str,
    officers: int = 2,
    gates: tuple[Gate, ...] = (),
) -> Step:
    """The step NAME, taken by one of `officers` who were there. `gates` are asked besides, such as
    a certificate that each of them has to hold.
    """
    present = Contribution(
        PRESENT,
        Words("确认本人到场", "I was there"),
        post,
        basis,
        gates=(_once(name, basis),),
        remembers=lambda asked: {name: [*_present(asked.matter, name), _officer(asked.by)]},
    )
    return Step(
        name,
        title,
        post,
        basis,
        limit,
        next={RECORDED: to},
        facts=Visit,
        officers=officers,
        contributions=(present,),
        gates=(_counted(name, officers, basis), _explained(basis), _not_ahead(basis), *gates),
        attachments=(
            Attachment("record", Words("勘验笔录", "Record of the visit")),
            Attachment("photos", Words("现场照片", "Photographs of the site"), recordings=True),
        ),
        # Who was there stands beside the step; a second visit, after a return, counts anew.
        remembers=lambda asked: {name: [], f"{name}_officers": sorted(_there(asked, name))},
    )


def _present(matter: Matter, name: str) -> Sequence[str]:
    found: Sequence[str] = matter.state.memory.get(name, ())
    return found


def _officer(by: Actor) -> str:
    assert isinstance(by, ByOfficer), "only an officer holds a post"
    return str(by.officer)


def _there(asked: Asked, name: str) -> set[str]:
    """Who was there: each officer once, however often he says so."""
    return {*_present(asked.matter, name), _officer(asked.by)}


def _counted(name: str, officers: int, basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        there = len(_there(asked, name))
        if there >= officers:
            return []
        return [
            Refusal(
                "officers_too_few",
                Words(
                    f"到场确认的工作人员 {there} 人，须有 {officers} 人",
                    f"{there} of {officers} officers have said that they were there",
                ),
                Words("请另一名到场人员用本人账号确认", "The other one has to say so himself"),
                basis,
            )
        ]

    title = Words(f"{officers} 名以上工作人员到场", f"{officers} officers or more were there")
    return Gate(f"{name}_officers", title, basis, check, kind=TWO_OFFICERS)


def _once(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        if _officer(asked.by) not in _present(asked.matter, name):
            return []
        return [
            Refusal(
                "already_present",
                Words("您已确认到场", "You have said that you were there"),
                Words("请另一名到场人员确认", "The other one has to say so"),
                basis,
            )
        ]

    return Gate(f"{name}_once", Words("每人确认一次", "Each says so once"), basis, check)


def _explained(basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        stated = asked.facts
        if not isinstance(stated, Visit) or stated.signature == SIGNED or stated.why.strip():
            return []
        return [
            Refusal(
                "signature_unexplained",
                Words("当事人没有签名，没有说明情况", "The signature is missing and not explained"),
                Words("请写明原因和见证人", "State why, and who witnessed it"),
                basis,
                "why",
            )
        ]

    title = Words("签名或说明", "Signature, or why not")
    return Gate("visit_signature", title, basis, check, stated=True)


def _not_ahead(basis: Citation) -> Gate:
    def check(asked: Asked, known: Any) -> list[Refusal]:
        if not isinstance(asked.facts, Visit) or asked.facts.on <= asked.at.on:
            return []
        return [
            Refusal(
                "visit_in_future",
                Words("勘验日期晚于今天", "The visit is dated after today"),
                Words("请填写实际日期", "State the day on which it took place"),
                basis,
                "on",
            )
        ]

    return Gate("visit_past", Words("勘验已进行", "The visit has been"), basis, check, stated=True)
