"""Raises workers and kills them: `python -m fadu.jobs.tests.nursery DATABASE HOW SEED`.

Forks two workers at a time and kills both with SIGKILL at a random instant, again and again, until
no job is open. HOW names the way they work: "built", or one of two careless ways, the controls of
the test. Prints the number of kills. Django must be set up before this module is imported: see
`__main__` of this package.
"""

import datetime
import multiprocessing
import random
import time
from collections.abc import Callable

from django.db import connection

from fadu.jobs import lease
from fadu.jobs.models import Job
from fadu.jobs.registry import Work, handles
from fadu.jobs.worker import run_once

KIND = "test.effect"
DEADLINE_SECONDS = 90
LEASE = datetime.timedelta(seconds=0.3)


def now() -> datetime.datetime:
    """The machine's clock."""
    return datetime.datetime.now(datetime.UTC)


@handles(KIND)
def effect(work: Work, at: datetime.datetime) -> None:
    """Insert one row, slowly, so that a kill finds it before, within and after."""
    time.sleep(random.uniform(0, 0.004))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jobs_test_effect (job) VALUES (%s)", [work.key])
    time.sleep(random.uniform(0, 0.004))


def built() -> None:
    """Work as this room does."""
    run_once(worker=multiprocessing.current_process().name, at=now(), kinds={KIND})


def marks_first() -> None:
    """Careless: done is committed before the effect."""
    _careless(mark, effect)


def marks_last() -> None:
    """Careless: the effect is committed before done."""
    _careless(effect, mark)


def mark(work: Work, at: datetime.datetime) -> None:
    """Mark a job done, by itself."""
    Job.objects.filter(pk=work.id).update(done_at=at)


def _careless(*parts: Callable[[Work, datetime.datetime], None]) -> None:
    name = multiprocessing.current_process().name
    while work := lease.claim_next(worker=name, at=now(), wall=now(), kinds={KIND}):
        for part in parts:
            part(work, now())


WAYS: dict[str, Callable[[], None]] = {
    "built": built,
    "marks first": marks_first,
    "marks last": marks_last,
}


def live(how: str) -> None:
    """A worker's life: it ends by being killed."""
    lease.LEASE = LEASE
    while True:
        WAYS[how]()
        time.sleep(0.01)


def open_jobs() -> int:
    """Jobs still open. The connection is closed again: it must not be inherited by a fork."""
    count = Job.objects.pending().count()
    connection.close()
    return count


def raise_and_kill(how: str, seed: int) -> int:
    """Returns the number of workers killed when no job is open any more."""
    dice = random.Random(seed)
    fork = multiprocessing.get_context("fork")
    end = time.monotonic() + DEADLINE_SECONDS
    kills = 0
    while open_jobs() and time.monotonic() < end:
        names = [f"worker {kills + number}" for number in (1, 2)]
        workers = [fork.Process(target=live, args=(how,), name=name) for name in names]
        for worker in workers:
            worker.start()
        time.sleep(dice.uniform(0.03, 0.15))
        for worker in workers:
            worker.kill()
            worker.join()
            kills += 1
    return kills
