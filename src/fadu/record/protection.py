"""INSERT and SELECT only: what keeps rows of the record from being changed, and the check of it.

On both databases triggers refuse UPDATE and DELETE. On PostgreSQL the application's role besides
has no such right (`grants`), and the owner's role is used for migrations alone. On SQLite triggers
stop accidents, not the owner of the file: what shows a rewriting there is the chain, and the head
that others hold. A rebuild of a SQLite table drops its triggers, so start-up checks that they stand.
"""

from collections.abc import Sequence
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PROTECTED = ("record_entry", "record_evidencefile")

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the record is insert-only: {table}'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION record_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the record is insert-only: %', TG_TABLE_NAME; END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION record_is_insert_only()
"""


def protect(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers (run by the migration)."""
    del apps
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(_POSTGRES_FUNCTION, params=None)
    for table in PROTECTED:
        for verb in ("update", "delete", *(("truncate",) if postgres else ())):
            template = _POSTGRES if postgres else _SQLITE
            schema_editor.execute(template.format(table=table, verb=verb), params=None)


def grants(role: str) -> list[str]:
    """The statements that give PostgreSQL's application role what it needs and no more."""
    quoted = connection.ops.quote_name(role)
    protected = ", ".join(PROTECTED)
    return [
        f"GRANT USAGE ON SCHEMA public TO {quoted}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {protected} FROM {quoted}",
    ]


def standing_triggers() -> set[str]:
    """The names of the protecting triggers that stand in the database."""
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        return {name for (name,) in cursor.fetchall() if "_no_" in name}


def check_protection(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Start-up: the triggers stand, and in production the role cannot change the record."""
    if not databases or "record_entry" not in connections["default"].introspection.table_names():
        return []
    needed = {f"{table}_no_{verb}" for table in PROTECTED for verb in ("update", "delete")}
    missing = sorted(needed - standing_triggers())
    found: list[CheckMessage] = [
        Error(
            f"the record is not protected: trigger {name} is missing",
            hint="restore the trigger (record/protection.py) and find out who dropped it",
            id="record.E001",
        )
        for name in missing
    ]
    if settings.FADU_PROFILE == "production" and connection.vendor == "postgresql":
        found += _too_many_rights()
    return found


def _too_many_rights() -> list[CheckMessage]:
    asked = [(table, right) for table in PROTECTED for right in ("UPDATE", "DELETE", "TRUNCATE")]
    with connection.cursor() as cursor:
        found = []
        for table, right in asked:
            cursor.execute("SELECT has_table_privilege(%s, %s)", [table, right])
            (held,) = cursor.fetchone()
            if held:
                found.append((table, right))
    return [
        Error(
            f"the application's database role may {right} {table}",
            hint="connect as the application role; docs/operations.md shows its grants",
            id="record.E002",
        )
        for table, right in found
    ]
