"""The register `staff` as a Django app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Sections, posts, officers and appointments."""

    name = "fadu.registers.staff"
    label = "staff"
    verbose_name = "人员任职"
    default_auto_field = "django.db.models.BigAutoField"
