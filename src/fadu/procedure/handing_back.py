"""The verb `hand_back`: what an officer had taken goes back to its post when he holds it no more.

By the system alone: the officer has left, got another post, or stood in for somebody who is back.
Whoever is merely away keeps what is his; his deputy takes it meanwhile.
"""

import dataclasses
from uuid import UUID

from fadu.bureau.authority import Standing, standing_of
from fadu.law.words import Words
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import CaseHandedBack
from fadu.procedure.office import named, post_of, undeclared
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import BySystem
from fadu.record.moment import Moment


def hand_back(case: UUID, *, bureau: str, by: BySystem, at: Moment, key: str) -> Answer:
    """The waiting step goes back to the queue of its post."""
    request = {"verb": "hand_back", "case": case, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        if locked.procedure is None:
            return Refused((undeclared(),))
        officer, post = locked.state.officer, post_of(locked.procedure, locked.state.step)
        if officer is None or keeps(standing_of(bureau, officer, at.on), post):
            return Refused((_in_good_hands(),))
        after = dataclasses.replace(locked.state, officer=None, responsible=None, offered=None)
        return Planned(by=by, act=CaseHandedBack(officer), after=after, post=post)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def keeps(standing: Standing, post: str) -> bool:
    """Whether the officer stands for the post, himself or for another, there or away."""
    return post in standing.own or post in standing.through


def _in_good_hands() -> Refusal:
    return Refusal(
        "in_good_hands",
        Words(
            "本步骤未指定经办人，或经办人仍在该岗位", "Nobody has it, or its officer holds the post"
        ),
        Words("由经办人或负责人移交", "The officer or a head hands it over"),
    )
