"""Written consultation of several bodies in parallel, and the joint review by sections (内部会审).

Each body is asked by an Ask of its own, answers once, and is reminded on the record. A body outside
the bureau is an officer who holds a post that no procedure names: he reads only what is asked of
him. Whoever is silent stands in the file as silent, never as having answered; that silence lets the
case go on is an outcome of its own, taken by the system alone and only where the bureau has
published that rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import (
    STAFF,
    Ask,
    Attachment,
    Block,
    Contribution,
    Default,
    Limit,
    Opinion,
    Post,
    Step,
)
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, GateKind, Outcome
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer

AGREE, PROBLEMS = "agree", "problems"
REPLY, REMIND, HANDLE = "reply", "remind", "handle"

SENT = Outcome("sent", Words("发出征求意见函", "Send the request"))
GATHERED = Outcome("gathered", Words("意见收齐，已逐条处理", "All opinions are in and dealt with"))
SILENT = Outcome("silent", Words("逾期未答复，视为无异议", "No reply in time: no objection"))
AGREED = Outcome("agreed", Words("会审通过", "All sections agree"))
SENT_BACK = Outcome("problems", Words("会审有问题，退回修改", "Problems: back for rework"))

# What was said may never be passed over because somebody else was silent.
OBJECTIONS = GateKind("objections", Words("没有未处理的异议", "No objection left"), by_silence=True)


@dataclass(frozen=True)
class Request:
    """What the bodies are asked about."""

    question: str = fact("征求意见的内容", "What is asked", prose=True)


@dataclass(frozen=True)
class Reply:
    """What a body answers."""

    stands: str = fact(
        "答复", "Answer",
        choices={AGREE: Words("无异议", "No objection"), PROBLEMS: Words("有意见", "Problems")},
    )  # fmt: skip
    words: str = fact("意见和理由", "Opinion and reasons", prose=True, default="")


@dataclass(frozen=True)
class Handling:
    """How the opinions were dealt with."""

    handling: str = fact("意见采纳情况（逐条说明）", "What became of each opinion", prose=True)


def consultation(
    *,
    name: str = "consult",
    title: Words,
    post: Post,
    bodies: Sequence[Post],
    basis: Citation,
    limit: Limit,
    to: str,
    silence: Words | None = None,
    never_by_silence: Citation | None = None,
) -> Block:
    """The steps `NAME_request` and NAME: ask every body, gather every answer, deal with each.

    `limit` holds for each answer and for the step. With `silence` (the reason that the record
    says) bodies that are late count as no objection, if the bureau has published that rule.
    """
    gates = (_all_in(name, basis).on(GATHERED), _dealt_with(name, basis).on(GATHERED))
    waiting = _waiting(
        name, title, post, basis, limit,
        next_={GATHERED: to},
        to=to,
        gates=gates,
        default=_default(silence, basis, Opinion.CONSULTATION),
        never=never_by_silence,
        more=(_handling(name, post, basis),),
    )  # fmt: skip
    return Block("consultation", (_request(name, title, post, bodies, basis, limit), waiting))


def joint_review(
    *,
    name: str = "joint_review",
    title: Words,
    post: Post,
    sections: Sequence[Post],
    basis: Citation,
    limit: Limit,
    to: str,
    back_to: str,
    silence: Words | None = None,
) -> Block:
    """The steps `NAME_request` and NAME: every section says agree or problems; one problem sends
    the draft back.
    """
    gates = (
        _all_in(name, basis).on(AGREED, SENT_BACK),
        _none_object(name, basis).on(AGREED),
        _one_objects(name, basis).on(SENT_BACK),
    )
    waiting = _waiting(
        name, title, post, basis, limit,
        next_={AGREED: to, SENT_BACK: back_to},
        to=to,
        gates=gates,
        default=_default(silence, basis, Opinion.JOINT_REVIEW),
        never=None,
    )  # fmt: skip
    return Block("joint_review", (_request(name, title, post, sections, basis, limit), waiting))


def silent_bodies(matter: Matter, name: str) -> tuple[str, ...]:
    """The posts whose limit ran out, or with whose silence the case went on: never an answer."""
    return tuple(
        ask.post
        for ask in matter.state.asks
        if ask.step == name and ask.ended_on is not None and not ask.answered
    )


def replies(matter: Matter, name: str) -> Sequence[Mapping[str, Any]]:
    """The answers to the latest request, in the order in which they came."""
    found: Sequence[Mapping[str, Any]] = matter.state.memory.get(name, ())
    return found


def _request(
    name: str, title: Words, post: Post, bodies: Sequence[Post], basis: Citation, limit: Limit
) -> Step:
    def asks(asked: Asked) -> list[Ask]:
        return [Ask(REPLY, post=body.code, limit=limit) for body in bodies]

    return Step(
        f"{name}_request",
        Words(f"{title.zh}：发函", f"{title.en}: request"),
        post,
        basis,
        limit,
        next={SENT: name},
        facts=Request,
        remembers=lambda asked: {name: [], f"{name}_handled": 0},
        asks=asks,
    )


def _waiting(
    name: str,
    title: Words,
    post: Post,
    basis: Citation,
    limit: Limit,
    *,
    next_: Mapping[Outcome, str],
    to: str,
    gates: tuple[Gate, ...],
    default: Default | None,
    never: Citation | None,
    more: tuple[Contribution, ...] = (),
) -> Step:
    silent = {SILENT: to} if default else {}
    heard = (_nobody_objects(name, basis).on(SILENT),) if default else ()
    return Step(
        name,
        title,
        post,
        basis,
        limit,
        next={**next_, **silent},
        gates=(*gates, *heard),
        default=default,
        never_by_silence=never,
        contributions=(_reply(name, basis), _reminder(name, post, basis), *more),
    )


def _default(silence: Words | None, basis: Citation, opinion: Opinion) -> Default | None:
    return Default(SILENT, basis, silence, internal=opinion) if silence else None


def _reply(name: str, basis: Citation) -> Contribution:
    def remembers(asked: Asked) -> dict[str, Any]:
        assert isinstance(asked.by, ByOfficer), "only officers hold the posts that are asked"
        answer = {
            "post": asked.by.post,
            "officer": str(asked.by.officer),
            "stands": asked.facts.stands,
            "on": asked.at.on.isoformat(),
        }
        return {name: [*replies(asked.matter, name), answer]}

    return Contribution(
        REPLY,
        Words("答复意见", "Reply"),
        STAFF,
        basis,
        facts=Reply,
        gates=(_reasons(basis), _once_each(name, basis)),
        remembers=remembers,
        only_asked=True,
        attachments=(Attachment("letter", Words("复函", "Letter of reply"), required=False),),
    )


def _reminder(name: str, post: Post, basis: Citation) -> Contribution:
    def remembers(asked: Asked) -> dict[str, Any]:
        key = f"{name}_reminders"
        told = {"on": asked.at.on.isoformat(), "posts": _awaited(asked.matter, name)}
        return {key: [*asked.matter.state.memory.get(key, ()), told]}

    return Contribution(
        REMIND,
        Words("催告尚未答复的单位", "Remind those who have not answered"),
        post,
        basis,
        gates=(_somebody_awaited(name, basis),),
        remembers=remembers,
    )


def _handling(name: str, post: Post, basis: Citation) -> Contribution:
    """A step that silence may take asks for nothing to be stated: this is said beside it."""

    def remembers(asked: Asked) -> dict[str, Any]:
        return {f"{name}_handled": len(_objecting(asked.matter, name))}

    return Contribution(
        HANDLE,
        Words("写明意见采纳情况", "Say what became of each opinion"),
        post,
        basis,
        facts=Handling,
        remembers=remembers,
    )


def _awaited(matter: Matter, name: str) -> list[str]:
    return [ask.post for ask in matter.state.asks if ask.step == name and ask.ended_on is None]


def _objecting(matter: Matter, name: str) -> list[str]:
    return [each["post"] for each in replies(matter, name) if each["stands"] == PROBLEMS]


def _all_in(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        return [
            Refusal(
                "opinion_missing",
                Words(f"“{post}”尚未答复", f"{post} has not answered"),
                Words("请等待答复，可以催告", "Await the answer; you may remind them"),
                basis,
                post,
            )
            for post in _awaited(asked.matter, name)
        ]

    return Gate(f"{name}_all_in", Words("意见收齐", "Every opinion is in"), basis, check)


def _dealt_with(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        handled = asked.matter.state.memory.get(f"{name}_handled", 0)
        if handled == len(_objecting(asked.matter, name)):
            return []
        return [
            Refusal(
                "opinion_unanswered",
                Words("有单位提出意见，没有写明采纳情况", "Opinions were given and not dealt with"),
                Words("请逐条写明是否采纳及理由", "Say of each whether it is adopted, and why"),
                basis,
            )
        ]

    title = Words("意见逐条处理", "Each opinion is dealt with")
    return Gate(f"{name}_dealt_with", title, basis, check)


def _objection(basis: Citation) -> Refusal:
    return Refusal(
        "section_objects",
        Words("有单位或股室提出意见，不能视为通过", "There are problems: it has not passed"),
        Words("请先处理意见", "Deal with them first"),
        basis,
    )


def _none_object(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        return [_objection(basis)] if _objecting(asked.matter, name) else []

    return Gate(f"{name}_agreed", Words("各股室均同意", "Every section agrees"), basis, check)


def _nobody_objects(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        return [_objection(basis)] if _objecting(asked.matter, name) else []

    title = Words("已答复的均无异议", "Nobody who answered objects")
    return Gate(f"{name}_nobody_objects", title, basis, check, kind=OBJECTIONS)


def _one_objects(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        if _objecting(asked.matter, name):
            return []
        return [
            Refusal(
                "nobody_objects",
                Words("各股室均无意见，不能退回", "No section has problems: nothing to send back"),
                Words("请选择“会审通过”", "Choose “All sections agree”"),
                basis,
            )
        ]

    return Gate(f"{name}_problems", Words("有股室提出意见", "A section has problems"), basis, check)


def _reasons(basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        wrong = isinstance(asked.facts, Reply) and asked.facts.stands == PROBLEMS
        if not wrong or asked.facts.words.strip():
            return []
        return [
            Refusal(
                "reasons_missing",
                Words("有意见的须写明意见和理由", "Problems need their reasons"),
                Words("请写明后再提交", "State them and submit again"),
                basis,
                "words",
            )
        ]

    return Gate("reply_reasoned", Words("写明意见", "Opinion stated"), basis, check, stated=True)


def _once_each(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        assert isinstance(asked.by, ByOfficer)
        if str(asked.by.officer) not in {each["officer"] for each in replies(asked.matter, name)}:
            return []
        return [
            Refusal(
                "answered_for_another",
                Words("您已代表另一单位答复", "You have answered for another body"),
                Words("请由该单位的其他人员答复", "Somebody else of that body has to answer"),
                basis,
            )
        ]

    title = Words("一人只代表一个单位", "Nobody answers for two bodies")
    return Gate(f"{name}_once_each", title, basis, check)


def _somebody_awaited(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        if _awaited(asked.matter, name):
            return []
        return [
            Refusal(
                "nobody_to_remind",
                Words("都已答复，无须催告", "All have answered"),
                Words("请办理本环节", "Take the step"),
                basis,
            )
        ]

    return Gate(f"{name}_awaited", Words("尚有未答复的", "An answer is awaited"), basis, check)
