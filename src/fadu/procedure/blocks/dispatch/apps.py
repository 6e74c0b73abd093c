"""The block `dispatch` as a Django app: it keeps the register of documents that went out."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Kinds of numbers, issued documents, scans of signed sheets."""

    name = "fadu.procedure.blocks.dispatch"
    label = "dispatch"
    verbose_name = "公文流转"
    default_auto_field = "django.db.models.BigAutoField"
