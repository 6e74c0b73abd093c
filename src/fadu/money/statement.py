"""Statements of accounts (对账单): opening, movements, closing over a period, as known on a day.

What was recorded later does not change what an earlier day knew: a statement takes both the period
of legal dates and the day on which one looks. It equals its rows by construction and by test.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from fadu.money.kinds import CREDIT, DEBIT
from fadu.money.models import Account, Line
from fadu.record.moment import SHANGHAI


@dataclass(frozen=True, slots=True)
class Statement:
    """An account over a period, both days included. Amounts in fen on the account's own side;
    `debits` and `credits` are the turnover, red postings taken off.
    """

    account: UUID
    first: datetime.date
    last: datetime.date
    known_on: datetime.date
    opening: int
    debits: int
    credits: int
    closing: int
    rows: QuerySet[Line]

    def movements(self) -> Iterator[tuple[Line, int]]:
        """Each line in the order of dates, with the balance after it."""
        balance = self.opening
        for line in self.rows:
            balance += line.effect
            yield line, balance


def statement(
    account: UUID, first: datetime.date, last: datetime.date, *, known_on: datetime.date
) -> Statement:
    """The statement of an account from `first` to `last`, as it was known at the end of a day."""
    known = _known(Line.objects.filter(account=account), known_on)
    period = known.filter(posting__voucher__on__gte=first, posting__voucher__on__lte=last)
    told = known.aggregate(
        opening=Sum("effect", filter=Q(posting__voucher__on__lt=first), default=0),
        closing=Sum("effect", filter=Q(posting__voucher__on__lte=last), default=0),
    )
    turnover = period.aggregate(
        debits=Sum("amount", filter=Q(side=DEBIT), default=0),
        credits=Sum("amount", filter=Q(side=CREDIT), default=0),
    )
    order = ("posting__voucher__on", "seq")
    rows = period.select_related("posting__voucher").order_by(*order)
    return Statement(
        account, first, last, known_on, told["opening"], turnover["debits"], turnover["credits"],
        told["closing"], rows,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """A line of the trial balance (试算平衡): an account's turnover on both sides up to a day."""

    account: UUID
    debits: int
    credits: int


def trial_balance(bureau: str, on: datetime.date, *, known_on: datetime.date) -> tuple[Trial, ...]:
    """Every account of a bureau with its turnover up to a day; both columns have the same sum."""
    lines = _known(Line.objects.filter(bureau=bureau), known_on)
    sums = {
        row["account"]: (row["debits"], row["credits"])
        for row in lines.filter(posting__voucher__on__lte=on)
        .values("account")
        .annotate(
            debits=Sum("amount", filter=Q(side=DEBIT), default=0),
            credits=Sum("amount", filter=Q(side=CREDIT), default=0),
        )
    }
    accounts = Account.objects.filter(bureau=bureau, opened_on__lte=on).order_by("code")
    return tuple(
        Trial(one, *sums.get(one, (0, 0))) for one in accounts.values_list("id", flat=True)
    )


def _known(lines: QuerySet[Line], on: datetime.date) -> QuerySet[Line]:
    midnight = datetime.datetime.combine(on + datetime.timedelta(days=1), datetime.time(), SHANGHAI)
    return lines.filter(posting__voucher__recorded_at__lt=midnight)
