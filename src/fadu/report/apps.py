"""The house `report` as a Django app."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """The annual report."""

    name = "fadu.report"
    verbose_name = "年度报告"
