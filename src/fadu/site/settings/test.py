"""The suite's settings: SQLite unless FADU_DATABASE_URL says PostgreSQL; nothing waits for disks.

Each test process gets a copy of one migrated database (conftest.py); the names here are
replaced there, so a developer's own data is never touched.
"""

import tempfile
from pathlib import Path

from fadu.site.database import database
from fadu.site.settings.base import *
from fadu.site.settings.base import env

_folder = Path(tempfile.gettempdir()) / "fadu-test"

FADU_PROFILE = "test"
SECRET_KEY = "insecure-test-key"
FADU_TRACKING_KEY = "insecure-test-tracking-key"
FADU_LOOKUP_KEY = "insecure-test-lookup-key"
FADU_FILES = str(_folder / "files")
FADU_CLOCK = "wall"
FADU_PROOF_MINUTES = 0  # the tests of proof set it
FADU_SECOND_FACTOR = False  # likewise
FADU_SMS = "fadu.jobs.sms.FileGateway"
FADU_SMS_FOLDER = str(_folder / "sms")
FADU_PAYMENTS = "fadu.procedure.blocks.payment.gateway.FileGateway"
FADU_PAYMENTS_FOLDER = str(_folder / "payments")
FADU_REAL_NAME = ""
DATABASES = {
    "default": database(
        env.str("FADU_DATABASE_URL", default=""),
        _folder / "replaced.sqlite3",
        synchronous="OFF",
        pool=False,
    ),
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
