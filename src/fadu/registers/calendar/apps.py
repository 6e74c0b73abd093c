"""The register `calendar` as a Django app."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Holiday notices of the State Council."""

    name = "fadu.registers.calendar"
    label = "calendar"
    verbose_name = "放假安排"
    default_auto_field = "django.db.models.BigAutoField"
