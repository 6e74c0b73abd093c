"""Workers killed with SIGKILL while a notice moves cases: each case moves, and moves once.

Real processes on the configured database, each killed as soon as it has done something.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection
from django.db.models import QuerySet

from fadu.jobs.models import Job
from fadu.procedure.models import Clock
from fadu.procedure.replay import replay
from fadu.record.models import Entry
from tests.stage import Stage, done
from tests.test_holiday_notice import LATER, OPENED, enters, facts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CASES = 8
KILLS = 3
DEADLINE_SECONDS = 120
WORKER = """
import datetime, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from fadu.jobs.worker import main
from fadu.record.moment import FixedDateClock
clock = FixedDateClock(datetime.date.fromisoformat(sys.argv[2]))
sys.exit(main(["--idle", "0.02", "--without", "document.render"], clock=clock))
"""


def worker() -> "subprocess.Popen[bytes]":
    """A worker on the database of this test, on the day after the cases were opened."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, name, str(LATER.on)], env={**os.environ, "PYTHONPATH": path}
    )


def open_jobs() -> "QuerySet[Job]":
    """What is still to be recomputed."""
    return Job.objects.pending().filter(kind__startswith="calendar.")


def killed_until_done() -> int:
    """Raise workers and kill the first ones at their first job, the last when all is done; how many
    were killed while work was left.
    """
    kills = 0
    end = time.monotonic() + DEADLINE_SECONDS
    while (left := open_jobs().count()) and time.monotonic() < end:
        process = worker()
        enough = left - 1 if kills < KILLS else 0
        # The job that asks for the others makes more of them: that counts as the first.
        while enough < open_jobs().count() <= left and time.monotonic() < end:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += bool(open_jobs().exists())
        Job.objects.pending().update(not_before=None)  # the lease of the dead has run out
    return kills


def test_no_case_is_lost_and_none_moves_twice_under_kill_9() -> None:
    stage = Stage()
    for number in range(CASES):
        case = done(stage.apply(stage.unit(), buyers=(100 + number,), at=OPENED)).case
        done(stage.take(case, "receive", "accept", "window", OPENED))
    done(enters(stage, facts()))
    assert killed_until_done() >= 1
    moved = Counter(Entry.objects.filter(kind="case.due_moved").values_list("case", flat=True))
    assert len(moved) == CASES
    assert set(moved.values()) == {1}
    assert not Clock.objects.filter(provisional=True).exists()
    assert [wrong for wrong in dict(replay()).values() if wrong] == []
