"""Every sheet, row and filled cell of a known column is read, or a finding says that it wasn't."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.unit.lists.builders import (
    FIELDS,
    check,
    check_people,
    codes,
    rewrite_sheets,
    table,
    worker,
    write_xlsx,
)

PEOPLE = [worker(n) for n in range(1, 7)]
NIKS = [p["nik"] for p in PEOPLE]

_STRANGE = b'<row r="99"><c r="%s"><v>#BARU!</v></c></row></sheetData>'
_BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "dimension from row 0": lambda x: re.sub(rb'(<dimension ref=")[^"]*', rb"\1B0:P9", x),
    "no dimension at all": lambda x: re.sub(rb'(<dimension ref=")[^"]*', rb"\1", x),
    "a dimension too small": lambda x: re.sub(rb'(<dimension ref=")[^"]*', rb"\1A1:A1", x),
    "an unheard of kind of cell": lambda x: x.replace(b"</sheetData>", _STRANGE % b'A99" t="q'),
    "an unheard of error": lambda x: x.replace(b"</sheetData>", _STRANGE % b'R99" t="e'),
    "a reference turned round": lambda x: x.replace(b'r="A1"', b'r="1A"', 1),
}  # fmt: skip


def _book(path: Path) -> Path:
    return write_xlsx(path, {"RT 01": table(PEOPLE[:3]), "RT 02": table(PEOPLE[3:])})


@pytest.mark.parametrize("name", _BREAKS)
def test_a_sheet_that_the_fast_reader_refuses_is_read_all_the_same(
    tmp_path: Path, name: str
) -> None:
    path = _book(tmp_path / "Legok.xlsx")
    rewrite_sheets(path, _BREAKS[name])
    checked = check(path)
    assert checked.rows["nik"].to_list() == NIKS
    assert checked.rows["tanggal_lahir"].to_list()[0].startswith("19")


@pytest.mark.parametrize("cut", [0.5, 0.02])
def test_a_sheet_that_breaks_off_is_told_and_names_itself(tmp_path: Path, cut: float) -> None:
    path = _book(tmp_path / "Legok.xlsx")
    first = True

    def half(xml: bytes) -> bytes:
        nonlocal first
        told, first = (xml[: int(len(xml) * cut)] if first else xml), False
        return told

    rewrite_sheets(path, half)
    checked = check(path)
    lost = checked.findings.filter(code="SEBAGIAN_TIDAK_TERBACA")
    assert lost.select("row", "severity", "sheet").row(0) == (0, "galat", "RT 01")
    assert set(NIKS[3:]) <= set(checked.rows["nik"])


def test_a_lost_shared_text_is_told(tmp_path: Path) -> None:
    path = _book(tmp_path / "Legok.xlsx")
    rewrite_sheets(path, lambda xml: xml.replace(b't="s"><v>20</v>', b't="s"><v>9999</v>'))
    found = check(path).finding_counts
    assert found["SEBAGIAN_TIDAK_TERBACA"] >= 1


def test_dates_that_the_patient_reader_finds_are_dates(tmp_path: Path) -> None:
    from datetime import date

    rows = table(PEOPLE)
    for row, person in zip(rows[1:], PEOPLE, strict=True):
        day, month, year = (int(part) for part in person["tanggal_lahir"].split("-"))
        row[5] = date(year, month, day)
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": rows})
    rewrite_sheets(path, _BREAKS["dimension from row 0"])
    assert check(path).findings.height == 0


def test_a_sheet_of_niks_without_names_is_told(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "Legok.xlsx",
        {"Daftar": table(PEOPLE[:2]), "Sisa": [["x", n] for n in NIKS[2:]]},
    )
    told = check(path).findings.filter(code="SEBAGIAN_TIDAK_TERBACA")
    assert told["sheet"].to_list() == ["Sisa"]


def _with_hidden(path: Path, *, rows: tuple[int, ...] = (), sheet_too: bool = False) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    for name, people in (("Daftar", PEOPLE[:4]), ("Lama", PEOPLE[4:])):
        sheet = book.add_worksheet(name)
        for r, row in enumerate(table(people)):
            sheet.write_row(r, 0, row)
        if name == "Daftar":
            for number in rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
        elif sheet_too:
            sheet.hide()
    book.close()
    return path


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    checked = check(_with_hidden(tmp_path / "Legok.xlsx", rows=(3, 5)))
    assert checked.rows["nik"].to_list() == NIKS
    found = checked.findings.filter(sheet="Daftar")
    assert found.select("row", "code", "severity").rows() == [
        (3, "BARIS_TERSEMBUNYI", "peringatan"),
        (5, "BARIS_TERSEMBUNYI", "peringatan"),
    ]
    assert checked.rows["status"].to_list() == ["ok", "periksa", "ok", "periksa", "ok", "ok"]


def test_the_rows_of_a_hidden_sheet_are_read_and_told(tmp_path: Path) -> None:
    checked = check(_with_hidden(tmp_path / "Legok.xlsx", sheet_too=True))
    assert checked.rows.height == len(PEOPLE)
    assert checked.finding_counts == {"BARIS_TERSEMBUNYI": 2}


def test_a_copy_in_a_hidden_sheet_blames_no_row_that_is_shown(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "Legok.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("Daftar", "Salinan"):
        sheet = book.add_worksheet(name)
        for r, row in enumerate(table(PEOPLE)):
            sheet.write_row(r, 0, row)
    book.worksheets()[1].hide()
    book.close()
    checked = check(path)
    assert set(checked.rows.filter(sheet="Daftar")["status"]) == {"ok"}
    assert "ok" not in set(checked.rows.filter(sheet="Salinan")["status"])


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("nkk", "15711007159001", "NIK_PANJANG"), ("nkk", "menanti cetak", "NIK_BUKAN_ANGKA"),
        ("nkk", "1.57110E+15", "NIK_RUSAK_EXCEL"), ("jenis_kelamin", "X9", "NIK_BEDA_JK"),
        ("rw", "sebelah masjid", "RT_TIDAK_SAH"), ("no_hp", "62 62 62 1", "HP_TIDAK_SAH"),
    ],
)  # fmt: skip
def test_a_filled_cell_that_cannot_be_read_is_told(
    tmp_path: Path, field: str, text: str, code: str
) -> None:
    checked = check_people(tmp_path, worker(1), worker(2, **{field: text}))
    found = checked.findings.filter(row=3)
    assert found.select("column", "code").rows() == [(field, code)]
    assert checked.rows["status"][1] == ("ok" if code == "HP_TIDAK_SAH" else "periksa")


@pytest.mark.parametrize(
    "said", ["6262811000812345", "+62 62 811 0008 12345", "0062 62811000812345", "62-0811000812345"]
)
def test_a_country_code_put_twice_is_mended(tmp_path: Path, said: str) -> None:
    rows = check_people(tmp_path, worker(1, no_hp=said)).rows
    assert rows["no_hp"].to_list() == ["+62811000812345"]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#SPILL!", "Err:502"])
@pytest.mark.parametrize("field", FIELDS)
def test_a_broken_formula_is_told_as_one(tmp_path: Path, field: str, error: str) -> None:
    checked = check_people(tmp_path, worker(1), worker(2, **{field: error}))
    found = checked.findings.filter(row=3)
    assert found.select("column", "code", "severity").rows() == [(field, "SEL_GALAT", "galat")]
    assert error in found["message"][0]
    assert checked.rows["status"][1] == ("tolak" if field in ("nik", "nama") else "periksa")


def test_an_error_cell_of_a_formula_is_no_empty_cell(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "Legok.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Daftar")
    for r, row in enumerate(table(PEOPLE)):
        sheet.write_row(r, 0, row)
    sheet.write_formula(2, 1, '=VLOOKUP("x",A:B,2,0)', None, "#N/A")
    sheet.write_formula(3, 3, "=A1/0", None, "#DIV/0!")
    book.close()
    assert codes(check(path)) == {3: ["SEL_GALAT"], 4: ["SEL_GALAT"]}


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _ods(
    path: Path, rows: list[list[Any]], hidden: tuple[int, ...], broken: tuple[int, int]
) -> Path:
    """An ODS by hand: `hidden` rows are filtered out, the cell `broken` is an error."""
    lines = []
    for r, row in enumerate(rows):
        unseen = ' table:visibility="filter"' if r in hidden else ""
        cells = []
        for c, value in enumerate(row):
            kind = ' calcext:value-type="error"' if (r, c) == broken else ""
            text = "#N/A" if kind else value
            cells.append(
                f'<table:table-cell office:value-type="string"{kind}><text:p>{text}</text:p>'
                "</table:table-cell>"
            )
        lines.append(f"<table:table-row{unseen}>{''.join(cells)}</table:table-row>")
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} xmlns:calcext="urn:calcext">'
        f'<office:body><office:spreadsheet><table:table table:name="Daftar">{"".join(lines)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return path


def test_an_ods_tells_its_filtered_rows_and_broken_cells(tmp_path: Path) -> None:
    path = _ods(tmp_path / "Legok.ods", table(PEOPLE), (2,), (4, 1))
    checked = check(path)
    assert codes(checked) == {3: ["BARIS_TERSEMBUNYI"], 5: ["SEL_GALAT"]}


def _record(kind: int, content: bytes) -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(content), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
        length >>= 7
        if not length:
            return number + size + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb(path: Path, rows: Sequence[Sequence[Any]], hidden: tuple[int, ...]) -> Path:
    """A binary workbook by hand: texts, whole numbers, hidden rows."""
    body = b""
    for r, row in enumerate(rows):
        flags = 0x10 if r in hidden else 0
        body += _record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, flags, 0, 0))
        for c, value in enumerate(row):
            head = struct.pack("<II", c, 0)
            if isinstance(value, int):
                body += _record(5, head + struct.pack("<d", value))
            else:
                body += _record(6, head + _wide(str(value)))
    last = struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    sheet = _record(129, b"") + _record(148, last) + _record(145, b"") + body
    sheet += _record(146, b"") + _record(130, b"")
    book = _record(131, b"") + _record(143, b"")
    book += _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Daftar"))
    book += _record(144, b"") + _record(132, b"")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", links)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_a_binary_workbook_is_read_with_its_hidden_rows_and_damaged_numbers(tmp_path: Path) -> None:
    rows = table(PEOPLE)
    rows[4][1] = int(NIKS[3])
    checked = check(_xlsb(tmp_path / "Legok.xlsb", rows, (2,)))
    assert codes(checked) == {3: ["BARIS_TERSEMBUNYI"], 5: ["NIK_RUSAK_EXCEL"]}
    assert checked.rows["nama"].to_list() == [p["nama"] for p in PEOPLE]


def test_a_name_with_a_birth_date_alone_is_a_person(tmp_path: Path) -> None:
    rows = [["NIK", "Nama", "Tgl Lahir"], ["", "PEKERJA SATU", "02-05-1980"]]
    rows += [[p["nik"], p["nama"], p["tanggal_lahir"]] for p in PEOPLE]
    checked = check(write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": rows}))
    assert codes(checked) == {2: ["NIK_KOSONG"]}
