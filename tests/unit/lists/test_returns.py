"""Return files as branches really send them: nothing is lost, and each odd row says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.lists.profiles import load_profiles, profile, shipped_text
from payung.lists.returns import clear_answers, read_return
from tests.unit.lists.builders import worker, write_xlsx

HEAD = ["No", "NIK", "Nama", "KPJ", "Status", "Keterangan"]


def read(tmp_path: Path, sheets: dict[str, list[list[Any]]]) -> Any:
    return read_return(write_xlsx(tmp_path / "jawaban.xlsx", sheets), profile("jawaban"))


def nik(n: int) -> str:
    return str(worker(n)["nik"])


def test_every_row_is_clear_or_says_why_not(tmp_path: Path) -> None:
    rows = [
        ["HASIL UNGGAH APRIL"],
        HEAD,
        [1, nik(1), "A", None, "Diterima", None],  # no card number: never required
        [2, nik(2), "B", "0012345678", "DITOLAK", "Sudah PU"],
        [3, nik(3), "C", "", "diproses", ""],
        [4, float(nik(4)), "D", "", "Diterima", ""],
        [5, "1,57101E+15", "E", "", "Diterima", ""],
        [6, nik(6)[:-1], "F", "", "Diterima", ""],
        [7, "", "G", "", "Diterima", ""],
        ["", "JUMLAH", "", "", "", "7 orang"],
        ["TOTAL DITERIMA", "", "", "", "4", ""],
    ]
    found = read(tmp_path, {"Hasil": rows})
    assert [(row.row, row.code) for row in found] == [
        (3, ""),
        (4, ""),
        (5, "STATUS_TIDAK_JELAS"),
        (6, "NIK_RUSAK_EXCEL"),
        (7, "NIK_RUSAK_EXCEL"),
        (8, "NIK_PANJANG"),
        (9, "NIK_KOSONG"),
        (10, "BARIS_JUMLAH"),
        (11, "BARIS_JUMLAH"),
    ]
    clear = clear_answers(found)
    assert clear["accepted"].to_list() == [True, False]
    assert clear["kpj"].to_list() == ["", "0012345678"]


def test_a_row_answered_in_two_ways_is_clear_in_neither_and_a_repeat_counts_once(
    tmp_path: Path,
) -> None:
    rows = [
        HEAD,
        [1, nik(1), "A", "", "Diterima", ""],
        [2, nik(1), "A", "", "Ditolak", "NIK tidak ditemukan"],
        [3, nik(2), "B", "", "Diterima", ""],
        [4, nik(2), "B", "", "Diterima", ""],
    ]
    found = read(tmp_path, {"Hasil": rows})
    assert [row.code for row in found] == ["DUA_JAWABAN", "DUA_JAWABAN", "", "BARIS_ULANG"]
    assert clear_answers(found)["nik"].to_list() == [nik(2)]


def test_a_reason_that_begins_with_jumlah_makes_no_line_of_sums(tmp_path: Path) -> None:
    rows = [HEAD, [1, nik(1)[:-1], "A", "", "Ditolak", "Jumlah angka NIK kurang"]]
    assert [row.code for row in read(tmp_path, {"Hasil": rows})] == ["NIK_PANJANG"]


@pytest.mark.parametrize(
    ("told", "code"),
    [("2026-07", "BULAN_LAIN"), ("07/2026", "BULAN_LAIN"), ("1-7-2026", "BULAN_LAIN"),
     ("2026-06", ""), ("06-2026", ""), ("2026-06-30", ""), ("Juni", ""), ("12", "")],
)  # fmt: skip
def test_a_row_of_another_month_does_not_answer_this_one(
    tmp_path: Path, told: str, code: str
) -> None:
    rows = [["NIK", "BULAN_IURAN", "STATUS"], [nik(1), told, "Diterima"]]
    path = write_xlsx(tmp_path / "jawaban.xlsx", {"Hasil": rows})
    [row] = read_return(path, profile("jawaban"), Month.of(2026, 6))
    assert row.code == code


def test_a_file_of_headers_alone_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="belum berisi baris"):
        read(tmp_path, {"Hasil": [HEAD]})


def test_all_sheets_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    sheets = {
        "Petunjuk": [["Cara membaca berkas ini"]],
        "GAGAL VALIDASI (2)": [HEAD, [1, nik(1), "A", "", "Gagal", "Nama beda"]],
        "sukses": [["NO KTP", "STATUS DATA"], [nik(2), "Berhasil"]],
    }
    found = read(tmp_path, sheets)
    assert [(row.sheet, row.status) for row in found] == [
        ("GAGAL VALIDASI (2)", "rejected"),
        ("sukses", "accepted"),
    ]


def test_a_file_without_nik_and_status_is_refused_with_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="judul kolomnya"):
        read(tmp_path, {"A": [["Nama", "Status"], ["A", "Diterima"]]})


def test_an_edited_layout_that_would_lose_digits_is_refused() -> None:
    good = shipped_text("pembayaran")
    assert load_profiles(good)["pembayaran"].rows_per_file == 5000
    with pytest.raises(BadInput, match="harus berjenis text"):
        load_profiles(good.replace("[NIK, nik, text]", "[NIK, nik, rupiah]"))
    with pytest.raises(BadInput, match="Baris per berkas"):
        load_profiles(good.replace("rows_per_file: 5000", "rows_per_file: 0"))
    for broken in ("", "- a", "pembayaran: [", "pembayaran:\n  title: x\n"):
        with pytest.raises(BadInput, match="tidak terbaca"):
            load_profiles(broken)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_answer_is_read_by_the_reader_of_all_lists_from_outside(
    tmp_path: Path, encoding: str
) -> None:
    lines = ["HASIL;;;", "NOMOR INDUK KEPENDUDUKAN;NAMA;STATUS_DATA;KETERANGAN"]
    lines += [f"{nik(1)};NUR’AINI;Diterima;–", f"'{nik(2)};B;Ditolak;NIK belum padan – cek"]
    path = tmp_path / "jawaban.txt"
    path.write_bytes("\n".join(lines).encode(encoding))
    found = read_return(path, profile("jawaban"))
    assert [(row.row, row.nik, row.status, row.code) for row in found] == [
        (3, nik(1), "accepted", ""),
        (4, nik(2), "rejected", ""),
    ]
    assert found[0].name == "NUR’AINI"
    assert found[1].reason == "NIK belum padan – cek"
