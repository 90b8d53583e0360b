"""A hostile file is refused with a sentence, costs little, and the files beside it are read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from payung.kernel.errors import UnreadableFile
from payung.lists import sandbox
from payung.lists.firstlook import LARGEST_FILE
from payung.lists.sandbox import Limits, read_guarded
from tests.unit.lists.builders import check, table, worker, write_xlsx
from tests.unit.lists.hostile import HOSTILE, write

_PEAK = 300 * 2**20


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    peaks: list[int] = []
    resident = sandbox._resident

    def watched(pid: int) -> int:
        peaks.append(resident(pid))
        return peaks[-1]

    monkeypatch.setattr(sandbox, "_resident", watched)
    checked = check(write(tmp_path, name))
    assert checked.finding_counts == {"BERKAS_RUSAK": 1}
    assert checked.rows.height == 0
    assert 3 <= len(checked.unusable[name].split()) <= 20
    assert max(peaks, default=0) <= _PEAK


def test_a_file_of_a_gigabyte_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as target:
        target.write(b"NIK;Nama\n")
        os.truncate(path, LARGEST_FILE + 1)
    begun = time.process_time()
    assert "terlalu besar" in check(path).unusable["besar.csv"]
    assert time.process_time() - begun < 3


def test_a_good_list_beside_hostile_files_is_read(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table([worker(1), worker(2)])})
    bad = [write(tmp_path, name) for name in ("far-corner.xlsx", "web-page.xls", "half.xlsx")]
    checked = check(*bad[:2], good, bad[2])
    assert checked.rows.height == 2
    assert len(checked.unusable) == 3


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert "tidak ditemukan" in check(tmp_path / "tiada.xlsx").unusable["tiada.xlsx"]


def test_without_the_watch_memory_would_not_be_limited(tmp_path: Path) -> None:
    """The control: the limit, and nothing else, ends the child."""
    path = write_xlsx(tmp_path / "a.xlsx", {"Daftar": table([worker(1)])})
    tight = next(read_guarded([path], Limits(memory_bytes=2**20)))[1]
    wide = next(read_guarded([path], Limits()))[1]
    assert isinstance(tight, UnreadableFile)
    assert isinstance(wide, list)


def test_a_list_under_another_ending_is_read_by_its_content(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Daftar": table([worker(1)])})
    renamed = path.rename(tmp_path / "a.csv")
    assert check(renamed).rows.height == 1
