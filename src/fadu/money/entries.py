"""What an entry carries of money: typed values from which `apply` writes accounts and vouchers.

They stand inside the entry of the register or block whose act moves the money; ids and numbers are
drawn by that act's `decide`, so that a rebuild gives the same rows.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from fadu.law.words import Words
from fadu.record.ids import new_id

VOUCHERS = "money.voucher"
RECEIPTS = "money.receipt"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be opened; its kind is one of `kinds.KINDS`."""

    id: UUID
    code: str
    kind: str
    title: Words
    floored: bool
    subject: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewPosting:
    """`amount` fen to the debited account from the credited one; below zero only in red."""

    id: UUID
    debit: UUID
    credit: UUID
    amount: int
    reverses: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """The receipt for a voucher, and who paid (by person id)."""

    id: UUID
    number: int
    payer: UUID | None


@dataclass(frozen=True, slots=True)
class NewVoucher:
    """A voucher with its postings, and the receipt for it where one is given."""

    id: UUID
    year: int
    number: int
    on: datetime.date
    memo: Words
    postings: tuple[NewPosting, ...]
    receipt: NewReceipt | None = None

    @property
    def amount(self) -> int:
        """The sum of its postings in fen."""
        return sum(posting.amount for posting in self.postings)


@dataclass(frozen=True, slots=True)
class NewFreeze:
    """A freeze of an account, or of an amount of it; and why."""

    id: UUID
    account: UUID
    amount: int | None
    reason: Words


Draw = Callable[[str], int]


def voucher(
    postings: Sequence[NewPosting],
    *,
    on: datetime.date,
    memo: Words,
    draw: Draw,
) -> NewVoucher:
    """A voucher of these postings, its number drawn by the act that asks (`Asked.draw`)."""
    number = draw(VOUCHERS)
    return NewVoucher(new_id(), on.year, number, on, memo, tuple(postings))


def receipt(payer: UUID | None, *, draw: Draw) -> NewReceipt:
    """A receipt, its number drawn by the act that asks."""
    return NewReceipt(new_id(), draw(RECEIPTS), payer)


def posting(debit: UUID, credit: UUID, amount: int) -> NewPosting:
    """A posting of `amount` fen, more than zero."""
    if amount <= 0:
        raise ValueError(f"a posting moves more than {amount} fen; what was wrong is reversed")
    return NewPosting(new_id(), debit, credit, amount)


def red(taken: NewPosting) -> NewPosting:
    """The red posting (红字冲销) that takes a posting back."""
    if taken.reverses is not None:
        raise ValueError("a red posting is not taken back; post again what was right")
    return NewPosting(new_id(), taken.debit, taken.credit, -taken.amount, taken.id)
