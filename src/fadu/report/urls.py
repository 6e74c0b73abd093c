"""Addresses of the reports, below /report/."""

from django.urls import path

from fadu.report import views

app_name = "report"
urlpatterns = [
    path("<str:bureau>/", views.latest, name="latest"),
    path("<str:bureau>/<int:year>/", views.annual_report, name="annual"),
    path("<str:bureau>/<int:year>/figures.json", views.figures_json, name="json"),
    path("<str:bureau>/<int:year>/report.pdf", views.pdf, name="pdf"),
    path("<str:bureau>/<int:year>/<str:name>/", views.rows, name="rows"),
    path("<str:bureau>/<int:year>/<str:name>.csv", views.sheet, name="csv"),
]
