"""A ledger to post to in tests: accounts of every kind, vouchers with drawn numbers."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import connection, transaction

from fadu.documents.numbers import draw
from fadu.law.words import Words
from fadu.money import posting
from fadu.money.entries import NewAccount, NewFreeze, NewPosting, NewReceipt, NewVoucher, voucher
from fadu.money.kinds import KINDS
from fadu.record.ids import new_id
from fadu.record.moment import Moment, moment

BUREAU = "511725"
WEDNESDAY = moment(2020, 3, 4)
MEMO = Words("测试", "Test")


@dataclass(frozen=True)
class Place:
    """Where an entry stands; a procedure's Place has the same fields."""

    bureau: str = BUREAU
    case: UUID = field(default_factory=uuid4)
    entry: UUID = field(default_factory=uuid4)
    at: datetime.date = WEDNESDAY.on
    recorded_at: datetime.datetime = WEDNESDAY.recorded_at


def on(when: Moment) -> Place:
    """A place at a moment."""
    return Place(at=when.on, recorded_at=when.recorded_at)


def account(kind: str, *, floored: bool = False, when: Moment = WEDNESDAY) -> UUID:
    """A new account."""
    id = new_id()
    new = NewAccount(id, f"{kind}.{id}", kind, KINDS[kind].words, floored)
    posting.open_account(new, on(when))
    return id


def numbered(*postings: NewPosting, when: Moment = WEDNESDAY, bureau: str = BUREAU) -> NewVoucher:
    """A voucher whose number is drawn as an act draws it."""
    return voucher(
        postings, on=when.on, memo=MEMO, draw=lambda name: draw(bureau, name, when.on.year)
    )


def post(
    *postings: NewPosting, when: Moment = WEDNESDAY, receipt: NewReceipt | None = None
) -> UUID:
    """Draw, post, and have the database check what it checks at commit."""
    with transaction.atomic():
        made = numbered(*postings, when=when)
        made = NewVoucher(
            made.id, made.year, made.number, made.on, made.memo, made.postings, receipt
        )
        posting.post(made, on(when))
        connection.check_constraints()
    return made.id


def freeze(account: UUID, amount: int | None = None) -> UUID:
    """Freeze it, or an amount of it."""
    id = new_id()
    posting.freeze(NewFreeze(id, account, amount, Words("协助执行", "Court order")), Place())
    return id


def run(statement: str) -> None:
    """A statement by hand."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def drop(trigger: str, table: str) -> None:
    """Drop a trigger, as somebody might."""
    run(f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
