"""Addresses: the years that are known, and the entry of a notice."""

from django.urls import path

from fadu.registers.calendar import views

app_name = "calendar"

urlpatterns = [
    path("desk/<slug:bureau>/calendar/", views.overview, name="overview"),
    path("desk/<slug:bureau>/calendar/enter/", views.bring_in, name="enter"),
]
