"""Addresses of the hall: bookings for everybody, the screen, the number machine."""

from django.urls import path

from fadu.registers.reception import views

app_name = "reception"
HALL = "<str:bureau>/hall/"
urlpatterns = [
    path(f"{HALL}booking/", views.book_time, name="book"),
    path(f"{HALL}booking/find/", views.find, name="find"),
    path(f"{HALL}booking/<str:number>/", views.booking, name="booking"),
    path(f"{HALL}screen/", views.screen, name="screen"),
    path(f"{HALL}machine/<str:secret>/", views.machine, name="kiosk"),
]
