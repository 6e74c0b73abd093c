"""What an approved value does to cases: later ones reckon with it, earlier ones keep theirs."""

import dataclasses
import datetime

import pytest
from tests.stage import MONDAY, Stage, done

from fadu.procedure.models import Case
from fadu.record.moment import moment
from fadu.registers.rulebook.tests.house import SHORTER, decided, proposed

NEXT_MONDAY = moment(2020, 3, 9)


def promised(case: Case) -> tuple[str, datetime.date]:
    """The promised limit of a case and when it is due."""
    (clock,) = [one for one in case.state.clocks if one.name == "promised"]
    return clock.period, clock.due


@pytest.fixture
def stage(db: None) -> Stage:
    """The whole bureau."""
    return Stage()


def test_cases_reckon_by_their_parameter_date(stage: Stage) -> None:
    before = stage.at_entry(stage.unit())
    kept = promised(Case.objects.get(id=before))
    assert kept[0] == "5wd"
    facts = dataclasses.replace(SHORTER, value="3wd", since=NEXT_MONDAY.on)
    case = done(proposed(facts, stage.by("legal"), MONDAY)).case
    done(decided(case, "approve", stage.by("director"), MONDAY))
    same_day = done(stage.apply(stage.unit((3,)), (3,), (4,))).case
    done(stage.take(same_day, "receive", "accept", "window", MONDAY))
    after = done(stage.apply(stage.unit((5,)), (5,), (6,), at=NEXT_MONDAY)).case
    done(stage.take(after, "receive", "accept", "window", NEXT_MONDAY))
    assert promised(Case.objects.get(id=same_day))[0] == "5wd", "accepted after, dated before"
    assert promised(Case.objects.get(id=after)) == ("3wd", datetime.date(2020, 3, 12))
    assert promised(Case.objects.get(id=before)) == kept, "what was computed stays"
    source = next(c.source for c in Case.objects.get(id=after).state.clocks if c.name == "promised")
    assert source.zh == SHORTER.document
