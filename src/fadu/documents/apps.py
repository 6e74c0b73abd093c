"""The room `documents` as a Django app."""

from django.apps import AppConfig
from django.core.checks import register

from fadu.documents.released import check_no_drafts, check_released


class DocumentsConfig(AppConfig):
    """Texts, rendering, numbers."""

    name = "fadu.documents"
    verbose_name = "文书"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up check that released texts are as they were released."""
        register(check_released)
        register(check_no_drafts, deploy=True)
