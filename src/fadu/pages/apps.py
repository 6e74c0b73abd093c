"""The room `pages` as a Django app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Layout, parts, forms, charts; sessions."""

    name = "fadu.pages"
    label = "pages"
    verbose_name = "页面部件"
