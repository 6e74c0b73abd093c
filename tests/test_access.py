"""Who may read a case: predicate and filter agree, and what is not yours does not exist for you."""

import pytest

from fadu.procedure.access import may_read, readable, reader
from fadu.procedure.models import Case
from fadu.record.actor import Actor, ByOfficer, BySystem
from fadu.site.demo.cast import BUREAU
from tests.stage import MONDAY, Stage, done, party

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    """Two transfers between four persons, besides the internal cases."""
    stage = Stage()
    done(stage.apply(stage.unit(holders=(1,)), (1,), (2,)))
    done(stage.apply(stage.unit(holders=(3,)), (3,), (4,)))
    return stage


def test_predicate_and_filter_agree_for_everybody(stage: Stage) -> None:
    """Every actor × every case."""
    actors: list[Actor] = [ByOfficer(officer) for officer in stage.staff.values()]
    actors += [party(number) for number in (1, 2, 3, 4)] + [BySystem("clock")]
    seen = set()
    for actor in actors:
        who = reader(actor, BUREAU, MONDAY.on)
        listed = set(readable(Case.objects.all(), who).values_list("id", flat=True))
        for case in Case.objects.all():
            assert may_read(case, who) is (case.id in listed)
        seen.add(len(listed))
    assert len(seen) >= 4, "the rights differ"


def test_each_sees_what_is_his(stage: Stage) -> None:
    """The stranger in the archive nothing, a party its one case, the director everything."""
    transfers = Case.objects.filter(procedure="realestate.transfer")
    seen = {
        login: readable(transfers, reader(stage.by(login), BUREAU, MONDAY.on)).count()
        for login in ("window", "examiner", "registrar", "legal", "director", "head", "stranger")
    }
    assert seen == {
        "window": 2, "examiner": 2, "registrar": 2, "legal": 0, "director": 2, "head": 2,
        "stranger": 0,
    }  # fmt: skip
    own = [
        set(readable(transfers, reader(party(n), BUREAU, MONDAY.on)).values_list("id", flat=True))
        for n in (1, 2, 3, 4)
    ]
    assert own[0] == own[1] and own[2] == own[3] and not own[0] & own[2]


def test_another_bureau_sees_nothing(stage: Stage) -> None:
    """The bureau is part of every question."""
    actors: tuple[Actor, ...] = (stage.by("director"), party(1), BySystem("clock"))
    for actor in actors:
        assert not readable(Case.objects.all(), reader(actor, "511724", MONDAY.on)).exists()
        who = reader(actor, "511724", MONDAY.on)
        assert not any(may_read(case, who) for case in Case.objects.all())


def test_an_appointment_that_ended_reads_nothing(stage: Stage) -> None:
    """The right to read goes with the post."""
    from_officer = stage.by("examiner")
    who = reader(from_officer, BUREAU, MONDAY.on.replace(year=2018))
    assert not readable(Case.objects.all(), who).exists()
