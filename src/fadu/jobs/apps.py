"""The room `jobs` as a Django app."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules

from fadu.jobs.checks import check_gateway


class JobsConfig(AppConfig):
    """The outbox and the worker."""

    name = "fadu.jobs"
    verbose_name = "后台作业"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every app's `handlers.py` and `duties.py` register what they hold."""
        autodiscover_modules("handlers", "duties")
        register(check_gateway, deploy=True)
