"""What the database itself keeps in step: the full-text table with its rows, tokens with values.

Triggers, because whoever destroys a personal value, by whatever way, must take its tokens along. A
rebuild of a SQLite table drops its triggers, so start-up looks for them.
"""

from collections.abc import Sequence
from typing import Any

from django.apps.registry import Apps
from django.core.checks import CheckMessage, Error
from django.db import connection, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# The ascii tokenizer leaves every other character as it is: terms were cut and folded before.
_SQLITE = (
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        terms, content='search_item', content_rowid='id', detail=none, columnsize=0,
        tokenize="ascii tokenchars ':._-'"
    )
    """,
    """
    CREATE TRIGGER search_item_enters AFTER INSERT ON search_item BEGIN
        INSERT INTO search_words(rowid, terms) VALUES (new.id, new.terms);
    END
    """,
    """
    CREATE TRIGGER search_item_leaves AFTER DELETE ON search_item BEGIN
        INSERT INTO search_words(search_words, rowid, terms) VALUES ('delete', old.id, old.terms);
    END
    """,
    """
    CREATE TRIGGER search_item_changes AFTER UPDATE OF terms ON search_item BEGIN
        INSERT INTO search_words(search_words, rowid, terms) VALUES ('delete', old.id, old.terms);
        INSERT INTO search_words(rowid, terms) VALUES (new.id, new.terms);
    END
    """,
    """
    CREATE TRIGGER search_token_goes AFTER DELETE ON people_personalvalue BEGIN
        DELETE FROM search_nametoken WHERE value = old.id;
    END
    """,
)
# No waiting list: a search would have to read it through.
BY_TERMS = "CREATE INDEX item_by_terms ON search_item USING gin (terms) WITH (fastupdate = off)"
_POSTGRES = (
    BY_TERMS,
    # A beginning is a range only where letters have the order of their codes.
    'ALTER TABLE search_number ALTER COLUMN number TYPE varchar(80) COLLATE "C"',
    """
    ALTER TABLE search_nametoken ADD CONSTRAINT search_token_goes
        FOREIGN KEY (value) REFERENCES people_personalvalue (id) ON DELETE CASCADE
    """,
)
NEEDED = {
    "sqlite": {
        "search_item_enters",
        "search_item_leaves",
        "search_item_changes",
        "search_token_goes",
    },
    "postgresql": {"search_token_goes", "item_by_terms"},
}
_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes",
}


def keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create what keeps the index in step (run by the migration)."""
    del apps
    postgres = schema_editor.connection.vendor == "postgresql"
    for statement in _POSTGRES if postgres else _SQLITE:
        schema_editor.execute(statement, params=None)


def missing() -> list[str]:
    """The names of what should keep the index in step and does not stand."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return sorted(NEEDED[connection.vendor] - {name for (name,) in cursor.fetchall()})


def check_keeping(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Start-up: a destroyed name leaves no token, and the full-text table follows its rows."""
    if not databases or "search_item" not in connections["default"].introspection.table_names():
        return []
    return [
        Error(
            f"the search index is not kept in step: {name} is missing",
            hint="restore it (search/keeping.py), then run ./fadu reindex",
            id="search.E001",
        )
        for name in missing()
    ]
