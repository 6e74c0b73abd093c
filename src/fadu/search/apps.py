"""The room `search` as a Django app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class SearchConfig(AppConfig):
    """The index over what the apps offer."""

    name = "fadu.search"
    verbose_name = "检索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up check."""
        from fadu.search.keeping import check_keeping

        register(check_keeping, Tags.database)
