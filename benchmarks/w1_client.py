"""One client of W1: our steps, and the same statements with nothing around them.

The floors repeat the statements of real acts: these are recorded while the acts run in a
transaction that is rolled back, and played later with the same parameters – through Django's
cursor, or through the driver alone. So floor and ours write the same rows, each once.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from statistics import median
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from benchmarks import w1_cases as story
from benchmarks.rivals.turns import serve
from benchmarks.w1_driver import Statement, driver

Step = tuple[Statement, ...]
_CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


class Recorder:
    """Notes every statement that passes Django's cursor, transaction control apart."""

    def __init__(self) -> None:
        """Nothing noted yet."""
        self.noted: list[Statement] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Note and execute."""
        if not sql.startswith(_CONTROL):
            self.noted.append(Statement(sql, tuple(params or ())))
        return execute(sql, params, many, context)


def steps_of(case: UUID, here: story.Applications, acts: Mapping[str, story.Act]) -> Iterator[Step]:
    """Do the acts, and give the statements of each."""
    for act in acts.values():
        recorder = Recorder()
        with connection.execute_wrapper(recorder):
            story.expect(act(here, case, here.key()))
        yield tuple(recorder.noted)


class _Undone(Exception):
    """Rolls a recording back."""


def recorded(cases: Sequence[UUID], here: story.Applications) -> list[Step]:
    """The statements of all eight acts of each case, none of which has happened."""
    steps: list[Step] = []
    try:
        with transaction.atomic():
            for case in cases:
                steps += steps_of(case, here, story.EIGHT)
            raise _Undone
    except _Undone:
        return steps


def ours(cases: Iterator[UUID], here: story.Applications) -> Callable[[int], int]:
    """A turn of real acts, each in a transaction of its own."""

    def turn(number: int) -> int:
        for case in islice(cases, number):
            for act in story.EIGHT.values():
                story.expect(act(here, case, here.key()))
        return number * len(story.EIGHT)

    return turn


def cursor_floor(steps: Iterator[Step]) -> Callable[[int], int]:
    """A turn of the same statements through Django's cursor, one transaction a step."""

    def turn(number: int) -> int:
        for step in islice(steps, number * len(story.EIGHT)):
            with transaction.atomic(), connection.cursor() as cursor:
                for sql, params in step:
                    cursor.execute(sql, params)
                    if cursor.description:
                        cursor.fetchall()
        return number * len(story.EIGHT)

    return turn


def driver_floor(steps: Iterable[Step]) -> Callable[[int], int]:
    """A turn of the same statements through the driver alone."""
    spoken = driver(connection.settings_dict, connection.vendor)
    prepared = iter([tuple(spoken.spell(statement) for statement in step) for step in steps])

    def turn(number: int) -> int:
        for step in islice(prepared, number * len(story.EIGHT)):
            spoken.perform(step)
        return number * len(story.EIGHT)

    return turn


def per_act(here: story.Applications) -> Callable[[int], dict[str, Any]]:
    """Statements, milliseconds and own CPU of each act, the effective ones among them."""

    def turn(number: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for acts, papers in ((story.EIGHT, story.INCOMPLETE), (story.EFFECTIVE, story.COMPLETE)):
            first, *cases = here.opened(number + 1, papers)
            counts = [len(step) for step in steps_of(first, here, acts)]
            told = _timed(cases, here, acts)
            for (name, times), statements in zip(told.items(), counts, strict=True):
                found.setdefault(name, {"statements": statements, **times})
        return found

    return turn


def _timed(
    cases: Iterable[UUID], here: story.Applications, acts: Mapping[str, story.Act]
) -> dict[str, dict[str, float]]:
    wall: dict[str, list[float]] = {name: [] for name in acts}
    cpu: dict[str, list[float]] = {name: [] for name in acts}
    for case in cases:
        for name, act in acts.items():
            key = here.key()
            began, used = perf_counter(), process_time()
            answer = act(here, case, key)
            cpu[name].append(process_time() - used)
            wall[name].append(perf_counter() - began)
            story.expect(answer)
    return {
        name: {"ms": median(wall[name]) * 1e3, "cpu_ms": median(cpu[name]) * 1e3} for name in acts
    }


def by_length(here: story.Applications) -> Callable[[int], dict[str, float]]:
    """Milliseconds of the same step in cases of 8 and of 300 entries, made long in two ways."""
    ways = {
        "8": story.lengthened_by_notices(6),
        "300, notices": story.lengthened_by_notices(298),
        "300, stops": story.lengthened_by_stops(298),
    }
    plans = {name: list(acts) for name, acts in ways.items()}

    def turn(number: int) -> dict[str, float]:
        supply = {name: here.opened(number, story.INCOMPLETE) for name in plans}
        times: dict[str, list[float]] = {name: [] for name in plans}
        for name, acts in plans.items():
            for case in supply[name]:
                with transaction.atomic():
                    for act in acts:
                        story.expect(act(here, case, here.key()))
        for place in range(number):
            for name, cases in supply.items():
                key = here.key()
                began = perf_counter()
                answer = story.PASS_LATE(here, cases[place], key)
                times[name].append(perf_counter() - began)
                story.expect(answer)
        return {name: median(found) * 1e3 for name, found in times.items()}

    return turn


def main(argv: Sequence[str]) -> None:
    """Open the supply that all turns together will use up, then wait for orders."""
    parser = argparse.ArgumentParser(prog="w1_client")
    parser.add_argument("client", help='a number, or "found" to make the bureau')
    parser.add_argument("supply", type=int, help="cases for each contender")
    args = parser.parse_args(list(argv))
    if args.client == "found":
        story.found_bureau()
        return
    here = story.Applications(args.client)
    supply = [here.opened(args.supply, story.INCOMPLETE) for _ in range(3)]
    serve(
        {
            "ours": ours(iter(supply[0]), here),
            "cursor": cursor_floor(iter(recorded(supply[1], here))),
            "driver": driver_floor(recorded(supply[2], here)),
            "acts": per_act(here),
            "length": by_length(here),
        }
    )
