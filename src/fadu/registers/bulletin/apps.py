"""The register `bulletin` as a Django app."""

from django.apps import AppConfig


class BulletinConfig(AppConfig):
    """News and public notices."""

    name = "fadu.registers.bulletin"
    label = "bulletin"
    verbose_name = "公告与动态"
    default_auto_field = "django.db.models.BigAutoField"
