"""Many hands at once: one unit is sold once, on both databases, and the lock is why."""

import dataclasses
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import BaseConstraint

from fadu.procedure.acts import take
from fadu.procedure.discover import effective_acts, procedures
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.graph import digest_of
from fadu.procedure.matter import Matter
from fadu.procedure.refusal import Answer, Done
from fadu.record.ids import new_id
from fadu.registers.realestate.book import unit_state
from fadu.registers.realestate.entries import Transferred
from fadu.registers.realestate.models import Certificate, Right, Unit
from fadu.registers.realestate.procedures import ENTERED, TRANSFER
from fadu.registers.realestate.rules import UnitState
from fadu.site.demo.cast import BUREAU
from tests.stage import WEDNESDAY, Stage, key

ROUNDS = 200
BUYERS = 16
ENTRY = next(step for step in TRANSFER.steps if step.name == "enter")
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def at_once(count: int) -> Iterator[Callable[[Callable[[int], Answer]], list[Answer]]]:
    """Runs a function in `count` threads that start together, each with its own connection."""
    barrier = threading.Barrier(count)

    def one(work: Callable[[int], Answer], place: int) -> Answer:
        barrier.wait()
        return work(place)

    def all_of(work: Callable[[int], Answer]) -> list[Answer]:
        futures = [pool.submit(one, work, place) for place in range(count)]
        return [future.result() for future in futures]

    def leave(place: int) -> None:
        barrier.wait()
        connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        yield all_of
        list(pool.map(leave, range(count)))


def sales(stage: Stage, unit: str, seller: int, first_buyer: int) -> list[UUID]:
    """Sixteen transfers of one unit to sixteen buyers, each waiting for its entry."""
    with transaction.atomic():
        return [stage.at_entry(unit, (seller,), (first_buyer + n,)) for n in range(BUYERS)]


def enter(stage: Stage, cases: list[UUID], place: int) -> Answer:
    """Enter one of them in the register."""
    by = stage.by("registrar")
    return take(cases[place], "enter", "entered", bureau=BUREAU, by=by, at=WEDNESDAY, key=key())


def test_one_of_sixteen_sales_wins_each_of_200_rounds() -> None:
    """Exactly one wins, the others are refused by the gate, and the numbers have no gap."""
    stage = Stage()
    buyer = 1000
    with at_once(BUYERS) as together:
        for turn in range(ROUNDS):
            unit = stage.unit(holders=(turn + 1,))
            cases = sales(stage, unit, turn + 1, buyer)
            answers = together(partial(enter, stage, cases))
            winners = [answer for answer in answers if isinstance(answer, Done)]
            assert len(winners) == 1, answers
            refused = [answer.codes for answer in answers if not isinstance(answer, Done)]
            assert all("not_the_holder" in codes for codes in refused), refused
            assert Right.objects.filter(unit__code=unit, ended_by=None).count() == 1
    serials = Certificate.objects.filter(year=2020).values_list("serial", flat=True)
    assert sorted(serials) == list(range(1, ROUNDS + 1))


def careless(state: dict[str, UnitState | None]) -> EffectiveAct:
    """The act as careless code would have it: it trusts what was read before, and just writes."""

    def remembered(matter: Matter) -> UnitState | None:
        return state[matter.facts.unit]

    def overwrite(entered: Transferred, place: Place) -> None:
        Right.objects.create(
            id=entered.right,
            bureau=place.bureau,
            unit_id=entered.unit,
            co_ownership=entered.co_ownership,
            since=entered.since,
            case=place.case,
            entry=place.entry,
        )

    act = ENTRY.does[ENTERED]
    return dataclasses.replace(act, apply=overwrite, needs=remembered, demands=())


def test_without_the_protection_a_unit_is_sold_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: gates on what was read before the lock, no constraint, and a plain write.

    Then the sixteen sales of one unit all go through, and the race above would fail.
    """
    stage = Stage()
    state: dict[str, UnitState | None] = {}
    step = dataclasses.replace(ENTRY, gates=(), does={ENTERED: careless(state)})
    steps = tuple(step if one.name == "enter" else one for one in TRANSFER.steps)
    loose = dataclasses.replace(TRANSFER, steps=steps)
    known = {**procedures(), TRANSFER.name: loose}
    monkeypatch.setattr("fadu.procedure.opening.procedures", lambda: known)
    monkeypatch.setattr(
        "fadu.procedure.engine.by_digest", lambda: {digest_of(one): one for one in known.values()}
    )
    acts = {**effective_acts(), "realestate.transfer": careless(state)}
    monkeypatch.setattr("fadu.procedure.engine.effective_acts", lambda: acts)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Right, constraint("unit_one_live_ownership"))
    unit = stage.unit()
    state[unit] = unit_state(Unit.objects.get(code=unit))
    cases = sales(stage, unit, 1, 1000)
    with at_once(BUYERS) as together:
        answers = together(partial(enter, stage, cases))
    assert sum(isinstance(answer, Done) for answer in answers) == BUYERS
    assert Right.objects.filter(unit__code=unit, ended_by=None).count() > 1


def test_the_constraint_stands_behind_the_lock() -> None:
    """Were the gate to fail, a second live ownership of a unit cannot be written."""
    stage = Stage()
    live = Right.objects.get(unit__code=stage.unit())
    second = Right(
        id=new_id(), bureau=BUREAU, unit=live.unit, co_ownership="sole", since=live.since,
        case=live.case, entry=live.entry,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)


def constraint(name: str) -> BaseConstraint:
    """A constraint of the table of rights, by name."""
    return next(one for one in Right._meta.constraints if one.name == name)


def test_many_clicks_with_one_key_do_one_act() -> None:
    """Sixteen requests with the same key: one act, fifteen times the same answer."""
    stage = Stage()
    case = stage.at_entry(stage.unit())
    one_key = key()

    def click(place: int) -> Answer:
        by = stage.by("registrar")
        return take(case, "enter", "entered", bureau=BUREAU, by=by, at=WEDNESDAY, key=one_key)

    with at_once(BUYERS) as together:
        answers = [answer for answer in together(click) if isinstance(answer, Done)]
    assert len(answers) == BUYERS
    assert len({answer.entry for answer in answers}) == 1
    assert sum(not answer.repeated for answer in answers) == 1
