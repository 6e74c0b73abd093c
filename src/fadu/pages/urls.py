"""The living style page, below `/style/`: what the kit has, for whoever builds or judges a page."""

from django.urls import path

from fadu.pages import style

app_name = "style"
urlpatterns = [
    path("", style.index, name="index"),
    path("<slug:name>/", style.part, name="part"),
    path("<slug:name>/<str:language>/", style.sample, name="sample"),
]
