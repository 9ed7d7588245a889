"""Django settings. Values come from the environment (see ``config/home.py``) and from nowhere else."""

import os
from pathlib import Path

from django.utils.csp import CSP

from thidua.config import home as _home

_home.check_names(os.environ)
PACKAGE = Path(__file__).resolve().parents[1]
THIDUA_HOME = _home.home_folder(os.environ)
DEBUG = _home.flag(os.environ, "THIDUA_DEBUG")
THIDUA_TRAINING_CLOCK = _home.flag(os.environ, "THIDUA_TRAINING")
THIDUA_PUBLIC_URL = os.environ.get("THIDUA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = _home.flag(os.environ, "THIDUA_HTTPS")
THIDUA_LAW_DIRS = _home.law_directories(os.environ)  # from here on law.book() reads them too
SECRET_KEY = _home.secret_key(THIDUA_HOME)
ALLOWED_HOSTS = [h for h in os.environ.get("THIDUA_HOSTS", "").split(",") if h] + [
    "127.0.0.1",
    "localhost",
    "testserver",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "thidua.audit",
    "thidua.ui",
    "thidua.notices",
    "thidua.org",
    "thidua.records",
    "thidua.movements",
    "thidua.drafting",
    "thidua.dossiers",
    "thidua.councils",
    "thidua.decisions",
    "thidua.portal",
    "thidua.reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "thidua.ui.middleware.CompressTextMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "thidua.org.middleware.ClockAndRolesMiddleware",
    "thidua.org.middleware.OneTimePasswordMiddleware",
    "thidua.ui.middleware.RefusedMiddleware",
]
ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.ui.context.shell",
            ],
            "builtins": ["thidua.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

DATABASES = {"default": _home.database(os.environ, THIDUA_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES_FOLDER = THIDUA_HOME / "files"  # content-addressed; served only through a view that checks

AUTH_USER_MODEL = "org.User"
LOGIN_URL = "org:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "org:login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["thidua.ui.formats"]

STATIC_URL = "static/"
STATIC_ROOT = THIDUA_HOME / "static"  # empty in the embedded mode: whitenoise serves from the package
STATIC_ROOT.mkdir(mode=0o700, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": THIDUA_HOME / "tmp"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "thidua.ui.views.csrf_failure"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
