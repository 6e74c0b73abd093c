"""The house `portal` as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The applicant's and the public's side."""

    name = "fadu.portal"
    label = "portal"
    verbose_name = "网上办事"
    default_auto_field = "django.db.models.BigAutoField"
