"""The step of service: what was tried is contributed to it; it is left when all are served."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.law.period import due
from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.service import rules
from fadu.procedure.blocks.service.ways import (
    NOTICE_DAYS,
    SERVICE,
    WAY_WORDS,
    Way,
    deemed,
)
from fadu.procedure.calendars import calendar_of
from fadu.procedure.declare import Attachment, Block, Contribution, Limit, Post, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.in_force import parameters_of
from fadu.procedure.matter import Asked, Matter

SERVE = "serve"
SERVED = Outcome("served", Words("已全部送达", "All served"))
ADDRESS = "address"
FAILED = "failed"
LEAST_WITNESSES = 2

_PLACE = Words(
    "按当事人在案卷中的次序，第一位填 1", "By the order of the parties in the file: 1 for the first"
)


def _recipient() -> Any:
    return fact("受送达人（第几位）", "Recipient (which)", help=_PLACE, default=1)


@dataclass(frozen=True)
class Receipt:
    """Signed for on a day, by the recipient or whoever may sign for him."""

    on: date = fact("签收日期", "Signed for on")
    signed_by: str = fact("签收人及其身份", "Who signed, and in which capacity", personal=True)
    recipient: int = _recipient()


@dataclass(frozen=True)
class Leaving:
    """Left behind on a day because somebody refused to take it."""

    on: date = fact("留置日期", "Left on")
    refusal: str = fact("拒收情形", "How it was refused", personal=True)
    witnesses: str = fact("见证人（用、隔开）", "Witnesses", personal=True, default="")
    recipient: int = _recipient()


@dataclass(frozen=True)
class Posting:
    """Posted under a number, and signed for on a day by the post's receipt."""

    tracking: str = fact("邮件号", "Tracking number", pattern=r"[0-9A-Za-z]{8,30}")
    on: date = fact("回执上的收件日期", "Day on the post's receipt")
    recipient: int = _recipient()


@dataclass(frozen=True)
class Arrival:
    """Arrived at the recipient's system on a day."""

    system: str = fact("接收系统或者地址", "System or address", personal=True)
    on: date = fact("到达日期", "Arrived on")
    recipient: int = _recipient()


@dataclass(frozen=True)
class OtherBody:
    """Served by another body, which has it signed for."""

    body: str = fact("代为送达的机关、单位", "The body that served", pattern=r".{2,100}")
    on: date = fact("签收日期", "Signed for on")
    recipient: int = _recipient()


@dataclass(frozen=True)
class Notice:
    """Published on a day; why no other way served."""

    on: date = fact("公告发出日期", "Published on")
    where: str = fact("公告载体", "Where", pattern=r".{2,200}")
    reason: str = fact("公告送达的原因和经过", "Why, and what was tried", prose=True)
    unknown: str = fact(
        "下落", "Whereabouts", default="known",
        choices={
            "known": Words("知道地址，其他方式无法送达", "Known; the other ways failed"),
            "unknown": Words("下落不明", "Unknown"),
        },
    )  # fmt: skip
    recipient: int = _recipient()


@dataclass(frozen=True)
class Failure:
    """Tried in a way on a day, in vain."""

    way: Way = fact(
        "送达方式", "Way",
        choices={way.value: words for way, words in WAY_WORDS.items() if way is not Way.NOTICE},
    )  # fmt: skip
    on: date = fact("日期", "Day")
    reason: str = fact("未能送达的原因", "Why it failed", prose=True)
    recipient: int = _recipient()


@dataclass(frozen=True)
class AddressSlip:
    """送达地址确认书: where documents reach the recipient, and whether electronically."""

    address: str = fact("送达地址", "Address for service", personal=True)
    electronic: str = fact(
        "是否同意电子送达", "Electronic service", default="no",
        choices={"no": Words("不同意", "No consent"), "yes": Words("同意", "Consent")},
    )  # fmt: skip
    recipient: int = _recipient()


_RECEIPT = Attachment("receipt", Words("送达回证", "Receipt of service"))
_RECORDING = Attachment(
    "recording", Words("照片或者录像", "Photographs or film"), required=False, recordings=True
)
_POST_SLIP = Attachment("post_receipt", Words("邮政回执", "Receipt of the post"))
_ARRIVED = Attachment("arrival", Words("到达记录", "Record of arrival"))
_POSTED = Attachment("posting", Words("公告样张或者张贴照片", "The notice, or a photograph of it"))
_UNKNOWN = Attachment(
    "unknown", Words("下落不明的证明", "Proof of unknown whereabouts"), required=False
)
_RETURNED = Attachment(
    "returned", Words("退件或者现场照片", "Returned letter, or a photograph"), required=False,
    recordings=True,
)  # fmt: skip
_SLIP = Attachment("slip", Words("送达地址确认书", "Address slip"))


@dataclass(frozen=True, slots=True)
class _Kind:
    way: Way
    facts: type
    proof: tuple[Attachment, ...]


_KINDS = (
    _Kind(Way.DIRECT, Receipt, (_RECEIPT,)),
    _Kind(Way.LEFT, Leaving, (_RECEIPT, _RECORDING)),
    _Kind(Way.POST, Posting, (_POST_SLIP,)),
    _Kind(Way.ELECTRONIC, Arrival, (_ARRIVED,)),
    _Kind(Way.ENTRUSTED, OtherBody, (_RECEIPT,)),
    _Kind(Way.HANDED_ON, OtherBody, (_RECEIPT,)),
    _Kind(Way.NOTICE, Notice, (_POSTED, _UNKNOWN)),
)


def recipients(matter: Matter, role: str) -> list[str]:
    """Who is to be served: the parties in a role, or all where it names none; each person once."""
    parties = matter.parties(role) if role else matter.state.parties
    return list(dict.fromkeys(str(party.person) for party in parties))


def _person(asked: Asked, role: str) -> str | None:
    people, place = recipients(asked.matter, role), asked.facts.recipient
    return people[place - 1] if 1 <= place <= len(people) else None


def _gates(role: str) -> tuple[Gate, Gate]:
    def named(asked: Asked, known: None) -> Sequence[Any]:
        return rules.recipient_named(asked.facts.recipient, len(recipients(asked.matter, role)))

    def day(asked: Asked, known: None) -> Sequence[Any]:
        return rules.day_sound(asked.facts.on, asked.matter.state.since, asked.at.on)

    return (
        Gate(
            "recipient_named", Words("受送达人在案", "The recipient is in the case"), SERVICE,
            named, stated=True,
        ),
        Gate("day_sound", Words("日期真实", "A sound day"), SERVICE, day, stated=True),
    )  # fmt: skip


def _proofs(way: Way, role: str, witnesses: int) -> tuple[Gate, ...]:
    def left(asked: Asked, known: None) -> Sequence[Any]:
        recorded = bool(asked.attached.get(_RECORDING.name))
        return rules.witnessed(asked.facts.witnesses, recorded, witnesses, asked.facts.on)

    def agreed(asked: Asked, known: None) -> Sequence[Any]:
        slips = rules.held(asked.matter.state.memory).get("consents", {})
        return rules.consented(bool(slips.get(_person(asked, role))), asked.facts.on)

    def last(asked: Asked, known: None) -> Sequence[Any]:
        tried = rules.attempts(asked.matter.state.memory, _person(asked, role) or "")
        unknown = asked.facts.unknown == "unknown"
        proved = bool(asked.attached.get(_UNKNOWN.name))
        return rules.others_failed(tried, unknown, proved, asked.facts.on)

    found = {
        Way.LEFT: ("witnessed", Words("有见证人或者记录", "Witnessed or recorded"), left),
        Way.ELECTRONIC: ("consented", Words("同意电子送达", "Consent to it"), agreed),
        Way.NOTICE: ("others_failed", Words("其他方式无法送达", "Other ways failed"), last),
    }.get(way)
    if found is None:
        return ()
    name, title, check = found
    return (Gate(name, title, SERVICE, check, stated=True),)


def _remembering(way: Way, role: str) -> Callable[[Asked], Mapping[str, Any]]:
    """The case remembers the attempt, and from when the recipient counts as served by it."""

    def remembers(asked: Asked) -> Mapping[str, Any]:
        bureau, on = asked.matter.bureau, asked.facts.on
        notice = parameters_of(bureau).value(NOTICE_DAYS, on, bureau)
        reached = deemed(way, on, notice, calendar_of(bureau))
        attempt = {
            "way": str(way),
            "on": on.isoformat(),
            "deemed": reached.on.isoformat(),
            "basis": {"zh": reached.basis.words.zh, "en": reached.basis.words.en},
            "provisional": bool(reached.reckoned and reached.reckoned.provisional),
            "tracking": getattr(asked.facts, "tracking", ""),
        }
        return _with(asked, role, attempt)

    return remembers


def _failing(role: str) -> Callable[[Asked], Mapping[str, Any]]:
    def remembers(asked: Asked) -> Mapping[str, Any]:
        attempt = {
            "way": str(asked.facts.way), "on": asked.facts.on.isoformat(), "deemed": "",
            "basis": {"zh": "", "en": ""}, "provisional": False, "tracking": "",
        }  # fmt: skip
        return _with(asked, role, attempt)

    return remembers


def _with(asked: Asked, role: str, attempt: Mapping[str, Any]) -> Mapping[str, Any]:
    held, person = rules.held(asked.matter.state.memory), _person(asked, role)
    assert person is not None, "the gate recipient_named was passed"
    tried = held.get("attempts", {})
    mine = [*tried.get(person, ()), attempt]
    return {rules.MEMORY: {**held, "attempts": {**tried, person: mine}}}


def _consenting(role: str) -> Callable[[Asked], Mapping[str, Any]]:
    """The last slip of a recipient holds, so consent can be taken back."""

    def remembers(asked: Asked) -> Mapping[str, Any]:
        held, person = rules.held(asked.matter.state.memory), _person(asked, role)
        slips = {**held.get("consents", {}), person: asked.facts.electronic == "yes"}
        return {rules.MEMORY: {**held, "consents": slips}}

    return remembers


def _remedies(role: str, keys: Sequence[str]) -> Callable[[Asked], Mapping[str, Any]]:
    """From the day of service the times for remedies run, for each recipient his own."""

    def remembers(asked: Asked) -> Mapping[str, Any]:
        bureau, held = asked.matter.bureau, rules.held(asked.matter.state.memory)
        calendar, parameters = calendar_of(bureau), parameters_of(bureau)
        running: dict[str, list[dict[str, Any]]] = {}
        for person in recipients(asked.matter, role):
            reached = rules.served(asked.matter.state.memory, person)
            assert reached is not None, "the gate all_served was passed"
            since = date.fromisoformat(reached["deemed"])
            for key in keys:
                value = parameters.value(key, since, bureau)
                until = due(since, value.period, calendar)
                running.setdefault(person, []).append(
                    {
                        "key": key, "title": {"zh": value.title.zh, "en": value.title.en},
                        "from": since.isoformat(), "until": until.on.isoformat(),
                        "period": str(value.value), "provisional": until.provisional,
                    }
                )  # fmt: skip
        return {rules.MEMORY: {**held, "remedies": running}}

    return remembers


def service(
    *,
    post: Post,
    then: str,
    basis: Citation,
    limit: Limit,
    role: str = "",
    remedies: Sequence[str] = (),
    ends: bool = False,
    witnesses: int = LEAST_WITNESSES,
) -> Block:
    """The step `serve`, with one contribution for each way, for failures and for address slips.

    `basis` is the article that demands service of this document; `remedies` are the parameters of
    the times that run from the day of service; `ends` says that service ends the case's clocks. The
    law speaks of invited witnesses without a number; `witnesses` is how many this house wants.
    """
    common = _gates(role)
    asides = tuple(
        Contribution(
            str(kind.way),
            WAY_WORDS[kind.way],
            post=post,
            basis=SERVICE,
            facts=kind.facts,
            gates=(*common, *_proofs(kind.way, role, witnesses)),
            attachments=kind.proof,
            remembers=_remembering(kind.way, role),
        )
        for kind in _KINDS
    )
    failed = Contribution(
        FAILED, Words("未能送达", "Attempt that failed"), post=post, basis=SERVICE, facts=Failure,
        gates=common, attachments=(_RETURNED,), remembers=_failing(role),
    )  # fmt: skip
    slip = Contribution(
        ADDRESS, Words("送达地址确认书", "Address slip"), post=post, basis=SERVICE,
        facts=AddressSlip, gates=common[:1], attachments=(_SLIP,), remembers=_consenting(role),
    )  # fmt: skip
    step = Step(
        SERVE,
        Words("送达", "Service"),
        post=post,
        basis=basis,
        limit=limit,
        next={SERVED: then},
        gates=(_all_served(role),),
        ends=(SERVED,) if ends else (),
        remembers=_remedies(role, remedies),
        contributions=(slip, *asides, failed),
    )
    return Block("service", (step,))


def _all_served(role: str) -> Gate:
    def check(asked: Asked, known: None) -> Sequence[Any]:
        people = recipients(asked.matter, role)
        return rules.still_to_serve(asked.matter.state.memory, people, asked.at.on)

    return Gate("all_served", Words("全部送达", "Everybody is served"), SERVICE, check)
