"""What the population register answers about a person, in the words of its service and its files.

The text counts before a code; of two answers the graver one counts; agreement per column names the
field that differs. What isn't understood stays unclear, for a person to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.life import LifeEvent
from payung.kernel.sentence import say
from payung.lists.outside import OutsideRow, tables

if TYPE_CHECKING:
    import polars as pl

NO_ANSWER = say("Berkas ini tanpa kolom NIK dan hasil. Periksa judul kolomnya.")


class RegisterAnswer(StrEnum):
    """What the register says of one person; a difference names its field."""

    MATCH = "cocok"
    NAME = "beda_nama"
    BIRTH_DATE = "beda_tanggal_lahir"
    SEX = "beda_jenis_kelamin"
    DEATH = LifeEvent.DEATH.value
    MOVE = LifeEvent.MOVE.value
    INACTIVE = "tidak_aktif"
    DOUBLE = "ganda"
    UNKNOWN = "tidak_ditemukan"
    UNCLEAR = "tidak_jelas"


_WORDS: tuple[tuple[re.Pattern[str], RegisterAnswer], ...] = (
    (re.compile(r"\b(?:belum|tidak|bukan) (?:meninggal|wafat|mati)\b"), RegisterAnswer.UNCLEAR),
    (re.compile(r"\b(?:meninggal|wafat|mati|almarhum(?:ah)?)\b"), RegisterAnswer.DEATH),
    (re.compile(r"\b(?:tidak|tdk) (?:di ?)?(?:temukan|ketemu|terdapat|terdaftar|ada|padan)\b"),
     RegisterAnswer.UNKNOWN),
    (re.compile(r"\bganda\b|\bduplikat\b"), RegisterAnswer.DOUBLE),
    (re.compile(r"\b(?:non|tidak|tdk) ?aktif\b|\bnonaktif\b|\bdiblokir\b"),
     RegisterAnswer.INACTIVE),
    (re.compile(r"\bpindah\b"), RegisterAnswer.MOVE),
    (re.compile(r"\bbeda (?:tgl|tanggal|ttl)\b|\b(?:tgl|tanggal) lahir (?:beda|berbeda)\b"),
     RegisterAnswer.BIRTH_DATE),
    (re.compile(r"\bbeda (?:jk|jenis kelamin|kelamin)\b"), RegisterAnswer.SEX),
    (re.compile(r"\bbeda nama\b|\bnama (?:beda|berbeda)\b"), RegisterAnswer.NAME),
)  # fmt: skip
_CODES = {
    "11": RegisterAnswer.DEATH,
    "12": RegisterAnswer.DOUBLE,
    "13": RegisterAnswer.UNKNOWN,
    "14": RegisterAnswer.INACTIVE,
}
_AGREES = re.compile(r"^(?:sesuai|padan|cocok|sama|valid|data ditemukan|ditemukan|aktif)\b")
_DIFFERS = re.compile(r"^(?:tidak|tdk) (?:sesuai|cocok|sama|valid)\b")
_PER_COLUMN = (
    ("nama", RegisterAnswer.NAME),
    ("tanggal_lahir", RegisterAnswer.BIRTH_DATE),
    ("jenis_kelamin", RegisterAnswer.SEX),
)
_ROW = re.compile(r"^(?:row id|id baris|nomor baris|id)$")
_RESULT = re.compile(
    r"^(?:hasil|status|respon|response|keterangan|ket|kesimpulan|hasil padan|kode)\b(?!.*kawin)"
)
_CODE = re.compile(r"^(?:kode respon|response code|respon code|kode hasil|kode)$")
_DIED_ON = re.compile(r"^tanggal (?:meninggal|wafat|mati|kematian)")
_ANSWERED_ON = re.compile(r"^tanggal(?: pemadanan| jawaban| padan| respon| verifikasi)?$")


def read_answer(text: str) -> RegisterAnswer:
    """One answer in words or by a code: `Data Ditemukan, Meninggal Dunia`, `13`, `Sesuai (92)`."""
    words = " ".join(re.sub(r"[^a-z0-9 ]+", " ", text.lower().replace("_", " ")).split())
    for pattern, answer in _WORDS:
        if pattern.search(words):
            return answer
    if found := _CODES.get(words.removesuffix(" 0")):
        return found
    if _DIFFERS.match(words):
        return RegisterAnswer.NAME  # a share of agreement is given for the name
    return RegisterAnswer.MATCH if _AGREES.match(words) else RegisterAnswer.UNCLEAR


def answer_of(said: Mapping[str, str]) -> RegisterAnswer:
    """What a row says with its result, its code and the agreement of each column together."""
    results = [read_answer(said[f]) for f in ("hasil", "kode") if said.get(f)]
    differing = [a for f, a in _PER_COLUMN if _DIFFERS.match(_plain(said.get(f, "")))]
    agreeing = any(_AGREES.match(_plain(said.get(f, ""))) for f, _ in _PER_COLUMN)
    grave = [
        a
        for a in results
        if a not in (RegisterAnswer.MATCH, RegisterAnswer.UNCLEAR, RegisterAnswer.NAME)
    ]
    if grave:
        return grave[0]
    if differing:
        return differing[0]
    if results:
        clear = [a for a in results if a is not RegisterAnswer.UNCLEAR]
        return clear[0] if clear else RegisterAnswer.UNCLEAR
    return RegisterAnswer.MATCH if agreeing else RegisterAnswer.UNCLEAR


def read_answers(path: Path) -> pl.DataFrame:
    """All rows of an answer file: row_id, nik, hasil, tanggal, tanggal_meninggal.

    All text, `hasil` as a `RegisterAnswer`; `row_id` is empty where the file doesn't carry it
    back. `BadInput` where no sheet has NIKs and results.
    """
    import polars as pl

    rows = [row for table in tables(path, _naming, _is_answer) for row in table.rows]
    if not rows:
        raise BadInput(NO_ANSWER)
    schema = dict.fromkeys(("row_id", "nik", "hasil", "tanggal", "tanggal_meninggal"), pl.String)
    return pl.DataFrame([_as_read(row) for row in rows if row["nik"]], schema=schema)


def _as_read(row: OutsideRow) -> dict[str, str]:
    return {
        "row_id": row["row_id"].removesuffix(".0"),
        "nik": re.sub(r"[^0-9]", "", row["nik"]),
        "hasil": answer_of(row.cells).value,
        "tanggal": row["tanggal"],
        "tanggal_meninggal": row["tanggal_meninggal"],
    }


def _naming(header: str) -> str:
    for pattern, field in (
        (_ROW, "row_id"),
        (_CODE, "kode"),
        (_DIED_ON, "tanggal_meninggal"),
        (_ANSWERED_ON, "tanggal"),
        (_RESULT, "hasil"),
    ):
        if pattern.match(header):
            return field
    return ""


def _is_answer(fields: set[str]) -> bool:
    per_column = len(fields & {field for field, _ in _PER_COLUMN}) >= 2
    return "nik" in fields and bool(fields & {"hasil", "kode"} or per_column)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", text.lower()).split())
