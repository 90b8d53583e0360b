"""Files at rest: sealed with the installation's keys, named by the id of what they belong to."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from payung.kernel.errors import PayungError
from payung.kernel.sentence import say
from payung.kernel.wholefile import sweep_drafts, write_whole
from payung.registry.fields import key_ring
from payung.registry.models import KeptFile


def keep(owner: UUID, part: str, content: bytes) -> None:
    """Writes a sealed file whole or not at all; it is on the disk before this returns.

    Called within the act that makes its owner: fails the act, `sweep_files` removes the file.
    """
    try:
        write_whole(_path(owner, part), key_ring().seal_bytes(content))
    except OSError as error:
        raise PayungError(
            say(
                "Berkas tidak bisa disimpan; mungkin penyimpanan penuh. Kosongkan ruang, "
                "lalu ulangi."
            )
        ) from error
    KeptFile.objects.bulk_create([KeptFile(owner=owner, part=part)], ignore_conflicts=True)


def sweep_files(before: float) -> int:
    """Removes files that no committed act has kept, and drafts; returns how many.

    Only what is older than `before`: an act that is still at work has written a younger one.
    """
    folder = _folder()
    known = {str(one) for one in KeptFile.objects.iterator()}
    swept = sweep_drafts(folder, before)
    for path in folder.glob("[!.]*.*"):
        if path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def fetch(owner: UUID, part: str) -> bytes:
    """The plain content of a kept file."""
    return key_ring().open_bytes(_path(owner, part).read_bytes())


def has(owner: UUID, part: str) -> bool:
    return _path(owner, part).exists()


def _path(owner: UUID, part: str) -> Path:
    return _folder() / f"{owner}.{part}"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "berkas"
