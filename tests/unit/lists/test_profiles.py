"""Files for BPJS and its answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from payung.kernel.errors import BadInput
from payung.lists.profiles import profile, write_profile
from payung.lists.returns import read_return
from tests.unit.lists.builders import worker, write_xlsx

ROWS = pl.DataFrame(
    [
        {"nik": worker(n)["nik"], "nama": "=1+1" if n == 1 else "SITI", "kpj": "0012345678",
         "bulan": "2026-06", "dasar_upah": 1_000_000, "jkk": 10_000, "jkm": 6_800, "jumlah": 16_800}
        for n in range(1, 6)
    ]
)  # fmt: skip


def test_long_digits_and_formulas_are_text_cells_and_money_is_whole(tmp_path: Path) -> None:
    (path,) = write_profile(ROWS, profile("pembayaran"), tmp_path / "bayar.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    head = [c.value for c in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert row["NIK"].value == worker(1)["nik"]
    assert row["NIK"].data_type == "s"
    assert row["KPJ"].value == "0012345678"
    assert (row["NAMA_LENGKAP"].value, row["NAMA_LENGKAP"].data_type) == ("=1+1", "s")
    assert row["JUMLAH_IURAN"].value == 16_800


def test_a_long_list_goes_to_several_files_with_running_numbers(tmp_path: Path) -> None:
    small = replace(profile("pembayaran"), rows_per_file=2)
    paths = write_profile(ROWS, small, tmp_path / "bayar.xlsx")
    assert [p.name for p in paths] == ["bayar-1.xlsx", "bayar-2.xlsx", "bayar-3.xlsx"]
    last = openpyxl.load_workbook(paths[2]).active
    assert last is not None
    assert last["A2"].value == 5


def test_dates_are_written_as_the_profile_says(tmp_path: Path) -> None:
    rows = pl.DataFrame([worker(1) | {"tanggal_lahir": "1980-05-22"}])
    (path,) = write_profile(rows, profile("pendaftaran"), tmp_path / "daftar.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet["F2"].value == "22-05-1980"


def test_an_answer_is_read_whatever_stands_above_it(tmp_path: Path) -> None:
    rows = [
        ["HASIL UNGGAH"],
        [],
        ["No", "NIK", "No. KPJ", "Status Data", "Keterangan"],
        [1, worker(1)["nik"], "0012345678", "Diterima", None],
        [2, worker(2)["nik"], None, "DITOLAK", "Sudah terdaftar pada segmen PU"],
        [3, worker(3)["nik"], None, "menunggu", None],
        [None, None, None, None, None],
    ]
    path = write_xlsx(tmp_path / "jawaban.xlsx", {"Hasil": rows})
    answer = read_return(path, profile("jawaban"))
    assert [row.status for row in answer] == ["accepted", "rejected", "unknown"]
    assert answer[1].reason == "Sudah terdaftar pada segmen PU"
    assert answer[0].kpj == "0012345678"


def test_a_file_that_is_no_answer_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "surat.xlsx", {"A": [["Kepada"]]})
    with pytest.raises(BadInput, match="kolom NIK dan status"):
        read_return(path, profile("jawaban"))


@pytest.mark.parametrize("name", ["pendaftaran", "berhenti", "perubahan", "pembayaran", "jawaban"])
def test_every_shipped_profile_says_that_it_is_unverified(name: str) -> None:
    assert profile(name).status == "unverified sample"
