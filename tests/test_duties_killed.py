"""Workers killed with SIGKILL while they take silence for an answer and put late cases before those
who answer for them: each happens once, is told once, and none is lost.

Real processes on the configured database. The control asks without the key that makes an escalation
one, and must double some, or this test would prove nothing.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet

from fadu.desk.models import Notification
from fadu.jobs.models import Job
from fadu.procedure.models import Task
from fadu.procedure.replay import replay
from fadu.record.models import Entry
from fadu.record.moment import moment
from tests.stage import MONDAY, Stage, done

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LATER = moment(2020, 3, 16)
CASES = 5
KILLS = 4
DEADLINE_SECONDS = 300
WORKER = """
import datetime, sys, uuid
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.FADU_CLOCK = sys.argv[2]
django.setup()
from fadu.jobs import registry
from fadu.jobs.outbox import enqueue
from fadu.jobs.worker import main
from fadu.procedure import handlers
from fadu.record.moment import FixedDateClock
from django.db.transaction import atomic
def careless(at):
    key, kind = str(uuid.uuid4()), handlers.ESCALATE_DAY
    with atomic():
        enqueue(bureau="511725", kind=kind, key=key, payload={}, at=at)
if sys.argv[3] == "without key":
    registry._duties["fadu.procedure.duties.escalations"] = careless
    handlers.key_of = lambda task, level: f"{task.case_id}:{uuid.uuid4()}:{level.value}"
clock = FixedDateClock(datetime.date.fromisoformat(sys.argv[2]))
sys.exit(main(["--idle", "0.02", "--without", "document.render"], clock=clock))
"""


def worker(how: str) -> "subprocess.Popen[bytes]":
    """A worker on the database of this test, a fortnight after the cases came in."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, name, str(LATER.on), how],
        env={**os.environ, "PYTHONPATH": path},
    )


def entries(kind: str, **more: str) -> Counter[UUID]:
    """How many entries of a kind each case has."""
    return Counter(Entry.objects.filter(kind=kind, **more).values_list("case", flat=True))


def silent() -> Counter[UUID]:
    """What silence took."""
    return entries("case.taken", key__startswith="system:clock:default:")


def killed_until(ended: Callable[[], bool], how: str) -> int:
    """Raise workers and kill each at a random instant after its first acts, the last at the end;
    how many were killed while work was left.
    """
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    dice, kills, end = random.Random(seed), 0, time.monotonic() + DEADLINE_SECONDS
    while not ended() and time.monotonic() < end:
        before, process = Entry.objects.count(), worker(how)
        acts = dice.randint(1, 3)
        while time.monotonic() < end and not ended():
            if kills < KILLS and Entry.objects.count() - before >= acts:
                time.sleep(dice.uniform(0, 0.02))
                break
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += not ended()
        Job.objects.pending().update(not_before=None)  # the lease of the dead has run out
    return kills


@pytest.fixture
def late() -> list[UUID]:
    """Transfers that silence will accept, and others that wait for the examiner since Monday."""
    stage, waiting = Stage(), []
    for number in range(CASES):
        sold, bought = 100 + 4 * number, 101 + 4 * number
        done(stage.apply(stage.unit((sold,)), (sold,), (bought,)))
        again = done(stage.apply(stage.unit((sold + 2,)), (sold + 2,), (bought + 2,))).case
        done(stage.take(again, "receive", "accept", "window", MONDAY))
        waiting.append(again)
    return waiting


def test_nothing_is_lost_and_nothing_doubled_under_kill_9(late: list[UUID]) -> None:
    def ended() -> bool:
        told = Notification.objects.filter(kind="escalated").values("number").distinct().count()
        return len(silent()) == CASES and told == CASES and not open_jobs().exists()

    assert killed_until(ended, "built") >= 2
    assert silent() == Counter(dict.fromkeys(silent(), 1)) and len(silent()) == CASES
    for level in ("head", "leader"):
        found = entries("case.escalated", key__endswith=f":{level}")
        assert found == Counter(late), f"each late case once before {level}"
    told = Counter(Notification.objects.values_list("officer", "key"))
    assert set(told.values()) == {1}
    assert Notification.objects.filter(kind="silent").count() >= CASES
    assert Task.objects.filter(step="examine").count() == 2 * CASES
    assert [wrong for wrong in dict(replay()).values() if wrong] == []


def open_jobs() -> "QuerySet[Job]":
    """Escalations that are still to be made."""
    return Job.objects.pending().filter(kind__startswith="case.escalate")


def test_control_without_the_key_escalations_double(late: list[UUID]) -> None:
    killed_until(lambda: max(entries("case.escalated").values(), default=0) > 2, "without key")
    assert max(entries("case.escalated").values()) > 2, "the control doubled nothing"
