"""The block `deliberation` as a Django app: meetings serve many cases, so it keeps rows."""

from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    """Collective deliberation."""

    name = "fadu.procedure.blocks.deliberation"
    label = "deliberation"
    verbose_name = "集体讨论"
    default_auto_field = "django.db.models.BigAutoField"
