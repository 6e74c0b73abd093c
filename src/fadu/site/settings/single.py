"""One machine, nothing installed: SQLite, a folder of files, keys drawn at the first start."""

from fadu.site.database import database
from fadu.site.keys import kept
from fadu.site.settings.base import *
from fadu.site.settings.base import VAR, env

_NAMES = ("SECRET_KEY", "FADU_TRACKING_KEY", "FADU_LOOKUP_KEY")
_keys = kept(VAR / "single-keys.json", _NAMES)

FADU_PROFILE = "single"
SECRET_KEY = env.str("FADU_SECRET_KEY", default=_keys["SECRET_KEY"])
FADU_TRACKING_KEY = env.str("FADU_TRACKING_KEY", default=_keys["FADU_TRACKING_KEY"])
FADU_LOOKUP_KEY = env.str("FADU_LOOKUP_KEY", default=_keys["FADU_LOOKUP_KEY"])
FADU_FILES = env.str("FADU_FILES", default=str(VAR / "single-files"))
DATABASES = {
    "default": database(env.str("FADU_DATABASE_URL", default=""), VAR / "single.sqlite3"),
}
