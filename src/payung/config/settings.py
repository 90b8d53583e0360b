"""Settings: refuses to start without secrets, and talks to PostgreSQL only as the application.

Environment: PAYUNG_DATA (folder, default ./var), PAYUNG_DATABASE_URL and
PAYUNG_DATABASE_OWNER_URL (a server instead of the embedded one), PAYUNG_KEYS, PAYUNG_HOSTS,
PAYUNG_HTTPS (1 behind TLS), PAYUNG_PROXIES, and for
demonstrations alone PAYUNG_DEMO, PAYUNG_DEBUG, PAYUNG_TODAY. What is wrong in them is refused.
"""

import os
import sys
from pathlib import Path
from typing import Any

from payung.config import environment
from payung.config.database import database_settings
from payung.config.folder import claim_folder
from payung.config.keys import key_ring, read_secrets

SOURCE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("PAYUNG_DATA", "var")).absolute()
os.environ.setdefault("PAYUNG_LAW", str(DATA_DIR / "keputusan-hukum.yaml"))  # the city's decisions
PAYUNG_DEMO = environment.flag("PAYUNG_DEMO")  # every page says that its data are invented
HTTPS = environment.flag("PAYUNG_HTTPS")
PROXIES = environment.number("PAYUNG_PROXIES", 0, most=9)  # how many of our own stand before us
DEBUG = environment.debugging("PAYUNG_DEBUG", demo=PAYUNG_DEMO)
TODAY = environment.frozen_day("PAYUNG_TODAY", demo=PAYUNG_DEMO)

claim_folder(DATA_DIR)
_server_url = environment.database_address("PAYUNG_DATABASE_URL")
_secrets = read_secrets(environment.text("PAYUNG_KEYS"), DATA_DIR, embedded=not _server_url)
SECRET_KEY = _secrets["django"]
KEY_RING = key_ring(_secrets)

DUKCAPIL_SERVICE = environment.text("PAYUNG_DUKCAPIL_SERVICE")  # a class; files if empty
SIGNING_URL = environment.service_address("PAYUNG_SIGNING_URL")  # e-signatures; wet ink if empty
SIGNING_USER = environment.text("PAYUNG_SIGNING_USER")
SIGNING_PASSWORD = environment.text("PAYUNG_SIGNING_PASSWORD")
SECOND_FACTOR = not PAYUNG_DEMO  # invented data stay one password away from each role
OPENING_GATE = True  # without an account nothing answers but the opening
FRONT_SECONDS = 300  # how long the figures of the public front page are kept

ALLOWED_HOSTS = environment.hosts("PAYUNG_HOSTS", ["127.0.0.1", "localhost"])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "payung.ui",
    "payung.audit",
    "payung.areas",
    "payung.accounts",
    "payung.office",
    "payung.jobs",
    "payung.registry",
    "payung.ledger",
    "payung.intake",
    "payung.verification",
    "payung.programmes",
    "payung.payments",
    "payung.claims",
    "payung.insight",
    "payung.web",
]

MIDDLEWARE = [
    "payung.web.logs.LogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads each answer, so its length says nothing
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "payung.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "payung.web.kept.KeptFormMiddleware",
    "payung.web.limits.LengthMiddleware",  # before anything reads what was sent
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "payung.web.opening.gate.OpeningGate",
    "payung.web.middleware.ActorMiddleware",
    "payung.web.way_back.WayBackMiddleware",
]

ROOT_URLCONF = "payung.config.urls"
EMAIL_HOST = environment.text("PAYUNG_SMTP_HOST")  # empty: no mail leaves this house
EMAIL_PORT = environment.number("PAYUNG_SMTP_PORT", 587, 65_535)
EMAIL_HOST_USER = environment.text("PAYUNG_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("PAYUNG_SMTP_PASSWORD")
EMAIL_USE_TLS = bool(EMAIL_HOST_USER)
DEFAULT_FROM_EMAIL = environment.text("PAYUNG_SMTP_FROM", EMAIL_HOST_USER)
WSGI_APPLICATION = "payung.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "payung.web.context.shell",
            ],
        },
    }
]

DATABASES = database_settings(
    _server_url,
    environment.database_address("PAYUNG_DATABASE_OWNER_URL"),
    DATA_DIR,
    migrating=environment.flag("PAYUNG_MIGRATING"),
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [SOURCE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MANIFEST_STRICT = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "payung.web.uploads.ShortNamedMemoryHandler",
    "payung.web.uploads.NamelessUploadHandler",
]

# A terminal is read by people, anything else by programs.
_lines = "plain" if sys.stderr.isatty() else "json"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "payung.web.logs.JsonLines"}, "plain": {"format": "%(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": _lines}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"payung.requests": {"level": "WARNING" if _lines == "plain" else "INFO"}},
}
