"""What the desk keeps for an officer: his saved filters.

Neither is record. A saved filter says how somebody likes to look at his work; it decides nothing,
proves nothing and touches no case, so that no entry stands for it and `rebuild` does not bring it
back: after a rebuild officers save their filters anew.
"""

from django.db import models
from django.db.models import Q

from fadu.bureau.models import Officer


class SavedFilter(models.Model):
    """A filter of a list under a name; `query` is what stands in the address."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="saved_filters")
    listing = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)
    # The one that opens when the list is opened without asking for anything.
    first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "officer", "listing", "name"], name="saved_filter_named_once"
            ),
            models.UniqueConstraint(
                fields=["bureau", "officer", "listing"],
                condition=Q(first=True),
                name="saved_filter_one_first",
            ),
        ]

    def __str__(self) -> str:
        return self.name
