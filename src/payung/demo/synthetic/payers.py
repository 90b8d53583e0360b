"""Whom other public payers cover: RT money, the province's village grant, the RT heads' scheme.

About 30 per thousand of the listed are among them: the overlaps that the ledger must find.
"""

from __future__ import annotations

import polars as pl

from payung.demo.synthetic.city import Areas
from payung.demo.synthetic.people import people_in
from payung.demo.synthetic.rng import bulk_stream
from payung.kernel.month import Month

PILOT_RT_COUNT = 67
_PER_PILOT_RT = 20
_PER_KELURAHAN = 50
_HEADS_ALSO_LISTED = 0.02
_COVER_COLUMNS = (
    "person_id",
    "nik",
    "nama",
    "tanggal_lahir",
    "jenis_kelamin",
    "nama_ibu",
    "no_hp",
    "rt_code",
    "kode_kelurahan",
    "pekerjaan",
)


def rt_money(areas: Areas, people: pl.DataFrame, seed: int, year: int = 2025) -> pl.DataFrame:
    """Cover bought by 67 pilot RT for about 20 workers each, April to December of `year`.

    Columns: person_id, nik, nama, tanggal_lahir, jenis_kelamin, nama_ibu, no_hp, rt_code,
    kode_kelurahan, pekerjaan, payer, segment, first_month, last_month (YYYY-MM). The listed with
    `pembayar_lain` = rt are among them, with their own person_id.
    """
    chance = bulk_stream(seed, "rt-money")
    pilots = chance.choice(areas.rts.height, PILOT_RT_COUNT, replace=False)
    inside = Areas(areas.frame.filter(pl.col("code").is_in(areas.rts[pilots]["code"].implode())))
    overlap = people.filter(pl.col("pembayar_lain") == "rt")
    count = PILOT_RT_COUNT * _PER_PILOT_RT - overlap.height
    others = people_in(inside, seed, count, prefix="R", religious_share=0, first_serial=9250)
    return _cover(overlap, others, "rt", "bpu", Month.of(year, 4), Month.of(year, 12))


def province_grant(areas: Areas, people: pl.DataFrame, seed: int, year: int = 2025) -> pl.DataFrame:
    """Cover from the province through each kelurahan, 50 persons a kelurahan, the whole `year`.

    Columns as `rt_money`; the listed with `pembayar_lain` = provinsi are among them.
    """
    overlap = people.filter(pl.col("pembayar_lain") == "provinsi")
    count = _PER_KELURAHAN * areas.kelurahan.height - overlap.height
    others = people_in(areas, seed, count, prefix="V", religious_share=0, first_serial=9500)
    return _cover(overlap, others, "provinsi", "bpu", Month.of(year, 1), Month.of(year, 12))


def rt_heads(areas: Areas, people: pl.DataFrame, seed: int, year: int = 2025) -> pl.DataFrame:
    """The head of each RT, enrolled by the city as a wage earner (PU), the whole `year`.

    Columns as `rt_money`. About 2 % of them are listed as workers too: a double membership that is
    legal (PU beside BPU) and that a person must decide on.
    """
    chance = bulk_stream(seed, "rt-heads")
    rts = areas.rts.select("code", "parent")
    heads = people_in(
        areas, seed, rts.height, prefix="H", religious_share=0, first_serial=9750
    ).with_columns(rt_code=rts["code"], kode_kelurahan=rts["parent"])
    listed = people.unique("rt_code", maintain_order=True).filter(
        pl.lit(chance.random(people["rt_code"].n_unique()) < _HEADS_ALSO_LISTED)
    )
    heads = heads.join(listed, on="rt_code", how="anti", maintain_order="left")
    return _cover(listed, heads, "apbd", "pu", Month.of(year, 1), Month.of(year, 12))


def named_again(people: pl.DataFrame, cover: pl.DataFrame, seed: int, most: int) -> pl.DataFrame:
    """Listed people of the areas of `cover` whom its payer names too, without knowing of the city.

    At most `most`, columns as `cover`. Whom the city has chosen among them is planned twice.
    """
    chance = bulk_stream(seed, "named-again")
    near = people.filter(
        pl.col("rt_code").is_in(cover["rt_code"].unique().implode())
        & ~pl.col("nik").is_in(cover["nik"].implode())
    )
    chosen = near[sorted(chance.choice(near.height, min(most, near.height), replace=False))]
    shared = cover.select("payer", "segment", "first_month", "last_month").head(1)
    return chosen.select(_COVER_COLUMNS).join(shared, how="cross")


def _cover(
    known: pl.DataFrame,
    others: pl.DataFrame,
    payer: str,
    segment: str,
    first: Month,
    last: Month,
) -> pl.DataFrame:
    rows = pl.concat([known.select(_COVER_COLUMNS), others.select(_COVER_COLUMNS)])
    return rows.sort("rt_code", "person_id").with_columns(
        payer=pl.lit(payer),
        segment=pl.lit(segment),
        first_month=pl.lit(str(first)),
        last_month=pl.lit(str(last)),
    )
