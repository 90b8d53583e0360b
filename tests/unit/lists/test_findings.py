"""Planted faults are found, with their code, row and status; clean neighbours are left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from payung.lists.fields import severity_of
from payung.lists.messages import CODES, message
from tests.unit.lists.builders import check, check_people, codes, nik, table, worker, write_xlsx

CLEAN = [worker(n) for n in range(20, 26)]


@pytest.mark.parametrize(
    ("changed", "found", "status"),
    [
        ({"nik": ""}, ["NIK_KOSONG"], "tolak"),
        ({"nik": "belum ada"}, ["NIK_KOSONG"], "tolak"),
        ({"nik": "157110311280901"}, ["NIK_PANJANG"], "tolak"),
        ({"nik": "15711031X2809001"}, ["NIK_BUKAN_ANGKA"], "tolak"),
        ({"nik": "1571103913809001"}, ["NIK_TANGGAL"], "tolak"),
        ({"nik": "1.57111E+15"}, ["NIK_RUSAK_EXCEL"], "tolak"),
        ({"nama": "-"}, ["NAMA_KOSONG"], "tolak"),
        ({"tanggal_lahir": "32/05/1994"}, ["TGL_LAHIR_TIDAK_SAH"], "periksa"),
        ({"tanggal_lahir": ""}, ["TGL_LAHIR_TIDAK_SAH"], "periksa"),
        ({"jenis_kelamin": "L"}, ["NIK_BEDA_JK"], "periksa"),
        ({"jenis_kelamin": ""}, [], "ok"),
        ({"kelurahan": "Mendalo"}, ["WILAYAH_TIDAK_DIKENAL"], "periksa"),
        ({"rt": "?"}, ["RT_TIDAK_SAH"], "periksa"),
        ({"rt": ""}, ["RT_TIDAK_SAH"], "periksa"),
        ({"no_hp": "123456"}, ["HP_TIDAK_SAH"], "ok"),
        ({"no_hp": "-"}, [], "ok"),
        ({"penghasilan": "tidak tentu"}, ["PENGHASILAN_TIDAK_SAH"], "ok"),
        ({"penghasilan": ""}, [], "ok"),
        ({"nama_ibu": ""}, [], "ok"),
    ],
)  # fmt: skip
def test_one_fault_gives_one_code(
    tmp_path: Path, changed: dict[str, str], found: list[str], status: str
) -> None:
    checked = check_people(tmp_path, *CLEAN[:3], worker(1, **changed), *CLEAN[3:])
    assert codes(checked) == ({5: found} if found else {})
    assert checked.rows["status"].to_list() == ["ok"] * 3 + [status] + ["ok"] * 3


def test_a_birth_date_against_the_nik_is_told_with_both(tmp_path: Path) -> None:
    person = worker(1, nik=nik(date(1980, 5, 22), "P"), tanggal_lahir="23-05-1980")
    finding = check_people(tmp_path, person).findings.row(0, named=True)
    assert finding["code"] == "NIK_BEDA_TGL_LAHIR"
    assert "23-05-1980" in finding["message"]
    assert "22-05-80" in finding["message"]


def test_a_serial_of_zeros_and_an_unknown_area_are_told(tmp_path: Path) -> None:
    born = date(1980, 5, 22)
    zero = worker(1, nik=nik(born, "P")[:12] + "0000", tanggal_lahir="22-05-1980")
    nowhere = worker(3, nik=nik(born, "P", area="280101"), tanggal_lahir="22-05-1980")
    checked = check_people(tmp_path, zero, nowhere)
    assert codes(checked) == {2: ["NIK_SERI_NOL"], 3: ["NIK_WILAYAH"]}


@pytest.mark.parametrize(("birth", "found"), [
    ("22-11-2008", []), ("23-11-2008", ["USIA_DI_LUAR"]),
    ("23-11-1961", []), ("22-11-1961", ["USIA_DI_LUAR"]),
])  # fmt: skip
def test_the_age_window_counts_completed_years(
    tmp_path: Path, birth: str, found: list[str]
) -> None:
    day, month, year = map(int, birth.split("-"))
    person = worker(1, nik=nik(date(year, month, day), "P"), tanggal_lahir=birth)
    assert codes(check_people(tmp_path, person)) == ({2: found} if found else {})


def test_nik_and_family_card_swapped_or_equal(tmp_path: Path) -> None:
    swapped = worker(1)
    swapped["nik"], swapped["nkk"] = swapped["nkk"], swapped["nik"]
    equal = worker(3, nik=worker(3)["nkk"])
    checked = check_people(tmp_path, swapped, equal)
    assert codes(checked) == {2: ["NIK_SAMA_NKK"], 3: ["NIK_SAMA_NKK"]}
    assert checked.findings["suggestion"][0] == swapped["nkk"]


def test_a_number_cell_is_damaged_and_a_text_of_the_same_digits_is_not(tmp_path: Path) -> None:
    rows: list[list[Any]] = table([worker(1), worker(2)])
    rows[1][1] = int(rows[1][1])
    checked = check(write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": rows}))
    assert codes(checked) == {2: ["NIK_RUSAK_EXCEL"]}


def test_a_list_whose_niks_nearly_all_end_in_zero_lost_its_last_digits(tmp_path: Path) -> None:
    people = [worker(n) for n in (*range(1, 10), 11)]
    damaged = [p | {"nik": p["nik"][:15] + "0"} for p in people[:9]]
    found = codes(check_people(tmp_path, *damaged, people[9]))
    assert found == {row: ["NIK_RUSAK_EXCEL"] for row in range(2, 11)}
    few = [people[0] | {"nik": people[0]["nik"][:15] + "0"}, *people[1:]]
    assert codes(check_people(tmp_path, *few)) == {}


def test_the_same_nik_names_the_other_row_across_files(tmp_path: Path) -> None:
    first = write_xlsx(tmp_path / "satu.xlsx", {"Daftar": table([worker(1), worker(2)])})
    again = worker(1, nik=" ".join(worker(1)["nik"]))
    second = write_xlsx(tmp_path / "dua.xlsx", {"RT 03": table([worker(4), again])})
    found = check(first, second).findings
    assert found["code"].to_list() == ["NIK_GANDA", "NIK_GANDA"]
    assert "baris 3 lembar RT 03 berkas dua.xlsx" in found["message"][0]
    assert "baris 2 lembar Daftar berkas satu.xlsx" in found["message"][1]


def test_a_dragged_fill_is_found_and_its_source_is_spared(tmp_path: Path) -> None:
    source = worker(2)
    dragged = [
        worker(n, nik=f"{source['nik'][:12]}{int(source['nik'][12:]) + n - 2}") for n in (3, 4, 5)
    ]
    found = codes(check_people(tmp_path, CLEAN[0], source, *dragged, CLEAN[1]))
    told = ["NIK_ISI_SERET", "NIK_BEDA_TGL_LAHIR"]
    women = ["NIK_BEDA_JK", *told]
    assert found == {4: women, 5: told, 6: women}


def test_twins_and_triplets_with_neighbouring_niks_have_no_finding(tmp_path: Path) -> None:
    first = worker(2, nama="AHMAD FAUZI")
    serial = int(first["nik"][12:])
    siblings = [
        first | {"nik": f"{first['nik'][:12]}{serial + n}", "nama": name}
        for n, name in ((1, "AHMAD FAHMI"), (2, "AHMAD FAHRI"))
    ]
    checked = check_people(tmp_path, first, *siblings)
    assert checked.findings.height == 0


def test_father_and_son_of_one_name_and_two_nurhayati_have_no_finding(tmp_path: Path) -> None:
    father = worker(2, nama="WIDODO")
    son = worker(4, nama="WIDODO", alamat=father["alamat"], no_hp=father["no_hp"])
    one, two = worker(7, nama="NURHAYATI"), worker(9, nama="NURHAYATI")
    assert check_people(tmp_path, father, son, one, two).findings.height == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"nik": "3273032003729072", "nama": "H. MUH. YUSUF"},
        {"nama": "Moch. Joesoef", "no_hp": ""},
        {"nama": "MUHAMMAD YUSUF", "nama_ibu": ""},
        {"nama": "M. YUSUF, S.Pd"},
    ],
)
def test_the_same_person_under_another_nik_names_the_other_row(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    known = worker(2, nama="MUHAMMAD YUSUF")
    other = known | {"nik": f"15710{known['nik'][5:12]}9555"} | changed
    checked = check_people(tmp_path, known, CLEAN[0], other)
    mine = {r: c for r, c in codes(checked).items() if "ORANG_MIRIP" in c}
    assert set(mine) == {2, 4}
    assert set(checked.rows["status"].to_list()) <= {"periksa", "ok"}


def test_statuses_and_severities_follow_the_contract() -> None:
    warnings = {c for c in CODES if severity_of(c).value == "peringatan"}
    assert warnings == {
        "NIK_WILAYAH", "ORANG_MIRIP", "HP_TIDAK_SAH", "PENGHASILAN_TIDAK_SAH", "BARIS_TERSEMBUNYI",
        "KOLOM_TAK_DIKENAL", "TANGGAL_TERTUKAR", "TANGGAL_1904",
    }  # fmt: skip


@pytest.mark.parametrize("code", sorted(CODES - {"BERKAS_RUSAK"}))
def test_every_message_is_at_most_twenty_words(code: str) -> None:
    assert 3 <= len(message(code, "nik", "baris 12").split()) <= 20
