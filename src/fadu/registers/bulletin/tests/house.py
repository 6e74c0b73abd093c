"""The words of a publication: what the tests of this register play with."""

import dataclasses
from typing import Any
from uuid import UUID

from tests.office import BUREAU
from tests.stage import done, key

from fadu.procedure.acts import enter, take
from fadu.procedure.refusal import Answer
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment, moment
from fadu.registers.bulletin.procedures import ItemFacts, Opinion, WithdrawalFacts
from fadu.registers.bulletin.rules import ItemKind, PeriodUnit

APRIL, MAY, JUNE = moment(2020, 4, 21), moment(2020, 5, 6), moment(2020, 6, 1)
TEXT = ItemFacts(
    ItemKind.NEWS, "世界地球日宣传活动", "四月二十二日在文化广场设宣传点。\n欢迎参加。"
)
NOTICE = dataclasses.replace(
    TEXT, kind=ItemKind.NOTICE, title="公示", period=5, unit=PeriodUnit.WORKING_DAYS,
    period_basis="本局决定",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Cast:
    """A drafter, a reviewer, one who holds both posts, and one who holds neither."""

    drafter: ByOfficer
    reviewer: ByOfficer
    both: ByOfficer
    stranger: ByOfficer


def drafted(text: ItemFacts, by: ByOfficer, at: Moment = APRIL) -> Answer:
    """A draft handed in for review."""
    return enter("bulletin.publication", text, "submitted", bureau=BUREAU, by=by, at=at, key=key())


def reviewed(
    case: UUID, outcome: str, by: ByOfficer, at: Moment = APRIL, remark: str = ""
) -> Answer:
    """The review of a draft."""
    stated = Opinion(remark)
    return take(case, "review", outcome, bureau=BUREAU, by=by, at=at, key=key(), facts=stated)


def published(cast: Cast, text: ItemFacts = TEXT, at: Moment = APRIL, **more: Any) -> UUID:
    """Drafted and approved; the case."""
    case = done(drafted(dataclasses.replace(text, **more), cast.drafter, at)).case
    done(reviewed(case, "approve", cast.reviewer, at))
    return case


def withdrawn(cast: Cast, number: str, reason: str = "内容重复", at: Moment = JUNE) -> Answer:
    """Proposed by the drafter and decided by the reviewer."""
    facts = WithdrawalFacts(number, reason)
    opened = enter(
        "bulletin.withdrawal", facts, "proposed", bureau=BUREAU, by=cast.drafter, at=at, key=key()
    )
    case = done(opened).case
    return take(case, "decide", "approve", bureau=BUREAU, by=cast.reviewer, at=at, key=key())
