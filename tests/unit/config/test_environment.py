"""Each wrong setting is refused at start with a sentence, and none with a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from payung.config import environment
from payung.config.keys import key_ring, read_secrets
from payung.kernel.errors import ConfigError

GOOD = {"django": "0123456789abcdef" * 4, "index": "123456789abcdef0" * 4,
        "seal-1": "23456789abcdef01" * 4}  # fmt: skip
SERVER = "postgresql://payung_app:rahasia@127.0.0.1:1/payung"

WRONG = {
    "errors that show their insides": {"PAYUNG_DEBUG": "1"},
    "a switch that is mistyped": {"PAYUNG_HTTPS": "ya"},
    "a number that is none": {"PAYUNG_PROXIES": "satu"},
    "a negative number": {"PAYUNG_PROXIES": "-1"},
    "a stopped clock": {"PAYUNG_TODAY": "2025-12-31"},
    "a day that is none": {"PAYUNG_TODAY": "31-12-2025", "PAYUNG_DEMO": "1"},
    "everybody's name": {"PAYUNG_HOSTS": "*"},
    "no name": {"PAYUNG_HOSTS": " , "},
    "a file as signing service": {"PAYUNG_SIGNING_URL": "file:///etc/passwd"},
    "a signing service in the clear": {"PAYUNG_SIGNING_URL": "http://esign.jambi.go.id/"},
    "a password in an address": {"PAYUNG_SIGNING_URL": "https://a:b@esign.jambi.go.id/"},
    "a database of another kind": {"PAYUNG_DATABASE_URL": "mysql://a:b@c/d"},
    "one role for two": {"PAYUNG_DATABASE_URL": SERVER, "PAYUNG_DATABASE_OWNER_URL": SERVER},
    "nobody who may migrate": {"PAYUNG_DATABASE_URL": SERVER, "PAYUNG_MIGRATING": "1"},
    "a weak secret": {"PAYUNG_KEYS": json.dumps(GOOD | {"django": "x"})},
    "a secret of one letter": {"PAYUNG_KEYS": json.dumps(GOOD | {"index": "0" * 64})},
    "a key that is no key": {"PAYUNG_KEYS": json.dumps(GOOD | {"seal-1": "z1234567" * 8})},
    "a key without number": {"PAYUNG_KEYS": json.dumps(GOOD | {"seal-x": "3456789abcdef012" * 4})},
    "one key for two": {"PAYUNG_KEYS": json.dumps(GOOD | {"index": GOOD["django"]})},
    "keys that are no JSON": {"PAYUNG_KEYS": "rahasia"},
    "keys that are a list": {"PAYUNG_KEYS": "[1]"},
}
LOAD = """
import sys
from payung.kernel.errors import ConfigError
try:
    import payung.config.settings
except ConfigError as refusal:
    print(refusal.sentence)
    sys.exit(1)
"""


def start(folder: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Reads the settings in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAYUNG_")}
    served = {"PAYUNG_DATABASE_URL": SERVER,
              "PAYUNG_DATABASE_OWNER_URL": SERVER.replace("payung_app", "payung_owner"),
              "PAYUNG_KEYS": json.dumps(GOOD), "PAYUNG_DATA": str(folder)}  # fmt: skip
    if "PAYUNG_DATABASE_URL" in settings:
        del served["PAYUNG_DATABASE_OWNER_URL"]
    command = [sys.executable, "-P", "-c", LOAD]
    return subprocess.run(
        command, env=kept | served | settings, capture_output=True, text=True, check=False
    )


def test_the_control_with_right_settings_starts(tmp_path: Path) -> None:
    done = start(tmp_path, {"PAYUNG_HTTPS": "1", "PAYUNG_PROXIES": "1", "PAYUNG_HOSTS": "a.go.id"})
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("settings", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_setting_is_refused_with_a_sentence(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    done = start(tmp_path, settings)
    assert done.returncode == 1, done.stderr
    assert done.stdout.strip().endswith(".")
    assert "Traceback" not in done.stderr


def test_the_site_needs_no_password_of_the_owner(tmp_path: Path) -> None:
    done = start(tmp_path, {"PAYUNG_DATABASE_URL": SERVER})
    assert done.returncode == 0, done.stdout


def test_a_sentence_names_the_setting_and_never_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError) as refused:
        read_secrets(json.dumps(GOOD | {"django": "kata-sandi"}), Path(), embedded=False)
    assert "django" in refused.value.sentence
    assert "kata-sandi" not in refused.value.sentence
    monkeypatch.setenv("PAYUNG_SIGNING_URL", "https://a:rahasia@b/")
    with pytest.raises(ConfigError) as refused:
        environment.service_address("PAYUNG_SIGNING_URL")
    assert "rahasia" not in refused.value.sentence


def test_right_keys_become_a_ring() -> None:
    assert set(key_ring(GOOD).sealing) == {1}
