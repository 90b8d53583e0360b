"""Which version made a data folder: another one's is refused before anything in it is touched."""

from __future__ import annotations

from pathlib import Path

from payung.kernel.errors import OldData
from payung.kernel.sentence import say
from payung.kernel.wholefile import write_whole

FORMAT = 4
"""Raised when a release can't read what the one before it left. 0.1 left no mark at all."""

MARK = ".format"
_LEFT_BY_OLDER = ("postgres", "berkas")  # keys alone wait for a restore


def claim_folder(data_dir: Path) -> None:
    """Marks a new folder as this version's; raises OldData if another version made it."""
    if is_ours(data_dir):
        return
    if (data_dir / MARK).exists() or any((data_dir / name).exists() for name in _LEFT_BY_OLDER):
        raise OldData(
            say(
                "{folder} dibuat oleh versi Payung yang lain dan tidak bisa dibaca versi "
                "ini. Pakai versi itu, atau pilih folder lain dengan --data.",
                folder=data_dir,
            )
        )
    write_whole(data_dir / MARK, f"{FORMAT}\n".encode(), keep_existing=True)


def is_ours(data_dir: Path) -> bool:
    """Whether this version may read what lies in the folder."""
    mark = data_dir / MARK
    return mark.exists() and mark.read_text().strip() == str(FORMAT)
