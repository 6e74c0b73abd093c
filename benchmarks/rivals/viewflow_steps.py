"""viewflow: eight human tasks, each assigned, started and completed in one transaction.

`python -m rivals.viewflow_steps DATABASE found 0`, then `… DATABASE CLIENT SUPPLY` as a contender
(see turns.py). DATABASE is a SQLite file or a postgresql:// address.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from rivals.turns import SQLITE, STEPS, serve


def database(address: str) -> dict[str, Any]:
    """Django's description, with the same durability as ours."""
    if address.startswith("postgres"):
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql", "NAME": parts.path[1:],
            "USER": parts.username, "PASSWORD": parts.password or "",
            "HOST": parts.hostname, "PORT": parts.port, "CONN_MAX_AGE": None,
        }  # fmt: skip
    options = {"transaction_mode": "IMMEDIATE", "init_command": SQLITE}
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": address, "CONN_MAX_AGE": None,
        "OPTIONS": options,
    }  # fmt: skip


def steps(cases: Iterator[Any], user: Any, flow: Any) -> Callable[[int], int]:
    """A turn: each process from its first task to its end, read anew at every step."""
    tasks = import_module("viewflow.workflow.models").Task

    def step(process: Any) -> None:
        with transaction.atomic():
            waiting = tasks.objects.get(process_id=process, status="NEW")
            with waiting.activation() as activation:
                activation.assign(user)
                activation.start(None)
                activation.execute()

    def turn(number: int) -> int:
        for process in islice(cases, number):
            for _ in range(STEPS):
                step(process)
        return number * STEPS

    return turn


def main(address: str, client: str, supply: int) -> None:
    """Make the tables (client "found"), or contend."""
    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "viewflow", "viewflow.workflow",
            "rivals",
        ],
        DATABASES={"default": database(address)}, USE_TZ=True, SECRET_KEY="insecure-benchmark",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )  # fmt: skip
    django.setup()
    users = import_module("django.contrib.auth.models").User
    if client == "found":
        call_command("migrate", verbosity=0)
        users.objects.create_user("officer")
        return
    eight = import_module("rivals.viewflow_flow").Eight
    with transaction.atomic():
        cases = [eight.start.run().pk for _ in range(supply)]
    serve({"steps": steps(iter(cases), users.objects.get(), eight)})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
