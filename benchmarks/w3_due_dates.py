"""W3: due dates over the Chinese calendar – one at a time, with derivation, and in bulk.

Only ratios count: ours stands beside a floor that does the same look-up with nothing around it, and
beside rivals, all in one run, in turns, by the median of several rounds. Rivals answer one by one,
as their users do: chinesecalendar by walking, holidays by its own n-th working day, numpy by
`busday_offset` with the days off given; the fastest of them is the one that ours is measured by.
Before anything is timed, every answer is compared with a count day by day; a fast wrong date would
be worth nothing.
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
from fadu.law.period import Days, WorkingDays, due
from fadu.law.suspension import Suspension
from fadu.law.words import Words

try:
    import chinese_calendar
    import holidays
except ImportError:  # development packages: without them numpy alone is the rival
    chinese_calendar = holidays = None

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
    """One row of the table: ours against floor and rivals.

    What we owe: a rate, a share of the floor's, a multiple of the fastest rival's (0: nothing).
    """

    work: str
    ours: Contender
    floor: Contender
    rivals: tuple[Contender, ...]
    rate: float
    share: float = 0
    multiple: float = 0


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


def one_by_one(days: Sequence[date], n: int) -> tuple[Contender, ...]:
    """The rivals, each answering every one of the days by itself."""
    rest = [d for d in DAYS + [LAST + timedelta(i) for i in range(1, 62)] if not _at_work(d)]
    busdays = np.busdaycalendar(weekmask="1111111", holidays=np.array(rest, "datetime64[D]"))
    found = [
        Contender(
            "numpy busday",
            len(days),
            lambda: each(
                days, lambda day: np.busday_offset(day, n, roll="backward", busdaycal=busdays)
            ),
        )
    ]
    few = days[:: len(days) // 40]
    if chinese_calendar is not None:
        walks = Contender(
            "chinesecalendar",
            len(few),
            lambda: each(few, lambda day: walked(day, n, chinese_calendar.is_workday)),
        )
        china = holidays.country_holidays("CN", years=range(FIRST.year, LAST.year + 1))
        nth = Contender(
            "holidays", len(few), lambda: each(few, lambda day: china.get_nth_working_day(day, n))
        )
        found += [walks, nth]
    return tuple(found)


def contests(calendar: Calendar, bulk: int) -> list[Contest]:
    """The rows; `bulk` is how many due dates the bulk row asks for at once."""
    n = PERIOD.n
    origin, rank, working = calendar.arrays()
    some = DAYS * 20
    rivals = one_by_one(DAYS, n)
    floor = Contender(
        "list",
        len(some),
        lambda: each(some, lambda day: working[rank[day.toordinal() - origin] + n - 1]),
    )
    add = calendar.add_working_days
    starts = np.random.default_rng(3).choice(np.array(DAYS, dtype="datetime64[D]"), bulk)
    table = due_dates(np.array(DAYS, dtype="datetime64[D]"), n, calendar)
    places = (starts - np.datetime64(FIRST)).astype(np.int64)
    stop = Suspension(date(2022, 1, 4), date(2022, 3, 31), Words("公告", "public notice"))

    def single(work: str, rate: float, days: list[date], ask: Callable[[date], object]) -> Contest:
        return Contest(
            work, Contender(work, len(days), lambda: each(days, ask)), floor, rivals, rate
        )

    return [
        single("single", 500e3, some, lambda day: add(day, n)),
        single("single, due()", 500e3, some, lambda day: due(day, PERIOD, calendar)),
        single("days, due()", 50e3, DAYS, lambda day: due(day, Days(30), calendar)),
        single("with a stop", 50e3, DAYS, lambda day: due(day, PERIOD, calendar, [stop])),
        single("with derivation", 50e3, DAYS, lambda day: due(day, PERIOD, calendar).derivation),
        Contest(
            "bulk",
            Contender("due_dates", bulk, lambda: due_dates(starts, n, calendar)),
            Contender("take", bulk, lambda: table.take(places)),
            rivals,
            rate=15e6,
            share=1 / 3,
            multiple=100,
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
    """Run and print one row; whether what is owed was met."""
    ours, floor, *rest = rates([contest.ours, contest.floor, *contest.rivals], rounds)
    fastest, rival = max(
        (rate, rival.name) for rate, rival in zip(rest, contest.rivals, strict=True)
    )
    met = (
        ours >= contest.rate
        and ours >= contest.share * floor
        and ours >= contest.multiple * fastest
    )
    owed = rate(contest.rate)
    owed += f", {contest.share:.2f} of floor" if contest.share else ""
    owed += f", {contest.multiple:,.0f} ×" if contest.multiple else ""
    print(
        f"{contest.work:16}{rate(ours):>12}{rate(floor):>12}{ours / floor:>9.2f}"
        f"{f'{rate(fastest)} ({rival})':>28}{ours / fastest:>9,.0f} ×  {owed}: "
        f"{'ok' if met else 'MISSED'}"
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
        f"{'work':16}{'ours':>12}{'floor':>12}{'of floor':>9}"
        f"{'fastest rival':>28}{'of rival':>11}  target"
    )
    met = [show(contest, args.rounds) for contest in contests(calendar, args.bulk)]
    return 1 if wrong or not all(met) else 0


def main() -> None:
    """Run from the command line."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
