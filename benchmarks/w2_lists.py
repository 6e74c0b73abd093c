"""W2: inbox, lists and search at ten thousand, a hundred thousand and a million cases.

Each size has a database of its own, whose cases lie over the same seven years. Each page is asked
through the whole site; its statements are then played bare beside it. The target is for the bare
SQL, because what stands around it does not grow: p95 over all pages of a heading, and its growth
from the smallest size to the largest. Beside it stands what a search without an index takes.
"""

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import psycopg
from tests import postgres

from benchmarks.w1_contest import HERE
from benchmarks.w1_step import env_of

SIZES = (10_000, 100_000)
MS, GROWTH = 5.0, 3.0
OWED = ("inbox", "search", "counts")
# A million rows want more than the suite's 128 MB.
ROOMY = {"shared_buffers": "1GB", "max_wal_size": "8GB"}


Env = dict[str, str]


@contextmanager
def on_sqlite() -> Iterator[Env]:
    """A file in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="fadu-w2-") as folder:
        yield env_of(folder, "")


@contextmanager
def on_postgres(server: Path) -> Iterator[Env]:
    """A private cluster for one size: what it leaves in memory helps no other."""
    roomy = patch.dict(postgres.UNSAFE_BUT_FAST, ROOMY)
    with roomy, postgres.cluster(server) as url, on_sqlite() as env:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE fadu_w2")
        yield env | {"FADU_DATABASE_URL": f"{url.rpartition('/')[0]}/fadu_w2"}


def places(wanted: str) -> dict[str, Callable[[], AbstractContextManager[Env]]]:
    """SQLite and PostgreSQL, or the one that was asked for."""
    found: dict[str, Callable[[], AbstractContextManager[Env]]] = {}
    if wanted in ("", "sqlite"):
        found["sqlite"] = on_sqlite
    server = postgres.binaries()
    if wanted in ("", "postgresql") and server:
        found["postgresql"] = partial(on_postgres, server)
    elif wanted != "sqlite":
        print("没有 PostgreSQL，略过 / no PostgreSQL here: left out", file=sys.stderr)
    return found


def measured(env: Env, rounds: int, size: int) -> dict[str, Any]:
    """What the child says of one size."""
    command = [sys.executable, "-m", "benchmarks", "w2_measure", str(rounds), str(size)]
    done = subprocess.run(
        command, env=env, cwd=HERE.parent, text=True, stdout=subprocess.PIPE, check=True
    )
    line: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return line


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[ceil(len(values) * 0.95) - 1]


def headings(works: Sequence[dict[str, Any]]) -> dict[str, list[tuple[float, dict[str, Any]]]]:
    """The SQL of each work under its heading; the counting of lists and inbox by itself."""
    found: dict[str, list[tuple[float, dict[str, Any]]]] = {}
    for work in works:
        found.setdefault(work["heading"], []).append((work["sql"], work))
        if work["counts"]:
            found.setdefault("counts", []).append((work["counts"], work))
    return found


def report(vendor: str, lines: Sequence[dict[str, Any]], *, every: bool) -> bool:
    """The table of one place; whether every target was met at the largest size."""
    print(f"\nW2 {vendor}: 语句毫秒 / ms of SQL (p95, 最慢 / slowest; 整页 / whole page)")
    sizes = [line["size"] for line in lines]
    held = [headings(line["works"]) for line in lines]
    met = []
    for heading in held[-1]:
        values = [p95([ms for ms, _ in one[heading]]) for one in held]
        page = median(work["page"] for _, work in held[-1][heading])
        slowest, work = max(held[-1][heading], key=lambda pair: pair[0])
        growth = values[-1] / values[0]
        row = "".join(f"{ms:>9.2f}" for ms in values)
        verdict = ""
        if heading in OWED:
            met.append(values[-1] <= MS and growth <= GROWTH)
            verdict = "met 达到" if met[-1] else "MISSED 未达"
        print(
            f"{heading:8}{row}  ×{growth:.1f}  page {page:.1f}  {verdict}"
            f"  最慢 / slowest: {work['name']} {slowest:.2f}"
        )
    scans = "".join(f"{line['scan']:>9.2f}" for line in lines)
    print(f"{'scan':8}{scans}  无索引 / without an index")
    print(f"{'cases':8}{''.join(f'{size:>9,}' for size in sizes)}")
    if every:
        for work in sorted(lines[-1]["works"], key=lambda work: -work["sql"]):
            print(
                f"  {work['heading']:8}{work['name'][:36]:38}{work['sql']:>8.2f} ms, "
                f"{work['statements']} statements; {work['worst']:.2f}: {work['slowest'][:160]}"
            )
    return all(met)


def main(argv: Sequence[str]) -> int:
    """Measure every place; 1 when a target was missed, 2 when there is no place."""
    parser = ArgumentParser(prog="./fadu bench W2", description="待办、列表、检索 / lists, search")
    parser.add_argument("--cases", type=int, help="再加一级 / one more size, such as 1000000")
    parser.add_argument("--rounds", type=int, default=5, help="轮数 / rounds (5)")
    parser.add_argument("--database", default="", help="sqlite, postgresql; default: both")
    parser.add_argument("--every", action="store_true", help="列出每一项 / list each work")
    args = parser.parse_args(list(argv))
    sizes = sorted({*SIZES, args.cases} - {None})
    sizes = [size for size in sizes if args.cases is None or size <= args.cases] or sizes
    met = []
    found = places(args.database)
    for vendor, place in found.items():
        lines = []
        for size in sizes:
            with place() as env:
                lines.append(measured(env, args.rounds, size))
        met.append(report(vendor, lines, every=args.every))
    if not found:
        return 2
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
