"""The house `desk` as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The officers' pages."""

    name = "fadu.desk"
    verbose_name = "办公桌"
