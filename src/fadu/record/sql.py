"""Values as a hand-written statement passes them; Django's ORM does this by itself."""

from uuid import UUID

from django.db import connection


def db_uuid(value: UUID) -> UUID | str:
    """A UUID as the database holds it: natively, or 32 hex characters on SQLite."""
    return value if connection.features.has_native_uuid_field else value.hex


def from_db_uuid(value: UUID | str) -> UUID:
    """A UUID that a hand-written query gave."""
    return value if isinstance(value, UUID) else UUID(value)
