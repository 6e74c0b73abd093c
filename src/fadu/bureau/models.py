"""Bureau, section, post, officer, appointment, certificate, absence, account.

Every table carries the bureau's division code (GB/T 2260), and the code is in every unique
constraint: one installation can serve a county or a province and be split by it later.
"""

import datetime
import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from fadu.law.words import Words


class CertificateKind(models.TextChoices):
    """What a certificate entitles to: enforcement, registration, supervising enforcement."""

    ENFORCEMENT = "enforcement"
    REGISTRATION = "registration"
    SUPERVISION = "supervision"


class Named(models.Model):
    """Something with a Chinese and an English name."""

    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)

    class Meta:
        abstract = True

    @property
    def name(self) -> Words:
        """Both names."""
        return Words(self.name_zh, self.name_en)

    def __str__(self) -> str:
        return self.name_zh


class Bureau(Named):
    """A natural-resources bureau, known by its division code."""

    code = models.CharField(max_length=12, primary_key=True)
    short_zh = models.CharField(max_length=20)
    province_mark = models.CharField(max_length=2)
    parent = models.CharField(max_length=12, blank=True)


class Section(Named):
    """A section (股室) of a bureau."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=40)

    class Meta(Named.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="section_once_per_bureau")
        ]


class Post(Named):
    """A post (岗位) in a section; procedures name posts by code."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    code = models.CharField(max_length=60)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="posts")
    # Supervising posts (section head, leaders) read every case of the bureau.
    supervises = models.BooleanField(default=False)

    class Meta(Named.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="post_once_per_bureau")
        ]


class IncompatiblePosts(models.Model):
    """Two posts that one person may not hold at the same time (不相容岗位)."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    first = models.CharField(max_length=60)
    second = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "first", "second"], name="incompatible_pair_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} × {self.second}"


class Officer(models.Model):
    """A member of the bureau's staff. The name is public: an officer answers for what is signed."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    person = models.UUIDField()
    staff_number = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    # The first day on which he serves no more, and the case that says so.
    left = models.DateField(null=True)
    left_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "staff_number"], name="officer_number_once"),
            models.UniqueConstraint(fields=["bureau", "person"], name="officer_once_per_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def serves(self, on: datetime.date) -> bool:
        """Whether he belongs to the bureau on a day."""
        return self.left is None or on < self.left


class Tenure(models.TextChoices):
    """How a post is held: by appointment, in its holder's stead, or in charge without the title."""

    REGULAR = "regular"
    ACTING = "acting"
    IN_CHARGE = "in_charge"


class Appointment(models.Model):
    """An officer holds a post from a day to a day (the last day not included).

    One that is not regular (代理, 主持工作) says from the start when it ends. `case` gave it and
    `ended_by` took it: None for what the founding gave, and for what ends by itself. `held_since`
    is the day from which the officer has held the post without a break.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True)
    tenure = models.CharField(max_length=12, choices=Tenure, default=Tenure.REGULAR)
    held_since = models.DateField()
    case = models.UUIDField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "officer", "post", "since"],
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="appointment_once",
            ),
            # One that was called off before it began lasts no day.
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(tenure=Tenure.REGULAR) | Q(until__isnull=False),
                name="appointment_in_stead_says_when_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(held_since__lte=F("since")), name="appointment_held_since_then"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} as {self.post_id} since {self.since}"


class Absence(models.Model):
    """An officer is away from a day to a day (the last not included), and who stands in for him.

    While it lasts he holds none of his posts and the deputy (代理人) holds them, if one is named.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="deputises", null=True
    )
    reason = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField()
    case = models.UUIDField()
    # The case that ended it early; None while it ends by itself.
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "officer", "since"],
                condition=Q(until__gt=F("since")),
                name="absence_once_a_day",
            ),
            # One that was called off before it began lasts no day.
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("officer")),
                name="absence_deputy_is_another",
            ),
        ]
        # Every act asks; those that have ended lie before the day and are not looked at.
        indexes = [
            models.Index(fields=["officer", "until"], name="absence_by_officer"),
            models.Index(fields=["deputy", "until"], name="absence_by_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} away from {self.since} until {self.until}"


class StandingDeputy(models.Model):
    """Who stands in for an officer unless another is named (AB角), from a day to a day."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="standing_deputies")
    deputy = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="standing_for")
    since = models.DateField()
    until = models.DateField(null=True)
    case = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "officer"],
                condition=Q(until__isnull=True),
                name="standing_deputy_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="standing_deputy_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("officer")), name="standing_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.officer_id} since {self.since}"


class RotatingPost(models.Model):
    """A post whose holders change after a term (轮岗), and the field of power that it is for."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    post = models.CharField(max_length=60)
    area = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "post"], name="rotating_post_once")
        ]

    def __str__(self) -> str:
        return self.post


class Certificate(models.Model):
    """A certificate of an officer, valid from a day to a day (the last not included).

    `until` is None where the card prints no end. Renewed, it is followed by a row of its own.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=20, choices=CertificateKind)
    number = models.CharField(max_length=40)
    issuer = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    renews = models.UUIDField(null=True)
    case = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "kind", "number", "since"], name="certificate_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="certificate_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateSuspension(models.Model):
    """A certificate does not count from a day to a day (the last not included)."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="suspensions"
    )
    since = models.DateField()
    until = models.DateField(null=True)
    case = models.UUIDField()
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "certificate"],
                condition=Q(until__isnull=True),
                name="certificate_suspended_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="certificate_suspension_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} suspended since {self.since}"


class AccountManager(BaseUserManager["Account"]):
    """Looks officers' accounts up by user name."""


class Account(AbstractBaseUser):
    """An officer's way in (AUTH_USER_MODEL). Citizens have accounts of their own in `people`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    bureau = models.CharField(max_length=12)
    username = models.CharField(max_length=40, unique=True)
    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    # Raised to end every session of this account.
    generation = models.PositiveIntegerField(default=0)

    objects = AccountManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django compares at every request: another password or generation ends a session."""
        held = f"{self.password}:{self.generation}"
        return salted_hmac("fadu.bureau", held, secret=secret, algorithm="sha256").hexdigest()
