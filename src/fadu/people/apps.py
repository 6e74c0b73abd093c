"""The room `people` as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and citizen accounts."""

    name = "fadu.people"
    verbose_name = "人员"
    default_auto_field = "django.db.models.BigAutoField"
