"""Builds lists for the tests: people with serials 9xxx, layouts, and workbooks around them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import payung
from payung.lists.area_names import AreaTable
from payung.lists.check import Checked, check_files

ON = date(2026, 11, 22)
AREAS = AreaTable.load(Path(payung.__file__).parent / "areas/data/kota-jambi.csv")
FIELDS = ("nik", "nkk", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat", "rt",
          "rw", "kelurahan", "pekerjaan", "penghasilan", "no_hp", "nama_ibu")  # fmt: skip
HEADERS = ("No", "NIK", "No. KK", "Nama", "Tempat Lahir", "Tanggal Lahir", "L/P", "Alamat", "RT",
           "RW", "Kelurahan", "Pekerjaan", "Penghasilan", "No HP", "Nama Ibu")  # fmt: skip


def nik(birth: date, sex: str = "L", serial: int = 9001, area: str = "157110") -> str:
    """A NIK that agrees with birth date and sex."""
    return f"{area}{birth.day + 40 * (sex == 'P'):02d}{birth:%m%y}{serial}"


def worker(number: int = 1, **changed: str) -> dict[str, str]:
    """A worker without any fault; `changed` replaces fields, also by wrong ones."""
    birth = date(1970 + number % 30, number % 12 + 1, number % 28 + 1)
    sex = "P" if number % 2 else "L"
    person = {
        "nik": nik(birth, sex, 9000 + (number * 37) % 1000),
        "nkk": f"157110{number % 28 + 1:02d}0715{9000 + number % 1000}",
        "nama": f"PEKERJA {_letters(number)}",
        "tempat_lahir": "Muara Tebo",
        "tanggal_lahir": f"{birth:%d-%m-%Y}",
        "jenis_kelamin": sex,
        "alamat": f"Lrg. Damai No. {number}",
        "rt": f"{number % 40 + 1:03d}",
        "rw": "005",
        "kelurahan": "Legok",
        "pekerjaan": "Buruh harian lepas",
        "penghasilan": "1500000",
        "no_hp": f"0812{10_000_000 + number}",
        "nama_ibu": f"IBU {_letters(number + 7)}",
    }
    return person | changed


def table(people: Sequence[Mapping[str, str]]) -> list[list[Any]]:
    """Plain rows under the plain headers."""
    rows: list[list[Any]] = [list(HEADERS)]
    rows += [[n, *(p[f] for f in FIELDS)] for n, p in enumerate(people, 1)]
    return rows


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook whose texts stay texts and whose numbers are numbers."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return path


def rewrite_sheets(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Changes the XML of the sheets of a workbook, as another program would have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name.startswith("xl/worksheets/") else data)


def check(*paths: Path, **options: Any) -> Checked:
    return check_files(list(paths), on=ON, areas=AREAS, **options)


def codes(checked: Checked) -> dict[int, list[str]]:
    """Codes by row, for checks of one sheet."""
    found: dict[int, list[str]] = {}
    for row, code in checked.findings.select("row", "code").iter_rows():
        found.setdefault(row, []).append(code)
    return found


def check_people(folder: Path, *people: Mapping[str, str], **options: Any) -> Checked:
    """Checks people in a plain sheet; the first stands in row 2."""
    return check(write_xlsx(folder / "Legok.xlsx", {"Daftar": table(people)}), **options)


def _letters(number: int) -> str:
    """A name of its own for each number, far from its neighbours."""
    syllables = ("BA", "RO", "MI", "TU", "LE", "SA", "KO", "NI", "WA", "GU")
    digits = f"{number * 7919 % 100000:05d}"
    return "".join(syllables[int(d)] for d in digits)
