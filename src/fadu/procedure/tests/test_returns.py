"""A return undoes what later steps gave, in a case that runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from tests.office import BUREAU, refused, staffed
from tests.stage import done, key

from fadu.law.words import Words
from fadu.procedure.acts import open, take
from fadu.procedure.declare import Procedure
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.models import Case
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Answer, Refusal
from fadu.procedure.replay import replay
from fadu.procedure.tests.drafting import (
    APPROVED,
    BASIS,
    DRAFTING,
    PROBLEMS,
    PROPOSED,
    RETURNED,
    changed,
    declared,
)
from fadu.record.actor import ByOfficer
from fadu.record.moment import moment

MONDAY = moment(2020, 3, 2)
MISSING = Refusal("no_review", Words("没有审核", "No review"), Words("请审核", "Review it"))


def _stands(asked: Asked, known: None) -> Sequence[Refusal]:
    return [] if asked.matter.state.memory.get("review") == "agreed" else [MISSING]


stands = Gate("review_stands", Words("已审核", "Reviewed"), BASIS, _stands, reads="review")
REAL = changed(DRAFTING, "decide", gates=(stands.on(APPROVED),))
# What a careless block would do: after a return the decision is asked again at once.
SHORT = changed(REAL, "propose", next={PROPOSED: "review", PROBLEMS: "decide"})


@pytest.fixture
def who(db: None) -> dict[str, ByOfficer]:
    return staffed(a=["test.handler"], b=["test.reviewer"], c=["test.decider"], d=["test.payer"])


class Played:
    """A case of one of these procedures."""

    def __init__(self, who: dict[str, ByOfficer]) -> None:
        self.who = who
        opened = open(
            DRAFTING.name, NoFacts(), bureau=BUREAU, by=who["a"], at=MONDAY, key=key(),
            channel="desk",
        )  # fmt: skip
        self.case: UUID = done(opened).case

    def take(self, step: str, outcome: str, by: str) -> Answer:
        at = MONDAY
        return take(self.case, step, outcome, bureau=BUREAU, by=self.who[by], at=at, key=key())

    @property
    def memory(self) -> dict[str, Any]:
        return Case.objects.get(id=self.case).state.memory


def returned(who: dict[str, ByOfficer]) -> Played:
    """Proposed, reviewed, and returned by the decision."""
    case = Played(who)
    done(case.take("propose", "proposed", "a"))
    done(case.take("review", "agreed", "b"))
    assert case.memory == {"review": "agreed"}
    done(case.take("decide", RETURNED, "c"))
    return case


def test_after_a_return_the_review_is_given_anew(who: dict[str, ByOfficer]) -> None:
    with declared(REAL):
        case = returned(who)
        assert case.memory == {}
        done(case.take("propose", "proposed", "a"))
        done(case.take("review", "agreed", "b"))
        done(case.take("decide", "approved", "c"))
        assert not [wrong for _, wrong in replay() if wrong]


@contextmanager
def jumped(who: dict[str, ByOfficer], procedure: Procedure) -> Iterator[Played]:
    """Returned, and on to the decision at once, in a process that opens what is not proved."""
    with declared(procedure), pytest.MonkeyPatch.context() as patching:
        patching.setattr("fadu.procedure.opening.faults", lambda declared: ())
        case = returned(who)
        done(case.take("propose", "problems", "a"))
        yield case


def test_a_jump_over_the_review_is_not_proved_and_would_not_pass(
    who: dict[str, ByOfficer],
) -> None:
    """The proof refuses the declaration; were it loaded all the same, the gate reads nothing."""
    assert {"procedure.E034", "procedure.E036"} <= {finding.id for finding in prove(SHORT)}
    with jumped(who, SHORT) as case:
        assert refused(case.take("decide", "approved", "c")) == ("no_review",)


def test_control_a_step_that_does_not_say_what_it_gives_leaves_a_stale_review(
    who: dict[str, ByOfficer],
) -> None:
    """Without `gives` the old review would carry the new draft; so the proof asks for it."""
    with jumped(who, changed(SHORT, "review", gives=())) as case:
        done(case.take("decide", "approved", "c"))
