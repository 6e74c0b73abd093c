"""Statements: opening, movements, closing, as known on a day; they equal their rows."""

import datetime
from uuid import UUID

import pytest
from tests.books import BUREAU, account, post

from fadu.money.book import postings_of
from fadu.money.entries import posting as moving
from fadu.money.entries import red
from fadu.money.statement import Statement, statement, trial_balance
from fadu.record.moment import SHANGHAI, Moment, moment

pytestmark = pytest.mark.django_db
OPENED = moment(2020, 1, 2)
MARCH = (datetime.date(2020, 3, 1), datetime.date(2020, 3, 31))


def day(month: int, date: int) -> datetime.date:
    return datetime.date(2020, month, date)


@pytest.fixture
def bank() -> UUID:
    return account("treasury", when=OPENED)


@pytest.fixture
def deposit(bank: UUID) -> UUID:
    """February 100; March 40 in, 15 out, 40 taken back; April 7; 3 of March entered in April."""
    made = account("deposit", floored=True, when=OPENED)
    post(moving(bank, made, 100), when=moment(2020, 2, 28))
    wrong = post(moving(bank, made, 40), when=moment(2020, 3, 1))
    post(moving(made, bank, 15), when=moment(2020, 3, 31))
    post(*[red(taken) for taken in postings_of(wrong)], when=moment(2020, 3, 31, 11))
    post(moving(bank, made, 7), when=moment(2020, 4, 1))
    late = Moment(day(3, 30), datetime.datetime(2020, 4, 2, 9, tzinfo=SHANGHAI))
    post(moving(bank, made, 3), when=late)
    return made


def told(statement: Statement) -> tuple[int, int, int, int]:
    return statement.opening, statement.debits, statement.credits, statement.closing


def test_a_statement_of_a_month(deposit: UUID, bank: UUID) -> None:
    march = statement(deposit, *MARCH, known_on=day(4, 30))
    assert told(march) == (100, 15, 3, 88)
    assert [balance for _, balance in march.movements()] == [140, 143, 128, 88]
    assert told(statement(bank, *MARCH, known_on=day(4, 30))) == (100, 3, 15, 88)


def test_what_was_recorded_later_was_not_known(deposit: UUID) -> None:
    assert told(statement(deposit, *MARCH, known_on=day(3, 31))) == (100, 15, 0, 85)
    assert told(statement(deposit, *MARCH, known_on=day(4, 1))) == (100, 15, 0, 85)
    assert told(statement(deposit, *MARCH, known_on=day(4, 2))) == (100, 15, 3, 88)
    assert told(statement(deposit, *MARCH, known_on=day(3, 30))) == (100, 0, 40, 140)


def test_one_months_closing_is_the_next_ones_opening(deposit: UUID) -> None:
    known = day(12, 31)
    march = statement(deposit, *MARCH, known_on=known)
    april = statement(deposit, day(4, 1), day(4, 30), known_on=known)
    assert (april.opening, april.closing) == (march.closing, 95)


def test_a_statement_equals_its_rows(deposit: UUID, bank: UUID) -> None:
    for known in (day(3, 31), day(4, 30)):
        for one in (deposit, bank):
            made = statement(one, *MARCH, known_on=known)
            last = [balance for _, balance in made.movements()][-1]
            assert last == made.closing == made.opening + sum(row.effect for row in made.rows)


def test_an_account_without_movements_has_an_empty_statement(bank: UUID) -> None:
    empty = statement(bank, *MARCH, known_on=day(4, 30))
    assert told(empty) == (0, 0, 0, 0) and list(empty.movements()) == []


@pytest.mark.usefixtures("deposit")
def test_the_trial_balance_balances_on_every_day() -> None:
    for on in (day(1, 1), day(2, 28), day(3, 31), day(4, 1)):
        for known in (day(2, 28), day(3, 31), day(4, 2)):
            rows = trial_balance(BUREAU, on, known_on=known)
            assert sum(row.debits for row in rows) == sum(row.credits for row in rows)
    assert {(row.debits, row.credits) for row in rows} == {(110, 15), (15, 110)}
