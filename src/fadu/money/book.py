"""Reading accounts: balances under lock for gates, what is free, vouchers as entries carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from fadu.money.entries import NewPosting
from fadu.money.models import Account, Freeze, Line, Posting


@dataclass(frozen=True, slots=True)
class Holding:
    """An account as it stands: its balance in fen on its own side, and what of it may go out.

    `free` is zero where the whole account is frozen, and never below zero.
    """

    account: UUID
    balance: int
    free: int
    frozen: bool


def under_lock(bureau: str, accounts: Iterable[UUID]) -> dict[UUID, Holding]:
    """The accounts as they stand, locked until the end of the transaction in the order of ids.

    An act that posts reads its accounts by this in its `needs`: so the order of entries agrees
    with the order of postings, and a rebuild gives the same ledger.
    """
    chosen = Account.objects.select_for_update().filter(bureau=bureau, id__in=list(accounts))
    locked = [account.id for account in chosen.order_by("id")]
    return {account: holding(account) for account in locked}


def holding(account: UUID) -> Holding:
    """An account as it stands now."""
    balance = balance_of(account)
    amounts = list(open_freezes(account).values_list("amount", flat=True))
    whole = None in amounts
    held = sum(amount for amount in amounts if amount is not None)
    return Holding(account, balance, 0 if whole else max(balance - held, 0), bool(amounts))


def balance_of(account: UUID) -> int:
    """The balance of an account in fen, on its own side."""
    last = Line.objects.filter(account=account).order_by("-seq")
    return last.values_list("balance", flat=True).first() or 0


def balances(bureau: str) -> dict[UUID, int]:
    """The balance of every account of a bureau."""
    last = Line.objects.filter(account=OuterRef("pk")).order_by("-seq").values("balance")[:1]
    found = Account.objects.filter(bureau=bureau).values_list("pk", Subquery(last))
    return {account: balance or 0 for account, balance in found}


def open_freezes(account: UUID) -> QuerySet[Freeze]:
    """The freezes of an account that have not ended."""
    return Freeze.objects.filter(account=account, thaw=None)


def moved(debit: UUID, credit: UUID) -> int:
    """What was posted between two accounts in all, red ones taken off."""
    rows = Posting.objects.filter(debit=debit, credit=credit)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def postings_of(voucher: UUID) -> tuple[NewPosting, ...]:
    """The postings of a voucher in order, as an entry carries them: for taking them back."""
    rows = Posting.objects.filter(voucher=voucher).order_by("place")
    return tuple(
        NewPosting(row.id, row.debit_id, row.credit_id, row.amount, row.reverses_id) for row in rows
    )
