"""A bureau in earnest: PostgreSQL, keys from the environment, HTTPS only.

A missing key or address stops the start with its name: nothing falls back to a default here.
"""

from fadu.site.database import database
from fadu.site.settings.base import *
from fadu.site.settings.base import VAR, env

FADU_PROFILE = "production"
SECRET_KEY = env.str("FADU_SECRET_KEY")
FADU_TRACKING_KEY = env.str("FADU_TRACKING_KEY")
FADU_LOOKUP_KEY = env.str("FADU_LOOKUP_KEY")
FADU_FILES = env.str("FADU_FILES", default=str(VAR / "production-files"))
FADU_CLOCK = "wall"  # the law's day is never set by an environment variable here
ALLOWED_HOSTS = env.list("FADU_HOSTS")
DATABASES = {"default": database(env.str("FADU_DATABASE_URL"), VAR / "never.sqlite3")}

SECURE_SSL_REDIRECT = True
FADU_BEHIND_PROXY = env.bool("FADU_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if FADU_BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
FADU_SECOND_FACTOR = env.bool("FADU_SECOND_FACTOR", default=True)
FADU_IDLE_MINUTES = env.int("FADU_IDLE_MINUTES", default=30)
FADU_SESSION_HOURS = env.int("FADU_SESSION_HOURS", default=8)
SESSION_COOKIE_AGE = FADU_SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
