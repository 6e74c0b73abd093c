"""The outbox, leases, back-off and duties, one promise at a time."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from fadu.jobs import lease, registry
from fadu.jobs.lease import Outcome, claim_next, delay_after, do
from fadu.jobs.models import Job
from fadu.jobs.outbox import enqueue
from fadu.jobs.registry import UnknownKind, Work, duty, handles, run_duties
from fadu.jobs.worker import main, run_once, run_one
from fadu.record.moment import FixedDateClock, moment

AT = moment(2020, 12, 24).recorded_at
WALL = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
KIND = "test.slip"

pytestmark = pytest.mark.django_db


class Broken(Exception):
    """What a handler raises on a bad day."""


class Desk:
    """Handles KIND: remembers what it did, and fails while told to."""

    def __init__(self) -> None:
        self.did: list[Work] = []
        self.fails = False

    def handle(self, work: Work, at: datetime.datetime) -> None:
        self.did.append(work)
        if work.data.get("asks") == "more":
            ask(key="asked by a handler")
        if self.fails:
            raise Broken("no paper")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    monkeypatch.setitem(registry._handlers, KIND, made.handle)
    return made


@pytest.fixture
def duties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_duties", {})


def ask(key: str = "slip 1", *, run_after: datetime.datetime | None = None, **payload: str) -> Job:
    with transaction.atomic():
        enqueue(bureau="511725", kind=KIND, key=key, payload=payload, at=AT, run_after=run_after)
    return Job.objects.asked(bureau="511725", kind=KIND, key=key).get()


def run(wall: datetime.datetime = WALL, at: datetime.datetime = AT) -> int:
    return run_once(worker="w", at=at, kinds={KIND}, wall=lambda: wall)


def test_a_job_is_done_once_with_its_payload(desk: Desk) -> None:
    ask(name="王建国")
    assert run() == 1
    assert run() == 0
    (work,) = desk.did
    assert (work.key, work.data, work.attempt) == ("slip 1", {"name": "王建国"}, 1)
    job = Job.objects.get()
    assert job.done_at == AT
    assert job.leased_by == ""


def test_asked_twice_is_asked_once(desk: Desk) -> None:
    first = ask(name="first")
    assert ask(name="second") == first
    run()
    assert [work.data for work in desk.did] == [{"name": "first"}]
    ask(name="third")
    assert run() == 0


def test_what_was_rolled_back_is_never_done(desk: Desk) -> None:
    def act() -> None:
        with transaction.atomic():
            ask()
            raise Broken

    with pytest.raises(Broken):
        act()
    assert run() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_cannot_be_asked_for_outside_an_act(desk: Desk) -> None:
    with pytest.raises(TransactionManagementError):
        enqueue(bureau="511725", kind=KIND, key="k", payload={}, at=AT)


def test_a_kind_that_nobody_handles_is_refused() -> None:
    with pytest.raises(UnknownKind):
        enqueue(bureau="511725", kind="test.nobody", key="k", payload={}, at=AT)


def test_a_kind_has_one_handler(desk: Desk) -> None:
    with pytest.raises(ValueError, match="two handlers"):
        handles(KIND)(lambda work, at: None)


def test_a_job_waits_for_its_moment(desk: Desk) -> None:
    ask(run_after=AT + MINUTE)
    assert run() == 0
    assert run(at=AT + MINUTE) == 1


def test_kinds_can_be_left_to_others(desk: Desk) -> None:
    ask()
    assert run_once(worker="w", at=AT, kinds=frozenset()) == 0
    assert run_once(worker="w", at=AT, kinds={"test.other"}) == 0
    assert main(["--once", "--without", KIND], clock=FixedDateClock(AT.date())) == 0
    assert not desk.did
    assert main(["--once"], clock=FixedDateClock(AT.date())) == 0
    assert len(desk.did) == 1


def test_a_failure_is_undone_and_tried_again_later(desk: Desk) -> None:
    ask(asks="more")
    desk.fails = True
    assert run() == 0
    job = Job.objects.get()  # what the handler asked for was rolled back with it
    assert (job.attempts, job.error, job.done_at) == (1, "Broken: no paper", None)
    assert job.not_before == WALL + delay_after(1)
    desk.fails = False
    assert run() == 0
    assert run(WALL + delay_after(1)) == 2
    assert Job.objects.get(pk=job.pk).error == ""


def test_the_delay_doubles_up_to_its_limit() -> None:
    seconds = [delay_after(attempt).total_seconds() for attempt in (1, 2, 3, 4)]
    assert seconds == [10, 20, 40, 80]
    assert delay_after(1000) == lease.LONGEST_DELAY


def test_given_up_after_its_attempts_it_stays_visible_and_can_be_revived(desk: Desk) -> None:
    ask()
    desk.fails = True
    for day in range(lease.ATTEMPTS + 3):
        run(WALL + datetime.timedelta(days=day))
    assert len(desk.did) == lease.ATTEMPTS
    assert not Job.objects.pending().exists()
    job = Job.objects.failed().get()
    assert (job.failed_at, job.error) == (AT, "Broken: no paper")
    desk.fails = False
    assert Job.objects.revive() == 1
    assert run() == 1
    assert not Job.objects.failed().exists()


def test_a_leased_job_is_not_taken_until_the_lease_runs_out(desk: Desk) -> None:
    ask()
    dead = claim_next(worker="dead", at=AT, wall=WALL, kinds={KIND})
    assert dead is not None
    assert run(WALL + lease.LEASE - MINUTE) == 0
    assert run(WALL + lease.LEASE) == 1


def test_a_worker_that_outlived_its_lease_changes_nothing(desk: Desk) -> None:
    ask()
    late = claim_next(worker="w", at=AT, wall=WALL, kinds={KIND})
    assert late is not None
    later = WALL + lease.LEASE
    again = claim_next(worker="w", at=AT, wall=later, kinds={KIND})
    assert again is not None
    assert again.attempt == 2
    assert do(late, worker="w", at=AT, wall=later) is Outcome.OVERTAKEN
    assert not desk.did
    assert do(again, worker="w", at=AT, wall=later) is Outcome.DONE
    assert do(late, worker="w", at=AT, wall=later) is Outcome.OVERTAKEN
    assert len(desk.did) == 1


def test_a_job_that_kills_every_worker_is_given_up(desk: Desk) -> None:
    ask()
    for day in range(lease.ATTEMPTS):
        wall = WALL + datetime.timedelta(days=day)
        assert claim_next(worker="dies", at=AT, wall=wall, kinds={KIND}) is not None
    assert run(WALL + datetime.timedelta(days=lease.ATTEMPTS)) == 0
    assert "killed" in Job.objects.failed().get().error


def test_a_page_can_have_its_job_done_now(desk: Desk) -> None:
    job = ask(run_after=AT + MINUTE)
    assert run_one(job.pk, worker="page", at=AT) is Outcome.DONE
    assert run_one(job.pk, worker="page", at=AT) is Outcome.DONE
    assert len(desk.did) == 1


def test_a_page_is_told_when_its_job_cannot_be_done(desk: Desk) -> None:
    job = ask()
    desk.fails = True
    assert run_one(job.pk, worker="page", at=AT) is Outcome.RETRIED
    assert run_one(job.pk, worker="page", at=AT) is Outcome.OVERTAKEN
    Job.objects.filter(pk=job.pk).update(failed_at=AT)
    assert run_one(job.pk, worker="page", at=AT) is Outcome.FAILED


def test_one_duty_that_fails_keeps_no_other_from_its_turn(duties: None) -> None:
    seen: list[datetime.datetime] = []

    @duty
    def a_fails(at: datetime.datetime) -> None:
        raise Broken

    @duty
    def b_works(at: datetime.datetime) -> None:
        seen.append(at)

    (failed,) = run_duties(AT)
    assert failed.endswith("a_fails")
    assert seen == [AT]
    assert main(["--once"], clock=FixedDateClock(AT.date())) == 1


def test_the_database_itself_knows_a_job_once(desk: Desk) -> None:
    ask()
    names = connection.introspection.get_constraints(connection.cursor(), "jobs_job")
    assert names["job_asked_once"]["unique"]
    assert names["job_asked_once"]["columns"] == ["bureau", "kind", "key"]
