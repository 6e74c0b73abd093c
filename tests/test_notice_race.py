"""A holiday notice is entered while sixteen hands reckon due dates: none is left by the old one.

An act that has read the calendar holds it until it ends, and the notice waits; so whoever asks for
the recomputation sees every date that the old calendar gave (`fadu.procedure.calendars`).
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from fadu.procedure import engine
from fadu.procedure.acts import take
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import PROMISED, LocalLaw
from fadu.procedure.discover import by_digest
from fadu.procedure.models import Case, HolidayNotice
from fadu.procedure.recomputing import moved
from fadu.procedure.refusal import Answer, Done
from fadu.procedure.replay import replay
from fadu.record.models import Entry
from fadu.site.demo.cast import BUREAU
from tests.stage import Stage, case_of, done, key
from tests.test_holiday_notice import LATER, OPENED, REST, enters, facts, work

WRITERS = 16
ROUNDS = 6
SECONDS = 30
# Another new year in each round, so that a date by the notice before is never right by chance.
RESTS = [REST.replace("2027-01-03", f"2027-01-0{3 + turn}") for turn in range(ROUNDS)]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def received(stage: Stage, first_buyer: int) -> list[UUID]:
    """Sixteen applications, each to be accepted by another hand."""
    with transaction.atomic():
        return [
            done(stage.apply(stage.unit(), buyers=(first_buyer + place,), at=OPENED)).case
            for place in range(WRITERS)
        ]


def accepts(stage: Stage, case: UUID) -> Answer:
    """The act that starts the clocks: it reckons by the calendar that it meets."""
    by = stage.by("window")
    return take(case, "receive", "accept", bureau=BUREAU, by=by, at=LATER, key=key())


def alone(act: Callable[[], Answer]) -> Answer:
    """An act in a thread, with a connection of its own."""
    try:
        return act()
    finally:
        connections.close_all()


def by_old_notice() -> list[str]:
    """The open cases with a due date that the calendar in force gives otherwise."""
    law = LocalLaw(BUREAU, calendar_of(BUREAU))
    cases = Case.objects.filter(bureau=BUREAU, status="open")
    return [
        case.number
        for case in cases
        if moved(case.state, by_digest().get(case.state.graph), law, LATER.on)[1]
    ]


def test_sixteen_hands_and_a_notice_at_once_leave_no_date_by_the_old_one() -> None:
    """Before, beside and behind the notice: what was reckoned by the old one is found and moved."""
    stage = Stage()
    found: set[str] = set()
    for turn, rest in enumerate(RESTS):
        cases = received(stage, 1000 + turn * WRITERS)
        start = threading.Barrier(WRITERS + 1)

        def accept(case: UUID, start: threading.Barrier = start) -> Answer:
            start.wait()
            return alone(lambda: accepts(stage, case))

        def enter(rest: str = rest, start: threading.Barrier = start) -> Answer:
            start.wait()
            return alone(lambda: enters(stage, facts(rest=rest, reason="测试")))

        with ThreadPoolExecutor(WRITERS + 1) as pool:
            notice = pool.submit(enter)
            answers = [*pool.map(accept, cases), notice.result(SECONDS)]
        assert all(isinstance(answer, Done) for answer in answers), answers
        found |= set(by_old_notice())
        work(LATER)
        assert by_old_notice() == []
    assert HolidayNotice.objects.count() == ROUNDS
    assert found, "no act was caught beside a notice: the race was not run"
    assert Entry.objects.filter(kind="case.due_moved").count() >= len(found)
    assert [wrong for wrong in dict(replay()).values() if wrong] == []


class Held:
    """An act that has reckoned and not yet written: it goes on when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Only the thread named "held" is held."""
        self.reckoned, self.go = threading.Event(), threading.Event()
        plain = engine.record

        def record(*args: Any) -> Done:
            if threading.current_thread().name.startswith("held"):
                self.reckoned.set()
                assert self.go.wait(SECONDS)
            return plain(*args)

        monkeypatch.setattr(engine, "record", record)

    def beside(self, act: Callable[[], Answer], other: Callable[[], Answer]) -> "Future[Answer]":
        """Run `act` up to where it writes, then begin `other` beside it."""
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="held")
        self.others = ThreadPoolExecutor(1)
        self.act = self.pool.submit(alone, act)
        assert self.reckoned.wait(SECONDS)
        return self.others.submit(alone, other)

    def release(self) -> Answer:
        """Let the act write."""
        self.go.set()
        answer = self.act.result(SECONDS)
        self.pool.shutdown()
        return answer


def test_the_notice_waits_for_an_act_that_has_read_the_calendar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage()
    (case, *_) = received(stage, 1000)
    held = Held(monkeypatch)
    notice = held.beside(lambda: accepts(stage, case), lambda: enters(stage, facts()))
    with pytest.raises(TimeoutError):
        notice.result(1)
    done(held.release())
    done(notice.result(SECONDS))
    held.others.shutdown()
    assert by_old_notice() == [case_of(case).number]
    work(LATER)
    assert by_old_notice() == []


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer anyway")
def test_control_without_the_lock_a_date_keeps_the_old_notice_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The notice goes by, the worker finds nothing to move, and then the act writes its date."""
    monkeypatch.setattr("fadu.registers.calendar.acts.calendar_under_lock", calendar_of)
    stage = Stage()
    (case, *_) = received(stage, 1000)
    held = Held(monkeypatch)
    notice = held.beside(lambda: accepts(stage, case), lambda: enters(stage, facts()))
    done(notice.result(SECONDS))
    held.others.shutdown()
    work(LATER)
    done(held.release())
    work(LATER)
    assert by_old_notice() == [case_of(case).number]
    clock = case_of(case).state.clock(PROMISED)
    assert clock is not None
    assert clock.notices["2027"] == ""
