"""Takes rights away from a process that is about to read what a stranger sent.

No network, no new rights, no core dump, no more than a few files; each where the system allows
it. Called first of all in the child: a user namespace can be entered only by a single thread.
"""

from __future__ import annotations

import ctypes
import os
import resource
from contextlib import suppress
from pathlib import Path

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVS = 38
_MOST_FILES = 256


def confine() -> bool:
    """Gives up what parsing does not need; True where the network is gone, too."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (_MOST_FILES, _MOST_FILES))
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare"):
        return False
    # In a user namespace of its own root is nobody special outside of it; where such namespaces
    # are forbidden, root may still leave the network.
    alone: bool = libc.unshare(_NEW_USER | _NEW_NET) == 0 or libc.unshare(_NEW_NET) == 0
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    return alone


def bare_environment() -> dict[str, str]:
    """Only what Python needs: the child gets no secret of the parent's environment."""
    source = str(Path(__file__).resolve().parents[2])
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": source}


if __name__ == "__main__":  # for whoever wants to know what this system allows
    print("tanpa jaringan" if confine() else f"jaringan tetap ada (pengguna {os.getuid()})")
