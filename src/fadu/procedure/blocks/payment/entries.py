"""What the block's effective acts say. Accounts, vouchers and receipts stand inside them."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from fadu.law.words import Words
from fadu.money.entries import NewAccount, NewVoucher
from fadu.record.kinds import entry_kind


def yuan(fen: int) -> str:
    """Fen as yuan, for a sentence: 123400 -> 1,234.00."""
    return f"{fen // 100:,}.{fen % 100:02d}"


@dataclass(frozen=True, slots=True)
class DueLine:
    """A part of an amount due: what for, by what, how many fen."""

    title: Words
    basis: Words
    amount: int


@dataclass(frozen=True, slots=True)
class Books:
    """The accounts of a demand: the bureau's money, what is owed, what is kept, what came in too
    much, what is to be given back.
    """

    treasury: UUID
    receivable: UUID
    income: UUID
    trust: UUID
    payable: UUID


@entry_kind("payment.demanded")
@dataclass(frozen=True, slots=True)
class Demanded:
    """A payment was demanded; `opened` are the accounts that this opened."""

    id: UUID
    year: int
    number: int
    lines: tuple[DueLine, ...]
    books: Books
    opened: tuple[NewAccount, ...]
    voucher: NewVoucher

    def sentence(self) -> Words:
        """What was done."""
        amount = yuan(self.voucher.amount)
        return Words(
            f"发出缴款通知 {self.year}-{self.number}，应缴 {amount} 元",
            f"Payment demanded, number {self.year}-{self.number}: {amount} yuan",
        )


@entry_kind("payment.paid")
@dataclass(frozen=True, slots=True)
class Paid:
    """A gateway's confirmation that money came in, with the receipt in its voucher."""

    id: UUID
    demand: UUID
    gateway: str
    transaction: str
    paid_on: datetime.date
    voucher: NewVoucher

    def sentence(self) -> Words:
        """What was done."""
        amount, receipt = yuan(self.voucher.amount), self.voucher.receipt
        number = f"{self.voucher.year}-{receipt.number}" if receipt else ""
        return Words(
            f"收到缴款 {amount} 元（{self.gateway} {self.transaction}），票据号 {number}",
            f"{amount} yuan paid ({self.gateway} {self.transaction}), receipt {number}",
        )


@entry_kind("payment.waived")
@dataclass(frozen=True, slots=True)
class Waived:
    """What was owed was waived, or a part of it."""

    demand: UUID
    voucher: NewVoucher

    def sentence(self) -> Words:
        """What was done."""
        amount = yuan(self.voucher.amount)
        return Words(f"减免 {amount} 元", f"{amount} yuan waived")


@entry_kind("payment.refund_granted")
@dataclass(frozen=True, slots=True)
class RefundGranted:
    """A refund was approved and is owed from now on."""

    id: UUID
    demand: UUID
    number: int
    voucher: NewVoucher

    def sentence(self) -> Words:
        """What was done."""
        amount = yuan(self.voucher.amount)
        return Words(
            f"批准退款 {amount} 元，编号 {self.voucher.year}-{self.number}",
            f"Refund of {amount} yuan approved, number {self.voucher.year}-{self.number}",
        )


@entry_kind("payment.refunded")
@dataclass(frozen=True, slots=True)
class Refunded:
    """The refund has gone out."""

    demand: UUID
    gateway: str
    transaction: str
    voucher: NewVoucher

    def sentence(self) -> Words:
        """What was done."""
        amount = yuan(self.voucher.amount)
        return Words(
            f"退款 {amount} 元已付出（{self.gateway} {self.transaction}）",
            f"{amount} yuan given back ({self.gateway} {self.transaction})",
        )
