"""Kinds of numbers, and the register of documents that went out. Written by `apply` alone."""

from django.db import models
from django.db.models import F, Q

from fadu.documents.numbers import reference_number
from fadu.procedure.superseding import SupersedingQuerySet


class NumberKindQuerySet(SupersedingQuerySet["NumberKind"]):
    """Questions about kinds of numbers."""


class NumberKind(models.Model):
    """A kind of number from a day on: the mark (机关代字) that its numbers carry.

    `given` is the last number of that year which was given before this system kept the book.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=20)
    mark = models.CharField(max_length=40)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    given = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    objects = NumberKindQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "code"], condition=Q(until__isnull=True),
                name="dispatch_one_kind_in_force",
            ),
            models.UniqueConstraint(
                fields=["bureau", "mark"], condition=Q(until__isnull=True),
                name="dispatch_one_mark_in_force",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.mark


class Issued(models.Model):
    """A document that was issued under a number, with the digest of the text that was signed.

    A void number keeps its row, so that nobody can take it again; the reason stands beside it.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    mark = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    addressee = models.CharField(max_length=200)
    copies = models.PositiveIntegerField()
    text = models.CharField(max_length=64)
    drafted_by = models.UUIDField()
    checked_by = models.UUIDField()
    issued_by = models.UUIDField()
    issued_on = models.DateField()
    void_reason = models.CharField(max_length=500, blank=True)
    void_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "kind", "year", "number"], name="dispatch_number_once"
            ),
            models.UniqueConstraint(fields=["bureau", "reference"], name="dispatch_reference_once"),
            models.UniqueConstraint(fields=["bureau", "case"], name="dispatch_one_a_case"),
            models.CheckConstraint(
                condition=~Q(drafted_by=F("issued_by")), name="dispatch_by_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(void_on__isnull=True, void_reason="")
                | (Q(void_on__isnull=False) & ~Q(void_reason="")),
                name="dispatch_void_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["bureau", "-year", "kind", "-number"], name="dispatch_list")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def written(self) -> str:
        """The number put together anew from its parts; `reference` must say the same."""
        return reference_number(self.mark, self.year, self.number)


class SignedScan(models.Model):
    """The scan of a sheet that was signed by hand, and the two who compared it with the sheet.

    `sheet` is the digest of the printed sheet, `scan` that of the file that came back.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    issued = models.ForeignKey(Issued, on_delete=models.PROTECT, related_name="scans")
    sheet = models.CharField(max_length=64)
    scan = models.CharField(max_length=64)
    file = models.UUIDField()
    first = models.UUIDField()
    second = models.UUIDField()
    confirmed_on = models.DateField()
    recorded_at = models.DateTimeField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="dispatch_scan_by_two_persons"
            ),
            models.UniqueConstraint(fields=["bureau", "issued", "scan"], name="dispatch_scan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scan[:12]} of {self.issued_id}"
