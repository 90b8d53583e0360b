"""Tables that stand beside, below and across each other: each person in the right row and RT."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from payung.lists.output import write_results
from tests.unit.lists.builders import check, codes, table, worker, write_xlsx

FIELDS = ("nik", "nama", "tanggal_lahir", "jenis_kelamin")
HEADER = ["No", "NIK", "Nama", "Tgl Lahir", "L/P"]
PEOPLE = [worker(n) for n in range(1, 9)]


def _rows(people: list[dict[str, str]]) -> list[list[Any]]:
    return [[n, *(p[f] for f in FIELDS)] for n, p in enumerate(people, 1)]


def test_two_tables_beside_each_other_are_both_read(tmp_path: Path) -> None:
    pairs = zip(_rows(PEOPLE[:4]), _rows(PEOPLE[4:]), strict=True)
    sheet = [
        ["KELURAHAN LEGOK"],
        ["RT 03", *[None] * 5, "RT 04"],
        [*HEADER, None, *HEADER],
        *([*left, None, *right] for left, right in pairs),
    ]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.findings.height == 0
    found = set(checked.rows.select("row", "nama", "rt").iter_rows())
    assert found == {
        (4 + n % 4, p["nama"], "003" if n < 4 else "004") for n, p in enumerate(PEOPLE)
    }


def test_a_title_between_two_tables_names_the_rt_of_the_second(tmp_path: Path) -> None:
    other = ["No", "Nama", "No KTP", "JK", "Tanggal Lahir"]
    below = [
        [n, p["nama"], p["nik"], p["jenis_kelamin"], p["tanggal_lahir"]]
        for n, p in enumerate(PEOPLE[4:], 1)
    ]
    sheet = [
        ["KELURAHAN LEGOK"], ["DAFTAR PEKERJA RT 05"], HEADER, *_rows(PEOPLE[:4]),
        ["Jumlah RT 05: 4 orang"], [], ["DAFTAR PEKERJA RT 06 RW 02"], other, *below,
    ]  # fmt: skip
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.rows["rt"].to_list() == ["005"] * 4 + ["006"] * 4
    assert checked.rows["rw"].to_list() == [""] * 4 + ["002"] * 4
    assert checked.findings.height == 0


def test_a_cell_merged_over_rows_speaks_for_all_of_them(tmp_path: Path) -> None:
    rows = [["RT", "Kelurahan", *HEADER], *([None, None, *row] for row in _rows(PEOPLE))]
    rows[1][:2], rows[5][:2] = ["003", "Legok"], ["008", "Murni"]
    path = write_xlsx(tmp_path / "a.xlsx", {"Daftar": rows})
    book = openpyxl.load_workbook(path)
    for span in ("A2:A5", "A6:A9", "B2:B5", "B6:B9"):
        book["Daftar"].merge_cells(span)
    book.save(path)
    checked = check(path)
    assert checked.findings.height == 0
    assert checked.rows["rt"].to_list() == ["003"] * 4 + ["008"] * 4
    assert checked.rows["kode_kelurahan"].n_unique() == 2


def test_an_empty_cell_that_is_not_merged_stays_empty(tmp_path: Path) -> None:
    rows = table(PEOPLE[:2])
    rows[2][8] = ""
    assert codes(check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": rows}))) == {3: ["RT_TIDAK_SAH"]}


def test_a_sheet_of_instructions_is_no_list(tmp_path: Path) -> None:
    told = [["Petunjuk"], ["2. Nama", "sesuai KTP"], ["3. NIK", "16 angka"]]
    sheet = [["KELURAHAN LEGOK"], HEADER, *_rows(PEOPLE)]
    book = {"PETUNJUK": told, "rt 12 rw 03": sheet}
    checked = check(write_xlsx(tmp_path / "a.xlsx", book))
    assert checked.findings.height == 0
    assert checked.rows.select("rt", "rw").unique().row(0) == ("012", "003")


def test_the_name_of_an_officer_is_the_name_where_there_is_no_other(tmp_path: Path) -> None:
    header = ["No", "Nama Petugas", "NIK", "Tgl Lahir", "Nama Masjid/Mushalla", "Tugas", "RT"]
    rows = [
        [n, p["nama"], p["nik"], p["tanggal_lahir"], "Al Ikhlas", "Imam", p["rt"]]
        for n, p in enumerate(PEOPLE, 1)
    ]
    checked = check(write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": [header, *rows]}))
    assert checked.findings.height == 0
    assert checked.rows["nama"].to_list() == [p["nama"] for p in PEOPLE]
    assert checked.rows["pekerjaan"].unique().to_list() == ["Imam"]


def test_twins_whose_names_differ_in_one_letter_are_two(tmp_path: Path) -> None:
    first = worker(2, nama="NUR AINI")
    digits = f"{first['nik'][:12]}{int(first['nik'][12:]) + 5}"
    twin = first | {"nama": "NUR AINA", "nik": digits}
    path = write_xlsx(tmp_path / "a.xlsx", {"D": table([first, worker(5), twin])})
    assert check(path).findings.height == 0


def test_one_header_over_two_columns_speaks_for_both(tmp_path: Path) -> None:
    header = ["No", "Nama", "NIK", "Tempat/Tgl Lahir", None, "RT/RW", None, "Kelurahan"]
    rows = [
        [n, p["nama"], p["nik"], p["tempat_lahir"], p["tanggal_lahir"], p["rt"], "005", "Legok"]
        for n, p in enumerate(PEOPLE, 1)
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Daftar": [["DATA"], header, *rows]})
    checked = check(path)
    assert checked.findings.height == 0
    assert checked.rows["tempat_lahir"].to_list() == [p["tempat_lahir"] for p in PEOPLE]
    assert checked.rows["rw"].unique().to_list() == ["005"]


def test_a_pair_in_the_last_column_is_read(tmp_path: Path) -> None:
    header = ["Nama", "NIK", "RT", "Kelurahan", "TTL"]
    rows = [[p["nama"], p["nik"], p["rt"], "Legok", f"Jambi, {p['tanggal_lahir']}"] for p in PEOPLE]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": [header, *rows]}))
    assert checked.findings.height == 0


def test_a_place_before_the_date_is_seen_under_a_header_that_hides_it(tmp_path: Path) -> None:
    header = ["Nama", "NIK", "Lahir", "RT", "Kelurahan"]
    rows = [
        [p["nama"], p["nik"], f"Muara Tebo, {p['tanggal_lahir']}", p["rt"], "Legok"] for p in PEOPLE
    ]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": [header, *rows]}))
    assert checked.findings.height == 0
    assert checked.rows["tempat_lahir"].unique().to_list() == ["Muara Tebo"]


def test_a_wrong_cell_of_the_second_of_two_tables_is_coloured(tmp_path: Path) -> None:
    pairs = zip(_rows(PEOPLE[:2]), _rows([PEOPLE[4], worker(6, nama="")]), strict=True)
    sheet = [["KELURAHAN LEGOK"], [*HEADER, None, *HEADER], *([*a, None, *b] for a, b in pairs)]
    path = write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet})
    (marked,) = write_results(check(path), [path], tmp_path / "out")
    page = openpyxl.load_workbook(marked)["Daftar"]
    assert [c.coordinate for row in page for c in row if c.comment] == ["I4"]
