"""Drafts of applications: what a citizen has typed and uploaded before handing it in.

A draft is no part of the record and no act: it is kept so that nothing typed is lost, and deleted
when the application is handed in or the citizen discards it.
"""

from django.db import models


class Draft(models.Model):
    """One citizen's application in the making, one for each procedure.

    `case` is the id that the case will have: uploaded files already lie in its folder. `key` is the
    request key of the handing-in, so that a double click opens one case. `data` holds
    {"facts": {field: text}, "parties": {role: [{field: text}]}, "papers": {code: [file]}}.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    person = models.UUIDField()
    procedure = models.CharField(max_length=80)
    case = models.UUIDField()
    key = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "person", "procedure"], name="draft_once_per_procedure"
            )
        ]

    def __str__(self) -> str:
        return f"draft of {self.procedure}"
