"""What the environment says, each wrong word refused with a sentence before anything starts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from payung.kernel.errors import ConfigError
from payung.kernel.sentence import say

_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")
_OWN_MACHINE = ("127.0.0.1", "localhost", "::1")
_FEWEST_LETTERS = 32
_FEWEST_DIFFERENT = 8


def text(name: str, default: str = "") -> str:
    """The value as it stands, without spaces around it."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """1 or 0; anything else is refused, since a mistyped switch would silently be off."""
    word = text(name).lower()
    if word not in _YES + _NO:
        raise ConfigError(say("{name} diisi 1 atau 0, bukan {word}.", name=name, word=word))
    return word in _YES


def number(name: str, default: int, most: int) -> int:
    """A whole number from 0 to `most`."""
    word = text(name, str(default))
    if not (word.isascii() and word.isdigit() and int(word[:9]) <= most):
        raise ConfigError(
            say(
                "{name} diisi angka 0 sampai {most}, bukan {word}.",
                name=name,
                most=most,
                word=word,
            )
        )
    return int(word)


def frozen_day(name: str, *, demo: bool) -> date | None:
    """A fixed day for the demonstration; in use a stopped clock would stop every deadline."""
    word = text(name)
    if not word:
        return None
    try:
        day = date.fromisoformat(word)
    except ValueError:
        raise ConfigError(
            say("{name} diisi tanggal TTTT-BB-HH, bukan {word}.", name=name, word=word)
        ) from None
    if not demo:
        raise ConfigError(
            say(
                "{name} menghentikan jam dan hanya untuk peragaan. Hapus dari pengaturan.",
                name=name,
            )
        )
    return day


def debugging(name: str, *, demo: bool) -> bool:
    """Whether errors show their insides; never with data of people."""
    wanted = flag(name)
    if wanted and not demo:
        raise ConfigError(
            say("{name} memperlihatkan isi data bila ada galat. Hapus dari pengaturan.", name=name)
        )
    return wanted


def hosts(name: str, default: Sequence[str]) -> list[str]:
    """The names of the site; a star would let anybody's name in."""
    found = [word.strip() for word in text(name, ",".join(default)).split(",") if word.strip()]
    if not found or any("*" in word or "/" in word for word in found):
        raise ConfigError(
            say("{name} diisi nama situs, dipisah koma, tanpa * dan tanpa https://.", name=name)
        )
    return found


def service_address(name: str) -> str:
    """An address of a service that passwords are sent to: https, or this very machine."""
    word = text(name)
    if not word:
        return ""
    try:
        parts = urlsplit(word)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    safe = bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and host in _OWN_MACHINE)
    )
    if not safe or parts.username:
        raise ConfigError(
            say("{name} harus beralamat https:// tanpa sandi di dalamnya.", name=name)
        )
    return word


def database_address(name: str) -> str:
    """The address of a PostgreSQL server, with the role in it; empty for the embedded one."""
    word = text(name)
    if not word:
        return ""
    try:
        parts = urlsplit(word)
        complete = bool(parts.hostname and parts.username and parts.path.strip("/"))
        _ = parts.port
    except ValueError:
        complete = False
    if not complete or parts.scheme not in ("postgresql", "postgres"):
        raise ConfigError(
            say("{name} harus seperti postgresql://peran:sandi@server/basisdata.", name=name)
        )
    return word


def require_strong(secret: str, where: str) -> str:
    """Refuses a secret that can be guessed: too short, or few different letters."""
    if len(secret) < _FEWEST_LETTERS or len(set(secret)) < _FEWEST_DIFFERENT:
        raise ConfigError(
            say(
                "Kunci {where} terlalu lemah. Buat yang acak; lihat docs/operations/keys.md.",
                where=where,
            )
        )
    return secret
