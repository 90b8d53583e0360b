"""Matching by files, the way that every office has: a workbook out, an answer table back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say

if TYPE_CHECKING:
    import polars as pl

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
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
        """The rows of the file; one that carries no row of ours back is found by its NIK."""
        import polars as pl

        from payung.lists.dukcapil import read_answers
        from payung.lists.rules.dates import read_date

        frame = read_answers(self.path)
        if not frame.height:
            raise BadInput(say("Berkas jawaban ini kosong. Minta berkas yang berisi hasilnya."))
        numbers = people.select("nik", number="row_id").unique("nik", keep="first")
        placed = frame.join(numbers, on="nik", how="left", maintain_order="left")
        texts = {*frame["tanggal"], *frame["tanggal_meninggal"]}
        days = {text: read_date(text, self.on) for text in texts}
        return placed.select(
            pl.when(pl.col("row_id") == "")
            .then(pl.col("number").fill_null(""))
            .otherwise("row_id")
            .alias("row_id"),
            "nik",
            "hasil",
            pl.col("tanggal").replace_strict(days, return_dtype=pl.Date).fill_null(self.on),
            pl.col("tanggal_meninggal").replace_strict(days, return_dtype=pl.Date),
        )
