"""Addresses: the public's list, items and feed; the desk's overview, draft and withdrawal."""

from django.urls import path

from fadu.registers.bulletin import views

app_name = "bulletin"
PUBLIC, DESK = "<slug:bureau>/bulletin/", "desk/<slug:bureau>/bulletin/"

urlpatterns = [
    path(PUBLIC, views.items, name="list"),
    path(PUBLIC + "feed/", views.Newest(), name="feed"),
    path(PUBLIC + "<str:number>/", views.item, name="item"),
    path(PUBLIC + "<str:number>/<int:version>/", views.item, name="version"),
    path(DESK, views.overview, name="overview"),
    path(DESK + "draft/", views.draft, name="draft"),
    path(DESK + "<str:number>/withdraw/", views.withdraw, name="withdraw"),
]
