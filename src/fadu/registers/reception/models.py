"""The hall's rows: the queue of a day, who sits at which window, tickets, bookings.

None of them is rebuilt from the record: see the register's `__init__`.
"""

from django.db import models
from django.db.models import F, Q


class Queue(models.Model):
    """The queue of a day at a bureau. Whoever changes the queue holds this row's lock."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    on = models.DateField()
    last = models.PositiveIntegerField(default=0)
    booked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "on"], name="reception_one_queue_a_day")
        ]

    def __str__(self) -> str:
        return f"queue of {self.on}"


class Seat(models.Model):
    """An officer sits at a window on a day (坐席)."""

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    on = models.DateField()
    window = models.PositiveSmallIntegerField()
    officer = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "on", "window"], name="reception_one_officer_at_a_window"
            ),
            models.UniqueConstraint(
                fields=["bureau", "on", "officer"], name="reception_one_window_for_an_officer"
            ),
        ]

    def __str__(self) -> str:
        return f"window {self.window}"


class BookingState(models.TextChoices):
    """What became of a booking."""

    BOOKED = "booked", "已预约"
    ARRIVED = "arrived", "已报到"
    CANCELLED = "cancelled", "已取消"


class Booking(models.Model):
    """A half-hour that somebody asked for, by name and telephone; both are swept after the day.

    `place` is one of the places of the slot: the constraint below is why no slot is given twice.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    number = models.CharField(max_length=20)
    on = models.DateField()
    slot = models.TimeField()
    place = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # A keyed digest, so that a number that hoards is found without reading telephones; swept too.
    phone_index = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=BookingState)
    booked_at = models.DateTimeField()
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "on", "slot", "place"],
                condition=~Q(state="cancelled"),
                name="reception_a_place_is_booked_once",
            ),
            models.UniqueConstraint(fields=["bureau", "number"], name="reception_booking_number"),
            models.UniqueConstraint(fields=["bureau", "key"], name="reception_booking_key_once"),
        ]

    def __str__(self) -> str:
        return self.number


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Questions about a queue."""

    def waiting(self) -> "TicketQuerySet":
        """Nobody has called them yet."""
        return self.filter(called_at__isnull=True, ended_at__isnull=True)

    def at_windows(self) -> "TicketQuerySet":
        """Called, and not yet done."""
        return self.filter(called_at__isnull=False, ended_at__isnull=True)


class Ticket(models.Model):
    """A number's way to one window: taken, called, served, ended.

    Handed over to another window, the number goes on as a new row with the next `leg`, so that
    waiting and serving add up to the truth. `waited` and `served` are whole seconds.
    """

    id = models.UUIDField(primary_key=True)
    bureau = models.CharField(max_length=12)
    on = models.DateField()
    label = models.CharField(max_length=8)
    leg = models.PositiveSmallIntegerField(default=1)
    matter = models.CharField(max_length=80, blank=True)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField()
    waiting_since = models.DateTimeField()
    for_window = models.PositiveSmallIntegerField(null=True)
    window = models.PositiveSmallIntegerField(null=True)
    officer = models.UUIDField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    # Of the request that called it, so that a repeated one calls nobody else.
    call_key = models.CharField(max_length=120, blank=True)
    served_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    waited = models.PositiveIntegerField(null=True)
    served = models.PositiveIntegerField(null=True)
    case = models.UUIDField(null=True)
    key = models.CharField(max_length=120)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "on", "label", "leg"], name="reception_a_number_is_given_once"
            ),
            models.UniqueConstraint(fields=["bureau", "key"], name="reception_ticket_key_once"),
            models.UniqueConstraint(
                fields=["bureau", "on", "window"],
                condition=Q(called_at__isnull=False, ended_at__isnull=True),
                name="reception_one_number_at_a_window",
            ),
            models.CheckConstraint(
                condition=Q(called_at__isnull=True) | Q(called_at__gte=F("waiting_since")),
                name="reception_called_after_it_waited",
            ),
            models.CheckConstraint(
                condition=Q(served_at__isnull=True) | Q(served_at__gte=F("called_at")),
                name="reception_served_after_it_was_called",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("called_at")),
                name="reception_ended_after_it_was_called",
            ),
        ]

    def __str__(self) -> str:
        return self.label
