"""The worker: takes jobs one by one, performs the duties, stops when asked to.

It may be killed at any instant: see `lease`. SIGTERM and SIGINT let the job in hand finish.
"""

import argparse
import datetime
import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Collection, Sequence
from types import FrameType
from uuid import UUID

from django.db import Error as DatabaseRefusal
from django.db import close_old_connections

from fadu.jobs.lease import Outcome, claim_next, claim_one, do, give_up_dead
from fadu.jobs.models import Job
from fadu.jobs.registry import known_kinds, run_duties
from fadu.record.moment import Clock, WallClock

log = logging.getLogger(__name__)


def _wall() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def run_once(
    *,
    worker: str,
    at: datetime.datetime,
    kinds: Collection[str] | None = None,
    wall: Callable[[], datetime.datetime] = _wall,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Do every job of `kinds` (None: all known) that is due at the moment `at`.

    Returns how many were done. `wall` is the machine's clock, by which leases and back-off go;
    `stop`, once true, ends the round after the job in hand.
    """
    wanted = known_kinds() if kinds is None else known_kinds() & frozenset(kinds)
    give_up_dead(at=at, wall=wall())
    done = 0
    while not stop():
        work = claim_next(worker=worker, at=at, wall=wall(), kinds=wanted)
        if work is None:
            break
        done += do(work, worker=worker, at=at, wall=wall()) is Outcome.DONE
    return done


def run_one(job_id: UUID, *, worker: str, at: datetime.datetime) -> Outcome:
    """Do this job now, though its moment has not come (a page wants its result).

    DONE also if it was done before; OVERTAKEN if a worker holds it, or it waits after a failure;
    FAILED if it was given up. Raises `Job.DoesNotExist`.
    """
    work = claim_one(job_id, worker=worker, wall=_wall())
    if work is not None:
        return do(work, worker=worker, at=at, wall=_wall())
    job = Job.objects.get(pk=job_id)
    if job.done_at is not None:
        return Outcome.DONE
    return Outcome.OVERTAKEN if job.failed_at is None else Outcome.FAILED


def work_until(
    stop: Callable[[], bool],
    *,
    worker: str,
    clock: Clock,
    kinds: Collection[str] | None = None,
    idle: float = 1.0,
) -> None:
    """Tick until `stop` is true: duties, then jobs, then `idle` seconds of rest.

    A database that is away is waited for: an outage is no reason to lose the worker too.
    """
    while not stop():
        close_old_connections()
        try:
            at = clock.now().recorded_at
            run_duties(at)
            run_once(worker=worker, at=at, kinds=kinds, stop=stop)
        except DatabaseRefusal:
            log.exception("worker %s: the database refused; trying again", worker)
        _rest(idle, stop)
    close_old_connections()


def _rest(seconds: float, stop: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while not stop() and time.monotonic() < until:
        time.sleep(min(0.1, seconds))


def main(argv: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """The worker's command line; returns 0 after SIGTERM, SIGINT or one round with `--once`."""
    parser = argparse.ArgumentParser(prog="fadu work", description="run the worker")
    parser.add_argument("--once", action="store_true", help="one round, then stop")
    parser.add_argument("--idle", type=float, default=1.0, help="seconds of rest between rounds")
    parser.add_argument("--without", action="append", default=[], metavar="KIND", help="not these")
    parser.add_argument("--worker", default=f"{socket.gethostname()}:{os.getpid()}")
    asked = parser.parse_args(argv)
    clock = clock or WallClock()
    kinds = known_kinds() - frozenset(asked.without)
    if asked.once:
        at = clock.now().recorded_at
        failed = run_duties(at)
        run_once(worker=asked.worker, at=at, kinds=kinds)
        return 1 if failed else 0

    signals: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        del frame
        signals.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)
    work_until(
        lambda: bool(signals), worker=asked.worker, clock=clock, kinds=kinds, idle=asked.idle
    )
    return 0
