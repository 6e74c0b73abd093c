"""The room `procedure` as a Django app."""

from django.apps import AppConfig
from django.core.checks import register


class ProcedureConfig(AppConfig):
    """Declarations, cases, tasks, clocks."""

    name = "fadu.procedure"
    verbose_name = "程序"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the proofs of every declaration as start-up checks."""
        from fadu.procedure.checks import check_citations, check_procedures

        register(check_procedures)
        register(check_citations)
