"""The block `seal` as a Django app: seals and their uses."""

from django.apps import AppConfig


class SealConfig(AppConfig):
    """Seals, and the ledger of their uses."""

    name = "fadu.procedure.blocks.seal"
    label = "seal"
    verbose_name = "用印登记"
    default_auto_field = "django.db.models.BigAutoField"
