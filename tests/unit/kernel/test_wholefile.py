"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Barrier, Thread

import pytest

from payung.kernel import wholefile
from payung.kernel.wholefile import sweep_drafts, write_whole

ROUNDS = 40


def write_at_once(path: Path, contents: list[bytes]) -> list[OSError]:
    """All writers begin in the same moment; what was refused to them."""
    start, refused = Barrier(len(contents)), []

    def write(content: bytes) -> None:
        start.wait()
        try:
            write_whole(path, content)
        except OSError as failure:
            refused.append(failure)

    writers = [Thread(target=write, args=[content]) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return refused


def rounds_that_went_wrong(folder: Path) -> int:
    """Of `ROUNDS` rounds in which four threads write one file, those refused or torn."""
    contents = [bytes([65 + number]) * 200_000 for number in range(4)]
    wrong = 0
    for number in range(ROUNDS):
        path = folder / str(number)
        refused = write_at_once(path, contents)
        wrong += bool(refused) or path.read_bytes() not in contents
    return wrong


def test_two_writers_of_one_file_leave_one_of_both_contents(tmp_path: Path) -> None:
    assert rounds_that_went_wrong(tmp_path) == 0
    assert not list(tmp_path.glob(".tulis-*"))


def test_the_control_with_one_draft_name_for_all_shows_the_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shared(prefix: str, dir: Path) -> tuple[int, str]:
        name = f"{dir}/{prefix}{os.getpid()}"
        return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), name

    monkeypatch.setattr(wholefile.tempfile, "mkstemp", shared)
    assert rounds_that_went_wrong(tmp_path) > 0


def test_file_and_folder_are_on_the_disk_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    sync = os.fsync

    def noted(handle: int) -> None:
        synced.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write_whole(tmp_path / "isi", b"isi")
    assert synced == ["file", "folder"]


def test_only_its_owner_reads_it_and_the_first_is_kept_where_asked(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"satu")
    write_whole(tmp_path / "a", b"dua", keep_existing=True)
    assert (tmp_path / "a").read_bytes() == b"satu"
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


def test_drafts_of_killed_writers_are_swept_and_young_ones_left(tmp_path: Path) -> None:
    for name, moment in ((".tulis-lama", 1_000), (".tulis-baru", 9_000), ("berkas", 1_000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (moment, moment))
    assert sweep_drafts(tmp_path, before=5_000) == 1
    assert {path.name for path in tmp_path.iterdir()} == {".tulis-baru", "berkas"}
