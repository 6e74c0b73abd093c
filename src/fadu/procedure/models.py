"""The case book: where each case stands now. Folded from the entries, never written otherwise."""

import datetime
import json
from functools import cached_property

from django.db import models
from django.db.models.functions import Coalesce

from fadu.procedure.state import CaseState, state_from
from fadu.record.append import Link
from fadu.record.hashing import Digests


class Case(models.Model):
    """A case: its state (canonical JSON) and where its chain stands.

    The columns beside `state` repeat parts of it for look-up; `fadu replay` compares them.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    procedure = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    status = models.CharField(max_length=8)
    outcome = models.CharField(max_length=40, blank=True)
    opened_on = models.DateField()
    accepted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    seq = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    state_text = models.TextField(db_column="state")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="case_number_once")
        ]
        indexes = [
            models.Index(fields=["bureau", "procedure", "closed_on"], name="case_by_closing"),
            models.Index(fields=["bureau", "status", "opened_on"], name="case_by_opening"),
            models.Index(fields=["bureau", "procedure", "opened_on", "number"], name="case_list"),
        ]

    def __str__(self) -> str:
        return self.number

    @cached_property
    def state(self) -> CaseState:
        """The typed state."""
        return state_from(json.loads(self.state_text))

    @property
    def link(self) -> Link:
        """Where the case's chain stands."""
        return Link(self.seq, Digests(sha256=self.sha256, sm3=self.sm3))


class Party(models.Model):
    """A person's part in a case: for "my cases", and for who may read."""

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    person = models.UUIDField(db_index=True)
    role = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "case", "person", "role"], name="party_once_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.case_id}"


# The day that sorts after all due dates: a step without a limit is the least urgent.
NEVER = datetime.date(9999, 12, 31)


class Task(models.Model):
    """The step that waits: for which post, for which officer if it was handed over, until when,
    and to whom its holder offers it.

    `procedure` repeats the case's, `urgent_on` is `due` or NEVER, `again` says that the step had
    been taken before: so that inbox and boards read this table alone, in the order of an index.
    """

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.PROTECT, related_name="task"
    )
    bureau = models.CharField(max_length=12)
    procedure = models.CharField(max_length=80)
    step = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    officer = models.UUIDField(null=True)
    offered = models.UUIDField(null=True)
    since = models.DateField()
    due = models.DateField(null=True)
    again = models.BooleanField(default=False)
    urgent_on = models.GeneratedField(
        expression=Coalesce("due", models.Value(NEVER)),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            # One queue each: what waits for a post, and what was handed to an officer.
            models.Index(
                fields=["bureau", "post", "urgent_on", "case", "procedure", "step"],
                condition=models.Q(officer__isnull=True),
                name="task_of_post",
            ),
            models.Index(
                fields=["bureau", "officer", "urgent_on", "case", "post", "procedure", "step"],
                condition=models.Q(officer__isnull=False),
                name="task_of_officer",
            ),
            models.Index(
                fields=["bureau", "offered", "urgent_on", "case"],
                condition=models.Q(offered__isnull=False),
                name="task_offered",
            ),
            models.Index(
                fields=["bureau", "procedure", "urgent_on", "case", "step", "officer"],
                name="task_of_procedure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.case_id}"


class Asking(models.Model):
    """A contribution asked of a post, an officer or a person; `number` is its place in the state.

    Whoever was asked reads the case, also after the answer.
    """

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="askings")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    contribution = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    officer = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    since = models.DateField()
    due = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    answered = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "number"], name="asking_once")
        ]
        indexes = [
            models.Index(fields=["bureau", "post", "ended_on"], name="asking_of_post"),
            models.Index(fields=["bureau", "officer", "ended_on"], name="asking_of_officer"),
            models.Index(fields=["bureau", "person"], name="asking_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution} of {self.case_id}"


class Clock(models.Model):
    """A clock of a case as it stands: for the inbox, the boards and the figures."""

    id = models.BigAutoField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    name = models.CharField(max_length=20)
    start = models.DateField()
    due = models.DateField()
    provisional = models.BooleanField()
    suspended = models.BooleanField()
    stopped_on = models.DateField(null=True)
    working_days = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "case", "name"], name="clock_once_per_case")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.case_id}"


class CaseDocument(models.Model):
    """A document that an entry orders: text, version and digest. Rendered later, by a job."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    entry = models.UUIDField()
    text = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    # Once rendered, an evidence file of the same id holds the PDF.
    rendered = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.text} of {self.case_id}"


class Rating(models.Model):
    """How a party rated a closed case, under the id of its entry; `text` names words kept apart."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings")
    person = models.UUIDField()
    score = models.PositiveSmallIntegerField()
    anonymous = models.BooleanField()
    text = models.UUIDField(null=True)
    rated_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "case", "person"], name="rating_once_per_party"
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=1, score__lte=5), name="rating_from_one_to_five"
            ),
        ]
        indexes = [models.Index(fields=["bureau", "rated_on"], name="rating_by_day")]

    def __str__(self) -> str:
        return f"{self.score} for {self.case_id}"


class RatingAnswer(models.Model):
    """What the bureau answered to a rating, once, under the id of its entry; `text` lies apart."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="answer")
    text = models.UUIDField()
    answered_on = models.DateField()

    def __str__(self) -> str:
        return f"answer to {self.rating_id}"


class HolidayNotice(models.Model):
    """A State Council notice as the bureau entered it: one row an entry, none ever changed.

    `edition` counts a bureau's notices: the latest on a year replaces the ones before, and what the
    software ships. `digest` names the days, so that a due date can say by which it was reckoned.
    `days` is a `calendars.Arrangement` as canonical JSON; `replaced` the digest that stood before,
    "" for none.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    number = models.CharField(max_length=40)
    issued_on = models.DateField()
    source = models.CharField(max_length=200)
    reason = models.CharField(max_length=200, blank=True)
    days = models.TextField()
    digest = models.CharField(max_length=32)
    replaced = models.CharField(max_length=32, blank=True)
    entered_on = models.DateField()
    case = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "edition"], name="holiday_notice_in_order")
        ]
        indexes = [models.Index(fields=["bureau", "year"], name="holiday_notice_by_year")]

    def __str__(self) -> str:
        return f"{self.title}: {self.year}"


class GraphSnapshot(models.Model):
    """The expanded graph of a procedure version, by digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    procedure = models.CharField(max_length=80)
    graph = models.TextField()

    def __str__(self) -> str:
        return f"{self.procedure} {self.digest[:12]}"
