"""The sheet of RT heads, whatever its layout: name, kelurahan, RT, RW, telephone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from payung.accounts.heads import Head
from payung.areas.selectors import area_table
from payung.kernel.area import rt_code
from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from payung.lists.area_names import AreaTable

MOST_BYTES = 5 * 1024 * 1024
_HEADER_WITHIN = 15
_FIELDS = frozenset({"nama", "rt", "rw", "rt_rw", "kelurahan", "kode_kelurahan", "no_hp"})


@dataclass(frozen=True, slots=True)
class HeadSheet:
    """The heads that could be read, and the rows that couldn't, as Excel counts them."""

    heads: tuple[Head, ...]
    unread: tuple[int, ...]


def read_heads(content: bytes) -> HeadSheet:
    """All heads of a CSV or XLSX; a row without name, kelurahan or RT is named, never guessed."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(say("Berkas lebih besar dari 5 MB. Pecah menjadi beberapa berkas."))
    try:
        rows = _sheet(content) if content[:2] == b"PK" else _csv(content)
    except Exception as error:
        raise UnreadableFile(say("Berkas ini tidak terbaca. Kirim CSV atau XLSX.")) from error
    first, columns = _header(rows)
    table = area_table()
    heads, unread = [], []
    for number, row in enumerate(rows[first:], first + 1):
        if not any(row):
            continue
        told = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        head = _head(told, table)
        if head:
            heads.append(head)
        else:
            unread.append(number)
    return HeadSheet(tuple(heads), tuple(unread))


def _head(told: Mapping[str, str], table: AreaTable) -> Head | None:
    from payung.lists.rules.phone import read_phone
    from payung.lists.rules.rtrw import read_rt_rw, read_rw

    kelurahan = table.resolve(told.get("kode_kelurahan") or told.get("kelurahan", ""))
    rt, rw, fine = read_rt_rw(told.get("rt") or told.get("rt_rw", ""))
    rw = read_rw(told.get("rw", "")) or rw
    if not (told.get("nama") and kelurahan and rt and fine):
        return None
    return Head(told["nama"], rt_code(kelurahan, rt, rw), read_phone(told.get("no_hp", "")))


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The first row under the headers, and where each column stands."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        named = [(_column(cell), at) for at, cell in enumerate(row)]
        columns = {name: at for name, at in reversed(named) if name in _FIELDS}
        if "nama" in columns and {"rt", "rt_rw"} & columns.keys():
            return place + 1, columns
    raise UnreadableFile(say("Judul kolom tidak ditemukan. Tulis nama, kelurahan, RT, dan HP."))


def _column(header: str) -> str:
    """The field that a header names: `Nama Ketua RT` is a name, not an RT."""
    from payung.lists.headers import field_of

    if re.search(r"\bnama\b.*\bketua\b|^\s*ketua\s+rt\s*$", header, re.IGNORECASE):
        return "nama"
    return field_of(header) or ""


def _sheet(content: bytes) -> list[list[str]]:
    import fastexcel

    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string")
    return [[str(cell or "").strip() for cell in row] for row in sheet.to_polars().iter_rows()]


def _csv(content: bytes) -> list[list[str]]:
    """Semicolon, comma or tab, whichever splits the first lines most."""
    if b"\x00" in content[:4096]:
        raise ValueError("no text")
    text = content.decode("utf-8-sig", errors="replace")
    separator = max(";,\t", key=text[:4096].count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    return [[cell.strip() for cell in row] for row in rows]
