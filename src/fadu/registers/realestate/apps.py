"""The register `realestate` as a Django app."""

from django.apps import AppConfig


class RealEstateConfig(AppConfig):
    """Units, rights, certificates."""

    name = "fadu.registers.realestate"
    label = "realestate"
    verbose_name = "不动产登记"
    default_auto_field = "django.db.models.BigAutoField"
