"""Sessions that know whose they are, so that an account can be told where it is signed in."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser's session; one browser may hold an officer's and a citizen's at once."""

    officer = models.UUIDField(null=True, db_index=True)
    citizen = models.UUIDField(null=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> type[DatabaseStore]:
        """The store that decodes this session."""
        # Named by the setting SESSION_ENGINE; it imports this model, not the other way round.
        return DatabaseStore
