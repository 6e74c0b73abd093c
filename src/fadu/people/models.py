"""Persons, their personal values and citizen accounts.

A `Person` row names nobody: name, number and telephone lie in `PersonalValue`, one row a value with
a salt of its own. The record holds only commitments of these values, so that a value and its salt
can be destroyed lawfully while chain, replay and figures stay whole (PIPL 47).
"""

import uuid

from django.contrib.auth.hashers import check_password, make_password
from django.db import models

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
    """A citizen's or firm's way in; apart from officers' accounts, with a session of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    bureau = models.CharField(max_length=12)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    password = models.CharField(max_length=128)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"account of {self.person_id}"

    def set_password(self, raw: str | None) -> None:
        """Store the password's hash; None makes the account unusable by password."""
        self.password = make_password(raw)

    def check_password(self, raw: str) -> bool:
        """Whether `raw` is the password."""
        return check_password(raw, self.password)
