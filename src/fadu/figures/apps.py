"""The room `figures` as a Django app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Figures with their rows."""

    name = "fadu.figures"
    verbose_name = "统计数字"
