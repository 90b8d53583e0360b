"""Where the keys come from: the environment, or a file beside the embedded database's data.

Keys never live in the database. A production server sets PAYUNG_KEYS; nothing has a default.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from payung.config.environment import require_strong
from payung.kernel.errors import ConfigError
from payung.kernel.sealing import KEY_BYTES, KeyRing
from payung.kernel.sentence import say
from payung.kernel.wholefile import write_whole

KEY_FILE = "kunci.json"


def read_secrets(environment: str, data_dir: Path, *, embedded: bool) -> dict[str, str]:
    """The installation's secrets as hexadecimal text: `django`, `index`, and `seal-1` …

    `environment` is the value of PAYUNG_KEYS, a JSON object; when it is empty and the database is
    the embedded one, a 0600 file in `data_dir` holds them and is made on first use.
    """
    if environment:
        return _parse(environment, "PAYUNG_KEYS")
    if not embedded:
        raise ConfigError(say("PAYUNG_KEYS belum diisi. Lihat docs/operations/keys.md."))
    path = data_dir / KEY_FILE
    if not path.exists():
        _write_new(path)
    return _parse(path.read_text(), str(path.name))


def key_ring(found: dict[str, str]) -> KeyRing:
    """The keys that seal, by number, and the one that indexes."""
    try:
        sealing = {int(n[5:]): bytes.fromhex(v) for n, v in found.items() if n.startswith("seal-")}
        return KeyRing(sealing=sealing, indexing=bytes.fromhex(found["index"]))
    except ValueError:
        raise ConfigError(
            say("Kunci index dan seal-N harus 64 angka heksadesimal, dengan N dari 1 sampai 255.")
        ) from None


def _write_new(path: Path) -> None:
    fresh = {name: secrets.token_hex(KEY_BYTES) for name in ("django", "index", "seal-1")}
    # Two first starts at once: one file wins, both read it.
    write_whole(path, json.dumps(fresh).encode(), keep_existing=True)


def _parse(text: str, where: str) -> dict[str, str]:
    try:
        parsed = json.loads(text)
        complete = isinstance(parsed, dict) and {"django", "index", "seal-1"} <= parsed.keys()
    except json.JSONDecodeError:
        complete = False
    if not complete:
        raise ConfigError(say("{where} harus berisi kunci django, index, dan seal-1.", where=where))
    strong = {str(name): require_strong(str(value), str(name)) for name, value in parsed.items()}
    if len(set(strong.values())) < len(strong):
        raise ConfigError(say("{where} memakai satu kunci untuk dua keperluan.", where=where))
    return strong
