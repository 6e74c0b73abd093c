"""The block `archive` as a Django app: volumes and their loans."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Volumes of closed cases, and who borrowed them."""

    name = "fadu.procedure.blocks.archive"
    label = "archive"
    verbose_name = "归档"
    default_auto_field = "django.db.models.BigAutoField"
