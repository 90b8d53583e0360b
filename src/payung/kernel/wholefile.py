"""Files that are there whole or not at all, also after a kill or a power cut."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

_DRAFT = ".tulis-"


def write_whole(path: Path, content: bytes, *, keep_existing: bool = False) -> None:
    """Puts `content` at `path`, readable by this user alone, and on the disk when it returns.

    The draft's name is drawn, so two writers of one file never share one: the last of them
    wins, or with `keep_existing` the first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_DRAFT, dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if keep_existing:
            with suppress(FileExistsError):
                os.link(draft, path)
        else:
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def sweep_drafts(folder: Path, before: float) -> int:
    """Removes what writers killed before that moment left; returns how many drafts that were.

    Take a moment so far back that no write lasts until now: a younger draft may be at work.
    """
    gone = 0
    for draft in folder.glob(f"{_DRAFT}*"):
        with suppress(FileNotFoundError):
            if draft.stat().st_mtime < before:
                draft.unlink()
                gone += 1
    return gone


def _sync_folder(folder: Path) -> None:
    """Without it a power cut can lose the name of a file whose content is safe."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
