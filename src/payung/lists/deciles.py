"""Deciles of welfare as they come: the social office's list, or the welfare system's own export.

A row is a member's (his NIK) or a family's (its head's NIK, its card). The day stands in a column,
in the title, or is told by whoever sends it; a range of deciles is none.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.month_names import MONTH_NAMES_ID
from payung.kernel.sentence import say
from payung.lists.outside import OutsideRow, tables
from payung.lists.rules.dates import read_date

if TYPE_CHECKING:
    import polars as pl

NO_DECILES = say("Berkas ini tanpa kolom desil dengan NIK atau nomor KK. Periksa judul kolomnya.")
_FIELDS = (
    ("desil", re.compile(r"^(?:\w+ )?(?:desil|decile)(?: (?:nasional|kesejahteraan|keluarga"
                         r"|sosial|ekonomi|dtsen|nas))*$")),
    ("nik_kepala", re.compile(r"^(?:nik|nomor (?:nik|ktp))(?: \w+)? (?:kepala|kk|krt)\b")),
    ("nkk", re.compile(r"^(?:nomor )?(?:kk|nkk|kartu keluarga)$")),
    ("id_keluarga", re.compile(r"^(?:id|idkel|id kel|kode) ?(?:keluarga|kel|rumah tangga)?"
                               r"(?: dtsen)?$|^idkeluarga$")),
    ("tanggal", re.compile(r"^(?:per )?tanggal(?: (?:dtsen|data|pemutakhiran|pembaruan|update"
                           r"|desil|pemeringkatan))*$|^(?:periode|per)(?: (?:data|dtsen))?$")),
)  # fmt: skip
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_VALUE = re.compile(r"^(?:desil|d)?\s*(\d{1,2})(?:[.,]0+)?(?:\s*[-:(].*[a-z].*)?$")
_QUARTER = re.compile(r"(?:triwulan|tw|kuartal|q)\s*\.?(iv|i{1,3}|[1-4])\b\D{0,12}(20\d\d)")
_MONTH = re.compile(rf"\b({'|'.join(MONTH_NAMES_ID).lower()})\s+(20\d\d)")
_DAY = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]20\d\d|20\d\d-\d\d-\d\d")
_COLUMNS = ("baris", "nik", "nik_kepala", "nkk", "id_keluarga")


def read_deciles(path: Path, on: date, per: date | None = None) -> pl.DataFrame:
    """All rows: baris, nik, nik_kepala, nkk, id_keluarga as text, desil as number, tanggal.

    `per` is the vintage for rows that tell none. `BadInput` where no sheet has deciles.
    """
    import polars as pl

    found = list(tables(path, _naming, _is_list))
    if not found:
        raise BadInput(NO_DECILES)
    days: dict[str, date | None] = {}
    read = []
    for table in found:
        vintage = vintage_in(table.title, on) or per
        read += [_as_read(row, days, vintage, on) for row in table.rows]
    schema = dict.fromkeys(_COLUMNS, pl.String) | {"desil": pl.Int64, "tanggal": pl.Date}
    return pl.DataFrame([row for row in read if row is not None], schema=schema)


def read_decile(text: str) -> int | None:
    """`4`, `4.0`, `Desil 4`, `IV`, `D4 - hampir miskin`; a range or an empty cell is None."""
    plain = " ".join(text.lower().split())
    if number := _ROMAN.get(plain.removeprefix("desil ").strip()):
        return number
    match = _VALUE.match(plain)
    return int(match[1]) if match else None


def vintage_in(title: str, on: date) -> date | None:
    """The day, the month's end or the quarter's end that a title tells, none after `on`."""
    words = title.lower().replace("_", " ")
    if (day := _DAY.search(words)) and (told := read_date(day[0], on)):
        return told
    if quarter := _QUARTER.search(words):
        last = int(_ROMAN.get(quarter[1], 0) or quarter[1]) * 3
        return min(_end(Month.of(int(quarter[2]), last)), on)
    if month := _MONTH.search(words):
        number = [name.lower() for name in MONTH_NAMES_ID].index(month[1]) + 1
        return min(_end(Month.of(int(month[2]), number)), on)
    return None


def _end(month: Month) -> date:
    return (month + 1).first_day - timedelta(days=1)


def _as_read(
    row: OutsideRow, days: dict[str, date | None], vintage: date | None, on: date
) -> dict[str, object] | None:
    told = row["tanggal"]
    if told not in days:
        days[told] = (read_date(told, on) or vintage_in(told, on)) if told else None
    keys = {name: _digits(row[name]) for name in ("nik", "nik_kepala", "nkk")}
    if not any(keys.values()) and not row["desil"]:
        return None
    day = days[told] if told else vintage
    return {"baris": str(row.number), **keys, "id_keluarga": row["id_keluarga"],
            "desil": read_decile(row["desil"]), "tanggal": day}  # fmt: skip


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text.removesuffix(".0"))


def _naming(header: str) -> str:
    return next((field for field, pattern in _FIELDS if pattern.search(header)), "")


def _is_list(fields: set[str]) -> bool:
    return "desil" in fields and bool(fields & {"nik", "nik_kepala", "nkk"})
