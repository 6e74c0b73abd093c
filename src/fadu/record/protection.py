"""INSERT and SELECT only: what keeps rows of the record from being changed, and the check of it.

On both databases triggers refuse UPDATE and DELETE. On PostgreSQL the application's role besides
has no such right (`grants`), and the owner's role is used for migrations alone. On SQLite triggers
stop accidents, not the owner of the file: what shows a rewriting there is the chain, and the head
that others hold. A rebuild of a SQLite table drops its triggers, so start-up looks for them.
"""

from collections.abc import Sequence, Set
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PROTECTED = ("record_entry", "record_evidencefile")
# Personal values and graph snapshots never change; a value may be destroyed lawfully.
UNCHANGING = ("people_personalvalue", "procedure_graphsnapshot")
# The ledger is as unchanging as the record whose entries wrote it; its lines are written by
# triggers alone (see the room `money`).
LINES = "money_line"
LEDGER = (
    *("money_account", "money_voucher", "money_posting", LINES),
    *("money_receipt", "money_freeze", "money_thaw"),
)
_VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}

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
    """Create the triggers of the record (run by the migration)."""
    del apps
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRES_FUNCTION, params=None)
    protect_tables(PROTECTED, schema_editor)


def protect_tables(tables: Sequence[str], schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers of insert-only tables (run by a migration, after `protect`)."""
    vendor = schema_editor.connection.vendor
    template = _POSTGRES if vendor == "postgresql" else _SQLITE
    for table in tables:
        for verb in _VERBS[vendor]:
            schema_editor.execute(template.format(table=table, verb=verb), params=None)


def protect_from_change(table: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The trigger of one unchanging table (run by a migration, after `protect`)."""
    postgres = schema_editor.connection.vendor == "postgresql"
    template = _POSTGRES if postgres else _SQLITE
    schema_editor.execute(template.format(table=table, verb="update"), params=None)


def grants(role: str) -> list[str]:
    """The statements that give PostgreSQL's application role what it needs and no more."""
    quoted = connection.ops.quote_name(role)
    protected = ", ".join((*PROTECTED, *LEDGER))
    return [
        f"GRANT USAGE ON SCHEMA public TO {quoted}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {protected} FROM {quoted}",
        f"REVOKE UPDATE, TRUNCATE ON {', '.join(UNCHANGING)} FROM {quoted}",
        f"REVOKE INSERT ON {LINES} FROM {quoted}",
        # To lock an account's row takes the right to update a column; the trigger refuses to.
        f"GRANT UPDATE (id) ON money_account TO {quoted}",
    ]


# O and A: PostgreSQL's triggers that fire in an ordinary session.
_STANDING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND pg_table_is_visible(tgrelid)
    """,
}


def missing_triggers() -> list[str]:
    """The names of the protecting triggers that do not stand on their table."""
    verbs = _VERBS[connection.vendor]
    # Before an upgrade has run its migrations, a table may not be there yet.
    there = set(connection.introspection.table_names())
    insert_only = there.intersection((*PROTECTED, *LEDGER))
    needed = {(f"{table}_no_{verb}", table) for table in insert_only for verb in verbs}
    needed |= {(f"{table}_no_update", table) for table in UNCHANGING}
    return missing(needed)


def missing(needed: Set[tuple[str, str]]) -> list[str]:
    """Which of the triggers, each named with its table, do not stand."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return sorted(name for name, _ in needed - set(cursor.fetchall()))


def check_protection(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Start-up: the triggers stand, and in production the role cannot change the record."""
    if not databases or "record_entry" not in connections["default"].introspection.table_names():
        return []
    found: list[CheckMessage] = [
        Error(
            f"the record is not protected: trigger {name} is missing",
            hint="restore the trigger (record/protection.py) and find out who dropped it",
            id="record.E001",
        )
        for name in missing_triggers()
    ]
    if settings.FADU_PROFILE == "production" and connection.vendor == "postgresql":
        found += _too_many_rights()
    return found


def _too_many_rights() -> list[CheckMessage]:
    rows = (*PROTECTED, *LEDGER)
    asked = [(table, right) for table in rows for right in ("UPDATE", "DELETE", "TRUNCATE")]
    asked.append((LINES, "INSERT"))
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
