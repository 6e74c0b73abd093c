"""The words of a recorded value: what the tests of this register play with."""

import dataclasses
import datetime
from typing import Any
from uuid import UUID

from tests.office import BUREAU, Cast
from tests.stage import done, key, papers

from fadu.procedure.acts import enter, take
from fadu.procedure.refusal import Answer
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import Moment, moment
from fadu.registers.rulebook.procedures import Opinion, ValueFacts
from fadu.registers.rulebook.rules import Certainty, Layer

PROMISE = "reg.limit.promise.local.transfer"
MAY, JUNE, JULY = moment(2020, 5, 6), moment(2020, 6, 1), moment(2020, 7, 1)
SHORTER = ValueFacts(
    key=PROMISE, layer=Layer.COUNTY, value="4wd", since=datetime.date(2020, 6, 1),
    certainty=Certainty.READ, document="渠县自然资源局承诺时限调整（示例）",
    document_en="Promised times of the bureau (sample)",
)  # fmt: skip


def proposed(
    facts: ValueFacts, by: ByOfficer, at: Moment = MAY, *, attached: bool = True
) -> Answer:
    """A value handed in for approval, with the paper of its source."""
    case = new_id()
    return enter(
        "rulebook.value", facts, "proposed", bureau=BUREAU, by=by, at=at, key=key(),
        papers=papers(case, ["source"]) if attached else None, case=case,
    )  # fmt: skip


def decided(case: UUID, outcome: str, by: ByOfficer, at: Moment = MAY, remark: str = "") -> Answer:
    """The approval or return of a value."""
    stated = Opinion(remark)
    return take(case, "decide", outcome, bureau=BUREAU, by=by, at=at, key=key(), facts=stated)


def recorded(cast: Cast, facts: ValueFacts = SHORTER, at: Moment = MAY, **more: Any) -> UUID:
    """Proposed by the legal officer, approved by the director; the case."""
    case = done(proposed(dataclasses.replace(facts, **more), cast.legal, at)).case
    done(decided(case, "approve", cast.director, at))
    return case
