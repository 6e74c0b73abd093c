"""The register `rulebook` as a Django app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class RulebookConfig(AppConfig):
    """Recorded values of parameters."""

    name = "fadu.registers.rulebook"
    label = "rulebook"
    verbose_name = "规则参数库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up check that what was recorded fits what is shipped."""
        from fadu.registers.rulebook.recorded import check_recorded_values

        register(check_recorded_values, Tags.database)
