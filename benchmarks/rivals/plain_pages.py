"""A plain Django page: session, sign-in, one ORM query with a join, one template of twenty rows.

What a developer writes in ten minutes, and so the measure of what a page of ours may cost. It is
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
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from rivals.turns import SQLITE

ROWS = 5_000
TODAY = datetime.date(2020, 12, 24)
PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ user.username }}</title>
</head><body><nav><a href="/">list</a> {{ user.username }}</nav><h1>{{ count }} rows</h1><table>
{% for row in rows %}<tr><td><a href="/{{ row.pk }}/">{{ row.number }}</a></td><td>{{ row.title }}</td>
<td>{{ row.owner.username }}</td><td>{{ row.due|date:"Y-m-d" }}</td><td>{% if row.due < today %}late
{% else %}on time{% endif %}</td></tr>{% endfor %}</table></body></html>"""

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "rivals",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
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
            "context_processors": ["django.contrib.auth.context_processors.auth"],
            "loaders": [("django.template.loaders.locmem.Loader", {"rows.html": PAGE})],
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


def rows(request: HttpRequest) -> HttpResponse:
    """The first page, most urgent first, for who has entered."""
    auth: Any = import_module("django.contrib.auth.decorators")

    @auth.login_required
    def shown(request: HttpRequest) -> HttpResponse:
        found = Row.objects.select_related("owner").order_by("due")
        context = {"rows": found[:20], "count": found.count(), "today": TODAY}
        return HttpResponse(engines["django"].get_template("rows.html").render(context, request))

    answer: HttpResponse = shown(request)
    return answer


urlpatterns = [path("", rows)]
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
    store = import_module("django.contrib.sessions.backends.db").SessionStore()
    auth = import_module("django.contrib.auth")
    store[auth.SESSION_KEY] = str(user.pk)
    store[auth.BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return f"sessionid={store.session_key}"


if __name__ == "__main__" and sys.argv[1:] == ["found"]:
    print(found())
