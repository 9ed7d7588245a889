"""Settings of the tests: a home folder of their own, the training clock on. Set before Django reads anything."""

import os
import tempfile

os.environ["THIDUA_HOME"] = os.environ.get("THIDUA_TEST_HOME") or tempfile.mkdtemp(prefix="thidua-test-")
os.environ["THIDUA_TRAINING"] = "1"
os.environ.pop("THIDUA_TEST_HOME", None)  # not a setting of the product, which refuses names it does not know
os.environ.pop("THIDUA_DEBUG", None)

from thidua.config.settings import *  # noqa: F403  # the environment has to stand first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # signing in hundreds of times
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405  # from the star import
