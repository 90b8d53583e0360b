"""Folders for working copies of people's data: gone after use, and after a kill at the next use.

A file that arrives sealed must lie open while a library reads it. Nothing runs when a process is
killed, so each folder is locked by its process; a folder whose lock is free has lost its process.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "payung-kerja-"
_MEMORY = Path("/dev/shm")
_ROOM = 256 * 2**20


@contextmanager
def scratch_folder(room: int = _ROOM) -> Iterator[Path]:
    """An empty folder of this user alone, in memory if that has `room` bytes free."""
    sweep_scratch()
    folder, lock = _locked_folder(_base(room))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked_folder(base: Path) -> tuple[Path, int]:
    """A new folder and its lock; tries again where a sweep came between the two."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        with suppress(FileNotFoundError):
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)


def sweep_scratch() -> None:
    """Removes the folders of this user that no living process holds."""
    for base in {_MEMORY, Path(tempfile.gettempdir())}:
        for folder in base.glob(f"{_PREFIX}*"):
            with suppress(OSError):
                _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(lock).st_uid == os.getuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _base(room: int) -> Path:
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > room:
        return _MEMORY
    return Path(tempfile.gettempdir())
