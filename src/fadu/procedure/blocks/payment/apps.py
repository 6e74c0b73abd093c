"""The block `payment` as a Django app: its rows outlive the steps."""

from django.apps import AppConfig


class PaymentConfig(AppConfig):
    """Demands, payments, refunds."""

    name = "fadu.procedure.blocks.payment"
    label = "payment"
    verbose_name = "缴费"
    default_auto_field = "django.db.models.BigAutoField"
