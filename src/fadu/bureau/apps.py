"""The room `bureau` as a Django app."""

from django.apps import AppConfig


class BureauConfig(AppConfig):
    """Bureau, section, post, officer, appointment."""

    name = "fadu.bureau"
    verbose_name = "机构与人员"
    default_auto_field = "django.db.models.BigAutoField"
