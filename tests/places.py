"""Where tests put files that must be on a disk in earnest, and need not be there in a test."""

from __future__ import annotations

import os
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 2 * 2**30


def in_memory() -> str | None:
    """A folder in memory, where waiting for the disk costs nothing; None where there is none."""
    if not os.access(_MEMORY, os.W_OK):
        return None
    free = os.statvfs(_MEMORY)
    return str(_MEMORY) if free.f_bavail * free.f_frsize > _ROOM else None
