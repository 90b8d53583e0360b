"""Layouts of offices further away: what they put over, beside and below their tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from payung.lists.headers import field_of, normalise
from payung.lists.output import write_results
from tests.unit.lists.builders import check, codes, rewrite_sheets, table, worker, write_xlsx

PEOPLE = [worker(n) for n in range(1, 5)]


def _sheet(
    path: Path, header: list[str], *fields: str, above: Any = (), below: Any = ()
) -> list[Any]:
    """Checks a sheet with one column per field name; a callable field makes its cell."""
    people = [[p.get(f, f) for f in fields] for p in PEOPLE]
    rows = [*above, header, *people, *below]
    return check(write_xlsx(path, {"Daftar": rows})).rows.to_dicts()


def test_a_total_right_above_a_repeated_header_is_no_part_of_it(tmp_path: Path) -> None:
    head, *rows = table(PEOPLE)
    sheet = [head, *rows[:2], [None, "Jumlah", "2"], head, *rows[2:]]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.findings.height == 0
    assert checked.rows["row"].to_list() == [2, 3, 6, 7]


def test_the_lowest_of_three_header_rows_names_its_columns(tmp_path: Path) -> None:
    header = [
        ["NO", "DATA DIRI", None, None, None, "PEKERJAAN", "NO HP"],
        [None, "NAMA", "NIK", "LAHIR", None, None, None],
        [None, "Lengkap", "16 digit", "Tempat", "Tanggal", None, None],
    ]
    people = [
        [n, *(p[f] for f in ("nama", "nik", "tempat_lahir", "tanggal_lahir", "pekerjaan", "no_hp"))]
        for n, p in enumerate(PEOPLE, 1)
    ]
    sheet = [["KELURAHAN LEGOK RT 5"], *header, *people]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.findings.height == 0
    assert checked.rows["pekerjaan"].to_list() == [p["pekerjaan"] for p in PEOPLE]
    assert checked.unknown_headers == {}


def test_numbered_notes_below_the_table_are_no_people(tmp_path: Path) -> None:
    notes = [
        ["Keterangan :"], ["1", "Lembar pertama untuk Disnaker"], ["2", "Isi NIK sesuai KTP"]
    ]  # fmt: skip
    header = ["No", "Nama", "NIK", "Tgl Lahir"]
    rows = _sheet(tmp_path / "a.xlsx", header, "1", "nama", "nik", "tanggal_lahir", below=notes)
    assert [r["nama"] for r in rows] == [p["nama"] for p in PEOPLE]


@pytest.mark.parametrize("order", ["nik / nkk", "nkk / nik"])
def test_nik_and_family_card_in_one_column_are_told_apart(tmp_path: Path, order: str) -> None:
    first, second = order.split(" / ")
    label = {"nik": "NIK", "nkk": "No. KK"}
    rows = [["No", "Nama", f"{label[first]}/{label[second]}", "Tgl Lahir"]]
    rows += [["1", p["nama"], f"{p[first]}\n{p[second]}", p["tanggal_lahir"]] for p in PEOPLE]
    found = check(write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": rows})).rows
    assert found["nik"].to_list() == [p["nik"] for p in PEOPLE]
    assert found["nkk"].to_list() == [p["nkk"] for p in PEOPLE]


def test_an_address_names_the_kelurahan_where_nothing_else_does(tmp_path: Path) -> None:
    rows = [["NIK", "Nama", "Tgl Lahir", "Alamat"]]
    places = ("Jl. Jelutung Kel. Legok", "Lrg. Damai Kelurahan Murni", "Gg. Amal", "Desa Mendalo")
    rows += [
        [p["nik"], p["nama"], p["tanggal_lahir"], a] for p, a in zip(PEOPLE, places, strict=True)
    ]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": rows}))
    assert checked.rows["kode_kelurahan"].to_list() == ["15.71.10.1003", "15.71.10.1002", "", ""]
    unknown = ["WILAYAH_TIDAK_DIKENAL"]
    assert codes(checked) == {4: unknown, 5: unknown}


def test_kelurahan_and_kecamatan_of_one_name_share_a_cell(tmp_path: Path) -> None:
    people = [
        worker(n, kelurahan=k) for n, k in enumerate(("Payo Lebar/Jelutung", "Jelutung/Jelutung"))
    ]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": table(people)}))
    assert checked.rows["kode_kelurahan"].to_list() == ["15.71.08.1005", "15.71.08.1006"]


def test_a_column_of_codes_names_the_kelurahan(tmp_path: Path) -> None:
    header = ["NIK", "Nama", "Tgl Lahir", "Kode Kelurahan"]
    rows = _sheet(tmp_path / "a.xlsx", header, "nik", "nama", "tanggal_lahir", "1571101003")
    assert {r["kode_kelurahan"] for r in rows} == {"15.71.10.1003"}


def test_a_dash_in_a_column_of_ticks_is_no_tick(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["NIK", "Nama", "Tgl Lahir", "L", "P", "Kelurahan"]]
    for p in PEOPLE:
        ticks = ["v", "-"] if p["jenis_kelamin"] == "L" else ["0", "v"]
        rows.append([p["nik"], p["nama"], p["tanggal_lahir"], *ticks, "Legok"])
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": rows}))
    assert checked.rows["jenis_kelamin"].to_list() == [p["jenis_kelamin"] for p in PEOPLE]


def test_a_name_column_of_an_unheard_of_trade_is_the_name(tmp_path: Path) -> None:
    header = ["NIK", "Nama Driver", "Tgl Lahir", "No. Polisi"]
    rows = _sheet(tmp_path / "Legok.xlsx", header, "nik", "nama", "tanggal_lahir", "BH 1 XX")
    assert [r["nama"] for r in rows] == [p["nama"] for p in PEOPLE]


def test_the_column_that_says_nik_comes_before_the_one_that_may_be(tmp_path: Path) -> None:
    header = ["ID Number", "NIK", "Nama", "Tgl Lahir"]
    rows = _sheet(tmp_path / "Legok.xlsx", header, "A-17", "nik", "nama", "tanggal_lahir")
    assert [r["nik"] for r in rows] == [p["nik"] for p in PEOPLE]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("a. NIK", "nik"), ("b) Nama", "nama"), ("National ID (NIK)", "nik"),
        ("Village", "kelurahan"),
        ("Family Card No.", "nkk"), ("Monthly Income (IDR)", "penghasilan"),
        ("Lahir di", "tempat_lahir"),
        ("Phone Number", "no_hp"), ("Apa pekerjaan utama Anda?", "pekerjaan"),
        ("Berapa penghasilan rata-rata per bulan?", "penghasilan"), ("TGL MULAI BEKERJA", "-"),
        ("N.I.K", "nik"), ("T. Lahir", None),
    ],
)  # fmt: skip
def test_a_header_is_known_in_other_words(header: str, field: str | None) -> None:
    assert field_of(header) == field


def test_rows_and_cells_without_references_are_counted(tmp_path: Path) -> None:
    """Some programs leave `r` out; a NIK in a number cell is said to be damaged all the same."""
    people = [worker(1), worker(2)]
    rows = table(people)
    rows[2][1] = int(people[1]["nik"]) // 10 * 10
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": rows})
    rewrite_sheets(path, lambda xml: re.sub(rb'(<(?:c|row)) r="[A-Z0-9]+"', rb"\1", xml))
    assert codes(check(path)) == {3: ["NIK_RUSAK_EXCEL"]}


def test_a_workbook_named_xls_comes_back_marked(tmp_path: Path) -> None:
    made = write_xlsx(tmp_path / "made.xlsx", {"Daftar": table([worker(1, rt="?")])})
    path = made.rename(tmp_path / "Legok.XLS")
    marked = write_results(check(path), [path], tmp_path / "out")
    assert openpyxl.load_workbook(marked[0])["Daftar"]["I2"].comment is not None


def test_what_openpyxl_refuses_comes_back_as_plain_cells(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table([worker(1, rt="?")])})
    rewrite_sheets(
        path,
        lambda xml: xml.replace(
            b"<sheetData>", b'<sheetPr><tabColor rgb="?"/></sheetPr><sheetData>'
        ),
    )
    marked = write_results(check(path), [path], tmp_path / "out")
    assert "RT belum terbaca" in openpyxl.load_workbook(marked[0])["Daftar"]["P2"].value


def test_an_answer_about_a_header_of_two_rows_is_remembered(tmp_path: Path) -> None:
    header = [["NIK", "Data", None, "Tambahan"], [None, "Nama", "Tgl Lahir", "Guna"]]
    fields = ("nik", "nama", "tanggal_lahir", "pekerjaan")
    people = [[p[f] for f in fields] for p in PEOPLE]
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": [*header, *people]})
    asked = check(path).unknown_headers["Legok.xlsx"]
    assert asked == ("Tambahan Guna",)
    answer = {"Legok.xlsx": {normalise(asked[0]): "pekerjaan"}}
    checked = check(path, header_memory=answer)
    assert checked.unknown_headers == {}
    assert checked.rows["pekerjaan"].to_list() == [p["pekerjaan"] for p in PEOPLE]
