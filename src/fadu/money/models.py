"""Accounts, vouchers, postings, the ledger's lines, receipts, freezes.

Every table is INSERT and SELECT only. A posting moves an amount from one account to another, so an
unbalanced one cannot be written down; the lines of the ledger are written by the database itself
(see `keeping`).
"""

from django.db import models
from django.db.models import F, Q

from fadu.money.kinds import CREDIT, DEBIT, KINDS, SIDES, grown_on


class Account(models.Model):
    """An account (账户). `floored`: its balance never falls below zero. `subject` is what it is
    about, by id alone: a case, a permit, a person.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    side = models.CharField(max_length=6, choices=[(side, side) for side in SIDES])
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    floored = models.BooleanField()
    subject = models.UUIDField(null=True, db_index=True)
    opened_on = models.DateField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="account_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=grown_on(DEBIT), side=DEBIT)
                | Q(kind__in=grown_on(CREDIT), side=CREDIT),
                name="account_on_its_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title_zh}"


class Voucher(models.Model):
    """A voucher (凭证): numbered within bureau and year, with `postings` postings, the last named.

    `last` is checked at commit by both databases, so that no voucher stands without its postings.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    on = models.DateField()
    memo_zh = models.CharField(max_length=200)
    memo_en = models.CharField(max_length=200)
    postings = models.PositiveSmallIntegerField()
    last = models.OneToOneField("Posting", models.PROTECT, related_name="+")
    case = models.UUIDField(db_index=True)
    entry = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year", "number"], name="voucher_number_once"
            ),
            models.CheckConstraint(condition=Q(postings__gte=1), name="voucher_has_postings"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class Posting(models.Model):
    """A posting (分录): `amount` fen from the credited to the debited account.

    A red one (红字) takes back exactly the posting that it names: same accounts, amount below zero.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    # The unique constraint begins with it: no second index.
    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="rows", db_index=False)
    place = models.PositiveSmallIntegerField()
    debit = models.ForeignKey(Account, models.PROTECT, related_name="+")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voucher", "place"], name="posting_place_once"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="posting_between_two_accounts"
            ),
            models.CheckConstraint(
                condition=Q(reverses=None, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
                name="posting_below_zero_only_in_red",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"


class Line(models.Model):
    """A line of an account's ledger (明细账): one side of a posting, with the balance after it.

    Two a posting, written by the database and by nothing else. `effect` and `balance` count on
    the account's own side; `seq` is the order of recording.
    """

    pk = models.CompositePrimaryKey("account", "seq")
    bureau = models.CharField(max_length=12)
    account = models.ForeignKey(Account, models.PROTECT, related_name="lines", db_index=False)
    seq = models.PositiveBigIntegerField()
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="lines", db_index=False)
    side = models.CharField(max_length=6, choices=[(side, side) for side in SIDES])
    amount = models.BigIntegerField()
    effect = models.BigIntegerField()
    balance = models.BigIntegerField()
    floored = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "side"], name="line_side_once"),
            models.CheckConstraint(
                condition=Q(floored=False) | Q(balance__gte=0), name="line_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.amount}"


class Receipt(models.Model):
    """A receipt (票据): numbered within bureau and year; its amount is that of its voucher."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    voucher = models.OneToOneField(Voucher, models.PROTECT, related_name="receipt")
    amount = models.BigIntegerField()
    payer = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year", "number"], name="receipt_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class Freeze(models.Model):
    """A freeze (冻结): an account, or `amount` of it, from which nothing may go out."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    account = models.ForeignKey(Account, models.PROTECT, related_name="freezes")
    amount = models.BigIntegerField(null=True)
    on = models.DateField()
    reason_zh = models.CharField(max_length=200)
    reason_en = models.CharField(max_length=200)
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="freeze_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount or 'all'}"


class Thaw(models.Model):
    """The end of a freeze (解冻)."""

    freeze = models.OneToOneField(Freeze, models.PROTECT, primary_key=True, related_name="thaw")
    bureau = models.CharField(max_length=12)
    on = models.DateField()
    case = models.UUIDField()
    entry = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.on}"
