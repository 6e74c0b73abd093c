"""W10: posting – vouchers of two postings, each one durable transaction, beside a floor.

Ours draws the number and writes voucher and postings, the database's triggers judge them and write
the lines. The floor writes as many rows with the same columns into bare tables, through the same
cursor, a transaction a voucher: no trigger, one index, no balance
looked up. In turns, the median of several rounds; the ledger is counted again at the end. SQLite with
synchronous=FULL, PostgreSQL with fsync on; one client.
"""

import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from statistics import median
from time import perf_counter
from unittest.mock import patch
from uuid import UUID

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from tests import postgres
from tests.books import BUREAU, Place, account, numbered

from benchmarks.w1_step import HERE, env_of
from fadu.documents.numbers import draw
from fadu.money import posting
from fadu.money.audit import faults
from fadu.money.entries import posting as moving
from fadu.record.ids import new_id
from fadu.record.sql import Insert, perform

SHARE = 0.6
ACCOUNTS = 40
SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}
_COLUMNS = {
    "voucher": (1, "id uuid, bureau text, year int, number int, memo text, last uuid, count int"),
    "posting": (2, "id uuid, bureau text, voucher uuid, place int, debit uuid, credit uuid, n int"),
    "line": (4, "account uuid, seq int, bureau text, posting uuid, n int, effect int, balance int"),
}


def ours(accounts: Sequence[UUID], count: int) -> None:
    """Vouchers through the room."""
    for first, second in _pairs(accounts, count):
        with transaction.atomic():
            rows = (moving(first, second, 500), moving(second, first, 200))
            posting.post(numbered(*rows), Place())


def floor(count: int) -> None:
    """As many rows into bare tables."""
    for _ in range(count):
        with transaction.atomic():
            number = draw(BUREAU, "floor", 2020)
            statements = []
            for table, (rows, columns) in _COLUMNS.items():
                names = tuple(column.split()[0] for column in columns.split(", "))
                kinds = [column.split()[1] for column in columns.split(", ")]
                made = [[_value(kind, number) for kind in kinds] for _ in range(rows)]
                statements += Insert(f"floor_{table}", names).of(made)
            perform(statements)


def _value(kind: str, number: int) -> object:
    return {"uuid": new_id, "text": lambda: BUREAU, "int": lambda: number}[kind]()


def _pairs(accounts: Sequence[UUID], count: int) -> Iterator[tuple[UUID, UUID]]:
    around = list(pairwise([*accounts, accounts[0]]))
    for turn in range(count):
        yield around[turn % len(around)]


def rates(work: Sequence[Callable[[], None]], vouchers: int, rounds: int) -> list[list[float]]:
    """Postings a second of each in each round, after one to warm up."""
    found: list[list[float]] = [[] for _ in work]
    for turn in range(rounds + 1):
        for one, kept in zip(work, found, strict=True):
            began = perf_counter()
            one()
            if turn:
                kept.append(2 * vouchers / (perf_counter() - began))
    return found


def measure(vouchers: int, rounds: int) -> int:
    """Inside one database: migrate, play, print; 1 when the target is missed or a fault found."""
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        for table, (_, columns) in _COLUMNS.items():
            first = columns.split()[0]
            cursor.execute(f"CREATE TABLE floor_{table} ({columns})")
            cursor.execute(f"CREATE INDEX floor_{table}_key ON floor_{table} ({first})")
    accounts = [account("treasury") for _ in range(ACCOUNTS)]
    own, least = rates(
        (lambda: ours(accounts, vouchers), lambda: floor(vouchers)), vouchers, rounds
    )
    share = median(mine / other for mine, other in zip(own, least, strict=True))
    wrong = len(faults(BUREAU))
    print(
        f"{connection.vendor:12}{median(own):>10,.0f}/s{median(least):>10,.0f}/s{share:>8.2f}"
        f"{wrong:>8}  >= {SHARE}: {'ok' if share >= SHARE and not wrong else 'MISSED'}"
    )
    return 0 if share >= SHARE and not wrong else 1


@contextmanager
def on_postgres() -> Iterator[str]:
    """The address of a database of its own on a server that waits for the disk; "" without one."""
    server = postgres.binaries()
    if server is None:
        yield ""
        return
    with patch.dict(postgres.UNSAFE_BUT_FAST, SAFE), postgres.cluster(server) as url:
        with psycopg.connect(url, autocommit=True) as there:
            there.execute("CREATE DATABASE fadu_w10")
        yield f"{url.rpartition('/')[0]}/fadu_w10"


def run(argv: Sequence[str]) -> int:
    """Print the table; 1 when a target was missed or the ledger is not sound."""
    parser = ArgumentParser(prog="W10", description="记账 / posting")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--vouchers", type=int, default=500)
    parser.add_argument("--inside", action="store_true", help="in the database of the environment")
    args = parser.parse_args(list(argv))
    if args.inside:
        return measure(args.vouchers, args.rounds)
    print("W10 记账 posting, two postings a voucher, a durable transaction each")
    print(f"{'database':12}{'ours':>12}{'floor':>12}{'share':>8}{'faults':>8}  target")
    with on_postgres() as url:
        places = ("", url) if url else ("",)
        return max(_apart(place, args.vouchers, args.rounds) for place in places)


def main(argv: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def _apart(url: str, vouchers: int, rounds: int) -> int:
    """A process of its own, since Django knows one default database."""
    words = ["--inside", "--vouchers", str(vouchers), "--rounds", str(rounds)]
    command = [sys.executable, "-m", "benchmarks", "w10_postings", *words]
    with tempfile.TemporaryDirectory(prefix="fadu-w10-") as folder:
        sys.stdout.flush()
        there = env_of(folder, url)
        return subprocess.run(command, env=there, cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    main()
