"""W3: due dates over the Chinese calendar – one at a time, with derivation, and in bulk.

Only ratios count: ours stands beside a floor that does the same look-up with nothing around it, and
beside a rival, all in one run, in turns, by the median of several rounds. Before anything is timed,
every answer is compared with a count day by day; a fast wrong date would be worth nothing.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from time import perf_counter

import numpy as np

from fadu.law.calendar import Calendar
from fadu.law.calendar.bulk import due_dates
from fadu.law.period import WorkingDays, due

try:
    import chinese_calendar
except ImportError:  # a development package: without it the rival's column stays empty
    chinese_calendar = None

PERIOD = WorkingDays(20)
FIRST, LAST = date(2019, 1, 1), date(2026, 10, 31)
DAYS = [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]


@dataclass(frozen=True, slots=True)
class Contender:
    """Something that answers `size` due dates when called."""

    name: str
    size: int
    answer: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Contest:
    """One row of the table: ours against floor and rival, and the rate that we owe."""

    work: str
    target: float
    ours: Contender
    floor: Contender
    rival: Contender | None


def walked(start: date, n: int, is_working_day: Callable[[date], bool]) -> date:
    """The n-th working day by walking one day at a time: slow, and plainly right."""
    while n:
        start += timedelta(days=1)
        n -= is_working_day(start)
    return start


def each(days: Sequence[date], answer: Callable[[date], object]) -> None:
    """Ask for every day and keep nothing: a heap of answers would time the garbage collector."""
    for day in days:
        answer(day)


def contests(calendar: Calendar, bulk: int) -> list[Contest]:
    """The three rows; `bulk` is how many due dates the bulk row asks for at once."""
    n = PERIOD.n
    origin, rank, working = calendar.arrays()
    few = DAYS[:: len(DAYS) // 40]
    some = DAYS * 20
    rival = chinese_calendar and Contender(
        "chinesecalendar",
        len(few),
        lambda: [walked(day, n, chinese_calendar.is_workday) for day in few],
    )
    floor = Contender(
        "list",
        len(some),
        lambda: each(some, lambda day: working[rank[day.toordinal() - origin] + n - 1]),
    )
    add = calendar.add_working_days
    starts = np.random.default_rng(3).choice(np.array(DAYS, dtype="datetime64[D]"), bulk)
    table = due_dates(np.array(DAYS, dtype="datetime64[D]"), n, calendar)
    places = (starts - np.datetime64(FIRST)).astype(np.int64)
    rest = [d for d in DAYS + [LAST + timedelta(i) for i in range(1, 62)] if not _at_work(d)]
    busdays = np.busdaycalendar(weekmask="1111111", holidays=np.array(rest, "datetime64[D]"))
    part = starts[: bulk // 20]
    return [
        Contest(
            "single",
            500e3,
            Contender("add_working_days", len(some), lambda: each(some, lambda day: add(day, n))),
            floor,
            rival,
        ),
        Contest(
            "single, due()",
            500e3,
            Contender("due", len(some), lambda: each(some, lambda day: due(day, PERIOD, calendar))),
            floor,
            rival,
        ),
        Contest(
            "single, derivation",
            50e3,
            Contender(
                "due().derivation",
                len(DAYS),
                lambda: each(DAYS, lambda day: due(day, PERIOD, calendar).derivation),
            ),
            floor,
            rival,
        ),
        Contest(
            "bulk",
            15e6,
            Contender("due_dates", bulk, lambda: due_dates(starts, n, calendar)),
            Contender("take", bulk, lambda: table.take(places)),
            Contender(
                "numpy busday",
                len(part),
                lambda: np.busday_offset(part, n, roll="backward", busdaycal=busdays),
            ),
        ),
    ]


def _at_work(day: date) -> bool:
    return Calendar.shipped().is_working_day(day)


def wrong_answers(calendar: Calendar) -> int:
    """How many of all starts and several periods come out other than by walking."""
    wrong = 0
    starts = np.array(DAYS, dtype="datetime64[D]")
    for n in (1, 5, 20, 30):
        bulk = due_dates(starts, n, calendar).tolist()
        for start, at_once in zip(DAYS, bulk, strict=True):
            right = walked(start, n, calendar.is_working_day)
            single = due(start, WorkingDays(n), calendar)
            wrong += not right == at_once == single.on == calendar.add_working_days(start, n)
            wrong += single.derivation[-1].on not in (right, None)
    return wrong


def rates(contenders: Sequence[Contender], rounds: int) -> list[float]:
    """Answers a second of each, by the median of rounds taken in turns after one to warm up."""
    seconds: list[list[float]] = [[] for _ in contenders]
    for turn in range(rounds + 1):
        for contender, taken in zip(contenders, seconds, strict=True):
            began = perf_counter()
            contender.answer()
            if turn:
                taken.append(perf_counter() - began)
    return [each.size / median(taken) for each, taken in zip(contenders, seconds, strict=True)]


def rate(figure: float) -> str:
    """A rate as people read it."""
    for size, unit in ((1e6, " M/s"), (1e3, " k/s")):
        if figure >= size:
            return f"{figure / size:.1f}{unit}"
    return f"{figure:.0f} /s"


def show(contest: Contest, rounds: int) -> bool:
    """Run and print one row; whether the target was met."""
    sides = [contest.ours, contest.floor] + ([contest.rival] if contest.rival else [])
    ours, floor, *rest = rates(sides, rounds)
    rival = f"{rate(rest[0])} ({sides[2].name})" if rest else "–"
    beaten = f"{ours / rest[0]:,.0f} ×" if rest else "–"
    met = ours >= contest.target
    print(
        f"{contest.work:20}{rate(ours):>12}{rate(floor):>12}{ours / floor:>9.2f}"
        f"{rival:>30}{beaten:>10}{rate(contest.target):>12}  {'ok' if met else 'MISSED'}"
    )
    return met


def run(argv: Sequence[str]) -> int:
    """Print the table; 1 when an answer is wrong or a target missed."""
    parser = ArgumentParser(prog="W3", description="到期日 / due dates")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bulk", type=int, default=1_000_000)
    args = parser.parse_args(list(argv))
    calendar = Calendar.shipped()
    wrong = wrong_answers(calendar)
    print(f"W3 到期日 due dates, {PERIOD} over {FIRST} … {LAST}; wrong answers: {wrong}")
    print(
        f"{'work':20}{'ours':>12}{'floor':>12}{'of floor':>9}"
        f"{'rival':>30}{'of rival':>10}{'target':>12}"
    )
    met = [show(contest, args.rounds) for contest in contests(calendar, args.bulk)]
    return 1 if wrong or not all(met) else 0


def main() -> None:
    """Run from the command line."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
