"""Persons, their personal values and citizen accounts.

A `Person` row names nobody: name, number and telephone lie in `PersonalValue`, one row a value with
a salt of its own. The record holds only commitments of these values, so that a value and its salt
can be destroyed lawfully while chain, replay and figures stay whole (PIPL 47).
"""

import uuid

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Q

from fadu.people.identity import PersonKind


class Person(models.Model):
    """One natural or legal person, known by id alone."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in PersonKind])
    # A keyed digest of the identity number: finds the person, tells nothing without the key.
    identity_index = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "identity_index"], name="person_once_per_identity"
            )
        ]

    def __str__(self) -> str:
        return f"person {self.id}"


class PersonalValue(models.Model):
    """One personal value with its salt; the record's leaf holds its commitment."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    case = models.UUIDField(db_index=True)
    person = models.UUIDField(null=True, db_index=True)
    field = models.CharField(max_length=40)
    value = models.TextField()
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.field} of {self.person}"


class CitizenAccount(models.Model):
    """A citizen's or firm's way in; apart from officers' accounts, with a session of its own.

    Anybody may state an identity, so an account begins as *stated* (`person` is null) and does
    nothing in that person's name. Once *proved*, `person` is the id of that person, which no other
    account can have. The person's own row is written by the first act that names it (hence no
    constraint in the database): the record alone makes persons.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    bureau = models.CharField(max_length=12)
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="account", null=True, db_constraint=False
    )
    kind = models.CharField(
        max_length=8,
        choices=[(kind.value, kind.value) for kind in PersonKind],
        default=PersonKind.NATURAL.value,
    )
    identity_index = models.CharField(max_length=64, blank=True, db_index=True)
    name = models.CharField(max_length=200, blank=True)
    identity = models.CharField(max_length=18, blank=True)
    # Proved by a code at the opening, and again at each change.
    phone = models.CharField(max_length=20, blank=True)
    password = models.CharField(max_length=128)
    active = models.BooleanField(default=True)
    # How the identity was proved (fadu.people.accounts:Proof), by which officer, and when.
    proof = models.CharField(max_length=20, blank=True)
    proved_by = models.UUIDField(null=True)
    proved_at = models.DateTimeField(null=True)
    # Raised to end every session of this account.
    generation = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "identity_index"],
                condition=Q(person=None),
                name="account_stated_once_per_identity",
            )
        ]

    def __str__(self) -> str:
        return f"account of {self.person_id or 'a stated identity'}"

    @property
    def proved(self) -> bool:
        """Whether the identity was proved; only then the account acts for that person."""
        return self.person_id is not None

    def set_password(self, raw: str | None) -> None:
        """Store the password's hash; None makes the account unusable by password."""
        self.password = make_password(raw)

    def check_password(self, raw: str) -> bool:
        """Whether `raw` is the password."""
        return check_password(raw, self.password)


class PhoneCode(models.Model):
    """A code that was asked for a telephone number. The code itself is stored nowhere: it is
    derived from this row's id under the installation's key (`fadu.people.codes:digits`).
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    phone = models.CharField(max_length=20)
    # Where it was asked from, for the limit on one address.
    address = models.CharField(max_length=45, blank=True)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone", "asked_at"], name="code_by_phone"),
            models.Index(fields=["address", "asked_at"], name="code_by_address"),
        ]

    def __str__(self) -> str:
        return f"code asked at {self.asked_at}"
