"""The cookie of somebody who has entered, for the page servers of W7."""

from importlib import import_module
from typing import Any


def cookie(user: Any) -> str:
    """A stored session of a user, as a browser would send it."""
    store = import_module("django.contrib.sessions.backends.db").SessionStore()
    auth = import_module("django.contrib.auth")
    store[auth.SESSION_KEY] = str(user.pk)
    store[auth.BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return f"sessionid={store.session_key}"
