"""What every test stands on: a migrated database of its own, and a real browser where asked for.

The database is migrated once per run into a template (one process does it, the others wait); each
process then works on a copy: a file on SQLite – a file, not memory, so that threads can race –
and CREATE DATABASE … TEMPLATE on PostgreSQL. A test that commits (transaction=True) gets a fresh
copy afterwards instead of a flush: the record forbids deleting, and a flush would lose what
migrations wrote.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as properties
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

TEMPLATE = "fadu_test_template"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
WIDE = ViewportSize(width=1280, height=900)

# The same examples each time, and no deadline: a busy machine is no fault of the code.
properties.register_profile("fadu", deadline=None, derandomize=True, print_blob=True)
properties.load_profile("fadu")


class NoMigrations:
    """Stands for MIGRATION_MODULES when --no-migrations asks for tables straight from models."""

    def __contains__(self, label: str) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


class Copies:
    """The template of one run and this process's copy of it."""

    def __init__(self, folder: Path, worker: str) -> None:
        """`folder` is shared by all processes of the run; `worker` names this one."""
        self.folder = folder
        self.worker = worker

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Only one process at a time is inside."""
        with (self.folder / "database.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def begin(self) -> None:
        """Make the template if this process is the first, and take a copy."""
        with self.turn():
            made = self.folder / "database.made"
            if not made.exists():
                self.make_empty(TEMPLATE)
                self.point_to(TEMPLATE)
                call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
                connection.close()
                made.touch()
        self.renew()

    def renew(self) -> None:
        """Replace this process's database by a fresh copy of the template."""
        connection.close()
        with self.turn():
            self.copy(TEMPLATE, self.worker)
        self.point_to(self.worker)

    def point_to(self, name: str) -> None:
        """Have Django's connection use that database from now on."""
        connection.close()
        place = self.place(name)
        connection.settings_dict["NAME"] = place
        settings.DATABASES["default"]["NAME"] = place

    def end(self) -> None:
        """Drop this process's copy."""
        connection.close()

    def place(self, name: str) -> str:
        raise NotImplementedError

    def make_empty(self, name: str) -> None:
        raise NotImplementedError

    def copy(self, source: str, target: str) -> None:
        raise NotImplementedError


class FileCopies(Copies):
    """SQLite: files beside each other."""

    def place(self, name: str) -> str:
        return str(self.folder / f"{name}.sqlite3")

    def make_empty(self, name: str) -> None:
        Path(self.place(name)).unlink(missing_ok=True)

    def copy(self, source: str, target: str) -> None:
        for tail in ("", "-wal", "-shm"):
            Path(self.place(target) + tail).unlink(missing_ok=True)
        shutil.copyfile(self.place(source), self.place(target))


class ServerCopies(Copies):
    """PostgreSQL: databases of one cluster, all named fadu_test_…"""

    def __init__(self, folder: Path, worker: str) -> None:
        super().__init__(folder, f"fadu_test_{worker}")
        described = settings.DATABASES["default"]
        names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        self.address = {key: described[name] for key, name in names.items() if described.get(name)}
        self.maintenance = str(described["NAME"])

    def place(self, name: str) -> str:
        return name

    def run(self, *statements: sql.Composed) -> None:
        with psycopg.connect(dbname=self.maintenance, autocommit=True, **self.address) as server:
            for statement in statements:
                server.execute(statement)

    def make_empty(self, name: str) -> None:
        database = sql.Identifier(name)
        self.run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database),
            sql.SQL("CREATE DATABASE {}").format(database),
        )

    def copy(self, source: str, target: str) -> None:
        # A template may have no sessions, and one just closed can linger on a busy machine.
        self.run(
            sql.SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
            ).format(sql.Literal(source)),
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(target)),
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(target), sql.Identifier(source)
            ),
        )

    def end(self) -> None:
        super().end()
        self.run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.worker))
        )


@pytest.fixture(scope="session")
def django_db_setup(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
    django_db_use_migrations: bool,
) -> Iterator[None]:
    """pytest-django's hook for the database of this process: a copy of the run's template."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if worker else own
    settings.FADU_FILES = str(own / "files")
    if not django_db_use_migrations:
        settings.MIGRATION_MODULES = NoMigrations()
    kind = FileCopies if connection.vendor == "sqlite" else ServerCopies
    copies = kind(folder, worker or "alone")

    def renewed(self: TransactionTestCase) -> None:
        copies.renew()

    teardown = "_fixture_teardown"  # where Django would flush
    ordinary = getattr(TransactionTestCase, teardown)
    with django_db_blocker.unblock():
        copies.begin()
        setattr(TransactionTestCase, teardown, renewed)
        yield
        setattr(TransactionTestCase, teardown, ordinary)
        copies.end()


def chromium() -> str | None:
    """Path of the browser: FADU_CHROMIUM, else the system's; None when there is none."""
    named = os.environ.get("FADU_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium for the whole session."""
    path = chromium()
    if path is None:
        pytest.fail("没有 Chromium / no Chromium: ./fadu test --install")
    # Playwright keeps an event loop in this thread, and Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A fresh page (no cookies, Chinese, 1280 wide) whose addresses begin at the live site.

    A script error or a refused resource (content security policy) fails the test.
    """
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", viewport=WIDE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "console",
        lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield opened
    context.close()
    assert not errors, errors
