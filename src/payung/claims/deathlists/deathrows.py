"""The rows of a list of deaths: which can be held against the covered, and why the others can't."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

if TYPE_CHECKING:
    import polars as pl

COLUMNS = ("nik", "nama", "tanggal_lahir", "jenis_kelamin", "kode_kelurahan", "tanggal_meninggal")
NEEDED = ("nama", "tanggal_meninggal")
_NO_DAY = r"(?i)^(?:[-–?.]+|n/?a|#n/a|(?:tidak|tdk|belum|blm) (?:di)?(?:ketahui|tahu|jelas))$"
MOST_TOLD = 200
"""So many problems of one list are kept and shown; the number of all is always told."""

Problem = tuple[str, str]
"""The row as its sender sees it, and the sentence that says how to mend it."""


def readable(deaths: pl.DataFrame, today: date) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows with a name and a possible day of death, and for each other row what is wrong with it.

    A row without a day is good: its `died_on` is null. One whose day can't be read is not.
    Texts are trimmed, a NIK keeps its digits, dates are read as offices write them.
    """
    import polars as pl

    if lacking := [name for name in NEEDED if name not in deaths.columns]:
        raise BadInput(
            say(
                "Kolom {columns} tidak ada. Tulis nama kolom pada baris pertama.",
                columns=", ".join(lacking),
            )
        )
    rows = _whole(deaths).with_columns(
        tanggal_meninggal=pl.when(pl.col("tanggal_meninggal").str.contains(_NO_DAY))
        .then(pl.lit(""))
        .otherwise("tanggal_meninggal")
    )
    born, died = (_days(rows[name], today) for name in ("tanggal_lahir", "tanggal_meninggal"))
    rows = rows.with_columns(
        nik=pl.col("nik").str.replace_all(r"\D", ""),
        born=born,
        died_on=died,
        tanggal_lahir=born.dt.to_string("%Y-%m-%d").fill_null(""),
        future=_in_the_future(rows["tanggal_meninggal"], today),
    )
    told = rows.with_columns(wrong=_wrong())
    good = told.filter(pl.col("wrong") == "").drop("wrong", "born", "future")
    bad = told.filter(pl.col("wrong") != "").select("baris", "wrong")
    return good, bad.rows()


def _whole(deaths: pl.DataFrame) -> pl.DataFrame:
    """All columns as trimmed text, numbered; a list without row numbers counts its rows."""
    import polars as pl

    lacking = [name for name in COLUMNS if name not in deaths.columns]
    numbered = deaths.with_columns(pl.lit("").alias(name) for name in lacking)
    numbered = numbered.with_row_index("number", offset=1)
    if "baris" not in numbered.columns:
        numbered = numbered.with_columns(baris=pl.col("number").cast(pl.String))
    texts = [pl.col(name).cast(pl.String).fill_null("").str.strip_chars() for name in COLUMNS]
    return numbered.select("number", "baris", *texts, id=pl.col("number").cast(pl.String))


def _days(texts: pl.Series, today: date) -> pl.Series:
    """Each text as the day that it names; every different text is read once."""
    import polars as pl

    from payung.lists.rules.dates import read_date

    known = {text: read_date(text, today) for text in texts.unique().to_list()}
    return pl.Series([known[text] for text in texts], dtype=pl.Date)


def _in_the_future(texts: pl.Series, today: date) -> pl.Series:
    """Days after today that are days nevertheless: they get their own sentence."""
    import polars as pl

    from payung.lists.rules.dates import read_date

    later = today.replace(month=12, day=31, year=today.year + 80)
    known = {
        text: bool((day := read_date(text, later)) and day > today)
        for text in texts.unique().to_list()
    }
    return pl.Series([known[text] for text in texts], dtype=pl.Boolean)


def _wrong() -> pl.Expr:
    import polars as pl

    return (
        pl.when(pl.col("nama") == "")
        .then(pl.lit("Nama kosong. Isi nama almarhum."))
        .when(pl.col("future"))
        .then(pl.lit("Tanggal meninggal ada di masa depan. Periksa tanggalnya."))
        .when(pl.col("died_on").is_null() & (pl.col("tanggal_meninggal") != ""))
        .then(pl.lit("Tanggal meninggal tidak terbaca. Tulis seperti 14-10-2025."))
        .when((pl.col("died_on") < pl.col("born")).fill_null(value=False))
        .then(pl.lit("Meninggal sebelum tanggal lahir. Periksa kedua tanggal."))
        .otherwise(pl.lit(""))
    )
