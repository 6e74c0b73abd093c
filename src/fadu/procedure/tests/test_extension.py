"""Extension: by whom an article lets grant it, as much, as often, before the limit ran out."""

import dataclasses
from collections.abc import Iterator
from uuid import UUID

import pytest
from tests.declared import declared
from tests.office import BUREAU, refused, staffed
from tests.stage import done, key

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.acts import extend, open, suspend, take
from fadu.procedure.declare import (
    DONE,
    INTERNAL,
    ExtensionPower,
    Limit,
    Post,
    Procedure,
    Step,
    Stop,
)
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Outcome
from fadu.procedure.models import Case, Clock
from fadu.procedure.refusal import Answer
from fadu.procedure.replay import replay
from fadu.record.actor import ByOfficer
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment

BASIS = cite("行政许可法", 42)
CLERK, LEADER = Post("clerk", Words("经办", "Clerk")), Post("leader", Words("负责人", "Leader"))
ACCEPT, END = Outcome("accept", Words("受理", "Accept")), Outcome("end", Words("办结", "End"))
LONGER = ExtensionPower(
    "longer", Words("延长办理期限", "Extension"), LEADER, BASIS, Limit("permit.decide.extend")
)
PERMIT = Procedure(
    name="test.permit", title=Words("延长测试", "Permit"), mark="XK", power="", basis=(BASIS,),
    promise=INTERNAL, statutory=Limit("permit.decide"), facts=NoFacts, papers=None,
    for_parties=False, extensions=(LONGER,),
    stops=(Stop("hearing", Words("听证", "Hearing"), BASIS),),
    steps=(
        Step("receive", Words("受理", "Receipt"), CLERK, BASIS, INTERNAL, {ACCEPT: "work"},
             starts=(ACCEPT,)),
        Step("work", Words("办理", "Work"), CLERK, BASIS, INTERNAL, {END: DONE}, ends=(END,)),
    ),
)  # fmt: skip
MONDAY, TUESDAY = moment(2020, 3, 2), moment(2020, 3, 3)
Cast = dict[str, ByOfficer]


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with declared(PERMIT):
        yield staffed(clerk=["clerk"], leader=["leader"])


@pytest.fixture
def case(cast: Cast) -> UUID:
    opened = open("test.permit", NoFacts(), bureau=BUREAU, by=cast["clerk"], at=MONDAY, key=key(),
                  channel="desk")  # fmt: skip
    case = done(opened).case
    done(take(case, "receive", "accept", bureau=BUREAU, by=cast["clerk"], at=MONDAY,
              key=key()))  # fmt: skip
    return case


def more(
    case: UUID, by: ByOfficer, period: str = "10wd", reason: str = "案情复杂", at: Moment = TUESDAY
) -> Answer:
    return extend(case, "longer", period, reason, bureau=BUREAU, by=by, at=at, key=key())


def due(case: UUID) -> str:
    return Clock.objects.get(case=case).due.isoformat()


def test_an_extension_moves_the_due_date_and_says_how(cast: Cast, case: UUID) -> None:
    assert due(case) == "2020-03-30"  # 20 working days after Monday 2 March
    done(more(case, cast["leader"]))
    assert due(case) == "2020-04-14"  # and ten more; 6 April was a holiday
    entry = Entry.objects.get(case=case, kind="case.extended")
    (move,) = entry.payload["act"]["moves"]
    assert (move["old"], move["new"]) == ("2020-03-30", "2020-04-14")
    assert any("延长" in line["zh"] for line in move["derivation"])
    assert "案情复杂" not in entry.leaf
    assert not dict(replay(BUREAU))[case]


def test_only_the_post_that_the_article_names_extends(cast: Cast, case: UUID) -> None:
    assert refused(more(case, cast["clerk"])) == ("not_your_power",)


@pytest.mark.parametrize("period", ["11wd", "10d", "1m", "0wd", "-3wd", "", "tomorrow"])
def test_no_more_than_the_article_gives_and_in_its_unit(
    cast: Cast, case: UUID, period: str
) -> None:
    assert refused(more(case, cast["leader"], period)) == ("beyond_the_power",)
    assert due(case) == "2020-03-30"


def test_once_and_not_again(cast: Cast, case: UUID) -> None:
    done(more(case, cast["leader"], "3wd"))
    assert refused(more(case, cast["leader"], "3wd")) == ("extended_already",)


def test_not_without_a_reason(cast: Cast, case: UUID) -> None:
    assert refused(more(case, cast["leader"], reason="  ")) == ("reasons_missing",)


def test_not_after_the_limit_has_run_out(cast: Cast, case: UUID) -> None:
    assert refused(more(case, cast["leader"], at=moment(2020, 3, 31))) == ("limit_has_run_out",)
    done(more(case, cast["leader"], at=moment(2020, 3, 30)))


def test_every_fault_is_told_at_once(cast: Cast, case: UUID) -> None:
    done(more(case, cast["leader"]))
    late = moment(2020, 4, 15)
    assert set(refused(more(case, cast["leader"], "99wd", "", late))) == {
        "reasons_missing", "extended_already", "limit_has_run_out", "beyond_the_power",
    }  # fmt: skip


def test_not_before_acceptance_nor_after_the_end(cast: Cast) -> None:
    opened = open("test.permit", NoFacts(), bureau=BUREAU, by=cast["clerk"], at=MONDAY, key=key(),
                  channel="desk")  # fmt: skip
    case = done(opened).case
    assert refused(more(case, cast["leader"])) == ("no_running_clock",)
    for step, outcome in (("receive", "accept"), ("work", "end")):
        done(take(case, step, outcome, bureau=BUREAU, by=cast["clerk"], at=TUESDAY, key=key()))
    assert refused(more(case, cast["leader"])) == ("case_closed",)


def test_extension_and_suspension_add_up(cast: Cast, case: UUID) -> None:
    done(more(case, cast["leader"], "5wd"))
    before = due(case)
    done(suspend(case, "hearing", bureau=BUREAU, by=cast["clerk"], at=TUESDAY, key=key()))
    state = Case.objects.get(id=case).state
    assert len(state.clocks[0].extensions) == 1 and len(state.clocks[0].suspensions) == 1
    assert due(case) > before or Clock.objects.get(case=case).provisional


def test_a_matter_without_a_power_is_not_extended(cast: Cast) -> None:
    """The control: what the declaration does not name, nobody can grant."""
    strict = dataclasses.replace(PERMIT, name="test.strict", mark="YS", extensions=())
    with declared(strict):
        opened = open("test.strict", NoFacts(), bureau=BUREAU, by=cast["clerk"], at=MONDAY,
                      key=key(), channel="desk")  # fmt: skip
        case = done(opened).case
        done(take(case, "receive", "accept", bureau=BUREAU, by=cast["clerk"], at=MONDAY, key=key()))
        assert refused(more(case, cast["leader"])) == ("no_such_extension",)
