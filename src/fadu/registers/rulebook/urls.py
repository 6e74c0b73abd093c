"""Addresses of the desk: the rulebook, a parameter, a proposal."""

from django.urls import path

from fadu.registers.rulebook import views

app_name = "rulebook"
DESK = "desk/<slug:bureau>/rulebook/"

urlpatterns = [
    path(DESK, views.overview, name="overview"),
    path(DESK + "<str:key>/", views.parameter, name="parameter"),
    path(DESK + "<str:key>/propose/", views.propose, name="propose"),
]
