"""Layouts that offices send: whatever stands around the people, the people are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.lists.builders import (
    AREAS,
    FIELDS,
    HEADERS,
    check,
    check_people,
    codes,
    nik,
    table,
    worker,
    write_xlsx,
)

PEOPLE = [worker(n) for n in range(1, 13)]


def test_clean_people_in_a_plain_table_have_no_finding(tmp_path: Path) -> None:
    checked = check_people(tmp_path, *PEOPLE)
    assert checked.rows["status"].to_list() == ["ok"] * 12
    assert checked.findings.height == 0
    assert checked.rows["row"].to_list() == list(range(2, 14))
    assert checked.rows["kode_kelurahan"].unique().to_list() == ["15.71.10.1003"]


def test_titles_a_numbering_row_and_a_signature_block_are_no_people(tmp_path: Path) -> None:
    rows = table(PEOPLE)
    width = len(rows[0])
    sheet = [
        ["DAFTAR PEKERJA RENTAN"],
        ["KELURAHAN LEGOK KECAMATAN DANAU SIPIN"],
        [],
        rows[0],
        list(range(1, width + 1)),
        *rows[1:],
        [None, "JUMLAH", len(PEOPLE)],
        [],
        [None] * 11 + ["Jambi, 19 Januari 2026"],
        [None, "Mengetahui,", *[None] * 9, "Lurah Legok"],
        [],
        [None] * 11 + ["SURYADI, S.Sos"],
        [None] * 11 + ["NIP. 19761332 199903 1 999"],
    ]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.rows["row"].to_list() == list(range(6, 18))
    assert checked.findings.height == 0


def test_a_header_of_two_rows_is_read_and_skipped_where_it_comes_again(tmp_path: Path) -> None:
    top = ["No", "Nama", "NIK (KTP)", "Tempat/Tanggal Lahir", None, "JK", "Alamat", None, None,
           None, "Pekerjaan", "No HP", "Nama Ibu"]  # fmt: skip
    sub = [None, None, None, "Tempat", "Tanggal", None, "Jalan", "RT", "RW", "Kelurahan"]
    order = ("nama", "nik", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat", "rt", "rw",
             "kelurahan", "pekerjaan", "no_hp", "nama_ibu")  # fmt: skip
    people = [[n, *(p[f] for f in order)] for n, p in enumerate(PEOPLE, 1)]
    sheet = [["DATA PEKERJA"], [], top, sub, *people[:5], [], top, sub, *people[5:]]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.rows["row"].to_list() == [5, 6, 7, 8, 9, *range(13, 20)]
    assert checked.findings.height == 0
    assert checked.rows["rt"].to_list() == [p["rt"] for p in PEOPLE]


def test_a_second_table_with_another_order_of_columns_is_read_by_its_own_header(
    tmp_path: Path,
) -> None:
    other = ["NIK", "Nama Lengkap", "Tgl Lahir", "Kelurahan", "RT"]
    fields = ("nik", "nama", "tanggal_lahir", "kelurahan", "rt")
    sheet = [*table(PEOPLE[:4]), [], other, *([p[f] for f in fields] for p in PEOPLE[4:])]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.rows["nama"].to_list() == [p["nama"] for p in PEOPLE]
    assert checked.findings.height == 0


def test_sheets_per_rt_give_the_rt_and_a_summary_sheet_is_left_out(tmp_path: Path) -> None:
    header = ["No", "No. KTP", "Nama Sesuai KTP", "Tgl. Lahir", "L/P"]
    fields = ("nik", "nama", "tanggal_lahir", "jenis_kelamin")

    def sheet(people: list[dict[str, str]]) -> list[list[object]]:
        rows = [[n, *(p[f] for f in fields)] for n, p in enumerate(people, 1)]
        return [["DATA PEKERJA KELURAHAN LEGOK"], header, *rows, ["Jumlah", None, f"{len(rows)}"]]

    summary = [["REKAPITULASI"], ["No", "RT", "Jumlah"], [1, "RT 04", 6], [2, "RT 05", 6]]
    book = {"RT 04": sheet(PEOPLE[:6]), "RT 05": sheet(PEOPLE[6:]), "Rekap": summary}
    checked = check(write_xlsx(tmp_path / "Kel Legok.xlsx", book))
    assert checked.rows["rt"].to_list() == ["004"] * 6 + ["005"] * 6
    assert checked.rows["sheet"].unique().sort().to_list() == ["RT 04", "RT 05"]
    assert checked.findings.height == 0


def test_a_section_title_gives_the_rt_of_the_rows_below(tmp_path: Path) -> None:
    header = ["No", "NIK", "Nama", "Tgl Lahir"]
    rows = [[n, p["nik"], p["nama"], p["tanggal_lahir"]] for n, p in enumerate(PEOPLE, 1)]
    sheet = [header, ["RT 07"], *rows[:6], ["Sub Jumlah", None, 6], ["RT 08"], *rows[6:]]
    checked = check(write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": sheet}))
    assert checked.rows["rt"].to_list() == ["007"] * 6 + ["008"] * 6
    assert checked.rows["kode_kelurahan"].unique().to_list() == ["15.71.10.1003"]


@pytest.mark.parametrize(
    "write",
    ["{place}, {day:%d-%m-%Y}", "{place} / {day:%d/%m/%Y}", "{place} {day:%d.%m.%Y}",
     "{place},{day:%d}-{day:%m}-{day:%y}"],
)  # fmt: skip
def test_place_and_date_of_birth_in_one_column_are_taken_apart(tmp_path: Path, write: str) -> None:
    header = ["NIK", "Nama", "Tempat, Tgl Lahir", "RT/RW", "Kelurahan"]
    rows = []
    for person in PEOPLE:
        day, month, year = map(int, person["tanggal_lahir"].split("-"))
        born = write.format(place="Muara Tebo", day=date(year, month, day))
        rows.append([person["nik"], person["nama"], born, "14/5", "Kel. Legok"])
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": [header, *rows]}))
    assert checked.findings.height == 0
    assert checked.rows["tempat_lahir"].unique().to_list() == ["Muara Tebo"]
    assert checked.rows["rt"].unique().to_list() == ["014"]
    assert checked.rows["rw"].unique().to_list() == ["005"]


def test_sex_as_a_tick_in_two_columns_and_birth_in_three(tmp_path: Path) -> None:
    top = [
        "No",
        "Nama",
        "NIK",
        "Tanggal Lahir",
        None,
        None,
        "Jenis Kelamin",
        None,
        "RT",
        "Kelurahan",
    ]
    sub = [None, None, None, "Tgl", "Bln", "Thn", "L", "P"]
    rows = []
    for number, person in enumerate(PEOPLE, 1):
        day, month, year = map(int, person["tanggal_lahir"].split("-"))
        tick = ["v", None] if person["jenis_kelamin"] == "L" else [None, "v"]
        rows.append([number, person["nama"], person["nik"], day, month, year, *tick, 3, "Legok"])
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": [top, sub, *rows]}))
    assert checked.findings.height == 0
    assert checked.rows["jenis_kelamin"].to_list() == [p["jenis_kelamin"] for p in PEOPLE]


def test_the_rt_inside_an_address_is_found(tmp_path: Path) -> None:
    header = ["NIK", "Nama", "Tanggal Lahir", "Alamat", "Kelurahan"]
    rows = [
        [p["nik"], p["nama"], p["tanggal_lahir"], f"Jl. Damai No. 5 RT.{n:02d}/RW.003", "Legok"]
        for n, p in enumerate(PEOPLE, 1)
    ]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": [header, *rows]}))
    assert checked.rows["rt"].to_list() == [f"{n:03d}" for n in range(1, 13)]
    assert checked.rows["rw"].unique().to_list() == ["003"]


def test_a_table_that_begins_in_column_c_is_read(tmp_path: Path) -> None:
    sheet = [[], *([None, None, *row] for row in table(PEOPLE))]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": sheet}))
    assert checked.rows["row"].to_list() == list(range(3, 15))
    assert checked.findings.height == 0


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_every_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    import csv

    people = [p | {"alamat": 'Jl. "Kenanga", No. 5;\nBlok É'} for p in PEOPLE]
    path = tmp_path / "kiriman.csv"
    with path.open("w", encoding=encoding, newline="") as target:
        writer = csv.writer(target, delimiter=separator)
        writer.writerows([["DAFTAR PEKERJA"], [], *table(people)])
    checked = check(path)
    assert checked.rows["row"].to_list() == list(range(4, 16))
    assert checked.rows["sheet"].unique().to_list() == [""]
    assert checked.findings.height == 0
    assert checked.rows["alamat"][0].endswith("Blok É")


def test_a_csv_with_stray_quotes_is_still_read(tmp_path: Path) -> None:
    lines = [";".join(map(str, row)) for row in table(PEOPLE)]
    lines[3] = lines[3].replace("Lrg. Damai", '"Lrg" Damai')
    path = tmp_path / "kiriman.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert check(path).rows.height == 12


def test_dates_as_cells_in_both_date_systems(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    for name, epoch in (("windows", None), ("mac", CALENDAR_MAC_1904)):
        book = openpyxl.Workbook()
        if epoch:
            book.epoch = epoch
        sheet = book.active
        assert sheet is not None
        for row in table(PEOPLE):
            sheet.append(row)
        for row_number, person in enumerate(PEOPLE, 2):
            day, month, year = map(int, person["tanggal_lahir"].split("-"))
            sheet.cell(row_number, 6, date(year, month, day))
        book.save(tmp_path / f"{name}.xlsx")
        checked = check(tmp_path / f"{name}.xlsx")
        assert checked.findings.height == 0, name


def test_an_excel_serial_as_plain_number_is_a_date(tmp_path: Path) -> None:
    people = [worker(1, tanggal_lahir="29221", nik=nik(date(1980, 1, 1), "P"))]
    assert check_people(tmp_path, *people).rows["tanggal_lahir"].to_list() == ["1980-01-01"]


def test_a_missing_needed_column_is_told_once_per_sheet(tmp_path: Path) -> None:
    header = ["No", "Nama", "Alamat", "RT", "Kelurahan"]
    rows = [[n, p["nama"], p["alamat"], p["rt"], "Legok"] for n, p in enumerate(PEOPLE, 1)]
    checked = check(write_xlsx(tmp_path / "a.xlsx", {"Daftar": [header, *rows]}))
    assert codes(checked) == {0: ["KOLOM_HILANG", "KOLOM_HILANG"]}
    assert set(checked.findings["column"]) == {"nik", "tanggal_lahir"}
    assert checked.rows["status"].unique().to_list() == ["tolak"]


def test_an_unknown_header_is_asked_once_and_remembered(tmp_path: Path) -> None:
    rows = table(PEOPLE)
    rows[0][HEADERS.index("Nama Ibu")] = "Kode Pendataan Xyz"
    path = write_xlsx(tmp_path / "a.xlsx", {"Daftar": rows})
    first = check(path)
    assert first.unknown_headers == {"a.xlsx": ("Kode Pendataan Xyz",)}
    assert first.finding_counts == {"KOLOM_TAK_DIKENAL": 1}
    again = check(path, header_memory={"a.xlsx": {"kode pendataan xyz": "nama_ibu"}})
    assert again.findings.height == 0
    assert again.rows["nama_ibu"].to_list() == [p["nama_ibu"] for p in PEOPLE]


def test_a_workbook_without_a_list_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "surat.xlsx", {"Surat": [["Kepada Yth."], ["Dengan hormat"]]})
    checked = check(path)
    assert checked.finding_counts == {"BERKAS_RUSAK": 1}
    assert checked.findings["row"].to_list() == [0]
    assert "surat.xlsx" in checked.unusable


def test_hidden_columns_give_way_to_visible_ones(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Daftar")
    rows = [["NIK", "NIK KTP", "Nama", "Tanggal Lahir", "RT", "Kelurahan"]]
    rows += [["1", p["nik"], p["nama"], p["tanggal_lahir"], p["rt"], "Legok"] for p in PEOPLE]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write_string(r, c, value)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    checked = check(path)
    assert checked.rows["nik"].to_list() == [p["nik"] for p in PEOPLE]
    assert codes(checked) == {4: ["BARIS_TERSEMBUNYI"]}


def test_every_field_of_a_clean_row_comes_out_normalised(tmp_path: Path) -> None:
    person = worker(3, penghasilan="Rp 1.500.000,-", no_hp="+62 812-1000-0003", rt="RT 4", rw="V",
                    jenis_kelamin="Perempuan", kelurahan="KEL. LEGOK")  # fmt: skip
    row = check_people(tmp_path, person).rows.row(0, named=True)
    assert row["penghasilan"] == 1_500_000
    assert (row["no_hp"], row["rt"], row["rw"]) == ("+6281210000003", "004", "005")
    assert row["jenis_kelamin"] == "P"
    assert row["status"] == "ok"
    assert set(FIELDS) - {"kelurahan"} <= set(row)
    assert AREAS.labels[row["kode_kelurahan"]] == "Legok"
    assert len(HEADERS) == len(FIELDS) + 1


def test_a_csv_that_guards_its_digits_is_read_without_the_guards(tmp_path: Path) -> None:
    path = tmp_path / "Legok.csv"
    rows = [f'"=""{p["nik"]}""";{p["nama"]};{p["tanggal_lahir"]}' for p in (worker(1), worker(2))]
    path.write_text("\n".join(["NIK;Nama;Tgl Lahir", *rows, '"=""menyusul""";SITI;01-02-1980']))
    checked = check(path)
    assert checked.rows["nik"].to_list() == [worker(1)["nik"], worker(2)["nik"], ""]
    assert codes(checked) == {4: ["NIK_KOSONG"]}
