"""In which office somebody acts: the post that a step waits for, asked for the day of the act."""

import dataclasses
import datetime
from typing import Any
from uuid import UUID

from fadu.bureau.authority import Standing, standing_of
from fadu.bureau.certificates import CERTIFICATE_WORDS, DEMANDED_BY, counting, held_by, state_of
from fadu.bureau.models import Certificate, CertificateKind
from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.declare import PARTY, STAFF, Contribution, Post, Procedure, Step
from fadu.procedure.refusal import Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByDeputy, ByOfficer

# The post under which a supervisor oversees a case that waits for another post.
SUPERVISOR = "supervisor"


def in_post(
    by: Actor, procedure: Procedure, step: Step, state: CaseState, bureau: str, on: datetime.date
) -> Actor | Refused:
    """The actor with the post it acts in, or a refusal when an officer does not hold it that day.

    The window may take a party's step for those who stand at the counter. Nobody acts officially in
    a case of his own (回避). What was handed to one officer is his, or his deputy's while he is away.
    """
    if not isinstance(by, ByOfficer):
        return by
    post = procedure.window if step.post is PARTY else step.post
    standing = standing_of(bureau, by.officer, on)
    acting = acting_in(post, by, standing, state.officer) if post else None
    if acting is None:
        return Refused((away(standing, step) or transition.not_yours(step),))
    if state.officer is not None and state.officer not in standing.tasks_of:
        return Refused((transition.assigned_to_another(step),))
    if procedure.for_parties and any(party.person == standing.person for party in state.parties):
        return Refused((own_case(step),))
    return certified(acting, step, bureau, on) if step.certificate else acting


def certified(acting: ByOfficer, step: Step, bureau: str, on: datetime.date) -> ByOfficer | Refused:
    """The officer with the number of the certificate that the step demands, as it counts that day.

    A deputy needs his own: the absent one's certificate stands for nobody else.
    """
    assert step.certificate is not None, "asked only where a step demands one"
    held = held_by(bureau, acting.officer, step.certificate)
    valid = counting(held, on)
    if valid is None:
        return Refused((_no_certificate(step.certificate, held, step, on),))
    return dataclasses.replace(acting, certificate=valid.number)


def _no_certificate(
    kind: CertificateKind, held: list[Certificate], step: Step, on: datetime.date
) -> Refusal:
    what = CERTIFICATE_WORDS[kind]
    why = (
        Words(
            f"您的{what.zh}（{held[0].number}）当日不能用：{state_of(held[0], on).words.zh}",
            f"Your certificate ({what.en}, {held[0].number}) does not count on this day: "
            f"{state_of(held[0], on).words.en}",
        )
        if held
        else Words(
            f"本步骤须持{what.zh}办理，您名下没有登记",
            f"This step demands a certificate ({what.en}); none is entered for you",
        )
    )
    return Refusal(
        "no_valid_certificate",
        why,
        Words(
            "请由持有效证件的人员办理；证件已换发的，请人事岗登记",
            "An officer with a valid one has to take it; if yours was renewed, "
            "the personnel post enters it",
        ),
        DEMANDED_BY.get(kind, step.basis),
    )


def acting_in(
    post: Post, by: ByOfficer, standing: Standing, assigned: UUID | None = None
) -> ByOfficer | None:
    """The officer in a post on the day of `standing`, in whose place when he stands in for another;
    None when he may not act in it.
    """
    if post is STAFF:
        return _as(by, post.code, None) if standing.person else None
    if post.code not in standing.posts:
        return None
    return _as(by, post.code, standing.in_place_of(post.code, assigned))


def _as(by: ByOfficer, post: str, absent: UUID | None) -> ByOfficer:
    """Made anew: in whose place somebody acts, and by which certificate, is found here and never
    taken from a caller.
    """
    if absent is None:
        return ByOfficer(by.officer, post)
    return ByDeputy(by.officer, post, in_place_of=absent)


def away(standing: Standing, step: Step) -> Refusal | None:
    """Why an officer who is entered as away may not act; None when he is there."""
    back = standing.away_until
    if back is None or step.post.code not in standing.own:
        return None
    return Refusal(
        "away",
        Words(
            f"您登记为外出，{back} 返岗；其间由代理人办理",
            f"You are entered as away until you are back on {back}; a deputy acts meanwhile",
        ),
        Words(
            "已返岗的，请先在“外出与代理”页登记返岗",
            "If you are back, say so first on the page “Absence and deputy”",
        ),
        step.basis,
    )


def own_case(step: Step | Contribution) -> Refusal:
    """The officer is a party to the case (回避)."""
    return Refusal(
        "own_case",
        Words("您是本案当事人，应当回避", "You are a party to this case and may not act in it"),
        Words("请由另一名在岗人员办理", "Another officer in post has to take it"),
        step.basis,
    )


def at_step(
    procedure: Procedure | None,
    state: CaseState,
    by: ByOfficer,
    bureau: str,
    on: datetime.date,
    or_supervisor: bool = False,
) -> tuple[Procedure, Actor] | Refused:
    """The procedure and the actor in the post of the waiting step (or supervising), or why not."""
    if procedure is None:
        return Refused((undeclared(),))
    step = procedure.step(state.step)
    if step is None:
        return Refused((transition.closed(),))
    overseeing = supervising(by, bureau, on) if or_supervisor else None
    if overseeing is not None:
        return procedure, overseeing
    acting = in_post(by, procedure, step, state, bureau, on)
    return acting if isinstance(acting, Refused) else (procedure, acting)


def supervising(by: ByOfficer, bureau: str, on: datetime.date) -> ByOfficer | None:
    """The officer as one who supervises, for himself or for the one he stands in for; or None."""
    standing = standing_of(bureau, by.officer, on)
    absent = [standing.in_place_of(post) for post in sorted(standing.supervising & standing.posts)]
    if not absent:
        return None
    return _as(by, SUPERVISOR, None if None in absent else absent[0])


def post_of(procedure: Procedure, step: str) -> str:
    """The code of the post that a step waits for; "" when the case is closed."""
    declared = procedure.step(step)
    return declared.post.code if declared else ""


def named(by: Actor) -> Any:
    """The actor in a request, with its kind: part of what makes two requests the same."""
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
