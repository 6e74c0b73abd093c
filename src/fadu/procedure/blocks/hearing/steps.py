"""The steps of a hearing, and what the case remembers of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.hearing.gates import (
    asked_for,
    chair_fits,
    far_enough,
    in_time,
    not_asked,
    not_before_its_day,
    only_the_chair,
    party_known,
    served_by_now,
)
from fadu.procedure.blocks.hearing.words import (
    ABSENT,
    ASKED,
    ASKED_FOR,
    CONVENE,
    CONVENED,
    DONE_KEY,
    HELD,
    HOLD,
    NOT_ASKED,
    NOTICE,
    POSTPONED,
    REQUEST,
    SERVED,
    SET,
    TOLD,
    WAIT,
    WAIVER,
    Convening,
    Proceedings,
    Request,
    ServedNotice,
    days_of,
    person_of,
    requests,
)
from fadu.procedure.declare import (
    PARTY,
    Attachment,
    Block,
    Contribution,
    Duty,
    Limit,
    Post,
    Step,
)
from fadu.procedure.gate import Need
from fadu.procedure.matter import Asked

RECORD = Attachment("record", Words("签名的听证笔录", "Signed record of the hearing"))
PROOF = Attachment("proof", Words("送达回证", "Proof of service"))


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles by which a hearing is told, asked for, convened, held and followed."""

    right: Citation
    request: Citation
    notice: Citation
    chair: Citation
    record: Citation


def hearing(
    *, handler: Post, chair: Post, articles: Articles, window: Limit, ahead: Limit, limit: Limit,
    then: str, apart_from: Sequence[str],
) -> Block:  # fmt: skip
    """The steps `hearing_notice`, `hearing_wait`, `hearing_convene` and `hearing_hold`.

    `window` is the parameter of the time to ask, `ahead` that of the notice before the hearing,
    `limit` what the bureau takes for a step of its own. `apart_from` are the steps whose takers may
    not chair. The procedure places `heard(...)` where it decides.
    """
    days = days_of(window, ahead)
    notice = Step(
        NOTICE, Words("听证告知", "Notice of the right to a hearing"), handler, articles.right,
        limit, {SERVED: WAIT},
        gates=(served_by_now(articles.right),), facts=ServedNotice, remembers=_told,
        attachments=(PROOF,), duty=Duty.HANDLE, gives=(TOLD,),
    )  # fmt: skip
    wait = Step(
        WAIT, Words("等待听证申请", "Time to ask for a hearing"), handler, articles.request,
        Limit.none("期限由当事人享有，自送达之日起算", "The party's own time, from service on"),
        {ASKED_FOR: CONVENE, NOT_ASKED: then},
        gates=(
            asked_for(articles.request).on(ASKED_FOR),
            not_asked(articles.request, days).on(NOT_ASKED),
        ),
        contributions=_requests(articles.request, days), remembers=_waited,
        duty=Duty.HANDLE, gives=(DONE_KEY,), never_by_silence=articles.request,
    )  # fmt: skip
    convene = Step(
        CONVENE, Words("组织听证", "Convening the hearing"), handler, articles.notice, limit,
        {CONVENED: HOLD},
        gates=(far_enough(articles.notice, days), chair_fits(articles.chair, days, apart_from)),
        facts=Convening, remembers=_set, duty=Duty.HANDLE, gives=(SET,),
    )  # fmt: skip
    hold = Step(
        HOLD, Words("举行听证", "The hearing"), chair, articles.record, limit,
        {HELD: then, ABSENT: then, POSTPONED: CONVENE},
        gates=(
            only_the_chair(articles.chair),
            not_before_its_day(articles.notice).on(HELD, ABSENT),
        ),
        facts=Proceedings, attachments=(RECORD.on(HELD, ABSENT),), remembers=_held,
        gives=(DONE_KEY,), never_by_silence=articles.record,
    )  # fmt: skip
    return Block("hearing", (notice, wait, convene, hold))


def _told(asked: Asked) -> Mapping[str, Any]:
    return {TOLD: asked.facts.served_on.isoformat()}


def _waited(asked: Asked) -> Mapping[str, Any]:
    return {DONE_KEY: "not_asked"} if asked.outcome == NOT_ASKED else {}


def _set(asked: Asked) -> Mapping[str, Any]:
    return {SET: {"chair": asked.facts.chair, "on": asked.facts.on.isoformat()}}


def _held(asked: Asked) -> Mapping[str, Any]:
    if asked.outcome == POSTPONED:
        return {}
    closed = [{**each, "closed": True} for each in requests(asked.matter)]
    return {DONE_KEY: str(asked.outcome), ASKED: closed}


def _requests(basis: Citation, days: Need) -> tuple[Contribution, ...]:
    ask = Contribution(
        REQUEST, Words("要求听证", "Ask for a hearing"), PARTY, basis, facts=Request,
        gates=(party_known(basis), in_time(basis, days)), remembers=_requested,
    )  # fmt: skip
    waive = Contribution(
        WAIVER, Words("放弃听证或撤回申请", "Waive, or take the request back"), PARTY, basis,
        facts=Request, gates=(party_known(basis),), remembers=_waived,
    )  # fmt: skip
    return ask, waive


def _requested(asked: Asked) -> Mapping[str, Any]:
    item = {"person": person_of(asked), "on": asked.at.on.isoformat(), "closed": False}
    return {ASKED: [*requests(asked.matter), item]}


def _waived(asked: Asked) -> Mapping[str, Any]:
    """The own open requests are closed; and that this notice is waived is noted."""
    person = person_of(asked)
    kept = [
        {**each, "closed": True} if each["person"] == person else each
        for each in requests(asked.matter)
    ]
    memory = asked.matter.state.memory
    told = {"person": person, "notice": memory.get(TOLD)}
    return {ASKED: kept, WAIVER: [*memory.get(WAIVER, []), told]}
