"""A case for the tests of how cases move: its procedure, its limits, and its states."""

import dataclasses
from datetime import date
from typing import Any
from uuid import UUID

from fadu.law.calendar import Calendar
from fadu.law.parameters import Parameters
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure import clocks, transition
from fadu.procedure.clocks import LocalLaw
from fadu.procedure.declare import DONE, PARTY, SYSTEM, Default, Limit, Procedure, Stop
from fadu.procedure.gate import Outcome
from fadu.procedure.refusal import Refusal
from fadu.procedure.state import CaseState, ClockState
from fadu.procedure.tests.drafting import (
    AGREED,
    APPROVED,
    DECIDER,
    DRAFTING,
    HANDLER,
    LATE,
    PROBLEMS,
    RETURNED,
    REVIEWER,
    step,
)
from fadu.record.actor import ByOfficer

PLACE = "511725"
LAW = LocalLaw(PLACE, Calendar.shipped())
DOCUMENT = {"document": {"zh": "测试", "en": "A test"}}
PERIODS = {"receive": "1wd", "review": "2wd", "decide": "5d", "promise": "5wd", "whole": "20wd"}
MONDAY, TUESDAY, WEDNESDAY = date(2020, 3, 2), date(2020, 3, 3), date(2020, 3, 4)
THURSDAY, FRIDAY = date(2020, 3, 5), date(2020, 3, 6)
WHO, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
PERSON = UUID(int=9)
ME = ByOfficer(WHO)
HELPED = Outcome("helped", Words("已补", "Helped"))
FILED = Outcome("filed", Words("归档", "Filed"))
NOTICE = Stop("notice", Words("公告", "Notice"), cite("不动产登记暂行条例", 18))


def limit(name: str) -> Limit:
    """A limit by its short name."""
    return Limit(f"test.{name}")


RECEIVE = step(
    "receive", HANDLER, next={AGREED: "review", LATE: "review", PROBLEMS: "help"},
    default=Default(LATE, NOTICE.basis, Words("逾期", "Late")), starts=(AGREED, LATE),
)  # fmt: skip
RECEIVE = dataclasses.replace(RECEIVE, limit=limit("receive"), title=Words("受理", "Receipt"))
STEPS = (
    RECEIVE,
    step("help", PARTY, next={HELPED: "receive"}),
    dataclasses.replace(
        step("review", REVIEWER, next={AGREED: "decide", PROBLEMS: "receive"}, gives=("review",)),
        limit=limit("review"),
    ),
    dataclasses.replace(
        step(
            "decide", DECIDER, next={APPROVED: "file", RETURNED: "receive", PROBLEMS: "decide"},
            ends=(APPROVED,),
        ),
        limit=limit("decide"),
    ),
    step("file", SYSTEM, next={FILED: DONE}),
)  # fmt: skip
CASE = dataclasses.replace(
    DRAFTING, name="test.case", steps=STEPS, stops=(NOTICE,), apart=(("decide", "review"),),
    promise=limit("promise"), statutory=limit("whole"),
)  # fmt: skip


def parameters() -> Parameters:
    """The limits of this procedure."""
    return Parameters(()).having(
        {
            f"test.{name}": {
                "title": {"zh": name, "en": name}, "unit": "period", "tightens": "lower",
                "values": [
                    {"layer": "national", "from": date(2020, 1, 1), "value": period,
                     "source": DOCUMENT, "confidence": "V"}
                ],
            }
            for name, period in PERIODS.items()
        }
    )  # fmt: skip


def at(name: str, since: date = MONDAY, **fields: Any) -> CaseState:
    """A case that waits at a step."""
    return CaseState(
        procedure=CASE.name, graph="g", number="1", channel="window", law_on=MONDAY,
        opened_on=MONDAY, step=name, since=since, **fields,
    )  # fmt: skip


def running(start: date = TUESDAY) -> tuple[ClockState, ...]:
    """The clocks of a case accepted on a day."""
    return clocks.started(CASE, start, MONDAY, LAW)


def taken(state: CaseState, outcome: str, by: Any = ME, on: date = TUESDAY) -> CaseState:
    """The state after an act."""
    return transition.taken(CASE, state, outcome, by, on, LAW, {"noted": outcome})


def codes(found: list[Refusal]) -> list[str]:
    """The codes of refusals; each has an article of the step, or is about the case as a whole."""
    assert all(one.words.zh and one.words.en and one.remedy.zh for one in found)
    return [one.code for one in found]


def permitted(
    state: CaseState, name: str, outcome: str, by: Any = ME, on: date = TUESDAY,
    procedure: Procedure = CASE,
) -> list[str]:  # fmt: skip
    """The codes of what stands against an act."""
    return codes(transition.permitted(procedure, state, name, outcome, by, on))
