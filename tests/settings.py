"""The settings under test: throw-away keys and files, and a database only once a test asks.

The addresses below lead nowhere; `tests.database` puts the worker's own database in their place.
"""

import atexit
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from tests.places import in_memory

_files = tempfile.mkdtemp(prefix="payung-uji-", dir=in_memory())
Path(_files, "static").mkdir()
atexit.register(shutil.rmtree, _files, ignore_errors=True)
_keys = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("django", "index", "seal-1")}
os.environ["PAYUNG_DATA"] = _files
os.environ["PAYUNG_KEYS"] = json.dumps(_keys)
os.environ["PAYUNG_DATABASE_URL"] = "postgresql://payung_app@127.0.0.1:1/none"
os.environ["PAYUNG_DATABASE_OWNER_URL"] = "postgresql://payung_owner@127.0.0.1:1/none"
for _name in ("PAYUNG_HOSTS", "PAYUNG_HTTPS", "PAYUNG_DEBUG"):
    os.environ.pop(_name, None)

from payung.config.settings import *  # noqa: E402, F403

SECOND_FACTOR = False  # a test of it turns it on
FRONT_SECONDS = 0  # figures are told as they are now
OPENING_GATE = False  # pages are asked for without anybody having an account
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}  # pages are drawn without collecting files first
