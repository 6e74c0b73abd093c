"""One description of the database for all profiles: SQLite in a file, or PostgreSQL by address.

SQLite runs in WAL with synchronous=FULL, because NORMAL loses acknowledged commits in a power
cut; transactions begin IMMEDIATE, so that two writers queue instead of failing half-way; the
connection is kept, because opening one per request costs two thirds of the throughput.
"""

from pathlib import Path
from typing import Any

import environ

BUSY_SECONDS = 20


def database(url: str, file: Path, *, synchronous: str = "FULL", pool: bool = True) -> Any:
    """Django's description of the default database.

    `url` is "postgresql://…", or "" for the SQLite `file`. Raises ValueError for other schemes.
    """
    if not url:
        return sqlite(file, synchronous)
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("FADU_DATABASE_URL: postgresql://… 或留空 / or empty for SQLite")
    described: dict[str, Any] = environ.Env.db_url_config(url)
    described["ENGINE"] = "django.db.backends.postgresql"
    described["CONN_MAX_AGE"] = 0
    described.setdefault("OPTIONS", {})
    if pool:
        described["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 16, "timeout": 20}
    return described


def sqlite(file: Path, synchronous: str) -> dict[str, Any]:
    """A SQLite file that survives a power cut and lets readers read while one writes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                f"PRAGMA synchronous={synchronous};"
                "PRAGMA foreign_keys=ON;"
                # Or INSERT OR REPLACE would pass by the trigger on DELETE.
                "PRAGMA recursive_triggers=ON;"
                f"PRAGMA busy_timeout={BUSY_SECONDS * 1000};"
            ),
        },
    }
