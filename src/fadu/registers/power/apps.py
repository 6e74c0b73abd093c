"""The register `power` as a Django app."""

from django.apps import AppConfig


class PowerConfig(AppConfig):
    """Items of power, dated."""

    name = "fadu.registers.power"
    label = "power"
    verbose_name = "权责清单"
    default_auto_field = "django.db.models.BigAutoField"
