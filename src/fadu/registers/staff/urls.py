"""Addresses: the officer's own absences, the section's calendar, standing deputies."""

from django.urls import path

from fadu.registers.staff import views

app_name = "staff"
DESK = "desk/<slug:bureau>/absence/"

urlpatterns = [
    path(DESK, views.absence, name="absence"),
    path(DESK + "section/", views.section, name="section"),
    path(DESK + "deputies/", views.deputies, name="deputies"),
    path(DESK + "<uuid:absence>/back/", views.back, name="back"),
]
