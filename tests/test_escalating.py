"""A late step is put before those who answer for it, once a level, and the record says who knew."""

import datetime
from uuid import UUID

import pytest

from fadu.desk.boards import TASKS, Board
from fadu.desk.models import Notification
from fadu.desk.queue import matters
from fadu.desk.telling import tell_of_everything
from fadu.jobs.worker import run_once
from fadu.procedure.acts import escalate, suspend
from fadu.procedure.duties import escalations
from fadu.procedure.escalating import ESCALATE, ESCALATE_DAY, Level, overseers
from fadu.procedure.models import Case, Task
from fadu.procedure.replay import replay
from fadu.record.actor import BySystem
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.site.demo.cast import BUREAU
from tests.stage import MONDAY, TUESDAY, Stage, case_of, done, key
from tests.test_transfer import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    """The bureau with its cast."""
    return Stage()


def waiting(stage: Stage, number: int = 1) -> Case:
    """A transfer that waits for the examiner since Monday."""
    case = done(stage.apply(stage.unit((number,)), (number,), (number + 1,))).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    return case_of(case)


def days_late(case: Case, days: int) -> Moment:
    """So many calendar days after the step's due date."""
    assert case.state.due is not None
    on = case.state.due + datetime.timedelta(days=days)
    return moment(on.year, on.month, on.day)


def tick(at: Moment) -> None:
    """A worker's round."""
    escalations(at.recorded_at)
    run_once(worker="test", at=at.recorded_at, kinds={ESCALATE, ESCALATE_DAY})


def levels(case: UUID) -> list[str]:
    """Before whom the case was put, in order."""
    entries = Entry.objects.filter(case=case, kind="case.escalated").order_by("seq")
    return [entry.payload["act"]["level"] for entry in entries]


def test_head_first_then_the_leaders_each_once(stage: Stage) -> None:
    case = waiting(stage)
    tick(days_late(case, 0))
    assert levels(case.id) == [], "the day itself is not over"
    for after in (1, 1, 2):
        tick(days_late(case, after))
    assert levels(case.id) == ["head"]
    tick(days_late(case, 7))
    tick(days_late(case, 8))
    assert levels(case.id) == ["head", "leader"]
    entry = Entry.objects.filter(case=case.id, kind="case.escalated").order_by("seq")[0]
    assert entry.content["actor"] == {"kind": "system", "duty": "clock"}
    assert entry.payload["act"]["told"] == [str(stage.staff["head"])]
    assert "change" not in entry.payload or entry.payload["change"] == {}, "it moves nothing"
    assert dict(replay(BUREAU))[case.id] == []


def test_who_answers_for_a_post(stage: Stage) -> None:
    heads = overseers(BUREAU, "realestate.examiner", Level.HEAD, TUESDAY.on)
    leaders = overseers(BUREAU, "realestate.examiner", Level.LEADER, TUESDAY.on)
    assert heads == (stage.staff["head"],)
    assert stage.staff["director"] in leaders
    assert overseers(BUREAU, "no.such.post", Level.HEAD, TUESDAY.on) == leaders


def test_they_are_notified_and_nobody_else(stage: Stage) -> None:
    case = waiting(stage)
    at = days_late(case, 1)
    tick(at)
    tell_of_everything(at.recorded_at)
    told = Notification.objects.filter(kind="escalated")
    assert {row.officer_id for row in told} == {stage.staff["head"]}
    assert told.get().number == case.number
    reminded = Notification.objects.filter(kind="late", number=case.number)
    assert stage.staff["examiner"] in {row.officer_id for row in reminded}


def test_what_stands_still_or_is_not_late_is_not_put_before_anybody(stage: Stage) -> None:
    case = waiting(stage)
    by = stage.by("examiner")
    done(suspend(case.id, "public_notice", bureau=BUREAU, by=by, at=TUESDAY, key=key()))
    tick(days_late(case, 9))
    assert levels(case.id) == []
    other = waiting(stage, 3)
    answer = escalate(
        other.id,
        Level.LEADER,
        bureau=BUREAU,
        by=BySystem("clock"),
        at=days_late(other, 1),
        key=key(),
    )
    assert codes(answer) == ("not_late_enough",)


def test_being_put_before_somebody_is_no_movement(stage: Stage) -> None:
    """“No movement” counts what the bureau did, not that it was told of its idleness."""
    case = waiting(stage)
    at = days_late(case, 30)

    def still() -> int:
        board = Board(BUREAU, matters(), at)
        return Task.objects.filter(TASKS["still"].fits(board)).count()

    assert still() == 1
    tick(at)
    assert levels(case.id) == ["head", "leader"]
    assert still() == 1
