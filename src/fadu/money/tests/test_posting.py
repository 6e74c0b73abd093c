"""Double entry, kept by the database: what does not fit is refused, by ORM and by SQL alike."""

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.books import (
    BUREAU,
    Place,
    account,
    drop,
    freeze,
    numbered,
    on,
    post,
    run,
)

from fadu.money import posting
from fadu.money.audit import faults
from fadu.money.book import balance_of, balances, holding, moved, postings_of, under_lock
from fadu.money.entries import NewPosting, NewReceipt, red
from fadu.money.entries import posting as moving
from fadu.money.models import Account, Line, Posting, Receipt, Voucher
from fadu.record.ids import new_id
from fadu.record.moment import moment
from fadu.record.protection import LEDGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> UUID:
    return account("treasury", floored=True)


@pytest.fixture
def deposit() -> UUID:
    return account("deposit", floored=True)


def refused(act: Callable[[], object], match: str | None = None) -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        act()
    assert faults(BUREAU) == []


def test_a_posting_moves_both_accounts(bank: UUID, deposit: UUID) -> None:
    post(moving(bank, deposit, 12_345))
    assert balances(BUREAU) == {bank: 12_345, deposit: 12_345}
    lines = Line.objects.order_by("side").values_list("side", "amount", "effect", "balance")
    assert list(lines) == [("credit", 12_345, 12_345, 12_345), ("debit", 12_345, 12_345, 12_345)]
    post(moving(deposit, bank, 45))
    assert balance_of(bank) == balance_of(deposit) == 12_300
    assert faults(BUREAU) == []


def test_a_voucher_has_all_its_postings_or_is_not_there(bank: UUID, deposit: UUID) -> None:
    made = numbered(moving(bank, deposit, 1), moving(bank, deposit, 2))
    posting.post(made, Place())
    late = moving(bank, deposit, 3)
    row = f"'{late.id.hex}', '{BUREAU}', '{made.id.hex}', %s, '{bank.hex}', '{deposit.hex}', 3"
    into = "INSERT INTO money_posting (id, bureau, voucher_id, place, debit_id, credit_id, amount)"
    for place in (0, 1, 2, 3, 4):
        refused(partial(run, f"{into} VALUES ({row % place})"))


def test_a_voucher_without_its_last_posting_is_refused_at_commit(bank: UUID, deposit: UUID) -> None:
    half = numbered(moving(bank, deposit, 1), moving(bank, deposit, 2))
    first = half.postings[0]
    row = Voucher(
        id=half.id, bureau=BUREAU, year=2020, number=half.number, on=half.on, memo_zh="",
        memo_en="", postings=2, last_id=half.postings[1].id, case=uuid4(), entry=uuid4(),
        recorded_at=Place().recorded_at,
    )  # fmt: skip
    only = Posting(
        id=first.id, bureau=BUREAU, voucher=row, place=1, debit_id=bank, credit_id=deposit, amount=1
    )

    def half_of_it() -> None:
        row.save(force_insert=True)
        only.save(force_insert=True)
        connection.check_constraints()

    refused(half_of_it)


def test_what_does_not_fit_is_refused(bank: UUID, deposit: UUID) -> None:
    paid = moving(bank, deposit, 100)
    post(paid)
    wrong = {
        "of nothing": NewPosting(new_id(), bank, deposit, 0),
        "below zero without being red": NewPosting(new_id(), bank, deposit, -5),
        "above zero in red": NewPosting(new_id(), bank, deposit, 100, paid.id),
        "red of another amount": NewPosting(new_id(), bank, deposit, -99, paid.id),
        "red of other accounts": NewPosting(new_id(), deposit, bank, -100, paid.id),
        "red of nothing": NewPosting(new_id(), bank, deposit, -100, new_id()),
        "to itself": NewPosting(new_id(), bank, bank, 5),
        "to an account that is not": NewPosting(new_id(), bank, new_id(), 5),
        "more than there is": moving(deposit, bank, 101),
    }
    for one in wrong.values():
        refused(partial(post, one))
    assert balances(BUREAU) == {bank: 100, deposit: 100}


def test_an_account_of_another_bureau_or_of_a_later_day_is_refused(bank: UUID) -> None:
    later = account("trust", when=moment(2020, 3, 5))
    refused(lambda: post(moving(bank, later, 5)), "open accounts of the bureau")
    made = numbered(moving(bank, account("trust"), 5))
    elsewhere = dataclasses.replace(Place(), bureau="511702")
    refused(lambda: posting.post(made, elsewhere), "open accounts of the bureau")


def test_numbers_and_codes_stand_once(bank: UUID, deposit: UUID) -> None:
    made = numbered(moving(bank, deposit, 1))
    posting.post(made, Place())
    again = dataclasses.replace(made, id=new_id(), postings=(moving(bank, deposit, 1),))
    refused(lambda: posting.post(again, Place()))
    code = Account.objects.get(id=bank).code
    refused(
        lambda: run(f"INSERT INTO money_account SELECT * FROM money_account WHERE code='{code}'")
    )


def test_a_posting_is_taken_back_once_in_red(bank: UUID, deposit: UUID) -> None:
    wrong = post(moving(bank, deposit, 500), moving(bank, deposit, 50))
    back = [red(taken) for taken in postings_of(wrong)]
    post(*back)
    assert balances(BUREAU) == {bank: 0, deposit: 0}
    assert moved(bank, deposit) == 0
    refused(lambda: post(red(postings_of(wrong)[0])))
    with pytest.raises(ValueError, match="not taken back"):
        red(back[0])
    red_of_red = NewPosting(new_id(), bank, deposit, -back[0].amount, back[0].id)
    refused(lambda: post(red_of_red))


def test_red_cannot_take_back_what_has_gone_out(bank: UUID, deposit: UUID) -> None:
    wrong = post(moving(bank, deposit, 500))
    post(moving(deposit, bank, 400))
    refused(lambda: post(*[red(taken) for taken in postings_of(wrong)]))


def test_an_account_without_floor_may_fall_below_zero(bank: UUID) -> None:
    open_end = account("payable")
    post(moving(open_end, account("revenue"), 70))
    assert balance_of(open_end) == -70


def test_nothing_goes_out_of_a_frozen_account(bank: UUID, deposit: UUID) -> None:
    post(moving(bank, deposit, 100))
    frozen = freeze(deposit)
    assert holding(deposit).free == 0 and holding(deposit).frozen
    refused(lambda: post(moving(deposit, bank, 1)), "frozen")
    post(moving(bank, deposit, 10))
    posting.thaw(frozen, Place())
    post(moving(deposit, bank, 110))
    refused(lambda: posting.thaw(frozen, Place()))


def test_of_a_frozen_amount_only_the_rest_goes_out(bank: UUID, deposit: UUID) -> None:
    post(moving(bank, deposit, 100))
    frozen = [freeze(deposit, 30), freeze(deposit, 20)]
    assert under_lock(BUREAU, [deposit])[deposit].free == 50
    refused(lambda: post(moving(deposit, bank, 51)), "frozen")
    post(moving(deposit, bank, 50))
    refused(lambda: post(moving(deposit, bank, 1)), "frozen")
    posting.thaw(frozen[0], Place())
    post(moving(deposit, bank, 30))
    assert holding(deposit) == dataclasses.replace(
        holding(deposit), balance=20, free=0, frozen=True
    )


def test_a_freeze_of_an_unfloored_account_holds_below_zero() -> None:
    first, second = account("payable"), account("revenue")
    frozen = freeze(first)
    refused(lambda: post(moving(first, second, 1)), "frozen")
    posting.thaw(frozen, Place())
    post(moving(first, second, 1))
    post(moving(first, second, 1))
    assert balance_of(first) == -2


def test_a_receipt_says_what_its_voucher_says(bank: UUID, deposit: UUID) -> None:
    payer = uuid4()
    paid = post(
        moving(bank, deposit, 70), moving(bank, deposit, 30),
        receipt=NewReceipt(new_id(), 1, payer),
    )  # fmt: skip
    given = Receipt.objects.get(voucher=paid)
    assert (given.amount, given.payer, given.number) == (100, payer, 1)
    other = post(moving(bank, deposit, 5))
    wrong = Receipt(id=new_id(), bureau=BUREAU, year=2020, number=2, voucher_id=other, amount=6)
    refused(lambda: wrong.save(force_insert=True), "what its voucher says")


def test_a_line_written_by_hand_is_refused(bank: UUID, deposit: UUID) -> None:
    post(moving(bank, deposit, 5))
    real = Line.objects.get(account=bank)
    row = {name: getattr(real, name) for name in ("bureau", "account_id", "posting_id", "side")}
    row |= {"seq": 2, "amount": 5, "effect": 5, "balance": 10, "floored": True}

    def write(change: Mapping[str, object]) -> None:
        Line(**{**row, **change}).save(force_insert=True)
        connection.check_constraints()

    for change in ({}, {"side": "credit"}, {"posting_id": new_id()}):
        refused(partial(write, change))


@pytest.mark.parametrize("table", LEDGER)
def test_the_ledger_is_never_changed(table: str, bank: UUID, deposit: UUID) -> None:
    paid = post(moving(bank, deposit, 5), receipt=NewReceipt(new_id(), 1, None))
    posting.thaw(freeze(deposit), on(moment(2020, 3, 4)))
    assert Voucher.objects.get().id == paid
    for change in (f"UPDATE {table} SET bureau = '511702'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            run(change)


# Controls: without its guard each wrong is accepted, and the audit sees it.


def test_control_without_its_trigger_a_half_posting_is_accepted_and_seen(
    bank: UUID, deposit: UUID
) -> None:
    drop("money_posting_lines", "money_posting")
    made = moving(bank, deposit, 5)
    post(made)
    assert [fault.code for fault in faults(BUREAU)] == ["lines_wanting"]
    Line(
        bureau=BUREAU, account_id=bank, seq=1, posting_id=made.id, side="debit", amount=5,
        effect=5, balance=7, floored=True,
    ).save(force_insert=True)  # fmt: skip
    found = {fault.code for fault in faults(BUREAU)}
    assert found == {"unbalanced", "lines_wanting", "balance_wrong"}


def test_control_without_its_guard_red_takes_back_anything(bank: UUID, deposit: UUID) -> None:
    paid = moving(bank, deposit, 100)
    post(paid)
    drop("money_posting_guard", "money_posting")
    post(NewPosting(new_id(), bank, deposit, -99, paid.id))
    assert [fault.code for fault in faults(BUREAU)] == ["red_unlike"]


def test_control_without_its_guard_a_frozen_account_pays(bank: UUID, deposit: UUID) -> None:
    post(moving(bank, deposit, 100))
    freeze(deposit)
    drop("money_line_guard", "money_line")
    post(moving(deposit, bank, 100))
    assert balance_of(deposit) == 0


def test_control_without_its_constraint_an_account_is_overdrawn_and_seen(bank: UUID) -> None:
    other = account("revenue")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE money_line DROP CONSTRAINT line_not_below_zero")
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            post(moving(other, bank, 1))
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert [fault.code for fault in faults(BUREAU)] == ["below_zero"]


def test_control_a_number_that_was_not_drawn_leaves_a_gap_that_is_seen(
    bank: UUID, deposit: UUID
) -> None:
    post(moving(bank, deposit, 1), receipt=NewReceipt(new_id(), 2, None))
    posting.post(dataclasses.replace(numbered(moving(bank, deposit, 1)), number=3), Place())
    assert [fault.code for fault in faults(BUREAU)] == ["voucher_gap", "receipt_gap"]
