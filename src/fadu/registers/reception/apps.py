"""The register `reception` as a Django app."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """Queue numbers and bookings."""

    name = "fadu.registers.reception"
    label = "reception"
    verbose_name = "接待"
    default_auto_field = "django.db.models.BigAutoField"
