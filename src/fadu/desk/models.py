"""What the desk keeps for an officer: saved filters, notifications, what he typed.

None of it is record. A saved filter says how somebody likes to look at his work. A notification
says that something is in the record, or that a day has come; whoever never read it missed no act,
since inbox and case page show the same. Neither decides or proves anything, so that no entry stands
for it and `rebuild` brings none back: filters are saved anew, and what happened in the last days is
told again. A draft is what it says: no act before it is handed in.
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


class CounterDraft(models.Model):
    """An application in the making at the counter: no act, no part of the record.

    `id` is the id that the case will have: uploaded files lie in its folder already, and a page
    that finds no draft under its id finds the case instead. `ticket` keeps two persons apart who
    came for the same matter. `version` counts the savings; `writer` names the page that saved
    last, so that two pages do not overwrite each other unseen.
    `data` holds {"facts": {field: text}, "parties": {role: [{field: text}]}, "papers": {code:
    [file]}}.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    officer = models.UUIDField()
    procedure = models.CharField(max_length=80)
    ticket = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    writer = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bureau", "officer"], name="counter_drafts_of_an_officer")]

    def __str__(self) -> str:
        return f"counter draft of {self.procedure}"


class Notification(models.Model):
    """Something an officer should know: of which case, matter and step, and nothing personal.

    `key` names the event: told twice, it stands here once.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40, blank=True)
    procedure = models.CharField(max_length=80, blank=True)
    step = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "officer", "key"], name="notification_once_an_event"
            )
        ]
        indexes = [
            models.Index(fields=["bureau", "officer", "made_at", "id"], name="notification_list"),
            models.Index(
                fields=["bureau", "officer"],
                condition=Q(read_at__isnull=True),
                name="notification_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class NotificationChannel(models.Model):
    """How an officer wants to be told besides the desk: which notifications (none, urgent, all) by
    e-mail and by text, and where to. Without a row: on the desk alone.
    """

    officer = models.OneToOneField(
        Officer, primary_key=True, on_delete=models.CASCADE, related_name="channel"
    )
    bureau = models.CharField(max_length=12)
    mail = models.CharField(max_length=8, default="none")
    email = models.CharField(max_length=254, blank=True)
    text = models.CharField(max_length=8, default="none")
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"mail {self.mail}, text {self.text}"


class NotificationMark(models.Model):
    """How far the record was read for notifications, when, and the day whose dues were told."""

    bureau = models.CharField(max_length=12, primary_key=True)
    row = models.BigIntegerField()
    looked_at = models.DateTimeField()
    day = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.bureau} up to {self.row}"
