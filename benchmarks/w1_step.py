"""W1: a step of a case – gates, authority, clocks, tasks, entry with hash and chain, state.

Ours stands beside the same statements through Django's cursor, beside the same through the driver
alone, and beside rivals that do less, in one run: turns of all contenders in each round, medians,
and the ratio of each round. Only the ratios travel from machine to machine.

On SQLite (WAL, synchronous=FULL) one client; on PostgreSQL (durable) eight, each a process.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from unittest.mock import patch

import psycopg
from tests import postgres

from benchmarks.w1_contest import HERE, Client, Contender, fleet, play, ratio, rival_python

FLOOR, STATEMENTS, OWN_MS, GROWTH = 0.6, 8, 1.0, 1.2
RIVAL_TARGETS = {
    "sqlite": {"SpiffWorkflow": 1.5},
    "postgresql": {"SpiffWorkflow": 1.0, "viewflow": 3.0},
}
MODULES = {"SpiffWorkflow": "rivals.spiff", "viewflow": "rivals.viewflow_steps"}
PLAIN = ("notice", "supplement", "supplemented", "accept", "suspend", "resume", "refuse", "served")
# The suite's cluster waits for no disk; this one does.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run takes place: ours, and a database for each rival."""

    vendor: str
    clients: int
    env: dict[str, str]
    rivals: dict[str, str]


@contextmanager
def on_sqlite(clients: int) -> Iterator[Place]:
    """Files in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="fadu-w1-") as folder:
        rivals = {name: f"{folder}/{name}.sqlite3" for name in MODULES}
        yield Place("sqlite", clients, env_of(folder, ""), rivals)


@contextmanager
def on_postgres(url: str, clients: int) -> Iterator[Place]:
    """Databases of their own on the server at the address, left behind for its owner to drop."""
    base = url.rpartition("/")[0]
    names = {name: f"fadu_w1_{name.lower()}" for name in ("ours", *MODULES)}
    with psycopg.connect(url, autocommit=True) as connection:
        for name in names.values():
            connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
            connection.execute(f"CREATE DATABASE {name}".encode())
    with tempfile.TemporaryDirectory(prefix="fadu-w1-") as folder:
        rivals = {name: f"{base}/{names[name]}" for name in MODULES}
        yield Place("postgresql", clients, env_of(folder, f"{base}/{names['ours']}"), rivals)


def env_of(folder: str, url: str) -> dict[str, str]:
    """The environment of a process that works there."""
    path = os.pathsep.join((str(HERE.parent), str(HERE.parent / "src")))
    return {**os.environ, "FADU_VAR": folder, "FADU_DATABASE_URL": url, "PYTHONPATH": path}


def contest(place: Place, args: Namespace, rivals: Path | None) -> bool:
    """One place: play, print, and say whether every target was met."""
    supply = (args.rounds + 1) * args.cases
    ours = [sys.executable, "-m", "benchmarks"]
    subprocess.run([*ours, "w1_client", "found", "0"], env=place.env, cwd=HERE.parent, check=True)
    with ExitStack() as running:
        numbers = range(place.clients)
        commands = [[*ours, "w1_client", str(number), str(supply)] for number in numbers]
        clients = running.enter_context(fleet(commands, place.env, HERE.parent))
        contenders = [Contender(name, clients, name) for name in ("ours", "cursor", "driver")]
        for name, module in MODULES.items() if rivals else ():
            call = [str(rivals), "-m", module, place.rivals[name]]
            env = {"PATH": os.environ.get("PATH", "")}
            subprocess.run([*call, "found", "0"], env=env, cwd=HERE, check=True)
            commands = [[*call, str(number), str(supply)] for number in numbers]
            rival = running.enter_context(fleet(commands, env, HERE))
            contenders.append(Contender(name, rival, "steps"))
        play(contenders, args.rounds, args.cases)
        return report(place, contenders) & report_acts(clients[0])


def report(place: Place, contenders: Sequence[Contender]) -> bool:
    """The table of contenders; whether the ratios that we owe were reached."""
    ours, cursor, *_ = contenders
    owed = {"cursor": FLOOR, **RIVAL_TARGETS[place.vendor]}
    print(f"\nW1 {place.vendor}, {place.clients} 个客户端 / clients, 每件8步 / 8 steps a case")
    print(f"{'':16}{'steps/s':>10}{'cpu ms':>9}{'ours/it':>9}{'target':>9}")
    met = []
    for each in contenders:
        times = "" if each is ours else f"{ratio(ours, each):.2f}"
        target = owed.get(each.name)
        met.append(target is None or ratio(ours, each) >= target)
        print(
            f"{each.name:16}{each.rate:>10.0f}{mean(each.cpu_ms):>9.2f}{times:>9}"
            f"{target or '':>9}  {_verdict(met[-1]) if target else ''}"
        )
    own = sorted(a - b for a, b in zip(ours.cpu_ms, cursor.cpu_ms, strict=True))
    beyond = own[len(own) // 2]
    met.append(beyond <= OWN_MS)
    print(
        f"自有CPU / own CPU beyond the statements: {beyond:.2f} ms "
        f"(target {OWN_MS})  {_verdict(met[-1])}"
    )
    return all(met)


def report_acts(client: Client) -> bool:
    """Statements and time of each act, and of the same step in short and long cases."""
    client.ask("acts", 20)
    acts = client.answer()["answer"]
    print(f"\n{'act':16}{'statements':>12}{'ms':>8}{'cpu ms':>9}")
    for name, told in acts.items():
        ms, cpu = told["ms"], told["cpu_ms"]
        print(f"{name:16}{told['statements']:>12}{ms:>8.2f}{cpu:>9.2f}")
    average = mean(acts[name]["statements"] for name in PLAIN)
    few = average <= STATEMENTS
    print(f"语句 / statements a step, mean: {average:.1f} (target {STATEMENTS})  {_verdict(few)}")
    client.ask("length", 10)
    lengths = client.answer()["answer"]
    short = lengths["8"]
    flat = all(value <= short * GROWTH for value in lengths.values())
    told = ", ".join(f"{name}: {value:.2f} ms" for name, value in lengths.items())
    print(f"按案件长度 / by entries of the case: {told}  {_verdict(flat)}")
    return few and flat


def _verdict(met: bool) -> str:
    return "met 达到" if met else "MISSED 未达"


@contextmanager
def places(args: Namespace) -> Iterator[list[Place]]:
    """SQLite and a private durable PostgreSQL, or the one that was asked for."""
    with ExitStack() as standing:
        found = []
        if args.database in ("", "sqlite"):
            found.append(standing.enter_context(on_sqlite(args.clients or 1)))
        url = args.database if "://" in args.database else ""
        server = postgres.binaries()
        if args.database in ("", "postgresql") and server:
            standing.enter_context(patch.dict(postgres.UNSAFE_BUT_FAST, DURABLE))
            url = standing.enter_context(postgres.cluster(server))
        if url:
            found.append(standing.enter_context(on_postgres(url, args.clients or 8)))
        elif args.database != "sqlite":
            print("没有 PostgreSQL,略过 / no PostgreSQL here: left out", file=sys.stderr)
        yield found


def main(argv: Sequence[str]) -> int:
    """Play on every place; 1 when a target was missed, 2 when there is no place."""
    parser = ArgumentParser(prog="./fadu bench W1", description="办理一步 / a step of a case")
    parser.add_argument("--clients", type=int, help="并行进程 / processes (1; PostgreSQL 8)")
    parser.add_argument("--rounds", type=int, default=5, help="轮数 / rounds (5)")
    parser.add_argument("--cases", type=int, default=10, help="每轮每进程件数 / cases a turn (10)")
    parser.add_argument(
        "--database", default="", metavar="URL",
        help="sqlite, postgresql, 或空库地址 / or the address of a server; default: both",
    )  # fmt: skip
    parser.add_argument("--no-rivals", action="store_true", help="不装对手 / leave rivals out")
    args = parser.parse_args(list(argv))
    with tempfile.TemporaryDirectory(prefix="fadu-rivals-") as folder, places(args) as found:
        rivals = None if args.no_rivals else rival_python(Path(folder))
        if rivals is None:
            print("没有对手 / the rivals are not installed here: left out", file=sys.stderr)
        met = [contest(place, args, rivals) for place in found]
    if not found:
        return 2
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
