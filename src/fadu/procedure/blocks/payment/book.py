"""What gates and acts know of a case's money, read under lock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from fadu.money.book import Holding, under_lock
from fadu.money.models import Account
from fadu.procedure.blocks.payment.entries import Books
from fadu.procedure.blocks.payment.models import Demand, Payment
from fadu.procedure.matter import Matter

TREASURY = "treasury"


@dataclass(frozen=True, slots=True)
class Money:
    """The money of a demand as it stands. Sums in fen.

    `used(gateway, transaction)`: whether the bureau has booked that transaction already.
    """

    demand: UUID
    books: Books
    owed: int
    kept: int
    excess: int
    promised: int
    holdings: dict[UUID, Holding] = field(default_factory=dict)
    used: Callable[[str, str], bool] = lambda gateway, transaction: False

    @property
    def refundable(self) -> int:
        """What came in and has not been promised back: the excess, and what is paid of the due."""
        return self.excess + self.kept - self.owed


def money(matter: Matter) -> Money | None:
    """The money of a case's demand, its accounts locked; None before the demand."""
    demand = Demand.objects.filter(bureau=matter.bureau, case=matter.id).first()
    if demand is None:
        return None
    books = Books(
        demand.treasury_id, demand.receivable_id, demand.income_id, demand.trust_id,
        demand.payable_id,
    )  # fmt: skip
    accounts = (books.treasury, books.receivable, books.income, books.trust, books.payable)
    held = under_lock(matter.bureau, accounts)
    return Money(
        demand=demand.id,
        books=books,
        owed=held[books.receivable].balance,
        kept=held[books.income].balance,
        excess=held[books.trust].balance,
        promised=held[books.payable].balance,
        holdings=held,
        used=partial(_used, matter.bureau),
    )


def _used(bureau: str, gateway: str, transaction: str) -> bool:
    rows = Payment.objects.filter(bureau=bureau, gateway=gateway, transaction=transaction)
    return rows.exists()


def treasury(matter: Matter) -> UUID | None:
    """The account of the bureau's money; None until the first demand opens it."""
    return (
        Account.objects.filter(bureau=matter.bureau, code=TREASURY)
        .values_list("id", flat=True)
        .first()
    )


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a demand knows: whether there is one already, and the bureau's account."""

    demanded: bool
    treasury: UUID | None


def beginning(matter: Matter) -> Beginning:
    """What a demand has to know."""
    there = Demand.objects.filter(bureau=matter.bureau, case=matter.id).exists()
    return Beginning(there, treasury(matter))
