"""Workers killed with SIGKILL at random: nothing is lost, nothing is done twice.

Real processes on the configured database. The two controls work carelessly on purpose and must
lose or double jobs, or this test would prove nothing.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from fadu.jobs.models import Job
from fadu.jobs.outbox import enqueue
from fadu.jobs.tests.nursery import KIND, now

JOBS = 300


@pytest.fixture
def effects(transactional_db: None) -> Iterator[None]:
    """A table without any constraint that could hide a double, and the jobs that fill it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE jobs_test_effect (job varchar(20) NOT NULL)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE jobs_test_effect")


def ask(count: int) -> set[str]:
    keys = {f"key {number}" for number in range(count)}
    with transaction.atomic():
        for key in sorted(keys):
            enqueue(bureau="511725", kind=KIND, key=key, payload={}, at=now())
    return keys


def start(*words: str) -> subprocess.Popen[str]:
    name = str(connection.settings_dict["NAME"])
    connection.close()
    command = [sys.executable, "-m", "fadu.jobs.tests", name, *words]
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True
    )


def done_by_killed_workers(how: str) -> tuple[Counter[str], int]:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    nursery = start("kill", how, str(seed))
    said, _ = nursery.communicate(timeout=150)
    assert nursery.returncode == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT job FROM jobs_test_effect")
        return Counter(job for (job,) in cursor.fetchall()), int(said)


@pytest.mark.slow
def test_killed_workers_lose_nothing_and_double_nothing(effects: None) -> None:
    keys = ask(JOBS)
    done, kills = done_by_killed_workers("built")
    assert kills >= 20
    assert done == Counter(keys)
    assert not Job.objects.pending().exists()
    assert not Job.objects.failed().exists()


@pytest.mark.slow
def test_control_marking_before_the_effect_loses_jobs(effects: None) -> None:
    keys = ask(JOBS)
    done, _ = done_by_killed_workers("marks first")
    assert keys - set(done), "the control lost nothing: the test does not bite"


@pytest.mark.slow
def test_control_marking_after_the_effect_doubles_jobs(effects: None) -> None:
    ask(JOBS)
    done, _ = done_by_killed_workers("marks last")
    assert max(done.values()) > 1, "the control doubled nothing: the test does not bite"


@pytest.mark.slow
def test_asked_to_stop_a_worker_finishes_the_job_in_hand(effects: None) -> None:
    ask(JOBS)
    worker = start("work")
    end = time.monotonic() + 30
    while not Job.objects.exclude(done_at=None).exists() and time.monotonic() < end:
        time.sleep(0.01)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM jobs_test_effect")
        (count,) = cursor.fetchone()
    assert 0 < count < JOBS
    assert count == Job.objects.exclude(done_at=None).count()
    assert not Job.objects.pending().exclude(leased_by="").exists()
