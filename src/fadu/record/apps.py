"""The room `record` as a Django app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class RecordConfig(AppConfig):
    """Entries and evidence."""

    name = "fadu.record"
    verbose_name = "全过程记录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up check that the insert-only protection stands."""
        from fadu.record.protection import check_protection

        register(check_protection, Tags.database)
