"""Writing accounts, vouchers and freezes: called by `apply(entry)` of an effective act alone.

By hand, because postings come by the hundred thousand. What does not fit is refused by the database
(see `keeping`): a bug of the act, whose gates should have refused it, so it is an exception.
"""

import datetime
from typing import Protocol
from uuid import UUID

from fadu.money.entries import NewAccount, NewFreeze, NewVoucher
from fadu.money.kinds import KINDS
from fadu.record.sql import Insert, perform


class Where(Protocol):
    """Where the entry stands that writes: `procedure.effective.Place` is one."""

    @property
    def bureau(self) -> str:
        """The bureau's code."""

    @property
    def case(self) -> UUID:
        """The case."""

    @property
    def entry(self) -> UUID:
        """The entry."""

    @property
    def at(self) -> datetime.date:
        """The legal date."""

    @property
    def recorded_at(self) -> datetime.datetime:
        """The instant of recording."""


_ACCOUNT = Insert(
    "money_account",
    ("id", "bureau", "code", "kind", "side", "title_zh", "title_en", "floored", "subject")
    + ("opened_on", "case", "entry"),
)
_VOUCHER = Insert(
    "money_voucher",
    ("id", "bureau", "year", "number", "on", "memo_zh", "memo_en", "postings", "last_id")
    + ("case", "entry", "recorded_at"),
)
_POSTING = Insert(
    "money_posting",
    ("id", "bureau", "voucher_id", "place", "debit_id", "credit_id", "amount", "reverses_id"),
)
_RECEIPT = Insert(
    "money_receipt", ("id", "bureau", "year", "number", "voucher_id", "amount", "payer")
)
_FREEZE = Insert(
    "money_freeze",
    ("id", "bureau", "account_id", "amount", "on", "reason_zh", "reason_en", "case", "entry"),
)
_THAW = Insert("money_thaw", ("freeze_id", "bureau", "on", "case", "entry"))


def open_account(new: NewAccount, place: Where) -> None:
    """Open an account on the day of the entry."""
    named = (new.id, place.bureau, new.code, new.kind, KINDS[new.kind].side)
    told = (new.title.zh, new.title.en, new.floored, new.subject)
    perform(_ACCOUNT.of([(*named, *told, place.at, place.case, place.entry)]))


def post(new: NewVoucher, place: Where) -> None:
    """Write a voucher with its postings, and its receipt."""
    numbered = (new.id, place.bureau, new.year, new.number, new.on, new.memo.zh, new.memo.en)
    sealed = (len(new.postings), new.postings[-1].id)
    rows = [
        (one.id, place.bureau, new.id, number, one.debit, one.credit, one.amount, one.reverses)
        for number, one in enumerate(new.postings, 1)
    ]
    head = (*numbered, *sealed, place.case, place.entry, place.recorded_at)
    statements = [*_VOUCHER.of([head]), *_POSTING.of(rows)]
    if new.receipt:
        given = new.receipt
        receipt = (given.id, place.bureau, new.year, given.number, new.id, new.amount, given.payer)
        statements += _RECEIPT.of([receipt])
    perform(statements)


def freeze(new: NewFreeze, place: Where) -> None:
    """Freeze an account, or an amount of it."""
    row = (new.id, place.bureau, new.account, new.amount, place.at, new.reason.zh, new.reason.en)
    perform(_FREEZE.of([(*row, place.case, place.entry)]))


def thaw(frozen: UUID, place: Where) -> None:
    """End a freeze."""
    perform(_THAW.of([(frozen, place.bureau, place.at, place.case, place.entry)]))
