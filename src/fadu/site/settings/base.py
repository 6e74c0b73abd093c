"""What all profiles share. Every FADU_* variable that the house understands is read here or in
the profile's own file; docs/settings.md explains them.
"""

import datetime
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from fadu.site import rooms, static

env = environ.Env()

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src" / "fadu"
VAR = Path(env.str("FADU_VAR", default=str(ROOT / "var")))

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("FADU_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS: list[str] = env.list("FADU_ORIGINS", default=[])
ROOT_URLCONF = "fadu.site.urls"
WSGI_APPLICATION = "fadu.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_filters",
    "ninja",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    *rooms.apps(),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A case page is 60 kB of text, 12 kB packed. What could be guessed from packed sizes (BREACH)
    # is not: the token of a form is masked anew each time, and random bytes are added.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "fadu.pages.bounds.BoundsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fadu.pages.who.WhoMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fadu.desk.asked.navigation",
            ],
        },
    },
]

# Who signs in. Accounts are officers' and citizens'; nobody is a Django superuser in production.
FADU_BUREAU = env.str("FADU_BUREAU", default="511725")
AUTH_USER_MODEL = "bureau.Account"
LOGIN_URL = "/desk/login/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# A second factor for officers (fadu.pages.second_factor): a code of an authenticator app.
FADU_SECOND_FACTOR = env.bool("FADU_SECOND_FACTOR", default=False)
OTP_TOTP_ISSUER = "Fadu"

# Lock-out after wrong passwords or codes (fadu.pages.lockout), by the machine's clock.
FADU_LOCK_AFTER = env.int("FADU_LOCK_AFTER", default=5)
FADU_LOCK_MINUTES = env.int("FADU_LOCK_MINUTES", default=15)
AXES_HANDLER = "fadu.pages.lockout.Handler"
AXES_FAILURE_LIMIT = FADU_LOCK_AFTER
AXES_COOLOFF_TIME = datetime.timedelta(minutes=FADU_LOCK_MINUTES)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "fadu.pages.lockout.address_of"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# A session ends after so long without a request, and after so long in any case (fadu.pages.who).
FADU_IDLE_MINUTES = env.int("FADU_IDLE_MINUTES", default=60)
FADU_SESSION_HOURS = env.int("FADU_SESSION_HOURS", default=12)
SESSION_COOKIE_AGE = FADU_SESSION_HOURS * 3600
# Whom to call when one cannot enter: shown on the page of a lock-out.
FADU_HELP_PHONE = env.str("FADU_HELP_PHONE", default="")
FADU_BEHIND_PROXY = False

# A decisive act asks for the password again after so many minutes (fadu.pages.proof); 0: never.
FADU_PROOF_MINUTES = env.int("FADU_PROOF_MINUTES", default=30)

# Time and language: Chinese first, English complete beside it; the law's day is China's.
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Static files: served by the application itself, from where they lie, under one content prefix.
STATICFILES_DIRS = [folder for folder in (ROOT / "var" / "static-vendor",) if folder.is_dir()]
STATIC_PREFIX = static.prefix(
    [*SOURCE.rglob("static/"), *STATICFILES_DIRS],
    [ROOT / "requirements" / "base.lock"],
)
STATIC_URL = f"/static/{STATIC_PREFIX}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = static.immutable
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What a page may load: this site only. Tabler draws ticks and arrows as data: pictures in its
# style sheet, so pictures may be data; nothing else may, and nothing inline runs.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_ENGINE = "fadu.pages.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fadu.pages.stale.refused"
CSRF_COOKIE_SAMESITE = "Lax"

# Small files in memory, larger ones on disk; of one that is too large, only its size.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "fadu.pages.bounds.CountedUpload",
]

EMAIL_HOST = env.str("FADU_MAIL_HOST", default="")
EMAIL_PORT = env.int("FADU_MAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("FADU_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("FADU_MAIL_PASSWORD", default="")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("FADU_MAIL_FROM", default="fadu@localhost")
_MAIL = "django.core.mail.backends"
EMAIL_BACKEND = f"{_MAIL}.smtp.EmailBackend" if EMAIL_HOST else f"{_MAIL}.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR / "mail")

# Texts to telephones: the gateway's class, and where the default one writes (fadu.jobs.sms).
FADU_SMS = env.str("FADU_SMS", default="fadu.jobs.sms.FileGateway")
FADU_SMS_FOLDER = str(VAR / "sms")
# The payment service's class, and where the default one works (procedure.blocks.payment).
FADU_PAYMENTS = env.str(
    "FADU_PAYMENTS", default="fadu.procedure.blocks.payment.gateway.FileGateway"
)
FADU_PAYMENTS_FOLDER = str(VAR / "payments")
# Asks whether name, number and telephone belong together; "": nobody can be asked.
FADU_REAL_NAME = env.str("FADU_REAL_NAME", default="")

# "wall" is the real clock; an ISO date fixes the day the house lives on (the demo).
FADU_CLOCK = env.str("FADU_CLOCK", default="wall")

# The address under which people reach the site, for codes on paper; without it none is printed.
FADU_ADDRESS = env.str("FADU_ADDRESS", default="").rstrip("/")

# How many persons an officer may look up within an hour; no law sets the number.
FADU_LOOKUPS_PER_HOUR = env.int("FADU_LOOKUPS_PER_HOUR", default=60)

# Whether browsers get a service worker for a stalled network; switched off, it removes itself.
# Folder of the bureau's own discretion tables (fadu.law.bands); "" for none.
FADU_BANDS = env.str("FADU_BANDS", default="")
FADU_OFFLINE = env.bool("FADU_OFFLINE", default=True)

# Where a bureau puts type faces it owns (documents).
FADU_FONTS = env.str("FADU_FONTS", default=str(VAR / "fonts"))

# After how many working days without a record a board calls a case one that stands still.
FADU_STILL_DAYS = env.int("FADU_STILL_DAYS", default=10)

# For how many days an officer's notifications are kept.
FADU_NOTICES_DAYS = env.int("FADU_NOTICES_DAYS", default=60)
