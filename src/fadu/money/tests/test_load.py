"""A hundred thousand postings, and sixteen hands at once, on whichever database the suite runs."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction
from tests.books import BUREAU, Place, account, drop, numbered

from fadu.money import posting
from fadu.money.audit import faults
from fadu.money.book import balances, under_lock
from fadu.money.entries import NewPosting
from fadu.money.entries import posting as moving
from fadu.money.kinds import KINDS
from fadu.money.models import Line, Posting, Voucher

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
POSTINGS = 100_000
IN_ONE_TRANSACTION = 500
WRITERS = 16
VOUCHERS_EACH = 60


def chart_of_accounts(count: int) -> dict[UUID, int]:
    """Accounts of all kinds, and the sign of a debit on each."""
    kinds = [list(KINDS)[place % len(KINDS)] for place in range(count)]
    return {account(kind): 1 if KINDS[kind].side == "debit" else -1 for kind in kinds}


def test_a_hundred_thousand_random_postings_conserve() -> None:
    dice = random.Random(8)
    signs = chart_of_accounts(60)
    known = list(signs)
    expected: Counter[UUID] = Counter()
    done = 0
    while done < POSTINGS:
        with transaction.atomic():
            for _ in range(IN_ONE_TRANSACTION // 5):
                rows = []
                for _ in range(min(dice.randint(1, 9), POSTINGS - done)):
                    debit, credit = dice.sample(known, 2)
                    rows.append(moving(debit, credit, dice.randint(1, 10**9)))
                    expected[debit] += signs[debit] * rows[-1].amount
                    expected[credit] -= signs[credit] * rows[-1].amount
                    done += 1
                if rows:
                    posting.post(numbered(*rows), Place())
    assert Posting.objects.count() == POSTINGS and Line.objects.count() == 2 * POSTINGS
    assert balances(BUREAU) == dict(expected)
    assert sum(signs[one] * balance for one, balance in expected.items()) == 0
    assert faults(BUREAU) == []


def together(work: Callable[[int], int]) -> int:
    """Run the work in sixteen threads that start together; the sum of what they answer."""
    barrier = threading.Barrier(WRITERS)

    def one(place: int) -> int:
        barrier.wait()
        try:
            return work(place)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(one, range(WRITERS)))


def retrying(attempt: Callable[[], None]) -> bool:
    """As the engine does: again when the database asks for it; False when the ledger refuses."""
    for turn in range(10):
        try:
            with transaction.atomic():
                attempt()
        except OperationalError:
            time.sleep(0.01 * 2**turn)
        except IntegrityError as error:
            if "line_not_below_zero" not in str(error):
                raise
            return False
        else:
            return True
    raise AssertionError("the database was locked ten times")


def writer(accounts: list[UUID], place: int, *, look: bool) -> int:
    """Sixty vouchers over few accounts, each paying out of one as much as it may hold."""
    dice = random.Random(place)
    done = 0
    for _ in range(VOUCHERS_EACH):
        rows: list[NewPosting] = []
        for _ in range(dice.randint(1, 3)):
            debit, credit = dice.sample(accounts, 2)
            rows.append(moving(debit, credit, dice.randint(1, 400)))

        def attempt(rows: list[NewPosting] = rows) -> None:
            if look:
                under_lock(BUREAU, {one for row in rows for one in (row.debit, row.credit)})
            posting.post(numbered(*rows), Place())

        done += retrying(attempt)
    return done


def filled(count: int) -> tuple[list[UUID], int]:
    """Floored accounts with a thousand fen each, put in from one that may fall below zero."""
    source = account("payable")
    accounts = [account("treasury", floored=True) for _ in range(count)]
    with transaction.atomic():
        posting.post(numbered(*(moving(one, source, 1000) for one in accounts)), Place())
    return accounts, 1000 * count


@pytest.mark.parametrize("look", [True, False], ids=["looking first", "not looking"])
def test_sixteen_writers_conserve_and_never_overdraw(look: bool) -> None:
    accounts, whole = filled(5)
    done = together(lambda place: writer(accounts, place, look=look))
    attempts = WRITERS * VOUCHERS_EACH
    assert attempts / 4 < done < attempts  # some were refused: the floor was reached
    held = balances(BUREAU)
    assert sum(held[one] for one in accounts) == whole
    assert min(held.values()) >= 0
    assert faults(BUREAU) == []
    assert list(Voucher.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, done + 2)
    )


def test_control_without_the_guard_sixteen_writers_break_the_ledger() -> None:
    """Without its trigger nothing writes the lines: the same run then leaves a broken ledger."""
    accounts, _ = filled(5)
    drop("money_posting_lines", "money_posting")
    together(lambda place: writer(accounts, place, look=False))
    assert "lines_wanting" in [fault.code for fault in faults(BUREAU)]
