"""Units, rights with their holders, restrictions and certificates: append and supersede only.

A database lets a check pass whose answer is NULL, so checks over columns that may be empty say
which of them are not.
"""

from django.db import models
from django.db.models import F, Q


class Unit(models.Model):
    """A real-estate unit, by its 28-character code (GB/T 37346). Area in m²."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=28)
    location = models.CharField(max_length=200)
    area_m2 = models.DecimalField(max_digits=14, decimal_places=2)
    use = models.CharField(max_length=40)
    nature = models.CharField(max_length=40)
    entry = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bureau", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return self.code


class Right(models.Model):
    """Ownership of a unit from a day on, until the entry that ended it.

    At most one is live for a unit: the constraint stands behind the lock that a transfer takes.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rights")
    co_ownership = models.CharField(max_length=8)
    since = models.DateField()
    until = models.DateField(null=True)
    case = models.UUIDField()
    entry = models.UUIDField()
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "unit"],
                condition=Q(ended_by__isnull=True),
                name="unit_one_live_ownership",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by__isnull=True)
                | Q(until__isnull=False, until__gte=F("since"), ended_by__isnull=False),
                name="right_ends_by_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"ownership of {self.unit_id} since {self.since}"


class Holding(models.Model):
    """A holder's part in a right: a share, or none where holders own jointly."""

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="holdings")
    person = models.UUIDField(db_index=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "right", "person"], name="holder_once_per_right"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(
                    numerator__isnull=False,
                    denominator__isnull=False,
                    numerator__gt=0,
                    denominator__gte=F("numerator"),
                ),
                name="share_is_a_fraction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.right_id}"


class Restriction(models.Model):
    """What stands against disposing of a unit (查封, 异议 …), from a day on."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="restrictions")
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    since = models.DateField()
    ended_by = models.UUIDField(null=True)
    entry = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.kind} on {self.unit_id}"


class Certificate(models.Model):
    """A certificate of a right, numbered without gap or double within bureau and year."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    right = models.OneToOneField(Right, on_delete=models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    case = models.UUIDField(db_index=True)
    entry = models.UUIDField()
    issued_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["bureau", "year", "serial"], name="certificate_serial_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number
