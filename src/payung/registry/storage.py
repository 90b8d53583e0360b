"""Files at rest: sealed with the installation's keys, named by the id of what they belong to."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from payung.kernel.errors import PayungError
from payung.kernel.sentence import say
from payung.kernel.wholefile import write_whole
from payung.registry.fields import key_ring


def keep(owner: UUID, part: str, content: bytes) -> None:
    """Writes a sealed file whole or not at all; it is on the disk before this returns."""
    try:
        write_whole(_path(owner, part), key_ring().seal_bytes(content))
    except OSError as error:
        raise PayungError(
            say(
                "Berkas tidak bisa disimpan; mungkin penyimpanan penuh. Kosongkan ruang, "
                "lalu ulangi."
            )
        ) from error


def fetch(owner: UUID, part: str) -> bytes:
    """The plain content of a kept file."""
    return key_ring().open_bytes(_path(owner, part).read_bytes())


def has(owner: UUID, part: str) -> bool:
    return _path(owner, part).exists()


def _path(owner: UUID, part: str) -> Path:
    return Path(settings.DATA_DIR) / "berkas" / f"{owner}.{part}"
