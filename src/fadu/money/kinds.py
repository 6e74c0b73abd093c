"""Kinds of accounts, and on which side of the ledger each grows. No register's word stands here."""

from dataclasses import dataclass

from fadu.law.words import Words

DEBIT = "debit"
CREDIT = "credit"
SIDES = {DEBIT: Words("借", "Debit"), CREDIT: Words("贷", "Credit")}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of account: its words and its own side, on which a posting makes it grow."""

    side: str
    words: Words


KINDS = {
    "treasury": Kind(DEBIT, Words("资金账户（财政专户、银行存款）", "Money at treasury or bank")),
    "receivable": Kind(DEBIT, Words("应收款项", "Receivable")),
    "expense": Kind(DEBIT, Words("支出", "Expense")),
    "deposit": Kind(CREDIT, Words("保证金", "Deposit held")),
    "trust": Kind(CREDIT, Words("代管款项", "Held in trust")),
    "payable": Kind(CREDIT, Words("应付款项", "Payable")),
    "revenue": Kind(CREDIT, Words("收入", "Revenue")),
}


def grown_on(side: str) -> list[str]:
    """The kinds of accounts that grow on a side."""
    return [name for name, kind in KINDS.items() if kind.side == side]
