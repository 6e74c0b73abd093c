"""Addresses of uploads in pieces, below /uploads/."""

from django.urls import path

from fadu.pages import uploading

app_name = "uploads"
urlpatterns = [
    path("<str:bureau>/", uploading.waiting, name="all"),
    path("<str:bureau>/<uuid:arrival>/", uploading.one, name="one"),
]
