"""Lists of deaths as they come: the register, a cemetery's book, a hospital's list, the election
office's field check, a list of family aid.

Some list the dead alone; in others a remark says who is. A death without a day has none: neither
the day of a burial, a report or a certificate nor the day of the list stands for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say
from payung.lists.outside import OutsideRow, OutsideTable, tables
from payung.lists.rules.dates import read_date

if TYPE_CHECKING:
    import polars as pl

NO_DEATHS = say("Judul kolom tidak ditemukan. Tulis nama dan tanggal_meninggal.")
COLUMNS = ("nik", "nama", "tanggal_lahir", "jenis_kelamin", "kode_kelurahan", "tanggal_meninggal")
_DEAD = r"meninggal|wafat|\bmati\b|kematian|tutup usia|berpulang|mangkat"
_OTHER_DAY = re.compile(
    r"lapor|akta|akte|cetak|terbit|catat|daftar|makam|kubur|entri|input|surat|nomor|sebab|tempat"
)
_DIED_ON = re.compile(rf"(?:tanggal|hari|waktu|pada).*(?:{_DEAD})|^(?:{_DEAD})(?: dunia| pada)*$")
_LEFT_ON = re.compile(r"^tanggal (?:keluar|pulang|krs|keluar rs|keluar rumah sakit)$")
_DEAD_NAME = re.compile(
    r"^nama .*\b(?:alm|almarhum|almarhumah|jenazah|mayit|mendiang|meninggal|wafat|pasien|pemilih"
    r"|kpm|penerima|pengurus)\b|^(?:almarhum|almarhumah|jenazah|mendiang)\b|^nama pasien$"
)
_REMARK = re.compile(r"^(?:keterangan|ket|catatan)\b")
_STATE = re.compile(
    r"^(?:status|kondisi|keadaan|alasan|cara|hasil|saringan|tms|kode tms|sebab)\b"
    r"(?!.*(?:kawin|nikah|hubungan|shdk|keluarga|kk\b|didik|kerja|rumah|tanah))"
)
_CODED = re.compile(r"\b(?:tms|saringan)\b")
_SAYS_DEAD = re.compile(rf"(?i){_DEAD}|\balm(?:arhum(?:ah)?)?\b|\bmd\b|tutup usia")
_SAYS_ALIVE = re.compile(rf"(?i)\b(?:belum|tidak|bukan|tdk)\b[^,;]*(?:{_DEAD})|\bhidup\b")
_SOMEBODY_ELSE = re.compile(
    r"(?i)\b(?:cerai|janda|duda|suami|istri|isteri|pasangan|anak|ayah|bapak|ibu|orang ?tua|kakak"
    rf"|adik)(?:nya)?\s+(?:(?:sudah|telah|dan|yang|karena)\s+)*(?:{_DEAD})"
)
"""The death of somebody beside the person of the row: `cerai mati`, `suami meninggal`."""
_DAY_INSIDE = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{4}")
_LIST_OF_DEAD = re.compile(rf"(?i){_DEAD}|almarhum|jenazah|makam|kubur|pusara|tpu\b")


@dataclass(frozen=True, slots=True)
class DeathsRead:
    """The dead of a file, and how many rows speak of somebody else.

    `people` has COLUMNS and `baris` as text; `tanggal_meninggal` is empty where no day is known.
    """

    people: pl.DataFrame
    others: int


def read_deaths(path: Path, on: date) -> DeathsRead:
    """The dead in all sheets of a file; `UnreadableFile` where no sheet names any."""
    import polars as pl

    found = list(tables(path, _naming, _is_list))
    if not found:
        raise UnreadableFile(NO_DEATHS)
    many = len(found) > 1
    rows = [(table, row) for table in found for row in table.rows if any(row.cells.values())]
    read = [_read(table, row, on, many=many) for table, row in rows]
    dead = [one for one in read if one is not None]
    schema = dict.fromkeys(("baris", *COLUMNS), pl.String)
    return DeathsRead(pl.DataFrame(dead, schema=schema), len(read) - len(dead))


def _naming(header: str) -> str:
    if _DIED_ON.search(header) and not _OTHER_DAY.search(header):
        return "tanggal_meninggal"
    if _LEFT_ON.match(header):
        return "tanggal_keluar"
    if _DEAD_NAME.search(header):
        return "nama"
    if header in ("kode kelurahan", "kelurahan kode"):
        return "kode_kelurahan"
    if _REMARK.match(header):
        return "keterangan"
    return "keadaan" if _STATE.match(header) else ""


def _remark(row: OutsideRow) -> str:
    """What the row says of its person, in one or two columns; other people's deaths taken out."""
    said = "; ".join(text for text in (row["keadaan"], row["keterangan"]) if text)
    return _SOMEBODY_ELSE.sub("", said)


def _is_list(fields: set[str]) -> bool:
    return "nama" in fields and len(fields) > 1


def _read(table: OutsideTable, row: OutsideRow, on: date, *, many: bool) -> dict[str, str] | None:
    """One of the dead by column; None for a row about somebody else."""
    name = row["nama"] or row["nama_lain"]
    if not (name or row["nik"] or row["tanggal_meninggal"]) or not _is_dead(table, row):
        return None
    said = {column: row[column] for column in COLUMNS}
    place = f"{row.sheet} {row.number}" if many else str(row.number)
    code = row["kode_kelurahan"] or row["kelurahan_kode"]
    day = row["tanggal_meninggal"] or _day_beside(row, on)
    return said | {"baris": place, "nama": name, "kode_kelurahan": code, "tanggal_meninggal": day}


def _is_dead(table: OutsideTable, row: OutsideRow) -> bool:
    """A remark says so, a day of death does, or the whole list is one of the dead."""
    remark = _remark(row)
    if _SAYS_ALIVE.search(remark):
        return False
    if _SAYS_DEAD.search(remark) or _says_by_code(table, row):
        return True
    if row["tanggal_meninggal"]:
        return True
    return not _tells_by_remark(table) and bool(
        "tanggal_meninggal" in table.labels
        or _LIST_OF_DEAD.search(f"{table.title} {table.labels.get('nama', '')}")
    )


def _tells_by_remark(table: OutsideTable) -> bool:
    """Whether the list holds living and dead, and its remarks tell which."""
    coded = any(_CODED.search(table.labels.get(field, "")) for field in _REMARKS)
    return coded or any(_SAYS_DEAD.search(_remark(row)) for row in table.rows)


_REMARKS = ("keterangan", "keadaan")


def _says_by_code(table: OutsideTable, row: OutsideRow) -> bool:
    """The election office's code 1 in its own column: not eligible, for he is dead."""
    return any(
        _CODED.search(table.labels.get(field, "")) and row[field].removesuffix(".0") == "1"
        for field in _REMARKS
    )


def _day_beside(row: OutsideRow, on: date) -> str:
    """The day in the remark (`meninggal 12-05-2025`), or on which a dead patient left."""
    inside = _DAY_INSIDE.search(_remark(row))
    if inside and read_date(inside[0], on):
        return inside[0]
    return row["tanggal_keluar"]
