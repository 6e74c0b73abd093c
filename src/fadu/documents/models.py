"""The last number drawn of each sequence."""

from django.db import models


class Sequence(models.Model):
    """`last` is the number drawn last for this bureau, name and year; see `numbers.draw`."""

    pk = models.CompositePrimaryKey("bureau", "name", "year")
    bureau = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"
