"""The demo: the cast of Qu County on a fixed day of 2020. Its keys are public: never real data."""

from fadu.site.database import database
from fadu.site.settings.base import *
from fadu.site.settings.base import VAR, env

FADU_PROFILE = "demo"
SECRET_KEY = "insecure-demo-key-known-to-everyone-never-use-it-for-real-data"
FADU_TRACKING_KEY = "insecure-demo-tracking-key-known-to-everyone"
FADU_LOOKUP_KEY = "insecure-demo-lookup-key-known-to-everyone"
FADU_FILES = env.str("FADU_FILES", default=str(VAR / "demo-files"))
FADU_CLOCK = env.str("FADU_CLOCK", default="2020-12-24")
FADU_PROOF_MINUTES = 0  # the cast has no passwords
FADU_SECOND_FACTOR = False  # and no authenticator
FADU_SMS = "fadu.jobs.sms.FileGateway"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
FADU_REAL_NAME = "fadu.site.demo.real_name.believes"
DATABASES = {
    "default": database(env.str("FADU_DATABASE_URL", default=""), VAR / "demo.sqlite3"),
}
