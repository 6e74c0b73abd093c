"""The store of sessions (setting SESSION_ENGINE): Django's own, with the accounts in columns."""

from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY as OFFICER
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from fadu.pages.models import Session

CITIZEN = "fadu.citizen"


class SessionStore(DatabaseStore):
    """Writes beside the signed content whose session it is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of a session."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session), "get_model_class names it"
        row.officer = _account(data.get(OFFICER))
        row.citizen = _account((data.get(CITIZEN) or {}).get("account"))
        return row


def _account(text: Any) -> UUID | None:
    return UUID(str(text)) if text else None
