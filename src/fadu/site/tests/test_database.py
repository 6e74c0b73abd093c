"""The suite's own ground: each process has a migrated database that survives a committing test."""

import threading
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from fadu.site.database import database


def put(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_threads_share_one_database() -> None:
    def work(number: int) -> None:
        put(f"thread-{number}")
        connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Session.objects.count() == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_and_what_migrations_wrote_is_there(turn: int) -> None:
    assert not Session.objects.exists()
    assert ContentType.objects.exists(), "a flush would have emptied this table"
    put(f"turn-{turn}")


@pytest.mark.django_db(transaction=True)
def test_sqlite_is_durable_where_it_matters() -> None:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            assert int(cursor.fetchone()[0]) >= 150000
        return
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert cursor.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 20000


def test_profiles_ask_for_full_synchronous() -> None:
    described = database("", Path("somewhere.sqlite3"))
    assert "synchronous=FULL" in described["OPTIONS"]["init_command"]
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert described["CONN_MAX_AGE"] is None


def test_postgresql_address_is_understood() -> None:
    described = database("postgresql://who:secret@db.example:5433/fadu", Path("unused"))
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["HOST"], described["PORT"], described["NAME"]) == ("db.example", 5433, "fadu")
    assert described["OPTIONS"]["pool"]


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="FADU_DATABASE_URL"):
        database("mysql://there/fadu", Path("unused"))
