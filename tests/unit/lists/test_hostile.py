"""A hostile file is refused with a sentence, costs little, and the files beside it are read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from payung.kernel.errors import UnreadableFile
from payung.lists import sandbox
from payung.lists.firstlook import LARGEST_FILE
from payung.lists.looks import looks_can_be_kept
from payung.lists.output import write_results
from payung.lists.sandbox import Limits, read_guarded
from tests.unit.lists.builders import check, rewrite_sheets, table, worker, write_xlsx
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


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.csv")
    assert "bukan berkas" in check(tmp_path / "pipa.csv").unusable["pipa.csv"]


def test_the_longest_name_comes_back_marked(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / f"{'é' * 125}.xlsx", {"Daftar": table([worker(1, rt="?")])})
    (marked,) = write_results(check(path), [path], tmp_path / "out")
    assert marked.is_file()


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ('<mergeCell ref="A9:XFD1048576"/>', 1),
        ('<mergeCell ref="A9:C1900"/>', 40),
        ('<col min="1" max="16384" width="9"/>', 20_001),
        ('<row r="9"/>', 60_001),
        ('<row r="9"><c r="A9" s="1"/></row>', 60_001),
    ],
)
def test_a_workbook_that_openpyxl_would_choke_on_comes_back_plain(
    tmp_path: Path, piece: str, times: int
) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table([worker(1)])})
    assert looks_can_be_kept(path)
    end = (piece * times + "</worksheet>").encode()
    rewrite_sheets(path, lambda xml: xml.replace(b"</worksheet>", end))
    assert not looks_can_be_kept(path)


def test_two_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    paths = []
    for number, folder in enumerate(("satu", "dua", "tiga"), 1):
        (tmp_path / folder).mkdir()
        people = [worker(number, rt="?"), worker(number + 10)]
        paths.append(write_xlsx(tmp_path / folder / "Legok.xlsx", {"Daftar": table(people)}))
    checked = check(*paths, paths[0])
    assert checked.files == 3
    assert checked.rows["file"].n_unique() == 3
    assert checked.finding_counts == {"RT_TIDAK_SAH": 3}
    assert len(set(write_results(checked, paths, tmp_path / "out"))) == 3
