"""A plain Django page: the generic list view of twenty rows, behind a sign-in.

The project that `startproject` makes, with its middleware, a base template and cached loading: what
a developer writes in ten minutes, and so the measure of what a page of ours may cost. It is
its own WSGI module: `python -m rivals.plain_pages found` fills PLAIN_DATABASE and prints a cookie;
a server then serves `rivals.plain_pages:application`.
"""

import datetime
import os
import sys
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.urls import path
from rivals.signed_in import cookie
from rivals.turns import SQLITE

ROWS = 5_000
TODAY = datetime.date(2020, 12, 24)
BASE = """<!doctype html><html lang="zh"><head><meta charset="utf-8">
<title>{% block title %}{% endblock %}</title></head><body><nav><a href="{% url 'rows' %}">Rows</a>
{% if user.is_authenticated %}{{ user.username }}{% endif %}</nav>{% for message in messages %}
<p>{{ message }}</p>{% endfor %}{% block content %}{% endblock %}</body></html>"""
PAGE = """{% extends "base.html" %}{% block title %}Rows{% endblock %}{% block content %}
<h1>{{ page_obj.paginator.count }} rows</h1><table>{% for row in object_list %}<tr>
<td><a href="{% url 'row' row.pk %}">{{ row.number }}</a></td><td>{{ row.title }}</td>
<td>{{ row.owner.username }}</td><td>{{ row.due|date:"Y-m-d" }}</td>
<td>{% if row.due < today %}late{% else %}on time{% endif %}</td></tr>{% endfor %}</table>
{% if page_obj.has_next %}<a href="?page={{ page_obj.next_page_number }}">Next</a>{% endif %}
{% endblock %}"""

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.messages", "rivals",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3", "CONN_MAX_AGE": None,
            "NAME": os.environ["PLAIN_DATABASE"],
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE},
        }
    },
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [(
                "django.template.loaders.cached.Loader",
                [("django.template.loaders.locmem.Loader", {"base.html": BASE, "rows.html": PAGE})],
            )],
        },
    }],
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="insecure-benchmark",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", USE_TZ=True,
)  # fmt: skip
django.setup()


class Row(models.Model):
    """A row of the list."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    owner = models.ForeignKey("auth.User", on_delete=models.CASCADE)
    due = models.DateField(db_index=True)

    class Meta:
        app_label = "rivals"


def rows() -> Any:
    """The list as the tutorial has it: a generic view, paged, for who has entered."""
    views: Any = import_module("django.views.generic")
    mixins: Any = import_module("django.contrib.auth.mixins")

    class Rows(mixins.LoginRequiredMixin, views.ListView):  # type: ignore[misc]  # after setup
        """Twenty rows, most urgent first."""

        queryset = Row.objects.select_related("owner").order_by("due")
        template_name, paginate_by, extra_context = "rows.html", 20, {"today": TODAY}

    return Rows.as_view()


urlpatterns = [path("", rows(), name="rows"), path("<int:pk>/", rows(), name="row")]
application = get_wsgi_application()


def found() -> str:
    """Fill the database; the cookie of somebody who has entered."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    user = import_module("django.contrib.auth.models").User.objects.create_user("officer")
    start = datetime.date(2020, 1, 1)
    Row.objects.bulk_create(
        Row(number=f"511725-2020-ZY-{n:06}", title="转移登记", owner=user,
            due=start + datetime.timedelta(days=n % 400))
        for n in range(ROWS)
    )  # fmt: skip
    return cookie(user)


if __name__ == "__main__" and sys.argv[1:] == ["found"]:
    print(found())
