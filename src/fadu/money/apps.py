"""The room `money` as a Django app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class MoneyConfig(AppConfig):
    """Accounts, vouchers, postings, ledger lines, receipts, freezes."""

    name = "fadu.money"
    verbose_name = "资金"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up check that what keeps the ledger stands."""
        from fadu.money.keeping import check_keeping

        register(check_keeping, Tags.database)
