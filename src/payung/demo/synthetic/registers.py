"""What other registers would answer about the listed: Dukcapil's match, the welfare decile."""

from __future__ import annotations

from datetime import date

import polars as pl

from payung.demo.synthetic.rng import steady_uniform

MATCHED_ON = date(2025, 5, 16)
_RESULT_BY_FATE = {
    "aktif": "cocok",
    "pindah": "pindah",
    "meninggal": "meninggal",
    "tidak_aktif": "tidak_aktif",
}
_DECILE_LIMITS = (0.18, 0.36, 0.52, 0.66, 0.77, 0.85, 0.91, 0.95, 0.98, 1.0)
_SHARE_UNKNOWN = 0.22


def dukcapil_answer(request: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Answers a matching request row by row, in its order.

    `request`: row_id, nik, nama, tanggal_lahir (Date), jenis_kelamin; missing values are not
    compared. `people`: as `generate_people` gives them. Result: row_id, nik, hasil
    (`cocok`|`beda_nama`|`beda_tanggal_lahir`|`beda_jenis_kelamin`|`meninggal`|`pindah`|
    `tidak_aktif`|`tidak_ditemukan`), tanggal. A dead or moved person is answered before a
    difference of fields.
    """
    register = people.select(
        "nik",
        true_nama="nama",
        true_tanggal="tanggal_lahir",
        true_jk="jenis_kelamin",
        fate=pl.col("nasib").replace_strict(_RESULT_BY_FATE),
    )
    joined = request.join(register, on="nik", how="left", maintain_order="left")
    return joined.select("row_id", "nik", hasil=_result(), tanggal=pl.lit(MATCHED_ON))


def _result() -> pl.Expr:
    return (
        pl.when(pl.col("fate").is_null())
        .then(pl.lit("tidak_ditemukan"))
        .when(pl.col("fate") != "cocok")
        .then(pl.col("fate"))
        .when(pl.col("tanggal_lahir") != pl.col("true_tanggal"))
        .then(pl.lit("beda_tanggal_lahir"))
        .when(pl.col("jenis_kelamin") != pl.col("true_jk"))
        .then(pl.lit("beda_jenis_kelamin"))
        .when(_bare_name("nama") != _bare_name("true_nama"))
        .then(pl.lit("beda_nama"))
        .otherwise(pl.lit("cocok"))
    )


def _bare_name(column: str) -> pl.Expr:
    """Capitals and letters only: Dukcapil's comparison forgives case, points and spaces."""
    return pl.col(column).str.to_uppercase().str.replace_all(r"[^A-Z]", "")


def welfare_deciles(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The file that Dinas Sosial would hand over: nik, id_keluarga, desil (1-10), tanggal_dtsen.

    Some 22 % of the people are not in it: the decile is unknown, which excludes nobody.
    """
    draw = steady_uniform(people["nik"], seed, "decile")
    known = people.select("nik", "nkk").with_columns(draw=draw)
    known = known.filter(pl.col("draw") >= _SHARE_UNKNOWN).with_columns(
        even=(pl.col("draw") - _SHARE_UNKNOWN) / (1 - _SHARE_UNKNOWN)
    )
    decile = sum((pl.col("even") >= limit).cast(pl.Int64) for limit in _DECILE_LIMITS[:-1])
    return known.select(
        "nik",
        id_keluarga=pl.lit("SINTETIS-") + pl.col("nkk").str.slice(6),
        desil=1 + decile,
        tanggal_dtsen=pl.lit(date(2025, 3, 31)),
    )
