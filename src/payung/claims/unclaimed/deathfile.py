"""A file with a list of deaths, read as text: CSV or XLSX, headers as they come."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say

if TYPE_CHECKING:
    import polars as pl
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 20 * 1024 * 1024
_HEADER_WITHIN = 15
_DIED = re.compile(r"(tgl|tanggal|hari).*(meninggal|wafat|mati|kematian)|^(meninggal|wafat)")
_DEAD_NAME = re.compile(r"nama (alm(arhum(ah)?)?|jenazah|yang meninggal)[.]?")
_NAMES = {"jenis_kelamin", "nama", "nik", "tanggal_lahir"}


def read_deaths(file: UploadedFile[bytes]) -> pl.DataFrame:
    """All columns as text under the names of `COLUMNS` where their headers say so.

    `baris` is the row of the file as its sender sees it. `UnreadableFile` for anything else.
    """
    if (file.size or 0) > MOST_BYTES:
        raise UnreadableFile(say("Berkas lebih besar dari 20 MB. Pecah menjadi beberapa berkas."))
    content = file.read()
    try:
        rows = _sheet(content) if content[:2] == b"PK" else _csv(content)
    except Exception as error:
        raise UnreadableFile(say("Berkas ini tidak terbaca. Kirim CSV atau XLSX.")) from error
    return _under_headers(rows)


def _sheet(content: bytes) -> list[list[str]]:
    import fastexcel

    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string")
    return [[str(cell or "").strip() for cell in row] for row in sheet.to_polars().iter_rows()]


def _csv(content: bytes) -> list[list[str]]:
    """Semicolon, comma or tab, whichever splits the first lines most."""
    if b"\x00" in content[:4096]:
        raise ValueError("no text")
    text = content.decode("utf-8-sig", errors="replace")
    head = text[:4096]
    separator = max(";,\t", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    return [[cell.strip() for cell in row] for row in rows]


def _under_headers(rows: Sequence[Sequence[str]]) -> pl.DataFrame:
    import polars as pl

    first, columns = _header(rows)
    numbered = [(n, row) for n, row in enumerate(rows[first:], first + 1) if any(row)]
    found = {
        name: [row[at] if at < len(row) else "" for _n, row in numbered]
        for name, at in columns.items()
    }
    schema = dict.fromkeys(["baris", *found], pl.String)
    return pl.DataFrame({"baris": [str(n) for n, _row in numbered], **found}, schema=schema)


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The first row under the headers, and where each column stands."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        columns = {name: at for at, cell in enumerate(row) if (name := _column(cell))}
        if "nama" in columns and len(columns) > 1:
            return place + 1, columns
    raise UnreadableFile(say("Judul kolom tidak ditemukan. Tulis nama dan tanggal_meninggal."))


def _column(header: str) -> str:
    """The column that a header names; empty for one that isn't needed."""
    from payung.lists.headers import field_of

    plain = header.strip().lower().replace("_", " ")
    if _DIED.search(plain):
        return "tanggal_meninggal"
    if plain == "kode kelurahan":
        return "kode_kelurahan"
    if _DEAD_NAME.fullmatch(plain):
        return "nama"
    field = field_of(plain) or ""
    return field if field in _NAMES else ""
