"""What was demanded, what came in by which transaction, what is given back.

Written by `apply` alone. The sums are not here but in the ledger: these rows say which accounts.
"""

from django.db import models

from fadu.money.models import Account, Voucher


class Demand(models.Model):
    """A demand for payment (缴款通知), one a case, with the accounts of its money."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    on = models.DateField()
    treasury = models.ForeignKey(Account, models.PROTECT, related_name="+")
    receivable = models.ForeignKey(Account, models.PROTECT, related_name="+")
    income = models.ForeignKey(Account, models.PROTECT, related_name="+")
    trust = models.ForeignKey(Account, models.PROTECT, related_name="+")
    payable = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entry = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case"], name="demand_once_a_case"),
            models.UniqueConstraint(fields=["bureau", "year", "number"], name="demand_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class Payment(models.Model):
    """A payment (缴费) that a gateway confirmed; its transaction number counts once in the bureau."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="payments")
    gateway = models.CharField(max_length=40)
    transaction = models.CharField(max_length=80)
    paid_on = models.DateField()
    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="+")
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "gateway", "transaction"], name="payment_transaction_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.transaction}"


class Refund(models.Model):
    """A refund (退款) that two persons approved; the ledger says whether it has gone out."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="refunds")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    entry = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "year", "number"], name="refund_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
