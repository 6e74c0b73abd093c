"""W9: auditing a thousand cases – ours beside a floor that only reads them and counts their dates.

The cases are made from clean ones of the three regimes of procedure, with their steps moved by some
days, so that lapses, warnings and open questions occur as in real files. Before anything is timed
the number of findings is compared with an audit of each case alone.
"""

import json
import random
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import median
from time import process_time
from typing import Any

from fadu.law.audit import Auditor, audit, read_text
from fadu.law.audit.tests.files import clean
from fadu.law.calendar import Calendar
from fadu.law.parameters import Parameters
from fadu.law.period import Days, Period, WorkingDays, due

SECONDS = 5.0
_DATES: tuple[Period, ...] = (
    WorkingDays(3),
    WorkingDays(5),
    WorkingDays(7),
    WorkingDays(10),
    Days(15),
    Days(60),
)


def cases(count: int) -> str:
    """So many cases as JSON, the same in every run."""
    chance = random.Random(9)
    found: list[dict[str, Any]] = []
    for place in range(count):
        case = clean("ABC"[place % 3])
        case["id"] = str(place)
        for step in chance.sample(case["steps"], 3):
            moved = date.fromisoformat(step["date"]) + timedelta(chance.randint(-20, 40))
            step["date"] = moved.isoformat() if chance.random() < 0.9 else moved.isoformat()[:7]
        found.append(case)
    return json.dumps(found, ensure_ascii=False)


def floor(text: str, calendar: Calendar) -> None:
    """Read the JSON and count six due dates of every case: what no audit can do without."""
    for case in json.loads(text):
        starts = [step["date"] for step in case["steps"] if len(step["date"]) > len("2019-05")]
        for start, period in zip(starts, _DATES, strict=False):
            due(date.fromisoformat(start), period, calendar)


def seconds(work: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Processor seconds, the median of each, in turns, after one round to warm up."""
    taken: list[list[float]] = [[] for _ in work]
    for turn in range(rounds + 1):
        for each, times in zip(work, taken, strict=True):
            began = process_time()
            each()
            if turn:
                times.append(process_time() - began)
    return [median(times) for times in taken]


def run(argv: Sequence[str]) -> int:
    """Print the table; 1 when an answer is wrong or the target missed."""
    parser = ArgumentParser(prog="W9", description="案卷评查 / case audit")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cases", type=int, default=1000)
    args = parser.parse_args(list(argv))
    text, calendar = cases(args.cases), Calendar.shipped()
    auditor = Auditor(calendar, Parameters.load())
    together = [each.as_data() for each in audit(read_text(text), auditor)]
    alone = [auditor.audit(case).as_data() for case in read_text(text)]
    findings = sum(len(each.findings) for each in audit(read_text(text), auditor))
    ours, whole, least = seconds(
        (
            lambda: audit(read_text(text), auditor),
            lambda: [each.as_data() for each in audit(read_text(text), auditor)],
            lambda: floor(text, calendar),
        ),
        args.rounds,
    )
    met = ours <= SECONDS * args.cases / 1000
    wrong = together != alone
    print(f"W9 案卷评查 audit of {args.cases} cases, {findings} findings; wrong: {int(wrong)}")
    print(f"{'work':34}{'CPU s':>10}{'of floor':>10}{'target':>10}")
    print(f"{'read and audited':34}{ours:>10.2f}{ours / least:>10.0f}{SECONDS:>9.0f}s  "
          f"{'ok' if met else 'MISSED'}")  # fmt: skip
    print(f"{'… with every derivation as JSON':34}{whole:>10.2f}{whole / least:>10.0f}")
    print(f"{'floor: JSON and six due dates':34}{least:>10.2f}{1:>10}")
    return 0 if met and not wrong else 1


def main() -> None:
    """Run from the command line."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
