"""The verb `supplement`: papers are added, or parties confirm the joint application."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fadu.bureau.authority import standing_of
from fadu.law.words import Words
from fadu.procedure import transition
from fadu.procedure.declare import Procedure
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseSupplemented
from fadu.procedure.kinds import wrong_kinds
from fadu.procedure.knowledge import papers_asked
from fadu.procedure.office import acting_in, named, post_of, undeclared
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByOfficer, ByParty
from fadu.record.evidence import Stored
from fadu.record.moment import Moment


def supplement(
    case: UUID,
    papers: Mapping[str, Sequence[Stored]],
    *,
    bureau: str,
    by: Actor,
    at: Moment,
    key: str,
    confirm: Sequence[UUID] = (),
) -> Answer:
    """Add papers (by code), or confirm the application for parties, or both.

    A party acts for itself; at the counter an officer in the window post acts for the parties who
    stand there.
    """
    request = {
        "verb": "supplement",
        "case": case,
        "papers": {
            code: sorted(file.digests.sha256 for file in files) for code, files in papers.items()
        },
        "by": named(by),
        "confirm": list(confirm),
    }

    def plan(locked: Locked) -> Planned | Refused:
        procedure, state = locked.procedure, locked.state
        if procedure is None:
            return Refused((undeclared(),))
        acting = _for_parties(procedure, state, by, bureau, at.on, confirm)
        if isinstance(acting, Refused):
            return acting
        asked = {item["code"]: item for item in papers_asked(procedure, state, bureau)}
        unknown = [code for code in papers if code not in asked]
        confirmed = {party.person for party in state.parties if party.confirmed}
        news = any(papers.values()) or set(confirm) - confirmed
        if unknown or not news or not all(papers.values()):
            return Refused((_no_such_paper(unknown),))
        wrong = wrong_kinds(asked.values(), papers)
        if wrong:
            return Refused(tuple(wrong))
        plain = {code: [file.plain() for file in files] for code, files in papers.items()}
        return Planned(
            by=acting,
            act=CaseSupplemented(
                tuple(papers),
                tuple(asked[code]["title"].zh for code in papers),
                tuple(asked[code]["title"].en for code in papers),
                tuple(confirm),
            ),
            after=_supplemented(state, plain, confirm),
            post=post_of(procedure, state.step),
            files=tuple(file for files in plain.values() for file in files),
        )

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _supplemented(
    state: CaseState, files: Mapping[str, Sequence[Mapping[str, Any]]], confirm: Sequence[UUID]
) -> CaseState:
    """Added to what lies there: a paper once handed in is never taken back unseen."""
    added = {
        code: [*state.papers.get(code, ()), *(file["id"] for file in new)]
        for code, new in files.items()
    }
    parties = tuple(
        dataclasses.replace(party, confirmed=True) if party.person in confirm else party
        for party in state.parties
    )
    return dataclasses.replace(state, papers={**state.papers, **added}, parties=parties)


def _for_parties(
    procedure: Procedure,
    state: CaseState,
    by: Actor,
    bureau: str,
    on: datetime.date,
    confirm: Sequence[UUID],
) -> Actor | Refused:
    if state.status != "open":
        return Refused((transition.closed(),))
    if state.step not in procedure.supplementable:
        return Refused((_too_late(procedure),))
    persons = {party.person for party in state.parties}
    if isinstance(by, ByParty) and by.person in persons and set(confirm) <= {by.person}:
        return by
    if isinstance(by, ByOfficer) and procedure.window and set(confirm) <= persons:
        acting = acting_in(procedure.window, by, standing_of(bureau, by.officer, on))
        if acting is not None:
            return acting
    return Refused(
        (
            Refusal(
                "not_a_party",
                Words(
                    "只有当事人本人或窗口岗位可以补充",
                    "Only the party itself or the window may add this",
                ),
                Words("请由当事人办理，或到窗口办理", "Ask the party, or go to the window"),
            ),
        )
    )


def _too_late(procedure: Procedure) -> Refusal:
    return Refusal(
        "too_late_to_supplement",
        Words("审核已完成，不能再补充材料", "The examination is over; nothing can be added"),
        Words("如有新材料，请向经办岗位说明", "Tell the officer in charge about new papers"),
        procedure.basis[0],
    )


def _no_such_paper(unknown: Sequence[str]) -> Refusal:
    names = "、".join(unknown)
    return Refusal(
        "paper_not_asked",
        Words(f"材料清单中没有：{names}", f"Not on the list of papers: {names}")
        if unknown
        else Words("没有补充任何内容", "Nothing was added"),
        Words("请按材料清单选择", "Choose from the list of papers"),
    )
