"""viewflow's own inbox page, with two hundred tasks assigned to who has entered.

`python -m rivals.viewflow_pages found` fills VIEWFLOW_DATABASE and prints a cookie; a server then
serves `rivals.viewflow_pages:application`, address `/eight/inbox/`.
"""

import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.urls import path
from rivals.signed_in import cookie
from rivals.viewflow_steps import database

WAITING = 200

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.messages", "django.contrib.staticfiles", "viewflow", "viewflow.workflow",
        "rivals",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "viewflow.middleware.SiteMiddleware",
    ],
    DATABASES={"default": database(os.environ["VIEWFLOW_DATABASE"])},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }],
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="insecure-benchmark",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", USE_TZ=True, STATIC_URL="/static/",
)  # fmt: skip
django.setup()

_flow = import_module("rivals.viewflow_flow").Eight
_urls = import_module("viewflow.urls")
_viewset = import_module("viewflow.workflow.flow").FlowAppViewset
urlpatterns = [path("", _urls.Site(title="W7", viewsets=[_viewset(_flow, icon="assignment")]).urls)]
application = get_wsgi_application()


def found() -> str:
    """Fill the database; the cookie of somebody who has entered."""
    call_command("migrate", verbosity=0)
    users = import_module("django.contrib.auth.models").User
    user = users.objects.create_superuser("officer")
    tasks = import_module("viewflow.workflow.models").Task
    with transaction.atomic():
        for _ in range(WAITING):
            process = _flow.start.run()
            task = tasks.objects.get(process_id=process.pk, status="NEW")
            with task.activation() as activation:
                activation.assign(user)
    return cookie(user)


if __name__ == "__main__" and sys.argv[1:] == ["found"]:
    print(found())
