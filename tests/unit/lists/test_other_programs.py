"""Lists as other programs and hands leave them: nothing is lost, and each loss has its cause."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.lists.builders import (
    check,
    check_people,
    codes,
    rewrite_sheets,
    table,
    worker,
    write_xlsx,
)

PEOPLE = [worker(n) for n in range(1, 13)]
NIKS = [p["nik"] for p in PEOPLE]


def _columns(path: Path, *columns: tuple[str, Callable[[dict[str, str]], Any]]) -> Path:
    """A list of these headers, each with what its function says of a person."""
    rows = [[header for header, _ in columns]]
    rows += [[told(p) for _, told in columns] for p in PEOPLE]
    return write_xlsx(path, {"Data": rows})


def _of(field: str) -> Callable[[dict[str, str]], Any]:
    return lambda person: person[field]


_BASE = (("NIK", _of("nik")), ("Nama", _of("nama")), ("Tgl Lahir", _of("tanggal_lahir")))


def _year_first(person: dict[str, str]) -> str:
    day, month, year = person["tanggal_lahir"].split("-")
    return f"{year}{month}{day}"


def test_the_second_column_of_a_field_speaks_where_the_first_is_another(tmp_path: Path) -> None:
    path = _columns(
        tmp_path / "a.xlsx",
        ("id_keluarga", lambda p: f"K-{p['nkk'][-3:]}"),
        ("nomor_kartu_keluarga", _of("nkk")),
        *_BASE,
        ("Kel", lambda p: "Pria" if p["jenis_kelamin"] == "L" else "Wanita"),
        ("nama_desa_kel", _of("kelurahan")),
    )
    checked = check(path)
    assert checked.rows["nkk"].to_list() == [p["nkk"] for p in PEOPLE]
    assert set(checked.rows["kode_kelurahan"]) == {"15.71.10.1003"}
    assert checked.rows["jenis_kelamin"].to_list() == [p["jenis_kelamin"] for p in PEOPLE]
    assert checked.finding_counts == {"KOLOM_TAK_DIKENAL": 1}


def test_dates_in_eight_digits_are_read_with_the_year_first(tmp_path: Path) -> None:
    path = _columns(tmp_path / "Legok.xlsx", *_BASE[:2], ("tgl_lahir", _year_first))
    checked = check(path)
    assert checked.findings.height == 0
    assert checked.rows["tanggal_lahir"][0] == "1971-02-02"


def test_the_codes_of_another_systems_occupations_are_told_not_guessed(tmp_path: Path) -> None:
    path = _columns(tmp_path / "Legok.xlsx", *_BASE, ("pekerjaan_utama", lambda _: "3"))
    checked = check(path)
    assert set(checked.rows["pekerjaan"]) == {""}
    assert "pekerjaan_utama" in checked.findings["message"][0]
    assert checked.finding_counts == {"KOLOM_TAK_DIKENAL": 1}


def test_of_two_columns_that_say_nik_the_birth_dates_choose(tmp_path: Path) -> None:
    path = _columns(
        tmp_path / "Legok.xlsx", ("NIK", _of("nkk")), ("Nomor KTP", _of("nik")), *_BASE[1:]
    )
    checked = check(path)
    assert checked.rows["nik"].to_list() == NIKS
    assert checked.rows["nkk"].to_list() == [p["nkk"] for p in PEOPLE]
    assert checked.findings.height == 0


def test_family_cards_before_the_niks_are_no_niks_where_no_header_speaks(tmp_path: Path) -> None:
    path = _columns(
        tmp_path / "Legok.xlsx", ("A1", _of("nkk")), ("A2", _of("nik")), ("A3", _of("nama")),
        ("A4", _of("tanggal_lahir")),
    )  # fmt: skip
    checked = check(path)
    assert checked.rows["nik"].to_list() == NIKS
    assert checked.findings.height == 0


def test_the_number_of_a_question_is_no_part_of_its_header(tmp_path: Path) -> None:
    path = _columns(
        tmp_path / "Legok.xlsx", ("r401_nama", _of("nama")), ("r402_nik", _of("nik")),
        ("r403_jk", lambda p: "LP".index(p["jenis_kelamin"]) + 1),
        ("r404_tgllahir", _of("tanggal_lahir")),
    )  # fmt: skip
    checked = check(path)
    assert checked.rows["jenis_kelamin"].to_list() == [p["jenis_kelamin"] for p in PEOPLE]
    assert checked.findings.height == 0


@pytest.mark.parametrize(
    ("given", "unseen"),
    [
        ("hidden='1'", {4, 6}),
        ('ht="0.5" customHeight="1"', {4, 6}),
        ('hidden="true"', {4, 6}),
    ],
)
def test_a_row_is_hidden_however_a_program_says_so(
    tmp_path: Path, given: str, unseen: set[int]
) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table(PEOPLE)})
    rewrite_sheets(path, lambda x: re.sub(rb'<row r="(4|6)"', rb'<row r="\1" ' + given.encode(), x))
    found = check(path).findings
    assert set(found["code"]) == {"BARIS_TERSEMBUNYI"}
    assert set(found["row"]) == unseen


def test_rows_are_hidden_where_a_sheet_hides_all_but_the_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table(PEOPLE)})

    def hidden(xml: bytes) -> bytes:
        xml = re.sub(rb"<sheetFormatPr ", b'<sheetFormatPr zeroHeight="1" ', xml)
        return re.sub(rb'<row r="([1-9])"', rb'<row r="\1" ht="15" customHeight="1"', xml)

    rewrite_sheets(path, hidden)
    assert set(check(path).findings["row"]) == {10, 11, 12, 13}


@pytest.mark.parametrize("cell", [b"<f>Sheet2!B2</f>", b"<f>Sheet2!B2</f><v></v>", b'<f si="0"/>'])
def test_a_formula_that_nobody_reckoned_is_no_empty_cell(tmp_path: Path, cell: bytes) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table(PEOPLE)})
    rewrite_sheets(
        path, lambda x: re.sub(rb'<c r="B3"[^>]*>.*?</c>', b'<c r="B3">' + cell + b"</c>", x)
    )
    found = check(path).findings
    assert found.select("row", "column", "code").rows() == [(3, "nik", "SEL_GALAT")]
    assert "belum dihitung" in found["message"][0]


def test_a_column_of_broken_lookups_is_not_a_strange_column(tmp_path: Path) -> None:
    people = [worker(n, nkk="#N/A" if n % 2 else "#NILAI!") for n in range(1, 7)]
    assert check_people(tmp_path, *people).finding_counts == {"SEL_GALAT": 6}


def test_a_sheet_that_goes_on_without_a_header_is_read_as_the_one_before(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "Legok.xlsx", {"Hal 1": table(PEOPLE[:6]), "Hal 2": table(PEOPLE[6:])[1:]}
    )
    checked = check(path)
    assert checked.rows["nama"].to_list() == [p["nama"] for p in PEOPLE]
    assert checked.findings.height == 0


_FORM = [row for p in PEOPLE[6:8] for row in (["Nama", p["nama"]], ["NIK", p["nik"]], [])]
_SENTENCES = [["Susulan RT 02"], *([f"{p['nama']} NIK {p['nik']}"] for p in PEOPLE[6:8])]


@pytest.mark.parametrize(
    "other", [[list(row) for row in zip(*table(PEOPLE[6:]), strict=True)], _FORM, _SENTENCES]
)
def test_people_outside_a_table_are_told(tmp_path: Path, other: list[list[Any]]) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table(PEOPLE[:6]), "Susulan": other})
    checked = check(path)
    assert checked.rows["nik"].to_list() == NIKS[:6]
    assert checked.findings.select("sheet", "code").rows() == [
        ("Susulan", "SEBAGIAN_TIDAK_TERBACA")
    ]
    assert "berisi NIK, tetapi bukan tabel" in checked.findings["message"][0]


def test_rows_that_say_little_of_somebody_are_people_all_the_same(tmp_path: Path) -> None:
    rows = table(PEOPLE)
    rows[2] = [2, NIKS[1], *[None] * 13]
    rows[4] = [4, None, None, "JUMLAH SIREGAR", "Jambi", "01-02-1980", "L", *[None] * 8]
    rows[6] = [6, *[None] * 4, "03-04-1970", *[None] * 9]
    rows[8] = [None, NIKS[7], *[None] * 13]
    rows.append([None, "JUMLAH", None, "12 orang", *[None] * 11])
    checked = check(write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": rows}))
    assert checked.rows.height == len(PEOPLE)
    assert set(codes(checked)) >= {3, 5, 7, 9}


def test_a_quote_that_nobody_closed_takes_no_lines_with_it(tmp_path: Path) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(table(PEOPLE))
    broken = out.getvalue().replace("Lrg. Damai No. 4,", '"Lrg. Damai No. 4,')
    path = tmp_path / "Legok.csv"
    path.write_text(broken, encoding="utf-8")
    checked = check(path)
    assert checked.rows["nik"].to_list() == NIKS
    assert checked.findings.height == 0


def test_an_address_of_two_lines_stays_one_cell(tmp_path: Path) -> None:
    out = io.StringIO()
    people = [worker(n, alamat=f'Jl. "Baru"\nNo. {n}, Lrg 2') for n in range(1, 7)]
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(table(people))
    path = tmp_path / "Legok.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    checked = check(path)
    assert checked.rows["alamat"][0] == 'Jl. "Baru" No. 1, Lrg 2'
    assert checked.findings.height == 0


def test_lines_that_were_quoted_whole_are_read_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "Legok.csv"
    lines = ('"' + ";".join(str(cell) for cell in row) + '"' for row in table(PEOPLE))
    path.write_text("\n".join(lines), encoding="utf-8")
    assert check(path).rows["nik"].to_list() == NIKS
