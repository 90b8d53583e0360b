"""Matching by files, the way that every office has: a workbook out, an answer table back in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say
from payung.verification.models import MatchResult

if TYPE_CHECKING:
    import polars as pl

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_HEADERS = {
    "row_id": ("row id", "id baris", "nomor baris", "id"),
    "nik": ("nik", "no ktp", "nomor ktp"),
    "hasil": ("hasil", "hasil pemadanan", "status", "keterangan hasil"),
    "tanggal": ("tanggal", "tanggal pemadanan", "tgl"),
}
_WORDS: Mapping[str, MatchResult] = {
    "sesuai": MatchResult.MATCH,
    "padan": MatchResult.MATCH,
    "meninggal_dunia": MatchResult.DEAD,
    "mati": MatchResult.DEAD,
    "pindah_luar_daerah": MatchResult.MOVED,
    "non_aktif": MatchResult.INACTIVE,
    "nonaktif": MatchResult.INACTIVE,
    "tidak_ada": MatchResult.UNKNOWN,
    "tidak_padan": MatchResult.UNKNOWN,
    "beda_tgl_lahir": MatchResult.BIRTH_DATE,
    "beda_jk": MatchResult.SEX,
}
_MANY_ROWS = 20_000


def request_file(people: pl.DataFrame, kind: str) -> bytes:
    """The outgoing file: `kind` is xlsx or csv; NIKs are text, nothing runs as a formula."""
    from payung.lists.output import harmless
    from payung.lists.profiles import profile, write_profile

    if kind not in MEDIA:
        raise BadInput(say("Berkas pemadanan hanya XLSX atau CSV. Pilih salah satu."))
    if kind == "csv":
        return harmless(people).write_csv().encode()
    if people.height > _MANY_ROWS:
        raise BadInput(say("Lebih dari 20.000 orang. Unduh CSV, atau minta per kecamatan."))
    with scratch_folder() as folder:
        path = folder / "pemadanan.xlsx"
        write_profile(people, profile("pemadanan"), path)
        return path.read_bytes()


@dataclass(frozen=True)
class AnswerFile:
    """An answer as Dukcapil's office sent it; `on` is the day for a row without a date."""

    path: Path
    on: date
    source: str = "Berkas jawaban Dukcapil"

    def answers(self, people: pl.DataFrame) -> pl.DataFrame:
        """The rows of the file; `people` is not needed, the file names its rows itself."""
        import polars as pl

        from payung.lists.rules.dates import read_date
        from payung.lists.table import read_table

        found = read_table(
            self.path,
            _HEADERS,
            needed=("row_id", "nik", "hasil"),
            refusal=say("Berkas ini tanpa kolom id baris, NIK, dan hasil. Periksa judul kolomnya."),
        )
        if not found.height:
            raise BadInput(say("Berkas jawaban ini kosong. Minta berkas yang berisi hasilnya."))
        days = {text: read_date(text, self.on) or self.on for text in found["tanggal"].unique()}
        results = {text: _result(text) for text in found["hasil"].unique()}
        return found.select(
            pl.col("row_id").str.strip_suffix(".0"),
            pl.col("nik").str.replace_all(r"[^0-9]", ""),
            pl.col("hasil").replace_strict(results, return_dtype=pl.String),
            pl.col("tanggal").replace_strict(days, return_dtype=pl.Date),
        )


def _result(text: str) -> str:
    """A result as offices write it; an unknown word stays as it is and will be unclear."""
    word = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    return str(_WORDS.get(word, word))
