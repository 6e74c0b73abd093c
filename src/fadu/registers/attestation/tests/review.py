"""Steps of the story of a review, for the tests beside."""

from uuid import UUID

from fadu.procedure.acts import open, take
from fadu.procedure.refusal import Answer, Done
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.registers.attestation.procedures import RulingFacts
from fadu.registers.attestation.rules import Ruling
from fadu.registers.attestation.tests.conftest import BUREAU, Cast

LAW = "不动产登记暂行条例第十六条"


def done(answer: Answer) -> Done:
    """The act was done."""
    assert isinstance(answer, Done), answer
    return answer


def ruling(code: str, what: Ruling, authority: str = LAW) -> RulingFacts:
    """What is proposed on a proof."""
    return RulingFacts(code, f"证明{code}", what, "村民委员会", authority)


def proposed(facts: RulingFacts, by: ByOfficer, at: Moment) -> UUID:
    """A case that waits for its decision."""
    opened = done(open("attestation.review", facts, bureau=BUREAU, by=by, at=at, key=str(new_id())))
    done(step(opened.case, "propose", "proposed", by, at))
    return opened.case


def step(case: UUID, name: str, outcome: str, by: ByOfficer, at: Moment) -> Answer:
    """A step of the case."""
    return take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=str(new_id()))


def approved(facts: RulingFacts, cast: Cast, at: Moment) -> UUID:
    """The whole story: proposed by the legal officer, approved by the director."""
    case = proposed(facts, cast.legal, at)
    done(step(case, "decide", "approve", cast.director, at))
    return case
